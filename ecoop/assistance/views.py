"""Pages of emergency aid."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.assistance import listing, policies, queries, units
from ecoop.core import exports
from ecoop.core.listing import Listing
from ecoop.instruments.queries import saved_views


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Aid that came in and went out, the latest disaster first, with sums by currency."""
    asked = Listing.read(request.GET, columns=listing.LIST_COLUMNS, default_sort="date")
    if asked.format in ("xlsx", "csv", "json"):
        rows = listing.every(request.actor, asked)
        return exports.of_list(
            asked, name="ecoop-aid", first=listing.CODE, rows=rows, cell=listing.plain
        )
    questions = listing.facets(request.actor, asked)
    context = {
        "listing": asked,
        "page": listing.page(request.actor, asked),
        "totals": queries.totals(listing.rows_of(request.actor, asked)),
        "facets": questions,
        "chips": asked.chips(questions, _("Words")),
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
