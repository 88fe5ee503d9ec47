"""Where the heads of tables stand: header bands of one to three rows."""

import re
from dataclasses import dataclass, field

from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.headers import Heading, composite, heading
from ecoop.matrix.reading.statuses import status_of

_CORE = {"title", "partner", "country", "kind", "signed_on", "duration", "document", "expires_on"}
_CHILD_WORDS = {"bnpb", "mitra", "i", "ii", "indonesia", "ri", "asing", "no", "tgl", "thn", "bln"}
_DEEPEST = 3
# A row is looked at closely only when two of its cells hold one of these words.
_USUAL = frozenset(
    """
    agreement signed no nomor nr number num negara country mitra partner partners counterpart
    instansi lembaga pihak organisation organization institution judul title titles nama name
    perihal hal tentang subject jenis bentuk type kind category kategori form tanggal tgl date
    dates signing penandatanganan ttd masa jangka waktu durasi duration period validity mulai
    akhir start expiry expires effective status keterangan ket remarks notes catatan tindak lanjut
    follow next pic pj penanggung responsible unit ruang lingkup scope bidang area areas dokumen
    document naskah instrument term terms uraian description penandatangan signatory signatories
    agency progress siapa kapan apa berapa soal who when what party parties doc dok years valid
    until berlaku berakhir executed expiration
    """.split()
)
_DIGIT = re.compile(r"\d{2}|\d\s[a-z]")
_WORD = re.compile(r"[a-z]+")
_SAYS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Band:
    """Rows `top` to `bottom` are heads; `parts` are the heads over each column, highest first."""

    top: int
    bottom: int
    parts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[int, Heading] = field(default_factory=dict)

    @property
    def words(self) -> frozenset[str]:
        """All head texts, to recognise the same header again after a page break."""
        return frozenset(
            " ".join(part.split()).lower() for parts in self.parts.values() for part in parts
        )


def visible(grid: Grid, row: int) -> dict[int, Cell]:
    """The cells of a row that a reader sees, from left to right."""
    return {
        col: cell
        for col, cell in sorted(grid.rows.get(row, {}).items())
        if cell.text.strip() and not any(a <= col <= b for a, b in grid.hidden_columns)
    }


def find_bands(grid: Grid, taken: set[int]) -> list[Band]:
    """Every header band of the sheet from top to bottom; rows in `taken` are not considered."""
    bands: list[Band] = []
    rows = [row for row in sorted(grid.rows) if row not in grid.hidden_rows and row not in taken]
    last = 0
    for at, row in enumerate(rows):
        if row <= last or not _may_be_head(grid, row):
            continue
        if _is_form_row(grid, row) or _is_transposed_row(grid, row):
            continue
        band = _grown(grid, row, rows, at, floor=last)
        if band is not None:
            bands.append(band)
            last = band.bottom
    return bands


def _may_be_head(grid: Grid, row: int) -> bool:
    cells = visible(grid, row)
    if len(cells) < 2 or len(cells) > 300:
        return False
    texts = [cell for cell in cells.values() if cell.kind == "text" and len(cell.text) <= 110]
    if len(texts) < max(2, 0.7 * len(cells)):
        return False
    usual = sum(
        not _USUAL.isdisjoint(_WORD.findall(cell.text.lower()))
        for cell in texts
        if len(cell.text) < 60 and not _DIGIT.search(cell.text)
    )
    return usual >= 2


def _is_form_row(grid: Grid, row: int) -> bool:
    """Label, value, label, value: a line of a form whose labels stand below one another."""
    cells = list(visible(grid, row).values())
    if len(cells) < 3:
        return False
    labels = [_stands_in_labels(grid, cell) for cell in cells]
    if len(cells) >= 4 and labels == [True, False] * (len(cells) // 2):
        return True
    return _is_gappy_form_row(grid, cells, labels)


def _is_gappy_form_row(grid: Grid, cells: list[Cell], labels: list[bool]) -> bool:
    """The same where a value is missing: "Status | | Unit | Bureau". At least three labels stand
    below one another there, which two levels of heads do not."""
    first = cells[0]
    column = (grid.cell(first.row + step, first.col) for step in (-3, -2, -1, 1, 2, 3))
    below = sum(one is not None and heading(one.text).score >= 0.7 for one in column)
    values = [cell for cell, is_label in zip(cells, labels, strict=True) if not is_label]
    apart = all(one or other for one, other in zip(labels, labels[1:], strict=False))
    plain = all(heading(cell.text).score < 0.44 for cell in values)
    return labels[0] and below >= 2 and sum(labels) >= 2 and bool(values) and apart and plain


def _is_transposed_row(grid: Grid, row: int) -> bool:
    """A line of a transposed table whose values sound like heads: "Status | Berakhir | Berlaku".

    Its label stands in a column of labels, and all its values are statuses, which no row of
    heads consists of.
    """
    first, *values = visible(grid, row).values()
    if len(values) < 2 or heading(first.text).field != "status":
        return False
    column = (grid.cell(row + step, first.col) for step in (-3, -2, -1, 1, 2, 3))
    labels = [one for one in column if one is not None and heading(one.text).score >= 0.7]
    said = [cell for cell in values if _SAYS.search(cell.text)]
    return len(labels) >= 2 and bool(said) and all(status_of(cell.text) for cell in said)


def _stands_in_labels(grid: Grid, cell: Cell) -> bool:
    """Whether a cell and one a row or two above or below it are both surely labels."""
    near = (grid.cell(cell.row + step, cell.col) for step in (-2, -1, 1, 2))
    if heading(cell.text).score < 0.7:
        return False
    return any(other is not None and heading(other.text).score >= 0.7 for other in near)


def is_strong(heads: dict[int, Heading], count: int) -> bool:
    """Whether `heads` over `count` columns are those of a table of cooperation."""
    strong = {head.field for head in heads.values() if head.score >= 0.7}
    known = [head for head in heads.values() if head.score >= 0.44]
    if not ({head.field for head in known} & _CORE):
        return False
    if len(strong) >= 5:
        return len(known) >= 0.3 * count
    if len(strong) >= 3:
        return len(known) >= 0.5 * count
    return len(strong) == 2 and len(known) >= 0.66 * count


def _grown(grid: Grid, row: int, rows: list[int], at: int, *, floor: int) -> Band | None:
    """The band around `row`, or None when it is no head."""
    cells = visible(grid, row)
    single = {col: heading(cell.text) for col, cell in cells.items()}
    below = rows[at + 1] if at + 1 < len(rows) else 0
    if not is_strong(single, len(cells)):
        if below != row + 1 or not _is_child(grid, [row], below):
            return None
        heads = _heads(grid, row, below)
        if not is_strong(heads, len(heads)):
            return None
    top = bottom = row
    while bottom - top < _DEEPEST - 1 and _is_child(grid, list(range(top, bottom + 1)), bottom + 1):
        bottom += 1
    while bottom - top < _DEEPEST - 1 and top - 1 > floor and _is_parent(grid, top - 1, top):
        top -= 1
    parts = _parts(grid, top, bottom)
    heads = {col: composite(texts) for col, texts in parts.items()}
    return Band(top, bottom, parts, heads)


def _is_child(grid: Grid, band: list[int], row: int) -> bool:
    """Whether `row` carries heads of a second level below the rows of `band`."""
    cells = visible(grid, row)
    if not cells or row in grid.hidden_rows or any(not _is_short(cell) for cell in cells.values()):
        return False
    top = visible(grid, band[0])
    single = [col for col in cells if _is_under_single(grid, band, col, cells)]
    if single and not _is_mostly_spanned(grid, band, cells, single):
        return _is_translation(cells, top)
    known = sum(_says_something(grid, band, col, cell) for col, cell in cells.items())
    spanned = any(_parent(grid, band, col) for col in cells)
    return spanned and known >= max(1, 0.5 * len(cells))


def _is_mostly_spanned(
    grid: Grid, band: list[int], cells: dict[int, Cell], single: list[int]
) -> bool:
    """Most lower heads stand below merged ones, and those that do not say heads as well."""
    wide = [col for col in cells if col not in single and _parent(grid, band, col)]
    sure = [col for col in cells if heading(cells[col].text).score >= 0.45]
    plain = not any(char.isdigit() for cell in cells.values() for char in cell.text)
    return len(wide) >= 2 and len(wide) >= len(single) and plain and len(sure) >= 0.6 * len(cells)


def _is_under_single(grid: Grid, band: list[int], col: int, cells: dict[int, Cell]) -> bool:
    """Whether the head above `col` stands for that column alone, so that nothing belongs below it."""
    for above in band:
        heads = visible(grid, above)
        if col in heads and grid.span(above, col) == col:
            stretches = (
                col + 1 in cells and col + 1 not in heads and not grid.covered(above, col + 1)
            )
            return not stretches
    return False


def _is_short(cell: Cell) -> bool:
    return cell.kind == "text" and len(cell.text) <= 60


def _is_translation(cells: dict[int, Cell], top: dict[int, Cell]) -> bool:
    known = [col for col, cell in cells.items() if heading(cell.text).score >= 0.7]
    same = [
        col
        for col in known
        if col in top and heading(top[col].text).field == heading(cells[col].text).field
    ]
    if any(char.isdigit() for cell in cells.values() for char in cell.text):
        return False
    return len(known) >= 3 and len(known) >= 0.6 * len(cells) and len(same) >= 0.5 * len(cells)


def _says_something(grid: Grid, band: list[int], col: int, cell: Cell) -> bool:
    plain = cell.text.strip().lower().strip(".")
    above = _parent(grid, band, col)
    whole = composite((above, cell.text)) if above else heading(cell.text)
    return whole.score >= 0.5 or plain in _CHILD_WORDS


def _parent(grid: Grid, band: list[int], col: int) -> str:
    """The head that stretches over `col` from the left, merged or with blanks beside it."""
    for above in reversed(band):
        cells = visible(grid, above)
        if col in cells:
            return cells[col].text
        before = [left for left in cells if left < col]
        if before:
            left = before[-1]
            area = grid.area_at(above, left)
            if area is None or not area.is_wide or area.right >= col:
                return cells[left].text
    return ""


def _is_parent(grid: Grid, row: int, below: int) -> bool:
    """Whether `row` carries heads over those of the row below it."""
    cells = visible(grid, row)
    lower = visible(grid, below)
    if not cells or row in grid.hidden_rows or any(not _is_short(cell) for cell in cells.values()):
        return False
    width = max(lower, default=0) - min(lower, default=0) + 1
    wide = [col for col in cells if 1 < grid.span(row, col) - col + 1 < max(width, 2)]
    lone = [
        col
        for col in cells
        if col not in lower and grid.span(row, col) == col and min(lower) - 1 <= col
    ]
    if len(cells) == 1 and not wide:
        return False
    inside = all(min(lower) - 2 <= col <= max(lower) + 1 for col in cells)
    known = sum(heading(cells[col].text).score >= 0.5 for col in cells)
    return inside and (bool(wide) or (len(lone) >= 2 and known >= 2)) and len(wide) + len(lone) > 0


def _parts(grid: Grid, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """The head texts over each column between the outermost heads of the band."""
    rows = list(range(top, bottom + 1))
    columns = sorted({col for row in rows for col in visible(grid, row)})
    if not columns:
        return {}
    last = max(grid.span(row, col) for row in rows for col in visible(grid, row))
    parts: dict[int, tuple[str, ...]] = {}
    for col in range(columns[0], min(last, columns[-1] + 12) + 1):
        if any(a <= col <= b for a, b in grid.hidden_columns):
            continue
        texts = tuple(_over(grid, row, col, is_last=row == bottom) for row in rows)
        kept = tuple(dict.fromkeys(text for text in texts if text))
        if kept:
            parts[col] = kept
    return parts


def _over(grid: Grid, row: int, col: int, *, is_last: bool) -> str:
    cells = visible(grid, row)
    if col in cells:
        return cells[col].text
    before = [left for left in cells if left < col]
    if not before:
        return ""
    left = before[-1]
    area = grid.area_at(row, left)
    if area is not None and area.is_wide:
        return cells[left].text if area.left <= col <= area.right else ""
    if is_last:
        return ""
    below = any(col in visible(grid, lower) for lower in range(row + 1, row + 3))
    tall = area is not None and area.is_tall
    return cells[left].text if below and not tall and _open_to(grid, row, left, col) else ""


def _open_to(grid: Grid, row: int, left: int, col: int) -> bool:
    """Whether an unmerged head may stretch over `col`: it must itself have heads below it."""
    return bool(visible(grid, row + 1).get(left)) and col - left <= 8


def _heads(grid: Grid, top: int, bottom: int) -> dict[int, Heading]:
    return {col: composite(texts) for col, texts in _parts(grid, top, bottom).items()}
