"""`?as_at=`: the list and the record as they were at a time."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ecoop.core import exports, failures
from ecoop.core.bilingual import Text
from ecoop.instruments import clock, past, queries
from ecoop.instruments.columns import CODE, plain

AT_A_TIME = 500


def index(request: HttpRequest, asked, filters) -> HttpResponse:
    """The list as it was; at most 500 rows on a page, all of them in a download."""
    at = instant_asked(request)
    if at is None:
        return failures.bad_request(request)
    rows = past.rows(request.actor, filters, at)
    if asked.format in ("csv", "json", "xlsx"):
        return exports.of_list(asked, name="ecoop-instruments", first=CODE, rows=rows, cell=plain)
    context = {"rows": rows[:AT_A_TIME], "total": len(rows), "at": timezone.localtime(at)}
    return render(request, "instruments/past_list.html", context)


def detail(request: HttpRequest, instrument) -> HttpResponse:
    """One record as it was; 404 when it was not there yet."""
    at = instant_asked(request)
    if at is None:
        return failures.bad_request(request)
    found = past.record(instrument, at)
    if found is None:
        raise Http404
    reading = clock.reading(queries.facts_of(found.instrument), timezone.localdate(at))
    context = {
        "then": found.instrument,
        "parties": found.parties,
        "reading": reading,
        "at": timezone.localtime(at),
        "entered_at": timezone.localtime(found.entered_at),
        "scope": Text(id=found.instrument.scope_id, en=found.instrument.scope_en),
    }
    return render(request, "instruments/past.html", context)


def instant_asked(request) -> datetime | None:
    """The time that `?as_at=` names; None when it cannot be read."""
    try:
        return past.instant(request.GET["as_at"].strip())
    except past.NotAnInstant:
        return None
