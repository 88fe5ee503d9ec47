"""Pages of engagements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.core import exports
from ecoop.core.listing import Listing
from ecoop.engagements import listing, policies, queries
from ecoop.instruments.calendar import calendar
from ecoop.instruments.queries import saved_views


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Meetings, visits, forums, exercises and trainings, newest first."""
    asked = Listing.read(request.GET, columns=listing.LIST_COLUMNS, default_sort="date")
    if asked.format == "ics":
        events = listing.events(listing.every(request.actor, asked))
        return exports.attachment(calendar(events), form="ics", name="ecoop-engagements")
    if asked.format in ("xlsx", "csv", "json"):
        rows = listing.every(request.actor, asked)
        return exports.of_list(
            asked, name="ecoop-engagements", first=listing.CODE, rows=rows, cell=listing.plain
        )
    questions = listing.facets(request.actor, asked)
    context = {
        "listing": asked,
        "page": listing.page(request.actor, asked),
        "facets": questions,
        "chips": asked.chips(questions, _("Words")),
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
