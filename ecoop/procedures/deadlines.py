"""The deadline library: periods of law and of the house, on the one working-day calendar.

Every deadline says its kind, day, rule and source (G6). Working days and hours come from
`core.workdays` (Asia/Jakarta); a year whose holidays are not known is counted by weekends
and that is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from ecoop.core.bilingual import Text, in_figures, join
from ecoop.core.dates import add_days, add_months
from ecoop.core.workdays import WorkCalendar, Workday, add_working_days, jakarta
from ecoop.procedures import derived
from ecoop.procedures.intake import Given
from ecoop.procedures.loading import clock_library
from ecoop.procedures.model import Clock

# Office hours in Jakarta for periods counted in hours: a setting of the house (basis J).
OPENS, CLOSES = time(8, 0), time(16, 0)
UNITS = {
    "days": Text(id="hari", en="days"),
    "working_days": Text(id="hari kerja", en="working days"),
    "months": Text(id="bulan", en="months"),
    "working_hours": Text(id="jam kerja", en="working hours"),
}
FORWARD = Text(id="{length} sejak {anchor}", en="{length} from {anchor}")
BACKWARD = Text(id="{length} sebelum {anchor}", en="{length} before {anchor}")
SAME_DAY = Text(id="pada {anchor}", en="on {anchor}")
ANCHOR_VAGUE = Text(
    id="Hari awalnya tidak diketahui dengan tepat; dihitung dari kemungkinan yang paling awal.",
    en="The day it runs from is not known exactly; it is counted from the earliest possible day.",
)
NOT_KNOWN_THEN = Text(
    id="Apakah sudah dipenuhi tidak diketahui: naskah ini masuk dari matriks.",
    en="Whether it was met is not known: the record was entered from the matrix.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day (or moment) by which something must be done; `rule` says how it was counted."""

    kind: str
    due: date | datetime
    rule: Text
    source: str
    name: Text
    who: str
    basis: str
    state: str  # open, overdue or unknown
    note: Text = Text()

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "due": self.due.isoformat(),
            "rule": self.rule.as_dict(),
            "source": self.source,
            "name": self.name.as_dict(),
            "who": self.who,
            "basis": self.basis,
            "state": self.state,
            "note": self.note.as_dict(),
        }


def due_on(
    kind: str, anchor: date | datetime, *, calendar: WorkCalendar | None = None
) -> tuple[date | datetime, Text]:
    """When a period of the library that runs from `anchor` ends, and what is not certain about it.

    An unknown kind is a KeyError.
    """
    clock = clock_library()[kind]
    return _due(clock, anchor, clock.amount, calendar or jakarta())


def deadlines(
    clocks: Mapping[str, Clock],
    given: Given,
    values: Mapping[str, Any],
    on: date,
    *,
    calendar: WorkCalendar | None = None,
) -> tuple[Deadline, ...]:
    """Every period that runs on that day and is not met yet, the earliest first.

    `values` are the facts with what follows from them (`sight.values`).
    """
    known = calendar or jakarta()
    found = [
        made
        for clock in clocks.values()
        if _runs(clock, given, values, on)
        and (made := _deadline(clock, given, values, on, known)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (_day(each.due), each.kind)))


def _runs(clock: Clock, given: Given, values: Mapping[str, Any], on: date) -> bool:
    anchor = values.get(clock.anchor)
    if anchor is None or clock.anchor in given.undated:
        return False
    if clock.since is not None and _day(anchor) < clock.since:
        return False
    if any(values.get(key) and _day(values[key]) <= on for key in clock.done_by):
        return False
    kind = given.kinds.get(clock.anchor) or derived.KINDS.get(clock.anchor, "")
    if kind in ("act", "effect") and _day(anchor) > on:
        return False
    return clock.when is None or clock.when.holds(dict(values), on)


def _deadline(
    clock: Clock, given: Given, values: Mapping[str, Any], on: date, calendar: WorkCalendar
) -> Deadline | None:
    anchor = given.vague.get(clock.anchor, values[clock.anchor])
    amount = clock.amount
    if clock.overrides and values.get(clock.overrides) is not None:
        amount = values[clock.overrides] * (-1 if amount < 0 else 1)
    due, note = _due(clock, anchor, amount, calendar)
    if clock.anchor in given.vague:
        note = join(note, ANCHOR_VAGUE)
    state = "overdue" if _day(due) < on or clock.kind == "grant_registration" else "open"
    if state == "overdue" and values.get("is_imported"):
        state, note = "unknown", join(note, NOT_KNOWN_THEN)
    return Deadline(
        kind=clock.kind,
        due=due,
        rule=rule_of(clock, amount),
        source=clock.source,
        name=clock.name,
        who=clock.who,
        basis=clock.basis,
        state=state,
        note=note,
    )


def rule_of(clock: Clock, amount: int | None = None) -> Text:
    """How the day is counted, in words: '3 working days from original_deposited_on'."""
    count = clock.amount if amount is None else amount
    pattern = SAME_DAY if not count else FORWARD if count > 0 else BACKWARD
    unit = UNITS[clock.unit]
    one = unit.en.removesuffix("s")
    length = in_figures(abs(count), noun_id=unit.id, one_en=one, many_en=unit.en)
    return pattern.fill(length=length, anchor=clock.anchor)


def _due(
    clock: Clock, anchor: date | datetime, amount: int, calendar: WorkCalendar
) -> tuple[date | datetime, Text]:
    if clock.unit == "working_hours":
        start = anchor if isinstance(anchor, datetime) else datetime.combine(anchor, OPENS)
        return add_working_hours(start, amount, calendar=calendar)
    day = _day(anchor)
    if clock.unit == "days":
        return add_days(day, amount), Text()
    if clock.unit == "months":
        return add_months(day, amount), Text()
    found = add_working_days(day, amount, calendar=calendar)
    return found.on, found.note


def add_working_hours(
    start: datetime, hours: int, *, calendar: WorkCalendar | None = None
) -> tuple[datetime, Text]:
    """The moment `hours` office hours after `start`, and what is not certain about it.

    Only the hours from OPENS to CLOSES on working days count (PMK 99/2025: five working hours).
    """
    known = calendar or jakarta()
    left, unknown = timedelta(hours=hours), set()
    moment = start
    while True:
        if not known.knows(moment.date()):
            unknown.add(moment.year)
        opens = moment.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0)
        closes = moment.replace(hour=CLOSES.hour, minute=CLOSES.minute, second=0, microsecond=0)
        begins = max(moment, opens)
        if known.is_working_day(moment.date()) and begins < closes:
            if left <= closes - begins:
                note = Workday(moment.date(), tuple(sorted(unknown))).note
                return begins + left, note
            left -= closes - begins
        moment = opens + timedelta(days=1)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
