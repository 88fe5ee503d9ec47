"""Dates as sources give them: a day, a month or only a year.

`PartialDate` is one such date, `Span` the days on which something may have
fallen. Nothing here guesses: a missing day stays missing, and arithmetic that
cannot keep the precision yields a span. Days are local (Asia/Jakarta).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ecoop.core.bilingual import Text, base_language

MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
MONTHS_SHORT = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTH_NUMBERS = {
    name.lower(): number
    for names in (*MONTHS.values(), *MONTHS_SHORT.values())
    for number, name in enumerate(names, start=1)
} | {"agt": 8, "ags": 8, "agst": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2}

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
FIGURES = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})", re.ASCII)
NAMED = re.compile(r"(?:(\d{1,2})[ .-]+)?([a-z]+)\.?[ .-]+(\d{4})", re.ASCII)


DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_of_month(year: int, month: int) -> int:
    """The number of days of that month."""
    if month == 2 and calendar.isleap(year):
        return 29
    return DAYS_IN_MONTH[month - 1]


def add_months(day: date, months: int) -> date:
    """The same calendar day `months` later, or the month's last day where there is none.

    31 January + 1 month is 28 or 29 February. Before year 1 and after year 9999
    the answer stops at the first or last day there is.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1)))


def add_days(day: date, days: int) -> date:
    """`days` later, stopping at the first or last day there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, to the month (day 0) or to the year (month 0, day 0).

    The order is that of the ISO texts: 2015 < 2015-04 < 2015-04-10 < 2015-05. It is
    total and agrees with equality; what certainly came before what is asked with
    `first` and `last`, not with `<`.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if self.day and not self.month:
            raise ValueError(f"a day needs a month: {self.year}-?-{self.day}")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, iso: str) -> "PartialDate":
        """Read 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'; anything else is a ValueError."""
        return _parsed(iso)

    @classmethod
    def of(cls, value: "PartialDate | date | str") -> "PartialDate":
        """A PartialDate from one, from a date or from ISO text."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls(value.year, value.month, value.day)
        return cls.parse(value)

    @property
    def precision(self) -> str:
        """'day', 'month' or 'year'."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or last_of_month(self.year, month))

    @property
    def span(self) -> "Span":
        return Span(self.first, self.last)

    @property
    def iso(self) -> str:
        return str(self)

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}" if self.month else f"{self.year:04d}"

    def plus_months(self, months: int) -> "PartialDate":
        """The same calendar day later, clamped to the month's end; the precision stays.

        A year plus months that are no whole years falls into two years: the later
        one is given (so nothing ends too early). `Span.plus_months` is exact.
        """
        if self.precision == "year":
            return PartialDate(add_months(self.last, months).year)
        moved = add_months(self.first, months)
        return PartialDate(moved.year, moved.month, moved.day if self.day else 0)

    def plus_years(self, years: int) -> "PartialDate":
        return self.plus_months(12 * years)

    def words(self, lang: str) -> str:
        """'10 April 2015', 'April 2015', '2015'."""
        day = f"{self.day} " if self.day else ""
        month = f"{MONTHS[base_language(lang)][self.month - 1]} " if self.month else ""
        return f"{day}{month}{self.year}"


@lru_cache(maxsize=20_000)  # lists read the same days again and again
def _parsed(iso: str) -> PartialDate:
    found = ISO.fullmatch(iso.strip())
    if not found:
        raise ValueError(f"not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {iso!r}")
    parts = [int(part) for part in found.groups() if part is not None]
    if 0 in parts:
        raise ValueError(f"there is no such day: {iso!r}")
    return PartialDate(*parts)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days, first to last, on which something fell; one day if that is known."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span ends before it begins: {self.first} to {self.last}")

    @classmethod
    def of(cls, value: "Span | PartialDate | date | str") -> "Span":
        return value if isinstance(value, Span) else PartialDate.of(value).span

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def partial(self) -> PartialDate | None:
        """The PartialDate that means exactly these days, if there is one."""
        if self.is_day:
            return PartialDate.of(self.first)
        for candidate in (
            PartialDate(self.first.year, self.first.month),
            PartialDate(self.first.year),
        ):
            if candidate.span == self:
                return candidate
        return None

    @property
    def covers_whole_months(self) -> bool:
        return self.first.day == 1 and self.last.day == last_of_month(
            self.last.year, self.last.month
        )

    @property
    def iso(self) -> str:
        """ISO 8601: a date of reduced precision, or an interval of two of them."""
        return "/".join(edge.iso for edge in self.edges)

    def latest(self, other: "Span") -> "Span":
        """The later of two days, each known only to lie in its span."""
        return Span(max(self.first, other.first), max(self.last, other.last))

    @property
    def edges(self) -> tuple[PartialDate, ...]:
        """One PartialDate, or the two between which it lies."""
        whole = self.partial
        if whole:
            return (whole,)
        if self.covers_whole_months:
            return (
                PartialDate(self.first.year, self.first.month),
                PartialDate(self.last.year, self.last.month),
            )
        return (PartialDate.of(self.first), PartialDate.of(self.last))

    def plus_months(self, months: int) -> "Span":
        """Each day moved by months on the same calendar day; whole months stay whole."""
        first, last = add_months(self.first, months), add_months(self.last, months)
        if self.covers_whole_months and not self.is_day:
            last = last.replace(day=last_of_month(last.year, last.month))
        return Span(first, last)

    def plus_days(self, days: int) -> "Span":
        return Span(add_days(self.first, days), add_days(self.last, days))

    def words(self, lang: str) -> str:
        """'10 April 2015', 'April 2015', '2015', 'between July 2016 and June 2017'."""
        if len(self.edges) == 2:
            return self.when.in_(lang)
        return self.edges[0].words(lang)

    @property
    def when(self) -> Text:
        """With its preposition: 'on 10 April 2015', 'in 2015', 'pada tahun 2015'."""
        edges = self.edges
        if len(edges) == 2:
            return Text(id="antara {a} dan {b}", en="between {a} and {b}").fill(
                a=edges[0], b=edges[1]
            )
        patterns = {
            "day": Text(id="pada {a}", en="on {a}"),
            "month": Text(id="pada {a}", en="in {a}"),
            "year": Text(id="pada tahun {a}", en="in {a}"),
        }
        return patterns[edges[0].precision].fill(a=edges[0])


def parse_written(text: str) -> PartialDate:
    """Read what a person types into a form: ISO, 10/4/2015, 4/2015, 10 April 2015, 2015.

    Day before month; month names in Indonesian or English. ValueError otherwise.
    """
    words = " ".join(text.split()).lower()
    if ISO.fullmatch(words):
        return PartialDate.parse(words)
    figures = FIGURES.fullmatch(words)
    if figures:
        day, month, year = (int(part or 0) for part in figures.groups())
        return _checked(year=year, month=month, day=day, written=text, has_day=bool(figures[1]))
    named = NAMED.fullmatch(words)
    if named and named[2] in MONTH_NUMBERS:
        return _checked(
            year=int(named[3]),
            month=MONTH_NUMBERS[named[2]],
            day=int(named[1] or 0),
            written=text,
            has_day=bool(named[1]),
        )
    raise ValueError(f"not understood as a date: {text!r}")


def _checked(*, year: int, month: int, day: int, written: str, has_day: bool) -> PartialDate:
    if not month or (has_day and not day):
        raise ValueError(f"there is no such day: {written!r}")
    return PartialDate(year, month, day)


def day_words(day: date, lang: str) -> str:
    """'Friday, 10 April 2015', for a day whose weekday matters."""
    name = WEEKDAYS[base_language(lang)][day.weekday()]
    return f"{name}, {PartialDate.of(day).words(lang)}"
