"""Where things stand in a drawing: timelines and bars as numbers that a template only places.

Horizontal places are percentages ("12.5%"), so that an SVG of any width keeps the size of
its lettering. Ends are drawn as exactly as they are known: a year is a faded year, not a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

MOST_TICKS = 7


class Stretch(NamedTuple):
    """A piece of a bar: left edge and width as percentages, `vague` where the day is not known."""

    x: str
    width: str
    vague: bool


class Tick(NamedTuple):
    x: str
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Period:
    """Something that lasts. `starts` and `ends` are partial dates (`.first`, `.last`) or None.

    `is_open`: it goes on until somebody ends it. `item` is whatever the row's words come from.
    """

    item: Any
    starts: Any = None
    ends: Any = None
    notice: date | None = None
    is_open: bool = False
    status: str = "unknown"


@dataclass(frozen=True, kw_only=True)
class Row:
    item: Any
    status: str
    stretches: tuple[Stretch, ...]
    point: str | None
    open_from: str | None
    notice: str | None


@dataclass(frozen=True, kw_only=True)
class Timeline:
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    today: str | None
    first_year: int
    last_year: int


def timeline(periods: Iterable[Period], *, today: date, years: tuple[int, int] | None = None):
    """Lay `periods` out over whole years (given, or just wide enough for all and for today)."""
    periods = tuple(periods)
    first, last = years or _years(periods, today)
    start, end = date(first, 1, 1), date(last, 12, 31)

    def at(day: date) -> float:
        share = (day - start).days / ((end - start).days or 1)
        return round(min(max(share, 0), 1) * 100, 2)

    return Timeline(
        rows=tuple(_row(period, at=at, today=today) for period in periods),
        ticks=_ticks(first, last, at),
        today=f"{at(today)}%" if start <= today <= end else None,
        first_year=first,
        last_year=last,
    )


def _years(periods: Sequence[Period], today: date) -> tuple[int, int]:
    days = [today]
    for period in periods:
        days += [edge.first for edge in (period.starts, period.ends) if edge]
        days += [edge.last for edge in (period.starts, period.ends) if edge]
    return min(day.year for day in days), max(day.year for day in days)


def _row(period: Period, *, at, today: date) -> Row:
    pieces: list[tuple[date, date, bool]] = []
    starts, ends = period.starts, period.ends
    if starts and ends:
        pieces = [
            (starts.first, starts.last, True),
            (starts.last, ends.first, False),
            (ends.first, ends.last, True),
        ]
    elif starts and period.is_open:
        pieces = [(starts.first, starts.last, True), (starts.last, max(today, starts.last), False)]
    lone = (starts or ends) if not pieces else None
    return Row(
        item=period.item,
        status=period.status,
        stretches=tuple(
            Stretch(f"{at(a)}%", f"{round(at(b) - at(a), 2)}%", vague)
            for a, b, vague in pieces
            if at(b) > at(a)
        ),
        point=f"{at(lone.first)}%" if lone else None,
        open_from=f"{at(max(today, starts.last))}%" if starts and period.is_open else None,
        notice=f"{at(period.notice)}%" if period.notice else None,
    )


def _ticks(first: int, last: int, at) -> tuple[Tick, ...]:
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (last - first + 1) / n <= MOST_TICKS)
    years = [year for year in range(first, last + 1) if year % step == 0]
    ticks = []
    for year in years:
        place = at(date(year, 1, 1))
        anchor = "start" if place < 2 else "end" if place > 95 else "middle"
        ticks.append(Tick(f"{place}%", str(year), anchor))
    return tuple(ticks)


class Bar(NamedTuple):
    """One bar: its words, its exact value, its length as a percentage, and its rows' address."""

    label: Any
    value: int
    share: str
    link: str


def bars(series: Iterable[tuple[Any, int, str]]) -> tuple[Bar, ...]:
    """Bars from (label, value, link) with an honest zero: the longest is 100 %."""
    series = tuple(series)
    top = max((value for _, value, _ in series), default=0) or 1
    return tuple(
        Bar(label, value, f"{round(value * 100 / top, 2)}%", link) for label, value, link in series
    )


class Column(NamedTuple):
    """One standing column of a trend: all places are percentages of the drawing."""

    label: str
    value: int
    x: str
    middle: str
    width: str
    y: str
    height: str
    value_y: str
    is_labelled: bool


def trend(series: Iterable[tuple[str, int]], *, most_labels: int = 9) -> tuple[Column, ...]:
    """Standing columns from (label, value); the drawing keeps room for letters above and below."""
    series = tuple(series)
    if not series:
        return ()
    top = max(value for _, value in series) or 1
    slot = 100 / len(series)
    every = -(-len(series) // most_labels)
    columns = []
    for index, (label, value) in enumerate(series):
        height = value * 76 / top
        columns.append(
            Column(
                label=label,
                value=value,
                x=f"{round(slot * (index + 0.15), 2)}%",
                middle=f"{round(slot * (index + 0.5), 2)}%",
                width=f"{round(slot * 0.7, 2)}%",
                y=f"{round(88 - height, 2)}%",
                height=f"{round(height, 2)}%",
                value_y=f"{round(85 - height, 2)}%",
                is_labelled=(len(series) - 1 - index) % every == 0,
            )
        )
    return tuple(columns)


def heat(value: int, top: int) -> int:
    """The shade 0..4 of a cell; 0 is exactly nothing, 4 the upper quarter."""
    return 0 if not value or top <= 0 else min(4, 1 + value * 4 // (top + 1))
