"""One worksheet part, streamed into a Grid."""

import re

from ecoop.matrix.reading.grid import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    Cell,
    Grid,
    column_letter,
    column_number,
)
from ecoop.matrix.reading.numberformats import date_of_serial, number_text, words_around
from ecoop.matrix.reading.package import Package
from ecoop.matrix.reading.refusals import Unreadable
from ecoop.matrix.reading.styles import PLAIN, Rich, RichText, Style, is_on, number

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_FILLS = 50_000  # coloured cells without content
ERROR_VALUES = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


def position(reference: str) -> tuple[int, int] | None:
    """(row, column) of "B12" or "$B$12"; None for anything outside a sheet."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        return None
    row, col = int(found[2]), column_number(found[1])
    return (row, col) if 1 <= row <= MAX_ROW and 1 <= col <= MAX_COLUMN else None


def area(reference: str) -> Area | None:
    """The area of "A1:C3"; None when it is malformed or a single cell."""
    ends = [position(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    (r1, c1), (r2, c2) = ends
    return Area(min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2))


class SheetReader:
    """Handlers for one sheet; `grid` holds every non-empty cell, hidden ones too."""

    def __init__(
        self,
        package: Package,
        grid: Grid,
        *,
        strings: list[Rich],
        styles: list[Style],
        from_1904: bool,
    ) -> None:
        self.budget = package.budget
        self.grid = grid
        self.strings, self.styles, self.from_1904 = strings, styles, from_1904
        self.shared: dict[str, tuple[str, int, int]] = {}
        self._row = self._col = 0
        self._elements = self._cells = self._letters = 0
        self._buffer: list[str] | None = None
        self._rich: RichText | None = None
        self._cell: dict[str, str] | None = None
        self._value = self._formula = ""
        self._formula_given: dict[str, str] = {}

    def start(self, tag: str, given: dict[str, str]) -> None:
        self._elements += 1
        if not self._elements & 4095:
            self.budget.spend("elements", 4096)
            self.budget.check_clock()
        if tag == "c":
            self._start_cell(given)
        elif tag == "v" or tag == "f":
            self._buffer = []
            if tag == "f":
                self._formula_given = given
        elif tag == "row":
            self._start_row(given)
        elif tag == "is":
            self._rich = RichText()
        elif self._rich is not None:
            self._rich.start(tag, given)
        elif tag == "mergeCell" or tag == "col":
            self._note_layout(tag, given)

    def _note_layout(self, tag: str, given: dict[str, str]) -> None:
        if tag == "mergeCell":
            self.budget.spend("merges")
            found = area(given.get("ref", ""))
            if found is not None:
                self.grid.areas.append(found)
            return
        is_hidden = _is_true(given.get("hidden")) or given.get("width") == "0"
        if tag == "col" and is_hidden and len(self.grid.hidden_columns) < MAX_COLUMN:
            ends = number(given.get("min"), 1), number(given.get("max"), MAX_COLUMN)
            self.grid.hidden_columns.append(ends)

    def _start_row(self, given: dict[str, str]) -> None:
        self._row = number(given.get("r"), self._row + 1)
        self._col = 0
        if not 1 <= self._row <= MAX_ROW:
            raise Unreadable("damaged")
        if _is_true(given.get("hidden")) or given.get("ht") == "0":
            self.grid.hidden_rows.add(self._row)

    def _start_cell(self, given: dict[str, str]) -> None:
        self._cell = given
        self._value = self._formula = ""
        self._rich = None
        place = position(given["r"]) if "r" in given else None
        if place is not None:
            self._row, self._col = place
        else:
            self._col += 1

    def chars(self, text: str) -> None:
        if self._buffer is not None:
            self._buffer.append(text)
        elif self._rich is not None:
            self._rich.chars(text)

    def end(self, tag: str) -> None:
        if tag == "v" or tag == "f":
            text = "".join(self._buffer or ())
            self._buffer = None
            if tag == "v":
                self._value = text
            else:
                self._formula = self._unshare(text)
        elif tag == "c":
            self._end_cell()
        elif self._rich is not None and tag != "is":
            self._rich.end(tag)

    def _unshare(self, text: str) -> str:
        """The formula's own words; a shared one is kept once and marked by its origin."""
        shared = self._formula_given.get("si")
        if self._formula_given.get("t") != "shared" or shared is None:
            return text[:8192]
        if text:
            self.shared[shared] = (text[:8192], self._row, self._col)
            return text[:8192]
        origin = self.shared.get(shared)
        if origin is None:
            return ""
        return shifted(origin[0], self._row - origin[1], self._col - origin[2])

    def _end_cell(self) -> None:
        given, self._cell = self._cell, None
        if given is None:
            return
        index = number(given.get("s"))
        style = self.styles[index] if 0 <= index < len(self.styles) else PLAIN
        cell = self._make(given.get("t", "n"), style)
        self._rich = None
        if cell is None:
            if style.fill and len(self.grid.fills) < _MOST_FILLS:
                self.grid.fills[self._row, self._col] = style.fill
            return
        if self._row not in self.grid.rows:
            self.budget.spend("rows")
        self._cells += 1
        self._letters += len(cell.text)
        if not self._cells & 255:
            self.budget.spend("cells", 256)
            self.budget.spend("string_bytes", self._letters, code="bomb")
            self._letters = 0
        cell.formula, cell.bold, cell.fill = self._formula, style.bold, style.fill
        cell.struck = cell.struck or style.struck
        self.grid.put(cell)

    def _make(self, kind: str, style: Style) -> Cell | None:
        row, col, value = self._row, self._col, self._value
        if kind == "inlineStr" or (self._rich is not None and not value):
            return self._text_cell(self._rich.value() if self._rich else Rich(value))
        if kind == "s":
            index = number(value, -1)
            if not 0 <= index < len(self.strings):
                return None if not value else Cell(row, col, "", kind="error")
            return self._text_cell(self.strings[index])
        if not value:
            return self._formula_cell(style) if self._formula else None
        if kind == "str":
            return self._text_cell(Rich(value))
        if kind == "b":
            return Cell(row, col, "TRUE" if value == "1" else "FALSE", kind="bool")
        if kind == "e":
            return Cell(row, col, value[:40], kind="error")
        if kind == "d" and _ISO_DAY.match(value):
            return Cell(row, col, value[:10], kind="date", iso=value[:10])
        return self._number_cell(value, style)

    def _formula_cell(self, style: Style) -> Cell:
        """A formula whose result was not stored."""
        shown = style.precision
        is_date = bool(shown)
        return Cell(
            self._row, self._col, "", kind="empty", shown=shown or "day", shown_as_date=is_date
        )

    def _text_cell(self, rich: Rich) -> Cell | None:
        text = rich.text[: self.budget.limits.cell_characters]
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: _character(found[1]), text)
        if not text.strip() and not self._formula:
            return None
        return Cell(
            self._row,
            self._col,
            text,
            struck=rich.wholly_struck,
            partly_struck=rich.partly_struck,
        )

    def _number_cell(self, value: str, style: Style) -> Cell | None:
        try:
            amount = float(value)
        except ValueError:
            return self._text_cell(Rich(value))
        if amount != amount or abs(amount) == float("inf"):
            return Cell(self._row, self._col, value[:40], kind="error")
        if style.precision:
            day = date_of_serial(amount, from_1904=self.from_1904)
            if day is not None:
                iso = day.isoformat()
                return Cell(
                    self._row,
                    self._col,
                    iso,
                    kind="date",
                    number=amount,
                    iso=iso,
                    shown=style.precision,
                )
        before, after = words_around(style.code) if style.code else ("", "")
        text = f"{before} {number_text(amount)} {after}".strip()
        kind = "text" if before or after else "number"
        return Cell(self._row, self._col, text, kind=kind, number=amount)


def _is_true(value: str | None) -> bool:
    return value is not None and is_on(value)


def _character(code: str) -> str:
    letter = chr(int(code, 16))
    return letter if letter.isprintable() or letter in "\n\t" else " "


def shifted(formula: str, rows: int, cols: int) -> str:
    """A shared formula as it stands `rows` lower and `cols` further right."""

    def move(found: re.Match[str]) -> str:
        lock_col, letters, lock_row, digits = found.groups()
        col = column_number(letters) + (0 if lock_col else cols)
        row = int(digits) + (0 if lock_row else rows)
        if not (1 <= col <= MAX_COLUMN and 1 <= row <= MAX_ROW):
            return "#REF!"
        return f"{lock_col}{column_letter(col)}{lock_row}{row}"

    return re.sub(r"(\$?)\b([A-Za-z]{1,3})(\$?)(\d{1,7})\b(?!\()", move, formula)
