"""Pages of emergency aid."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.assistance import listing, policies, queries, units
from ecoop.core import exports
from ecoop.instruments.queries import saved_views


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Aid that came in and went out, the latest disaster first, with sums by currency."""
    asked = listing.LIST.asked(request.GET)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    context = listing.LIST.context(request.actor, asked) | {
        "totals": queries.totals(listing.rows_of(request.actor, asked)),
        "views": saved_views(request.actor, "assistance"),
        "may_save": bool(may(request.actor, "use_desk")),
        "unit": units.said,
    }
    return render(request, "assistance/list.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One piece of aid as it was reported."""
    aid = policies.get_visible(request.actor, code)
    context = {
        "aid": aid,
        "unit": units.said,
        "partners": queries.partners_of(aid),
        "parts": queries.parts_of(request.actor, aid),
        "whole": queries.whole_of(request.actor, aid),
        "now": timezone.now(),
    }
    return render(request, "assistance/detail.html", context)
