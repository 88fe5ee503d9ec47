"""`?as_at=`: the directory and one partner as they were at a time, rebuilt from the ledger.

Who may see an entry is decided by today's class and by the class it had; bodies that were merged
since stand under the one they became.
"""

from datetime import datetime
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ecoop.core import failures, ledger
from ecoop.core.bilingual import Text
from ecoop.core.shown import language
from ecoop.core.words import fold
from ecoop.desk import directory
from ecoop.instruments import past
from ecoop.instruments.listing import Filters
from ecoop.instruments.past_pages import AT_A_TIME, instant_asked
from ecoop.partners.queries import visible_to


class Then(NamedTuple):
    """An organisation as it was, and when the entry was written that left it so."""

    slug: str
    name: Text
    abbreviation: str
    kind: str
    country: str
    website: str
    note: str
    entered_at: datetime


def index(request: HttpRequest, asked) -> HttpResponse:
    """The directory as it was, by name; at most 500 rows."""
    at = instant_asked(request)
    if at is None:
        return failures.bad_request(request)
    seen = set(visible_to(request.actor).values_list("pk", flat=True))
    found = [_then(one) for one in ledger.as_at("partner", at) if one.record_id in seen]
    kept = sorted((one for one in found if _fits(one, asked)), key=_name)
    context = {"rows": kept[:AT_A_TIME], "total": len(kept), "at": timezone.localtime(at)}
    return render(request, "desk/past_partners.html", context)


def detail(request: HttpRequest, organisation) -> HttpResponse:
    """One partner as it was, with the papers it had then; 404 when it was not there yet."""
    at = instant_asked(request)
    if at is None:
        return failures.bad_request(request)
    snapshot = ledger.as_at_one(organisation.pk, at)
    if snapshot is None:
        raise Http404
    bodies = {str(organisation.pk), *(body["id"] for body in directory.about(organisation).bodies)}
    context = {
        "then": _then(snapshot),
        "organisation": organisation,
        "rows": past.rows(request.actor, Filters(), at, bodies=bodies)[:AT_A_TIME],
        "at": timezone.localtime(at),
    }
    return render(request, "desk/past_partner.html", context)


def _then(snapshot) -> Then:
    held = snapshot.after
    return Then(
        slug=held["slug"],
        name=Text(id=held["name_id"] or held["name_en"], en=held["name_en"] or held["name_id"]),
        entered_at=timezone.localtime(snapshot.at),
        country=held["country_id"],
        **{name: held[name] for name in ("abbreviation", "kind", "website", "note")},
    )


def _fits(one: Then, asked) -> bool:
    kinds, countries = asked.values("kind"), asked.values("country")
    words = fold(f"{one.name.id} {one.name.en} {one.abbreviation}")
    return (
        (not kinds or one.kind in kinds)
        and (not countries or one.country in countries)
        and fold(asked.words) in words
    )


def _name(one: Then) -> str:
    return one.name.in_(language()).casefold()
