"""Pages of many cases: the list with its downloads and calendar, and the stage board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.cases import labels, listing, month
from ecoop.core import exports, failures
from ecoop.core.dates import PartialDate
from ecoop.instruments.calendar import calendar
from ecoop.instruments.queries import saved_views, today

GROUPS = {
    "stage": gettext_lazy("By stage"),
    "track": gettext_lazy("By track"),
    "partner": gettext_lazy("By partner"),
    "unit": gettext_lazy("By unit"),
    "person": gettext_lazy("By person"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The live cases, those that wait longest first; `?format=` downloads exactly these rows."""
    inside = bool(may(request.actor, "use_desk"))
    cases = listing.list_for(inside=inside)
    asked = cases.asked(request.GET)
    if asked.format == "ics":
        events = listing.events(cases.every(request.actor, asked), inside=inside)
        return exports.attachment(calendar(events), form="ics", name=cases.name)
    if asked.format in exports.TABLES:
        return cases.download(request.actor, asked)
    context = cases.context(request.actor, asked) | {
        "views": saved_views(request.actor, "cases"),
        "may_save": inside,
        "may_open": may(request.actor, "open_case"),
        "labels": labels,
        "today": today(),
    }
    return render(request, "cases/list.html", context)


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The live cases under headings, with whose turn it is and since when."""
    inside = bool(may(request.actor, "use_desk"))
    cases = listing.list_for(inside=inside)
    asked = cases.asked(request.GET)
    groups = {
        key: words for key, words in GROUPS.items() if inside or key not in listing.INSIDE_FILTERS
    }
    by = asked.value("by") if asked.value("by") in groups else "stage"
    found = listing.board(request.actor, asked, by, inside=inside)
    context = cases.bar(request.actor, asked) | {
        "groups": found,
        "by": by,
        "ways": [(words, asked.link(by=key), key == by, None) for key, words in groups.items()],
        "total": len({row.id for group in found for row in group.rows}),
        "inside": inside,
        "labels": labels,
        "today": today(),
    }
    return render(request, "cases/board.html", context)


@require_safe
def calendar_page(request: HttpRequest) -> HttpResponse:
    """One month of deadlines and promised days; `?month=2026-12`, this month without it."""
    inside = bool(may(request.actor, "use_desk"))
    cases = listing.list_for(inside=inside)
    asked = cases.asked(request.GET)
    first = month.first_of(asked.value("month"), today())
    if first is None:
        return failures.bad_request(request)
    rows = listing.between(request.actor, asked, first, month.last_of(first), inside=inside)
    days = month.days_of(first, rows, inside=inside)
    context = cases.bar(request.actor, asked) | {
        "days": days,
        "total": sum(len(day.entries) for day in days),
        "name": PartialDate.parse(month.beside(first, 0)),
        "around": [
            (rel, PartialDate.parse(other := month.beside(first, step)), asked.link(month=other))
            for rel, step in (("prev", -1), ("next", 1))
        ],
        "is_known": month.is_known(first),
        "inside": inside,
        "labels": labels,
        "today": today(),
    }
    return render(request, "cases/calendar.html", context)
