"""CSV as Excel writes it: any of its encodings and separators, quoted line breaks, a `sep=` line."""

import codecs
import csv
import io
from pathlib import Path

from ecoop.matrix.reading.grid import MAX_COLUMN, Cell, Grid
from ecoop.matrix.reading.limits import Budget
from ecoop.matrix.reading.refusals import Unreadable

_SEPARATORS = ";,\t|"
_SAMPLE_LINES = 60


def read_csv(content: bytes, filename: str, budget: Budget) -> Grid:
    """The one sheet of a CSV file; its row numbers are those that Excel shows."""
    text = _decoded(content)
    text, separator = _without_sep_line(text)
    separator = separator or _separator(text)
    grid = Grid(name=Path(filename).stem[:31] or "CSV")
    csv.field_size_limit(budget.limits.cell_characters * 4)
    usual = 0
    try:
        for row, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1
        ):
            usual = max(usual, len(values))
            _put_row(grid, row, _cut_otherwise(values, usual), budget)
    except csv.Error as error:
        raise Unreadable("damaged") from error
    if not grid.rows:
        raise Unreadable("empty")
    return grid


def _cut_otherwise(values: list[str], usual: int) -> list[str]:
    """A line that another separator cuts into just as many columns as the others have."""
    if len(values) != 1 or usual < 3:
        return values
    cuts = (next(csv.reader(values, delimiter=other), values) for other in _SEPARATORS)
    return next((parts for parts in cuts if len(parts) == usual), values)


def is_csv(content: bytes) -> bool:
    """Whether the bytes are text in columns, whatever the file is called."""
    try:
        text = _decoded(content)
    except Unreadable:
        return False
    return _regularity(text[:20_000], _separator(text))[1] >= 3


def _put_row(grid: Grid, row: int, values: list[str], budget: Budget) -> None:
    budget.spend("rows")
    if not row & 255:
        budget.check_clock()
    for col, value in enumerate(values[:MAX_COLUMN], 1):
        if value.strip():
            budget.spend("cells")
            text = value[: budget.limits.cell_characters]
            if text.startswith(("'=", "'+", "'-", "'@")):
                text = text[1:]
            grid.put(Cell(row, col, text))


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, encoding)
    wide = _wide_encoding(content)
    if wide:
        return _strict(content, wide)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    _refuse_binary(text)
    return text


def _strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("damaged") from error
    _refuse_binary(text)
    return text


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without its mark shows by a zero in every other byte."""
    sample = content[:2000]
    if len(sample) < 4 or sample.count(0) < 0.3 * len(sample):
        return ""
    odd = sample[1::2].count(0)
    return "utf-16-le" if odd > sample[0::2].count(0) else "utf-16-be"


def _refuse_binary(text: str) -> None:
    sample = text[:20_000]
    strange = sum(ord(letter) < 32 and letter not in "\t\r\n\f\x0b" for letter in sample)
    if "\0" in text or strange > 0.01 * len(sample):
        raise Unreadable("not_text")


def _without_sep_line(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    plain = first.strip().strip('"').lower()
    if plain.startswith("sep=") and len(first.strip().strip('"')) <= 5:
        return rest, first.strip().strip('"')[4:] or "\t"
    return text, ""


def _separator(text: str) -> str:
    """The separator that cuts the first lines into the most, and the most regular, columns."""
    sample = "\n".join(text.splitlines()[: _SAMPLE_LINES * 4])[:200_000]
    return max(_SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> tuple[float, int]:
    try:
        rows = [
            row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row
        ]
    except csv.Error:
        return 0.0, 0
    widths = [len(row) for row in rows[:_SAMPLE_LINES] if len(row) > 1]
    if not widths:
        return 0.0, 0
    usual = max(set(widths), key=widths.count)
    return widths.count(usual) / max(1, min(len(rows), _SAMPLE_LINES)) * min(usual, 8), usual
