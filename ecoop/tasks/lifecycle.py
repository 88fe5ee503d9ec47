"""What a task says about itself: its record, its day, how it stands on a day. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from ecoop.core.bilingual import Text, in_figures
from ecoop.core.citing import in_both
from ecoop.core.dates import PartialDate
from ecoop.core.vocabulary import vocabulary
from ecoop.core.workdays import WorkCalendar, add_working_days
from ecoop.procedures import deadlines as library
from ecoop.procedures.loading import clock_library, fact_library

URGENCIES = ("now", "soon", "usual")
ROLES = ("staff", "legal", "leader")  # desks that a role has as a whole
PERSON, UNIT = "user:", "unit:"
QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}{}\N{RIGHT DOUBLE QUOTATION MARK}"
STANDINGS = ("overdue", "today", "week", "later", "undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The record a task is about, named and not referenced: `address` is that of its page."""

    kind: str
    code: str
    address: str
    id: UUID | None = None

    @property
    def place(self) -> str:
        """The address without its language: "instruments/KS-INT-2015-0001/"."""
        parts = self.address.lstrip("/").split("/", 1)
        return parts[1] if len(parts) == 2 and parts[0] in ("id", "en") else "/".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A last day with how it was counted and where that stands (G6)."""

    on: date
    rule: Text
    source: str
    note: Text = Text()

    @property
    def source_said(self) -> Text:
        """The source as it is written in either language: art., pasal."""
        return in_both(self.source)


def by_library(kind: str, anchor: date | datetime, *, calendar: WorkCalendar | None = None) -> Due:
    """The last day of a period of the deadline library (domain.md 9.5) that runs from `anchor`.

    An unknown kind is a KeyError. A year whose holidays are not known is said in `note`.
    """
    clock = clock_library()[kind]
    day, note = library.due_on(kind, anchor, calendar=calendar)
    return Due(on=_day(day), rule=_in_words(library.rule_of(clock)), source=clock.source, note=note)


AS_WRITTEN = Text(
    id=" (angka dalam naskah didahulukan)", en=" (a number in the paper itself goes before it)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of the deadline library as a page shows it."""

    name: Text
    rule: Text
    source: Text
    is_law: bool


def periods() -> list[Period]:
    """Every period of the deadline library (domain.md 9.5), those of law first."""
    found = [
        Period(name=clock.name,
               rule=_in_words(library.rule_of(clock)) + (AS_WRITTEN if clock.overrides else Text()),
               source=in_both(clock.source), is_law=clock.basis == "S")
        for clock in clock_library().values()
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.is_law)


def of_deadline(found: library.Deadline) -> Due:
    """The same for a deadline that the engine of procedure computed."""
    return Due(on=_day(found.due), rule=_in_words(found.rule), source=found.source, note=found.note)


def within(days: int, start: date, *, source: str, calendar: WorkCalendar | None = None) -> Due:
    """`days` working days after `start` (start itself not counted), Asia/Jakarta."""
    found = add_working_days(start, days, calendar=calendar)
    count = in_figures(days, noun_id="hari kerja", one_en="working day", many_en="working days")
    said = Text(id="{count} sejak {start}", en="{count} from {start}").fill(
        count=count, start=Text(id=_words(start, "id"), en=_words(start, "en"))
    )
    return Due(on=found.on, rule=said, source=source, note=found.note)


def by_urgency(urgency: str, start: date, *, calendar: WorkCalendar | None = None) -> Due:
    """The last day that goes with an urgency: its working days stand in data/vocabularies."""
    days = int(vocabulary("urgencies")[urgency].extra["working_days"])
    return within(days, start, source="rule of the house", calendar=calendar)


def standing(due_on: date | None, today: date) -> str:
    """How a task that is open stands on a day: one of STANDINGS; a week is seven days."""
    if due_on is None:
        return "undated"
    if due_on <= today:
        return "today" if due_on == today else "overdue"
    return "week" if due_on <= today + timedelta(days=7) else "later"


def person(user_id: UUID | str) -> str:
    """The desk of one person."""
    return f"{PERSON}{user_id}"


def unit(code: str) -> str:
    """The desk that everybody of a unit shares; the same word is the unit's key in `seen_by`."""
    return f"{UNIT}{code}"


def is_unit(desk: str) -> bool:
    """Whether a unit shares this desk."""
    return desk.startswith(UNIT)


def units_among(desks: Iterable[str]) -> list[str]:
    """Those of the desks, or keys, that are of units: of nobody outside."""
    return [desk for desk in desks if is_unit(desk)]


def role(code: str) -> str:
    """The desk that everybody with a role shares; KeyError for a role without one."""
    if code not in ROLES:
        raise KeyError(code)
    return f"role:{code}"


@lru_cache(maxsize=1)
def _meanings() -> dict[str, Text]:
    return {fact.key: fact.label for fact in fact_library().values()}


def _in_words(rule: Text) -> Text:
    """A rule of the library with the words of the fact it runs from instead of the fact's key."""
    key = rule.en.rpartition(" ")[2]
    meant = _meanings().get(key, Text.same(key))
    return Text(id=rule.id.replace(key, QUOTED.format(meant.id.removeprefix("Hari: "))),
                en=rule.en.replace(key, QUOTED.format(meant.en.removeprefix("Day: "))))  # fmt: skip


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _words(day: date, lang: str) -> str:
    return PartialDate.of(day).words(lang)
