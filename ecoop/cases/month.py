"""The calendar of cases: one month, day by day, with the days off of the Indonesian state. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import WEEKDAYS, add_months, last_of_month
from ecoop.core.workdays import jakarta

MONTH = re.compile(r"(19|2[01])\d\d-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Entry:
    """What a day holds of one case: its next deadline, or the day promised to the outside."""

    row: Any
    is_promise: bool


@dataclass
class Day:
    """One square of the calendar."""

    on: date
    is_within: bool  # of the month itself, not filling up its first or last week
    is_off: bool
    holiday: Text  # its name, if it is one
    entries: list[Entry] = field(default_factory=list)

    @property
    def weekday(self) -> Text:
        return Text(**{lang: names[self.on.weekday()] for lang, names in WEEKDAYS.items()})


def first_of(text: str, today: date) -> date | None:
    """The first day of the month written "YYYY-MM", of this month for "", else None."""
    if not text:
        return today.replace(day=1)
    return date.fromisoformat(f"{text}-01") if MONTH.fullmatch(text) else None


def beside(first: date, months: int) -> str:
    """The month so many months later, "YYYY-MM"."""
    return f"{add_months(first, months):%Y-%m}"


def last_of(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return first.replace(day=last_of_month(first.year, first.month))


def days_of(first: date, rows: Iterable[Any], *, inside: bool) -> list[Day]:
    """Whole weeks from Monday on. A deadline is for those inside BNPB, a promise for everybody."""
    last = last_of(first)
    start = first - timedelta(first.weekday())
    count = (last - start).days + 7 - last.weekday()
    days = [_day(start + timedelta(n), first, last) for n in range(count)]
    squares = {day.on: day for day in days if day.is_within}
    for row in rows:
        if inside and row.next_due in squares:
            squares[row.next_due].entries.append(Entry(row, is_promise=False))
        if row.promised_on in squares:
            squares[row.promised_on].entries.append(Entry(row, is_promise=True))
    return days


def _day(on: date, first: date, last: date) -> Day:
    off = jakarta().holiday(on)
    return Day(
        on, first <= on <= last, not jakarta().is_working_day(on), off.name if off else Text()
    )


def is_known(first: date) -> bool:
    """Whether the days off of the month's year have been decreed yet."""
    return jakarta().knows(first)
