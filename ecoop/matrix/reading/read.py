"""The reading of a whole file: format, sheets, records, duplicates."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ecoop.matrix.reading.colours import Legend, has_colours, legend_of
from ecoop.matrix.reading.csvtext import is_csv, read_csv
from ecoop.matrix.reading.duplicates import mark_duplicates
from ecoop.matrix.reading.findings import finding, left_out
from ecoop.matrix.reading.formulas import compute_missing
from ecoop.matrix.reading.grid import Grid
from ecoop.matrix.reading.guard import in_child
from ecoop.matrix.reading.limits import Budget, Limits
from ecoop.matrix.reading.model import MatrixReading, Sheet
from ecoop.matrix.reading.ooxml import read_workbook
from ecoop.matrix.reading.package import holds_macros, refuse_other_formats
from ecoop.matrix.reading.refusals import Unreadable
from ecoop.matrix.reading.sheets import SheetReading
from ecoop.matrix.reading.words import tidy
from ecoop.matrix.reading.written_dates import find_dates, last_day, prepared

Mappings = Mapping[str, Mapping[str, str]]
_AS_OF = re.compile(
    r"(?:keadaan|posisi|position|status|data|kondisi|update[d]?|pemutakhiran|per|as (?:of|at|on)|state|situation|s\.?d\.?|hingga|sampai"
    r"(?: dengan)?)\b[\s:]*(?:tanggal|tgl\.?|per|s\.?d\.?|pada|bulan|as (?:of|at|on)|of|sampai dengan|hingga)*"
)

_GUIDE = re.compile(
    r"(?:petunjuk|cara (?:isi|pengisian|mengisi)|panduan|instructions?|how to|read ?me|legenda?|kamus"
    r"|glossar\w+|glosarium|contoh|example|daftar (?:istilah|pilihan|singkatan))\b"
)
JAKARTA = dt.timezone(dt.timedelta(hours=7))  # the day of every status is Jakarta's


def read_matrix(
    source: bytes | str | Path,
    *,
    filename: str = "",
    as_of: dt.date | None = None,
    limits: Limits | None = None,
    mappings: Mappings | None = None,
) -> MatrixReading:
    """Read a workbook or CSV file; raises `Unreadable` when it is refused as a whole.

    `as_of` is the day for which statuses are computed; without it the day that the workbook itself
    names ("Keadaan s.d. 31 Desember 2025"), else today. `mappings` corrects the columns of sheets:
    {sheet: {column letter: field}}, "" for a column that is not to be read.
    """
    limits = limits or Limits()
    content, filename = _content(source, filename, limits)
    budget = Budget(limits)
    refuse_other_formats(content)
    grids = _grids(content, filename, budget)
    day, basis = _reference_day(as_of, grids)
    compute_missing(grids, today=day)
    reading = MatrixReading(filename=filename, as_of=day.isoformat(), as_of_basis=basis)
    legends = _legends(grids)
    for grid in _without_guides(grids, reading, mappings or {}):
        budget.check_clock()
        legend = legends.get(grid.name, Legend())
        _read_sheet(grid, reading, (mappings or {}).get(grid.name), legend)
    if holds_macros(content):
        reading.findings.append(finding("macros_not_kept"))
    if not reading.records and not reading.tables:
        hidden = bool(grids) and all(grid.hidden for grid in grids)
        raise Unreadable("all_hidden" if hidden else "no_table")
    budget.check_clock()
    mark_duplicates(reading.records)
    return reading


def read_guarded(
    source: bytes | str | Path,
    *,
    filename: str = "",
    as_of: dt.date | None = None,
    limits: Limits | None = None,
    mappings: Mappings | None = None,
) -> MatrixReading:
    """`read_matrix` in a child process that can neither take long nor take much memory."""
    limits = limits or Limits()
    content, filename = _content(source, filename, limits)
    answer = in_child(content, filename=filename, as_of=as_of, mappings=mappings, limits=limits)
    return MatrixReading.unpacked(answer)


def _content(source: bytes | str | Path, filename: str, limits: Limits) -> tuple[bytes, str]:
    """The bytes of a file that is neither missing nor too large, and its name."""
    if isinstance(source, bytes):
        content = source
    else:
        path = Path(source)
        filename = filename or path.name
        try:
            if path.stat().st_size > limits.file_bytes:
                raise Unreadable("too_big", limit=limits.file_bytes // 1_048_576)
            content = path.read_bytes()
        except OSError as error:
            raise Unreadable("missing", name=filename) from error
    if len(content) > limits.file_bytes:
        raise Unreadable("too_big", limit=limits.file_bytes // 1_048_576)
    return content, filename


def _grids(content: bytes, filename: str, budget: Budget) -> list[Grid]:
    if content[:2] == b"PK":
        return read_workbook(content, budget)
    if Path(filename).suffix.lower() in (".xlsx", ".xlsm", ".xltx", ".xltm"):
        if is_csv(content):
            raise Unreadable("called_a_workbook")
        raise Unreadable("damaged" if b"PK\x03\x04" in content[:4096] else "not_a_workbook")
    return [read_csv(content, filename, budget)]


def _reference_day(as_of: dt.date | None, grids: list[Grid]) -> tuple[dt.date, str]:
    """The day for statuses: as asked, as the workbook says in its headings, or today."""
    if as_of is not None:
        return as_of, "given"
    days = [day for grid in grids if not grid.hidden for day in _days_in_headings(grid)]
    if days:
        return max(days), "workbook"
    return dt.datetime.now(tz=JAKARTA).date(), "today"


def _days_in_headings(grid: Grid) -> Iterator[dt.date]:
    for row in sorted(grid.rows)[:8]:
        cells = grid.rows[row]
        if len(cells) > 2:
            return
        for cell in cells.values():
            plain = prepared(cell.text)
            if cell.kind == "text" and _AS_OF.search(tidy(cell.text)):
                dates = [date for date in find_dates(plain) if date.iso]
                if (
                    len(dates) == 1
                    and _AS_OF.search(plain[: dates[0].start])
                    and len(dates[0].iso) > 4
                ):
                    yield last_day(dates[0].iso)


def _legends(grids: list[Grid]) -> dict[str, Legend]:
    """What colours and codes mean on each sheet: by its own legend, else by those of other sheets."""
    coloured = any(has_colours(grid) for grid in grids)
    own = {grid.name: legend_of(grid, coloured=coloured) for grid in grids}
    everywhere = Legend()
    for legend in own.values():
        everywhere = everywhere.also(legend)
    return {name: legend.also(everywhere) for name, legend in own.items()}


def _without_guides(grids: list[Grid], reading: MatrixReading, mappings: Mappings) -> list[Grid]:
    """The sheets but those that only tell how to fill in the others."""
    guides = [grid for grid in grids if _GUIDE.match(tidy(grid.name)) and grid.name not in mappings]
    others = [grid for grid in grids if grid not in guides]
    if all(grid.hidden for grid in others):
        return grids
    for grid in guides:
        reading.sheets.append(Sheet(grid.name, hidden=grid.hidden, used=False, rows=len(grid.rows)))
        reading.left_out.append(left_out(grid.name, None, "summary_sheet"))
    return others


def _read_sheet(
    grid: Grid, reading: MatrixReading, mapping: Mapping[str, str] | None, legend: Legend
) -> None:
    if grid.hidden:
        reading.sheets.append(Sheet(grid.name, hidden=True, used=False, rows=len(grid.rows)))
        reading.left_out.append(left_out(grid.name, None, "hidden_sheet"))
        return
    day = dt.date.fromisoformat(reading.as_of)
    given = dict(mapping) if mapping else None
    found = SheetReading(grid, as_of=day, mapping=given, legend=legend).read()
    used = bool(found.records)
    reading.sheets.append(Sheet(grid.name, hidden=False, used=used, rows=len(grid.rows)))
    if not used and grid.rows:
        reading.left_out.append(left_out(grid.name, None, "summary_sheet"))
    reading.records += found.records
    reading.tables += found.tables
    reading.left_out += found.left_out
    reading.findings += found.findings
