"""Records written downwards: blocks of labels and values, forms, and transposed tables."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ecoop.matrix.reading.bands import visible
from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.headers import Heading, composite, heading
from ecoop.matrix.reading.kinds import kind_in_title
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.rowkinds import section_name
from ecoop.partners.gazetteer import match_all
from ecoop.places.gazetteer import country_of, find_countries

_IN_ONE_CELL = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?([^:=\n]{2,45}?)\s*[:=]\s*(\S[\s\S]*)")
_MARK = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]?")
_NUMBERED = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2})?\s?[.)]\s*(?=[A-Za-z])")  # "3. Jenis naskah"
_COUNT = re.compile(r"([A-Za-z ]{0,20}?)[ .#]*(\d{1,2})")
_COUNTED = Heading("rownum", 1.0)
_SURE = 0.7
_WHAT = {"title", "kind", "document", "number"}
_WHEN_OR_WHO = {
    "signed_on",
    "duration",
    "expires_on",
    "partner",
    "country",
    "in_force_from",
    "year",
}
_LONGEST = 60


@dataclass(slots=True)
class Pair:
    """A label with its values, on one row."""

    row: int
    col: int
    header: str
    head: Heading
    values: list[Cell]


@dataclass(slots=True)
class Block:
    """Pairs that describe one record; `lead` is the row of a heading of its own, 0 without."""

    pairs: list[Pair] = field(default_factory=list)
    lead: int = 0
    heading: Cell | None = None

    @property
    def first_row(self) -> int:
        return self.lead or self.pairs[0].row

    @property
    def last_row(self) -> int:
        return max([self.pairs[-1].row, *(cell.row for cell in self.pairs[-1].values)])

    @property
    def fields(self) -> set[str]:
        return {pair.head.field for pair in self.pairs if pair.head.score >= 0.44}

    @property
    def labels(self) -> tuple[str, ...]:
        """What tells one form from another: its labels in their order."""
        return tuple(pair.header.lower() for pair in self.pairs)

    def is_record(self, least: int) -> bool:
        filled = [pair for pair in self.pairs if pair.values]
        fields = {pair.head.field for pair in filled if pair.head.score >= 0.44}
        if len({pair.row for pair in self.pairs}) < 2:
            return False
        enough = len(fields) >= least and len(fields) >= 0.5 * len(filled)
        return enough and bool(fields & _WHAT) and bool(fields & _WHEN_OR_WHO)


def find_blocks(grid: Grid, *, least: int, heads: set[int]) -> list[Block]:
    """Every block of the sheet with at least `least` known fields; rows in `heads` are not read."""
    by_column: dict[int, list[Pair]] = {}
    for row in sorted(grid.rows):
        if row not in grid.hidden_rows and row not in heads:
            for pair in _pairs(grid, row):
                by_column.setdefault(pair.col, []).append(pair)
    blocks: list[Block] = []
    for col in sorted(by_column):
        for pair in by_column[col]:
            if _counts(pair.values):
                pair.head = _COUNTED
        for block in _runs(grid, by_column[col]):
            _join_form(blocks, block)
    blocks = [block for block in blocks if block.is_record(least)]
    _find_leads(grid, blocks)
    return sorted(blocks, key=lambda block: (block.first_row, block.pairs[0].col))


def repeated_form(blocks: list[Block]) -> tuple[str, ...]:
    """The labels of the form of which the sheet holds most copies; () where none comes back."""
    copies = Counter(block.labels for block in blocks)
    labels, times = max(copies.items(), key=lambda each: each[1], default=((), 0))
    return labels if times > 1 else ()


def _pairs(grid: Grid, row: int) -> list[Pair]:
    """The labels of a row with their values; [] for a row of heads or of data."""
    cells = [
        cell for cell in visible(grid, row).values() if cell.text.strip(" :") and not cell.struck
    ]
    if not cells or len(cells) > 40:
        return []
    if (
        len(cells) > 1
        and _MARK.fullmatch(cells[0].text.strip())
        and heading(cells[1].text).score >= 0.6
    ):
        cells = cells[1:]
    pairs: list[Pair] = []
    for cell in cells:
        head = _label(cell)
        if head is not None and pairs and not _is_label_column(grid, cell):
            head = None
        unfilled = head is not None and bool(pairs) and _is_unfilled(grid, pairs[-1], cell)
        if head is not None and (
            unfilled or not (pairs and _is_filled(pairs[-1], cell, is_last=cell is cells[-1]))
        ):
            if pairs and not pairs[-1].values and not unfilled:
                above = pairs.pop()
                head = composite((above.header, cell.text))
            pairs.append(Pair(row, cell.col, cell.text.strip(" :"), head, []))
        elif pairs:
            pairs[-1].values.append(cell)
        else:
            pairs += _from_one_cell(cell)
            if not pairs:
                return _unknown_label(row, cells)
    return pairs


def _counts(values: list[Cell]) -> bool:
    """Whether the values only count the records: "Naskah 1 | Naskah 2 | Naskah 3"."""
    found = [_COUNT.fullmatch(cell.text.strip()) for cell in values]
    told = [(one[1].lower(), int(one[2])) if one else ("", 0) for one in found]
    return len(told) > 1 and told == [(told[0][0], number) for number in range(1, len(told) + 1)]


def _label(cell: Cell) -> Heading | None:
    text = _NUMBERED.sub("", cell.text)
    if cell.kind != "text" or len(text) > _LONGEST or re.search(r":\s*\S", text):
        return None
    ends_with_colon = text.rstrip().endswith(":")
    if re.search(r"\d", text) and not ends_with_colon:
        return None
    head = heading(text)
    return head if head.score >= (0.44 if ends_with_colon else _SURE) else None


def _is_label_column(grid: Grid, cell: Cell) -> bool:
    """Whether further labels stand above or below: a value may look like a label ("Valid")."""
    if cell.text.rstrip().endswith(":"):
        return True
    near = (grid.cell(cell.row + step, cell.col) for step in (-3, -2, -1, 1, 2, 3))
    return any(other is not None and _label(other) is not None for other in near)


def _is_filled(pair: Pair, cell: Cell, *, is_last: bool) -> bool:
    """A cell beside a label is its value although it looks like a label itself: "Status: Berlaku"."""
    if pair.values or cell.text.rstrip().endswith(":"):
        return False
    return is_last or heading(cell.text).score < 0.9


def _is_unfilled(grid: Grid, pair: Pair, cell: Cell) -> bool:
    """A form with several labels in a row leaves a gap for a value that nobody knows: where rows
    near by hold a value in that gap and a label in the column of `cell`, that one is a label too."""
    gap = range(pair.col + 1, cell.col)
    if pair.values or not gap:
        return False
    for row in (cell.row + step for step in (-3, -2, -1, 1, 2, 3)):
        below, beside = grid.cell(row, cell.col), grid.cell(row, pair.col)
        labels = all(each is not None and _label(each) for each in (below, beside))
        if labels and any(grid.cell(row, col) is not None for col in gap):
            return True
    return False


def _from_one_cell(cell: Cell) -> list[Pair]:
    found = _IN_ONE_CELL.fullmatch(cell.text.strip()) if cell.kind == "text" else None
    if found is None:
        return []
    head = heading(found[1])
    if head.score < _SURE:
        return []
    return [Pair(cell.row, cell.col, found[1], head, [replace(cell, text=found[2])])]


def _unknown_label(row: int, cells: list[Cell]) -> list[Pair]:
    """A label of no known field between known ones: "Kode arsip | HK.01"."""
    if len(cells) == 2 and _MARK.fullmatch(cells[0].text.strip()):
        return []  # "2. | BRUNEI DARUSSALAM" heads a block
    if len(cells) <= 3 and cells[0].kind == "text" and len(cells[0].text) <= 40:
        head = heading(_NUMBERED.sub("", cells[0].text))
        if len(cells) == 1 and head.score < 0.44:
            return []
        head = head if head.score >= 0.44 else Heading("", 0.0)
        return [Pair(row, cells[0].col, cells[0].text.strip(" :"), head, cells[1:])]
    return []


def _runs(grid: Grid, pairs: list[Pair]) -> list[Block]:
    """Pairs of one column cut where a field comes back, a gap opens or the labels are unknown."""
    blocks: list[Block] = []
    block = Block()
    for pair in pairs:
        again = pair.head.field and pair.head.field in block.fields and _restarts(block, pair)
        if block.pairs and (again or not _follows(grid, block, pair)):
            blocks.append(block)
            block = Block()
        block.pairs.append(pair)
    return [*blocks, block]


def _restarts(block: Block, pair: Pair) -> bool:
    """The first field again, or the same words: a new record. Notes and the like may repeat."""
    same = any(each.header.lower() == pair.header.lower() for each in block.pairs)
    return same or (block.pairs[0].head.field == pair.head.field and len(block.fields) >= 3)


def _follows(grid: Grid, block: Block, pair: Pair) -> bool:
    """Whether only lines of the last value, or one blank row, stand between block and `pair`."""
    last = block.pairs[-1]
    blank = 0
    if pair.row - last.row > 60:
        return False
    for row in range(last.row + 1, pair.row):
        cells = visible(grid, row)
        if row in grid.hidden_rows:
            continue
        lines = [cell for cell in cells.values() if cell.col > last.col]
        if not cells and not grid.covered(row, last.col):
            blank += 1
            again = pair.header.lower() in {each.header.lower() for each in block.pairs}
            if blank > 1 or again or not pair.head.field or pair.head.field in block.fields:
                return False
            continue
        if len(lines) != len(cells):
            return False
        last.values += [cell for cell in lines if not cell.struck]
    return True


def _join_form(blocks: list[Block], block: Block) -> None:
    """A second column of labels with other fields belongs to the same form, not to a new record."""
    for earlier in blocks:
        rows = range(earlier.pairs[0].row, earlier.pairs[-1].row + 1)
        beside = block.pairs[0].row in rows or earlier.pairs[0].row in range(
            block.pairs[0].row, block.pairs[-1].row + 1
        )
        known = block.fields
        if beside and known and len(known & earlier.fields) < 0.5 * len(known):
            earlier.pairs += block.pairs
            earlier.pairs.sort(key=lambda pair: (pair.row, pair.col))
            return
    blocks.append(block)


def _find_leads(grid: Grid, blocks: list[Block]) -> None:
    """When every block has its own heading directly above it, the heading is its first row."""
    leads: list[Cell | None] = []
    for block in blocks:
        row = block.pairs[0].row - 1
        cells = list(visible(grid, row).values())
        texts = {cell.text for cell in cells}
        alone = len(texts) == 1 or (
            len(texts) == 2 and any(_MARK.fullmatch(text.strip()) for text in texts)
        )
        leads.append(max(cells, key=lambda cell: len(cell.text)) if alone else None)
    everywhere = len(blocks) > 1 and all(leads)
    for block, cell in zip(blocks, leads, strict=True):
        block.heading = cell
        block.lead = cell.row if everywhere and cell is not None else 0


def drafts_of(grid: Grid, block: Block, sections: tuple[str, ...]) -> list[Draft]:
    """One draft for a block, one for each column of values of a transposed table."""
    known = [pair for pair in block.pairs if pair.head.field]
    columns = sorted({cell.col for pair in known for cell in pair.values})
    many = [pair for pair in known if len({cell.col for cell in pair.values}) > 1]
    transposed = len(columns) > 1 and len(many) >= 0.6 * len(known) and len(many) >= 3
    context = (*sections, block.heading.text) if block.heading else sections
    if not transposed:
        return [_draft(grid, block, context, columns)]
    return [_draft(grid, block, context, [col]) for col in columns]


def _draft(grid: Grid, block: Block, sections: tuple[str, ...], columns: list[int]) -> Draft:
    places = []
    cells: dict[int, list[Cell]] = {}
    for number, pair in enumerate(block.pairs, 1):
        places.append(Place(number, pair.header, pair.head.field or "extra", pair.head.score))
        values = [cell for cell in pair.values if cell.col in columns or not columns]
        if values:
            cells[number] = values
    _settle(places, cells)
    _name_by_heading(block, places, cells)
    return Draft(grid.name, block.first_row, block.last_row, places, cells=cells, sections=sections)


def _name_by_heading(block: Block, places: list[Place], cells: dict[int, list[Cell]]) -> None:
    """Where no label names the partner, the heading of the block may: "1. AUSTRALIA (DFAT)"."""
    if block.heading is None or any(place.field in ("partner", "country") for place in places):
        return
    text = section_name(block.heading.text)
    if not kind_in_title(text) and (country_of(text) or find_countries(text) or match_all(text)):
        places.append(Place(len(places) + 1, "", "partner", 0.6, guessed=True))
        cells[len(places)] = [replace(block.heading, text=text)]


def _scope_is_title(places: list[Place], cells: dict[int, list[Cell]]) -> None:
    """Where no label names a title, what a paper is for ("Maksud") is its title."""
    for place in places:
        held = cells.get(place.col, [])
        if place.field == "scope" and len(held) == 1 and "\n" not in held[0].text:
            place.field = "title"
            return


def _settle(places: list[Place], cells: dict[int, list[Cell]]) -> None:
    """Labels that may mean two things: a running number, a document, a lone year."""
    partners = [place for place in places if place.field == "partner"]
    for place in partners[:-1]:
        if all(country_of(cell.text) for cell in cells.get(place.col, ())):
            place.field = "country"
    fields = {place.field for place in places}
    if not fields & {"title", "document"}:
        _scope_is_title(places, cells)
    for place in places:
        texts = [cell.text.strip() for cell in cells.get(place.col, ())]
        if place.field == "rownum" and any(len(text) > 4 for text in texts):
            place.field = "number"
        elif place.field == "document":
            place.field = "kind" if "title" in fields and "kind" not in fields else "title"
        elif place.field == "year" and "signed_on" not in fields:
            place.field = "signed_on"
        elif place.field == "our_party" and not fields & {"partner", "country"}:
            place.field = "partner"
