"""Formulas without a stored result: a few date and text functions are computed, the rest is not.

The stored value of a cell is always believed first. No formula can do anything but look at cells.
"""

import datetime as dt
import re
from collections.abc import Callable

from ecoop.matrix.reading.grid import Cell, Grid, column_number
from ecoop.matrix.reading.numberformats import date_of_serial, number_text
from ecoop.matrix.reading.written_dates import plus_months

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<call>[A-Za-z][A-Za-z0-9.]*)\s*\(|(?P<ref>(?:'[^']{1,60}'!|[A-Za-z0-9_]{1,40}!)?"
    r"\$?[A-Za-z]{1,3}\$?\d{1,7})|(?P<sign>[-+*/&(),;]))"
)
_EPOCH = dt.date(1899, 12, 30)
_DEPTH = 24
_MOST = 20_000

Value = float | str


class _NotComputable(Exception):
    """The formula uses something that is not understood here."""


def compute_missing(grids: list[Grid]) -> None:
    """Fill cells that hold a formula but no stored result, where that is possible."""
    by_name = {grid.name.lower(): grid for grid in grids}
    budget = _MOST
    for grid in grids:
        for row in list(grid.rows.values()):
            for cell in row.values():
                if cell.kind == "empty" and budget > 0:
                    budget -= 1
                    _compute(cell, grid, by_name)


def _compute(cell: Cell, grid: Grid, by_name: dict[str, Grid]) -> None:
    try:
        value = _Formula(cell.formula, grid, by_name, depth=0).value()
    except (_NotComputable, ArithmeticError, ValueError, RecursionError):
        return
    cell.computed = True
    if isinstance(value, str):
        cell.kind, cell.text = ("text", value) if value.strip() else ("empty", "")
        return
    day = date_of_serial(value) if _gives_date(cell.formula) else None
    cell.number = value
    if day is not None:
        cell.kind, cell.iso, cell.text = "date", day.isoformat(), day.isoformat()
    else:
        cell.kind, cell.text = "number", number_text(value)


def _gives_date(formula: str) -> bool:
    return (
        re.match(
            r"\s*(?:EDATE|DATE|EOMONTH|TODAY|NOW|DATEVALUE|\$?[A-Z]{1,3}\$?\d+\s*[-+])",
            formula.upper(),
        )
        is not None
    )


class _Formula:
    """A recursive-descent reader of one formula."""

    def __init__(self, text: str, grid: Grid, by_name: dict[str, Grid], *, depth: int) -> None:
        if depth > _DEPTH or len(text) > 1000:
            raise _NotComputable
        self.text, self.grid, self.by_name, self.depth = text.lstrip("="), grid, by_name, depth
        self.at = 0

    def value(self) -> Value:
        result = self._joined()
        if self.text[self.at :].strip():
            raise _NotComputable
        return result

    def _peek(self) -> str:
        return self.text[self.at :].lstrip()[:1]

    def _take(self, sign: str) -> bool:
        if self._peek() != sign:
            return False
        self.at = self.text.index(sign, self.at) + 1
        return True

    def _joined(self) -> Value:
        left = self._sum()
        while self._take("&"):
            left = _as_text(left) + _as_text(self._sum())
        return left

    def _sum(self) -> Value:
        left = self._product()
        while self._peek() in ("+", "-") and self._peek():
            sign = self._peek()
            self._take(sign)
            right = _as_number(self._product())
            left = _as_number(left) + (right if sign == "+" else -right)
        return left

    def _product(self) -> Value:
        left = self._atom()
        while self._peek() in ("*", "/") and self._peek():
            sign = self._peek()
            self._take(sign)
            right = _as_number(self._atom())
            left = _as_number(left) * right if sign == "*" else _as_number(left) / right
        return left

    def _atom(self) -> Value:
        if self._take("-"):
            return -_as_number(self._atom())
        if self._take("("):
            inner = self._joined()
            if not self._take(")"):
                raise _NotComputable
            return inner
        found = _TOKEN.match(self.text, self.at)
        if found is None or found["sign"]:
            raise _NotComputable
        self.at = found.end()
        if found["text"]:
            return found["text"][1:-1].replace('""', '"')
        if found["number"]:
            return float(found["number"])
        return self._call(found["call"].upper()) if found["call"] else self._cell(found["ref"])

    def _call(self, name: str) -> Value:
        arguments: list[Value] = []
        while not self._take(")"):
            if arguments and not (self._take(",") or self._take(";")):
                raise _NotComputable
            arguments.append(self._joined())
            if len(arguments) > 8:
                raise _NotComputable
        function = _FUNCTIONS.get(name)
        if function is None:
            raise _NotComputable
        return function(arguments)

    def _cell(self, reference: str) -> Value:
        sheet, _, place = reference.rpartition("!")
        grid = self.by_name.get(sheet.strip("'").lower()) if sheet else self.grid
        found = re.fullmatch(r"\$?([A-Za-z]+)\$?(\d+)", place)
        if grid is None or found is None:
            raise _NotComputable
        cell = grid.cell(int(found[2]), column_number(found[1]))
        if cell is None:
            return ""
        if cell.kind == "empty" and cell.formula:
            return _Formula(cell.formula, grid, self.by_name, depth=self.depth + 1).value()
        if cell.number is not None:
            return cell.number
        if cell.iso:
            return _serial(dt.date.fromisoformat(cell.iso))
        return cell.text


def _serial(day: dt.date) -> float:
    return float((day - _EPOCH).days)


def _as_number(value: Value) -> float:
    if isinstance(value, str):
        if not value.strip():
            return 0.0
        return float(value.replace(",", "."))
    return value


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else number_text(value)


def _day(value: Value) -> dt.date:
    day = date_of_serial(_as_number(value))
    if day is None:
        raise _NotComputable
    return day


def _edate(given: list[Value]) -> Value:
    day, months = given
    moved = plus_months(_day(day).isoformat(), int(_as_number(months)))
    return _serial(dt.date.fromisoformat(moved))


def _eomonth(given: list[Value]) -> Value:
    day, months = given
    first = _day(day).replace(day=1).isoformat()
    following = dt.date.fromisoformat(plus_months(first, int(_as_number(months)) + 1))
    return _serial(following) - 1


def _date(given: list[Value]) -> Value:
    year, month, day = (int(_as_number(part)) for part in given)
    first = plus_months(f"{year if year > 1900 else year + 1900:04}-01-01", month - 1)
    return _serial(dt.date.fromisoformat(first)) + day - 1


def _today(given: list[Value]) -> Value:
    return _serial(dt.datetime.now(tz=dt.UTC).date())


_FUNCTIONS: dict[str, Callable[[list[Value]], Value]] = {
    "EDATE": _edate,
    "EOMONTH": _eomonth,
    "DATE": _date,
    "TODAY": _today,
    "NOW": _today,
    "YEAR": lambda given: float(_day(given[0]).year),
    "MONTH": lambda given: float(_day(given[0]).month),
    "DAY": lambda given: float(_day(given[0]).day),
    "CONCATENATE": lambda given: "".join(_as_text(part) for part in given),
    "CONCAT": lambda given: "".join(_as_text(part) for part in given),
    "TRIM": lambda given: " ".join(_as_text(given[0]).split()),
    "UPPER": lambda given: _as_text(given[0]).upper(),
    "PROPER": lambda given: _as_text(given[0]).title(),
    "ROW": lambda given: _as_number(given[0]),
    "INT": lambda given: float(int(_as_number(given[0]))),
}
