"""What the pages of instruments show, made from what the queries found."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from ecoop.accounts.policy import may
from ecoop.core.drawings import Timeline, timeline
from ecoop.core.listing import Chip, Listing
from ecoop.core.shown import language, term
from ecoop.core.words import fold
from ecoop.instruments import clock, disputes, queries, statuses
from ecoop.instruments.contradictions import STATUS
from ecoop.instruments.labels import LINKS, RULES, in_words, label
from ecoop.instruments.periods import period
from ecoop.instruments.standing import FOLLOWING
from ecoop.places.names import region_names


def chain_line(instrument: Any, links: list, reading: clock.Reading) -> Timeline:
    """The instrument and those before and after it on one line of time."""
    chain = {one.pk: one for link in links for one in (link.earlier, link.later)}
    chain[instrument.pk] = instrument
    ordered = sorted(chain.values(), key=lambda one: str(one.signed_on or one.in_force_from or ""))
    statuses = {one.pk: _status(one, links, reading.on) for one in ordered}
    statuses[instrument.pk] = reading.status
    periods = [period(one, status=statuses[one.pk].value) for one in ordered]
    return timeline(periods, today=reading.on)


def _status(one: Any, links: list, on: date) -> clock.Status:
    """The status of one paper of the chain, with what later papers did to it."""
    changes = [link for link in links if link.earlier_id == one.pk]
    return clock.reading(queries.facts_of(one, changes), on).status


def chain_words(instrument: Any, links: list) -> list[tuple[str, Any]]:
    """("is extended by", the other instrument) for each link, seen from `instrument`."""
    return [
        (str(LINKS[link.kind, link.later_id == instrument.pk]),
         link.earlier if link.later_id == instrument.pk else link.later)
        for link in links
    ]  # fmt: skip


def successors(changes: list) -> list:
    """The signed papers that come after one, so that no decision on its end is waited for; `changes`
    are the links from later papers (standing.undecided says the same to the database)."""
    return [
        link.later for link in changes if link.kind in FOLLOWING and link.later.stage != "draft"
    ]


def duration(instrument: Any) -> str:
    """The duration rule in words, with its months."""
    if instrument.duration_rule == "UNKNOWN":
        return ""
    words = str(RULES[instrument.duration_rule])
    if not instrument.months:
        return words
    months = ngettext("%(n)s month", "%(n)s months", instrument.months) % {"n": instrument.months}
    return f"{words}: {months}"


def contradicts(instrument: Any, reading: clock.Reading) -> bool:
    """Whether the reported status cannot be true and nobody has settled just this difference."""
    said, computed = instrument.status_said, reading.status.value
    settled = instrument.status_settled == f"{said}/{computed}"
    return not settled and statuses.contradicts(said, computed)


def differing(actor: Any, rows: list) -> list[dict]:
    """Contradictions (contradictions.Row) as a page shows them; `settle` is the address where
    `actor` settles one, or "" when they may not."""
    return [
        {
            "record": row.record,
            "what": label(row.what),
            "here": in_words(row.what, row.here),
            "current": row.current,
            "others": in_reports(row.what, row.others),
            "is_status": row.what == STATUS,
            "settle": _settling(row) if may(actor, "settle", row.record) else "",
        }
        for row in rows
    ]


def _settling(row: Any) -> str:
    page, more = ("settle", ()) if row.what == STATUS else ("reports", (row.what,))
    address = reverse(f"instruments:{page}", args=[row.record.code, *more])
    return f"{address}?from=contradictions"


def unreported(instrument: Any, field: str, reports: list) -> str:
    """What the record says of `field` when no report that counts says so: typed by hand, or
    computed; "" when a report does, or the two cannot be compared."""
    held = getattr(instrument, field, None)
    if field in disputes.FIELDS:
        held = disputes.fact(instrument, field)
    elif not isinstance(held, str):
        return ""
    return (
        ""
        if any(one.is_current and _agrees(instrument, field, held, one.value) for one in reports)
        else held
    )


def _agrees(instrument, field, held, reported) -> bool:
    if field in disputes.FIELDS:
        return not disputes.differs(instrument, field, reported)
    return fold(held) == fold(reported)


def in_reports(field: str, reports: list) -> list[dict]:
    """Reports as the record's page shows them beside the fact: values in words."""
    return [
        {"value": in_words(field, one.value), "source": one.source, "as_of": one.as_of}
        for one in reports
    ]


def region_tags(codes: list[str]) -> list[tuple[str, str]]:
    """(name of the region, list of all instruments there) for each code."""
    register, names = reverse("instruments:list"), region_names() if codes else {}
    return [(names.get(code, code), f"{register}?region={code}") for code in codes]


def other_chips(asked: Listing) -> tuple[Chip, ...]:
    """Chips of the filters that have no question in the bar: they come by links from elsewhere."""
    return tuple(
        Chip(label=words, value=OTHER_WORDS.get(value, value), link=asked.link(**{key: None}))
        for key, words in OTHER_FILTERS.items()
        for value in asked.values(key)
    )


OTHER_FILTERS = {
    "partner": gettext_lazy("Partner"),
    "year": gettext_lazy("Signed in"),
    "hazard": gettext_lazy("Hazard"),
    "region": gettext_lazy("Region"),
    "missing": gettext_lazy("Missing"),
    "flag": gettext_lazy("Only"),
}
OTHER_WORDS = {
    "owner": gettext_lazy("owner unit"),
    "next_step": gettext_lazy("next step"),
    "any": gettext_lazy("owner or next step"),
    "date": gettext_lazy("date"),
    "contradiction": gettext_lazy("contradictions"),
    "dormant": gettext_lazy("dormant ones"),
    "undecided": gettext_lazy("those whose end asks for a decision"),
}


def tell(request: HttpRequest, outcome: Any) -> None:
    """Say how a bulk action went, and which rows were refused and why."""
    done = len(outcome.done)
    words = ngettext("%(n)s record was changed.", "%(n)s records were changed.", done)
    messages.success(request, words % {"n": done})
    for code, refused in outcome.refused.items():
        messages.warning(request, f"{code}: {refused}")


def safe_query(given: str) -> str:
    """A query string that stays on its own page, or nothing."""
    return given if given.startswith("?") and "\\" not in given else ""


def tagged(vocabulary: str, codes: list[str]) -> list[tuple[str, str]]:
    """(name, list of all instruments with it) for each code."""
    register = reverse("instruments:list")
    return [(term(vocabulary, c).in_(language()), f"{register}?{vocabulary}={c}") for c in codes]
