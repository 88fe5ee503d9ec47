"""Pages of engagements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.core import exports
from ecoop.engagements import listing, policies, queries
from ecoop.instruments.calendar import calendar
from ecoop.instruments.queries import saved_views


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Meetings, visits, forums, exercises and trainings, newest first."""
    asked = listing.LIST.asked(request.GET)
    if asked.format == "ics":
        events = listing.events(listing.LIST.every(request.actor, asked))
        return exports.attachment(calendar(events), form="ics", name=listing.LIST.name)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    context = listing.LIST.context(request.actor, asked) | {
        "views": saved_views(request.actor, "engagements"),
        "may_save": bool(may(request.actor, "use_desk")),
    }
    return render(request, "engagements/list.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One engagement with what came of it."""
    engagement = policies.get_visible(request.actor, code)
    context = {
        "engagement": engagement,
        "participants": queries.participants_of(engagement),
        "now": timezone.now(),
    }
    return render(request, "engagements/detail.html", context)
