"""Formulas without a stored result: date, text and logical functions are computed, the rest is not.

The stored value of a cell is always believed first. No formula can do anything but look at cells.
TODAY() is the day for which statuses are computed. The functions are in `functions`.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from ecoop.matrix.reading.functions import (
    FUNCTIONS,
    GIVE_DAYS,
    PASS_ON,
    NotComputable,
    Surroundings,
    Value,
    as_number,
    as_single,
    as_text,
    compared,
    end_of_argument,
    serial_of,
)
from ecoop.matrix.reading.grid import Cell, Grid, column_number
from ecoop.matrix.reading.numberformats import date_of_serial, number_text

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<call>(?:_xlfn\.)?[A-Za-z][A-Za-z0-9.]*)\s*\(|(?P<truth>TRUE|FALSE)\b"
    r"|(?P<ref>(?:'[^']{1,60}'!|[A-Za-z0-9_]{1,40}!)?"
    r"\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?))",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"\s*(<=|>=|<>|=|<|>)")
_DEPTH = 24
_MOST = 40_000  # formulas read for one file
_WIDEST = 5_000  # cells of one range
_FAILURES = (
    NotComputable, ArithmeticError, ValueError, LookupError, TypeError, RecursionError,
)  # fmt: skip
_Key = tuple[str, int, int]  # sheet, row, column


def compute_missing(grids: list[Grid], *, today: dt.date) -> None:
    """Fill cells that hold a formula but no stored result, where that is possible."""
    by_name = {grid.name.lower(): grid for grid in grids}
    results: dict[_Key, tuple[Value, bool] | None] = {}
    turns = count(1)
    for grid in grids:
        book = _Book(grid, by_name, today, results, turns)
        for row in list(grid.rows.values()):
            for cell in row.values():
                if cell.kind == "empty":
                    _compute(cell, book)


class _TooDeep(NotComputable):
    """Too many formulas lean on one another: from elsewhere this one may still be computed."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What a formula may look at: its sheet, the others by name, the day of TODAY(); and the
    results so far, None for a formula without one."""

    grid: Grid
    by_name: dict[str, Grid]
    today: dt.date
    results: dict[_Key, tuple[Value, bool] | None]
    turns: Iterator[int]

    def result_of(self, cell: Cell, *, depth: int) -> tuple[Value, bool]:
        """The value of a formula of this sheet, read once; raises NotComputable, also in a circle."""
        key = (self.grid.name, cell.row, cell.col)
        if key not in self.results:
            if next(self.turns) > _MOST:
                raise NotComputable
            self.results[key] = None  # who leans on it while it is being read goes in a circle
            try:
                self.results[key] = _Formula(cell, self, depth=depth).result()
            except _TooDeep:
                del self.results[key]
                raise
            except _FAILURES as failure:
                raise NotComputable from failure
        found = self.results[key]
        if found is None:
            raise NotComputable
        return found


def _compute(cell: Cell, book: _Book) -> None:
    try:
        value, is_date = book.result_of(cell, depth=0)
    except NotComputable:
        return
    cell.computed = True
    if isinstance(value, bool):
        cell.kind, cell.text = "bool", "TRUE" if value else "FALSE"
        return
    if isinstance(value, str):
        cell.kind, cell.text = ("text", value) if value.strip() else ("empty", "")
        return
    day = date_of_serial(value) if is_date or cell.shown_as_date else None
    cell.number = value
    if day is not None:
        cell.kind, cell.iso, cell.text = "date", day.isoformat(), day.isoformat()
    else:
        cell.kind, cell.text = "number", number_text(value)


class _Formula:
    """A recursive-descent reader of one formula."""

    def __init__(self, cell: Cell, book: _Book, *, depth: int) -> None:
        if depth > _DEPTH:
            raise _TooDeep
        if len(cell.formula) > 1000:
            raise NotComputable
        self.text, self.book, self.depth = cell.formula.lstrip("="), book, depth
        self.row, self.at, self.dates = cell.row, 0, 0

    def result(self) -> tuple[Value, bool]:
        """The value, and whether it is a day: a date function or a moved date gave it."""
        value = self._comparison()
        if self.text[self.at :].strip():
            raise NotComputable
        return as_single(value), self.dates == 1 and not isinstance(value, (str, bool))

    def _peek(self) -> str:
        return self.text[self.at :].lstrip()[:1]

    def _take(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self.at = self.text.index(sign, self.at) + 1
        return True

    def _comparison(self) -> Value:
        left = self._joined()
        while found := _COMPARISON.match(self.text, self.at):
            self.at = found.end()
            left = compared(left, found[1], self._joined())
            self.dates = 0
        return left

    def _joined(self) -> Value:
        left = self._sum()
        while self._take("&"):
            left = as_text(left) + as_text(self._sum())
        return left

    def _sum(self) -> Value:
        left = self._product()
        while self._peek() in ("+", "-") and self._peek():
            sign = self._peek()
            self._take(sign)
            before, self.dates = self.dates, 0
            right = as_number(self._product())
            left = as_number(left) + (right if sign == "+" else -right)
            self.dates = abs(before - self.dates) if sign == "-" else before + self.dates
        return left

    def _product(self) -> Value:
        left = self._atom()
        while self._peek() in ("*", "/") and self._peek():
            sign = self._peek()
            self._take(sign)
            right = as_number(self._atom())
            left = as_number(left) * right if sign == "*" else as_number(left) / right
            self.dates = 0
        return left

    def _atom(self) -> Value:
        if self._take("-"):
            return -as_number(self._atom())
        if self._take("("):
            inner = self._comparison()
            if not self._take(")"):
                raise NotComputable
            return inner
        found = _TOKEN.match(self.text, self.at)
        if found is None:
            raise NotComputable
        self.at = found.end()
        if found["text"]:
            return found["text"][1:-1].replace('""', '"')
        if found["number"]:
            return float(found["number"])
        if found["truth"]:
            return found["truth"].upper() == "TRUE"
        return self._call(found["call"].upper()) if found["call"] else self._cells(found["ref"])

    def _call(self, name: str) -> Value:
        """The value of a function; of IF and IFERROR only the branch that counts must be known."""
        given: list[Value | Exception] = []
        days: list[int] = []
        while not self._take(")"):
            if given and not (self._take(",") or self._take(";")):
                raise NotComputable
            self.dates = 0
            given.append(self._argument())
            days.append(self.dates)
            if len(given) > 12:
                raise NotComputable
        function = FUNCTIONS.get(name.removeprefix("_XLFN."))
        if function is None:
            raise NotComputable
        around = Surroundings(today=self.book.today, row=self.row)
        value = function(given, around)
        chosen = next((day for one, day in zip(given, days, strict=True) if one is value), 0)
        self.dates = 1 if name in GIVE_DAYS else chosen if name in PASS_ON else 0
        return value

    def _argument(self) -> Value | Exception:
        """The value of an argument, or why it has none; an empty one is ""."""
        if self._peek() in (",", ";", ")"):
            return ""
        start = self.at
        try:
            return self._comparison()
        except (NotComputable, ArithmeticError, ValueError, LookupError, TypeError) as failure:
            self.at = end_of_argument(self.text, start)
            return failure

    def _cells(self, reference: str) -> Value:
        sheet, _, place = reference.rpartition("!")
        grid = self.book.by_name.get(sheet.strip("'").lower()) if sheet else self.book.grid
        ends = [re.fullmatch(r"\$?([A-Za-z]+)\$?(\d+)", end) for end in place.split(":")]
        places = [(int(end[2]), column_number(end[1])) for end in ends if end is not None]
        if grid is None or len(places) != len(ends):
            raise NotComputable
        if len(places) == 1:
            return self._value_at(grid, *places[0])
        (top, left), (bottom, right) = places
        if (bottom - top + 1) * (right - left + 1) > _WIDEST:
            raise NotComputable
        return [
            as_single(self._value_at(grid, row, col))
            for row in range(top, bottom + 1)
            for col in range(left, right + 1)
        ]

    def _value_at(self, grid: Grid, row: int, col: int) -> Value:
        cell = grid.cell(row, col)
        if cell is None:
            return ""
        if cell.kind == "empty" and cell.formula:
            around = replace(self.book, grid=grid)
            value, is_date = around.result_of(cell, depth=self.depth + 1)
            self.dates += is_date or cell.shown_as_date
            return value
        if cell.kind == "error":
            raise NotComputable
        if cell.iso:
            self.dates += 1
            return serial_of(dt.date.fromisoformat(cell.iso))
        return cell.number if cell.number is not None else cell.text
