"""Working days in Asia/Jakarta: national holidays and joint leave, year by year.

The days stand in `data/holidays/YEAR.csv` with the decree they come from. A year
without such a file is not known: it is counted by weekends only, and that is said.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from ecoop.core.bilingual import Text

HOLIDAYS = Path(__file__).parent / "data" / "holidays"
KINDS = ("national", "joint_leave")
NOT_KNOWN = Text(
    id="Hari libur tahun {years} belum diketahui; hanya akhir pekan yang diperhitungkan.",
    en="The holidays of {years} are not known yet; only weekends were taken into account.",
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off, with the decree that made it so."""

    on: date
    kind: str
    name: Text
    source: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Workday:
    """A day found by counting working days, and the years whose holidays are not known."""

    on: date
    unknown_years: tuple[int, ...] = ()

    @property
    def is_certain(self) -> bool:
        return not self.unknown_years

    @property
    def note(self) -> Text:
        """Says which years were counted without holidays; empty if all are known."""
        if not self.unknown_years:
            return Text()
        return NOT_KNOWN.fill(years=", ".join(map(str, self.unknown_years)))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days off by date and the years for which they are known."""

    holidays: dict[date, Holiday]
    years: frozenset[int]

    def knows(self, day: date) -> bool:
        return day.year in self.years

    def holiday(self, day: date) -> Holiday | None:
        return self.holidays.get(day)

    def is_working_day(self, day: date) -> bool:
        """Neither Saturday nor Sunday nor a known day off; ask `knows` for the year too."""
        return day.weekday() < 5 and day not in self.holidays

    def why_not(self, day: date) -> Text:
        """Why a day is none to work on: its holiday, else the weekend; empty if it is one."""
        found = self.holidays.get(day)
        if found:
            return found.name
        return Text(id="akhir pekan", en="weekend") if day.weekday() >= 5 else Text()


@lru_cache(maxsize=1)
def jakarta() -> WorkCalendar:
    """The calendar of the Indonesian state, from the files of this house."""
    return calendar_of(sorted(HOLIDAYS.glob("[0-9][0-9][0-9][0-9].csv")))


def calendar_of(files: Iterable[Path]) -> WorkCalendar:
    """Read holiday files named by their year; a day outside its file's year is an error."""
    holidays, years = {}, set()
    for file in files:
        year = int(file.stem)
        years.add(year)
        for holiday in read_holidays(file):
            if holiday.on.year != year or holiday.kind not in KINDS:
                raise ValueError(f"{file.name}: {holiday.on} {holiday.kind} does not belong here")
            holidays[holiday.on] = holiday
    return WorkCalendar(holidays, frozenset(years))


def read_holidays(file: Path) -> list[Holiday]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Holiday(
                on=date.fromisoformat(row["date"]),
                kind=row["kind"],
                name=Text(id=row["name_id"], en=row["name_en"]),
                source=row["source"],
                is_confirmed=row["confirmed"] == "yes",
            )
            for row in csv.DictReader(lines)
        ]


def add_working_days(start: date, count: int, *, calendar: WorkCalendar | None = None) -> Workday:
    """The working day `count` working days after `start` (start itself not counted).

    A negative count goes back; 0 is `start` itself, working day or not. Saturdays,
    Sundays, national holidays and joint leave do not count. Used for the clocks of
    Permenlu 4/2023: 3 days for treaty paper, 7 to complete originals.
    """
    known = calendar or jakarta()
    step = timedelta(days=1 if count >= 0 else -1)
    day, left, unknown = start, abs(count), set()
    while left:
        day += step
        if not known.knows(day):
            unknown.add(day.year)
        left -= known.is_working_day(day)
    return Workday(day, tuple(sorted(unknown)))


def last_working_day(until: date, *, calendar: WorkCalendar | None = None) -> Workday:
    """The working day on or before `until`: by then a letter must have left the house."""
    known = calendar or jakarta()
    day, unknown = until, set()
    while True:
        if not known.knows(day):
            unknown.add(day.year)
        if known.is_working_day(day):
            return Workday(day, tuple(sorted(unknown)))
        day -= timedelta(days=1)
