"""XLSX and XLSM workbooks as grids, read by a thin streaming reader of our own.

Standard library only (zipfile and expat). Macros are never opened. Absent styles, absent shared
strings, inline strings, dates from 1904, absolute part names, strict and prefixed namespaces and
wrong dimensions are all understood; the declared dimension is not believed.
"""

from dataclasses import dataclass, field

from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.limits import Budget
from ecoop.matrix.reading.package import (
    Package,
    refuse_other_packages,
    relation_id,
)
from ecoop.matrix.reading.refusals import Unreadable
from ecoop.matrix.reading.sheetxml import SheetReader, position
from ecoop.matrix.reading.styles import RichText, is_on, read_strings, read_styles


@dataclass(slots=True)
class _Book:
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False


def read_workbook(content: bytes, budget: Budget) -> list[Grid]:
    """Every worksheet of the file in its order; raises Unreadable."""
    package = Package(content, budget)
    refuse_other_packages(package, content)
    main = _main_part(package)
    relations = package.relations(main)
    book = _read_book(package, main)
    strings = read_strings(package, _related(relations, "sharedStrings", "xl/sharedStrings.xml"))
    styles = read_styles(package, _related(relations, "styles", "xl/styles.xml"))
    grids: list[Grid] = []
    for name, relation, hidden in book.sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind != "worksheet":
            continue
        if part not in package:
            raise Unreadable("damaged")
        grid = Grid(name=name, hidden=hidden)
        reader = SheetReader(
            package, grid, strings=strings, styles=styles, from_1904=book.from_1904
        )
        package.parse(part, start=reader.start, end=reader.end, chars=reader.chars)
        _read_comments(package, part, grid)
        grids.append(grid)
    if not grids:
        raise Unreadable("no_sheets")
    return grids


def _main_part(package: Package) -> str:
    for kind, part in package.relations("").values():
        if kind == "officeDocument" and part in package:
            return part
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise Unreadable("not_a_workbook")


def _related(relations: dict[str, tuple[str, str]], kind: str, default: str) -> str:
    return next((part for name, part in relations.values() if name == kind), default)


def _read_book(package: Package, main: str) -> _Book:
    book = _Book()
    root: list[str] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if not root:
            root.append(tag)
        if tag == "sheet":
            package.budget.spend("sheets")
            hidden = given.get("state", "visible").lower() in ("hidden", "veryhidden")
            book.sheets.append((given.get("name", "")[:200], relation_id(given), hidden))
        elif tag == "workbookPr" and "date1904" in given:
            book.from_1904 = is_on(given["date1904"])

    package.parse(main, start=start, end=None, chars=None)
    if root != ["workbook"]:
        raise Unreadable("not_a_workbook")
    return book


def _read_comments(package: Package, part: str, grid: Grid) -> None:
    """Put the comments of a sheet on their cells; beside a row of data an empty cell may bear one."""
    place: list[tuple[int, int] | None] = [None]
    rich = RichText()

    def start(tag: str, given: dict[str, str]) -> None:
        if tag == "comment":
            place[0] = position(given.get("ref", ""))
            rich.clear()
        else:
            rich.start(tag, given)

    def end(tag: str) -> None:
        if tag == "comment" and place[0] is not None:
            cell = grid.cell(*place[0])
            if cell is None and place[0][0] in grid.rows:
                cell = Cell(*place[0], "")
                grid.put(cell)
            if cell is not None:
                cell.note = _comment_words(rich.value().text)
        else:
            rich.end(tag)

    for kind, target in package.relations(part).values():
        if kind == "comments" and target in package:
            package.parse(target, start=start, end=end, chars=rich.chars)


def _comment_words(text: str) -> str:
    if text.startswith("[Threaded comment]") and "Comment:" in text:
        text = text.split("Comment:", 1)[1]
    return " ".join(text.split())[:2000]
