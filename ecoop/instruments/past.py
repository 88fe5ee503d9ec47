"""The register as it was at a time: records and lists rebuilt from the ledger alone.

What is shown is what the ledger held at that instant; who may see it is decided by today's class
of the record as well as by the class the entry had, whichever is stricter.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ecoop.core import ledger
from ecoop.core.classification import rank
from ecoop.core.dates import PartialDate
from ecoop.core.words import fold
from ecoop.instruments import clock, queries, statuses
from ecoop.instruments.listing import Filters, Row
from ecoop.instruments.models import Instrument, Party
from ecoop.instruments.snapshots import LISTS, PLAIN
from ecoop.partners.models import Organisation

PARTIAL = frozenset({
    "signed_on", "in_force_from", "until", "terminated_on", "completed_on", "status_as_of",
    "last_notification_on", "ratified_on", "notice_given_on",
})  # fmt: skip
NUMBERS = frozenset({"months", "renew_months", "notice_months", "max_renewals"})


class NotAnInstant(ValueError):
    """The text is no date and no time."""


@dataclass(frozen=True)
class Past:
    """One record as it was: facts, parties, and when the entry was written that left it so."""

    instrument: Instrument
    parties: list[Party]
    entered_at: datetime


def instant(text: str) -> datetime:
    """The moment meant by an ISO date (its last moment in Jakarta) or date and time.

    Raises `NotAnInstant`; a time without a zone is Jakarta's.
    """
    try:
        if len(text) == 10:
            moment = datetime.combine(date.fromisoformat(text), time.max)
        else:
            moment = parse_datetime(text.replace(" ", "+"))
    except ValueError as error:
        raise NotAnInstant(text) from error
    if moment is None:
        raise NotAnInstant(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def record(instrument, at: datetime) -> Past | None:
    """`instrument` (which the asker may see today) as it was; None when it was not there."""
    snapshot = ledger.as_at_one(instrument.pk, at)
    return _revive(snapshot) if snapshot else None


def rows(actor, filters: Filters, at: datetime, *, bodies=None) -> list[Row]:
    """The rows of the list as it was, in the list's order; statuses as of that day.

    `bodies`: only those to which one of these organisations (texts of their ids) was party then.
    """
    seen = set(Instrument.objects.visible_to(actor).values_list("pk", flat=True))
    on = timezone.localdate(at)
    if filters.partner and bodies is None:
        named = Organisation.objects.filter(slug=filters.partner)
        bodies = {str(pk) for pk in named.values_list("pk", flat=True)}
    found = [
        _row(_revive(snapshot), on)
        for snapshot in ledger.as_at("instrument", at)
        if snapshot.record_id in seen
        and not snapshot.after["withdrawn_at"]
        and (bodies is None or any(p["organisation"] in bodies for p in snapshot.after["parties"]))
    ]
    kept = [row for row in found if _fits(row, filters)]
    descending = (
        filters.direction != "up"
        if filters.sort in ("signed", "active")
        else filters.direction == "down"
    )
    return sorted(kept, key=lambda row: (_SORTS[filters.sort](row), row.id), reverse=descending)


def _revive(snapshot) -> Past:
    held = snapshot.after
    instrument = Instrument(pk=snapshot.record_id)
    for name in PLAIN:
        if name in held:
            setattr(instrument, name, _value(name, held[name]))
    for name in LISTS:
        setattr(instrument, name, held.get(name, []))
    instrument.class_rank = rank(instrument.classification)
    instrument.status_said = statuses.said(instrument.status_written)
    instrument.last_act_at = snapshot.at
    return Past(instrument, [_party(instrument, one) for one in held["parties"]], snapshot.at)


def _value(name, value):
    if name in PARTIAL:
        return PartialDate.parse(value) if value else None
    if name in NUMBERS:
        return None if value == "" else int(value)
    if name in ("next_step_due", "declassify_on"):
        return date.fromisoformat(value) if value else None
    if name.endswith("_id") and name not in ("title_id", "scope_id"):
        return value or None
    return None if name == "withdrawn_at" and not value else value


def _party(instrument, held) -> Party:
    organisation = Organisation(
        pk=UUID(held["organisation"]),
        name_en=held["name"],
        abbreviation=held.get("short", ""),
        country_id=held.get("country") or None,
    )
    return Party(
        instrument=instrument, organisation=organisation, side=held["side"], number=held["number"],
        signatory=held["signatory"], office=held["office"], signed_on=_value("signed_on", held["signed_on"]),
    )  # fmt: skip


def _notice_day(facts, says, bounds) -> date | None:
    """The next last day for notice, where it is known how long before the end that is."""
    if facts.notice_months is None:
        return None
    return says.next_notice_day.first if says.next_notice_day else bounds.notice_day


def _row(past: Past, on: date) -> Row:
    """A list row of the past; the columns that repeat computed values are computed again."""
    instrument = past.instrument
    facts = queries.facts_of(instrument)
    says, bounds = clock.reading(facts, on), clock.bounds(facts)
    partners = [p.organisation for p in past.parties if p.side == Party.Side.PARTNER]
    own = {
        "id": instrument.pk,
        "partner_names": [o.abbreviation or o.name_en for o in partners],
        "countries": sorted({o.country_id for o in partners if o.country_id}),
        "ended_on": {
            "completed": instrument.completed_on,
            "terminated": instrument.terminated_on,
        }.get(bounds.stage),
        "first_day": bounds.first_day,
        "last_low": bounds.last_low,
        "last_high": bounds.last_high,
        "notice_day": _notice_day(facts, says, bounds),
        "status": says.status.value,
        "is_dormant": says.is_dormant,
        "seen_by": [],
        "stamp": "",
    }
    return Row(
        **{name: own[name] if name in own else getattr(instrument, name) for name in Row._fields}
    )


_SORTS = {
    "signed": lambda row: str(row.signed_on or ""),
    "ends": lambda row: row.last_high or date.max,
    "notice": lambda row: row.notice_day or date.max,
    "active": lambda row: row.last_act_at,
    "code": lambda row: row.code,
    "title": lambda row: (row.title_id or row.title_en)[:100],
    "title_en": lambda row: (row.title_en or row.title_id)[:100],
}


def _fits(row: Row, f: Filters) -> bool:
    """The list's filters on a row of the past; search is by the letters of names and titles."""
    single = (
        (f.status, row.status), (f.kind, row.kind), (f.level, row.level),
        (f.unit, row.owner_unit_id), (f.classification, row.classification),
    )  # fmt: skip
    several = (
        (f.country, row.countries), (f.field, row.fields), (f.phase, row.phases),
        (f.region, row.regions),
    )  # fmt: skip
    words = fold(" ".join([row.code, row.title_id, row.title_en, *row.partner_names]))
    return (
        all(not wanted or value in wanted for wanted, value in single)
        and all(not wanted or set(wanted) & set(values) for wanted, values in several)
        and (not f.year or str(row.signed_on or "").startswith(f.year))
        and (not f.q or fold(f.q) in words)
        and _flagged(row, f)
    )


def _flagged(row: Row, f: Filters) -> bool:
    if f.flag == "contradiction" and not statuses.contradicts(row.status_said, row.status):
        return False
    if f.flag == "dormant" and not row.is_dormant:
        return False
    missing = {
        "owner": not row.owner_unit_id,
        "next_step": not row.next_step,
        "any": not (row.owner_unit_id and row.next_step),
        "date": not (row.signed_on or row.in_force_from),
    }
    return missing.get(f.missing, True)
