"""What the colours and codes of a matrix mean, where a legend says it: by example or by name."""

import colorsys
import re
from collections import Counter
from dataclasses import dataclass, field

from ecoop.matrix.reading.bands import visible
from ecoop.matrix.reading.codes import codes_of
from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import tidy

# The palette that Excel gives a workbook unless somebody chose another.
_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000",
          "5B9BD5", "70AD47")  # fmt: skip
_NAMES = {
    "green": r"hijau|green", "red": r"merah|red|pink", "yellow": r"kuning|yellow",
    "orange": r"oranye|orange|jingga|amber", "blue": r"biru|blue", "grey": r"abu(?:-abu|2)?|gr[ae]y",
    "purple": r"ungu|purple|violet",
}  # fmt: skip
_NAMED = re.compile("|".join(rf"\b(?P<{name}>{words})\b" for name, words in _NAMES.items()))
_HUES = ((18, "red"), (48, "orange"), (68, "yellow"), (170, "green"), (260, "blue"),
         (320, "purple"), (361, "red"))  # fmt: skip
_ABOUT = re.compile(
    r"\b(?:keterangan|ket|legenda?|legend|warna|colou?rs?|catatan|kode|notes?|status|arti)\b"
)
_FEW, _MOST = 3, 8  # cells of a row that may speak of colours by name, or show them
_ANY_NAME = "|".join(_NAMES.values())
_EXPLAINED = re.compile(
    rf"(?:.{{0,30}}[:=-]\s*)?(?:(?:warna|baris|sel|kolom|cells?|rows?|yang|in|colou?r)\s+)*"
    rf"(?P<name>{_ANY_NAME})\b(?:\s*(?:[:=>-]+|berarti|artinya|means?|untuk|adalah|is)\s*|\s+(?=\S+(?:\s\S+)?$))"
    r"(?P<said>.{3,60})$"
)
_EXPLAINED_LAST = re.compile(
    rf"(?P<said>[^:=]{{3,60}}?)\s*[:=>-]+\s*(?:(?:warna|in|colou?r)\s+)?(?P<name>{_ANY_NAME})$"
)
_CLAUSE = re.compile(r"[;,\n]|\s{3,}")


@dataclass(slots=True)
class Legend:
    """Status and words by colour: as it stands in a cell, and by its name; words by their code."""

    by_fill: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_name: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_code: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_fill or self.by_name)

    def meaning(self, fill: str) -> tuple[str, str]:
        """(status, words) of a colour; ("", "") for one that the legend does not explain."""
        if not fill:
            return "", ""
        return self.by_fill.get(fill) or self.by_name.get(name_of(fill)) or ("", "")

    def also(self, other: "Legend") -> "Legend":
        """This legend, and what another sheet explains beside it."""
        return Legend(
            other.by_fill | self.by_fill,
            other.by_name | self.by_name,
            other.by_code | self.by_code,
        )


def has_colours(grid: Grid) -> bool:
    """Whether any cell of a sheet has a colour behind it."""
    return bool(grid.fills) or any(
        cell.fill for cells in grid.rows.values() for cell in cells.values()
    )


def legend_of(grid: Grid, *, coloured: bool) -> Legend:
    """The legend of a sheet, empty when it has none; of a book without colours only its codes."""
    legend = Legend(by_code=codes_of(grid))
    for row in sorted(grid.rows) if coloured else ():
        if len(grid.rows[row]) > 2 * _MOST:
            continue
        cells = visible(grid, row)
        if row in grid.hidden_rows or not cells or len(cells) > _MOST:
            continue
        texts = [cell for cell in cells.values() if cell.kind == "text"]
        for cell in texts if len(cells) <= _FEW else ():
            _read_names(cell.text, legend)
        if texts and all(_is_of_legend(cell.text) for cell in texts):
            _read_examples(grid, texts, legend)
    return legend


def _is_of_legend(text: str) -> bool:
    plain = tidy(text).strip(" :=.-")
    if len(plain) > 60:
        return False
    return bool(
        status_of(plain) or _ABOUT.search(plain) or _NAMED.fullmatch(plain) or len(plain) <= 2
    )


def _read_examples(grid: Grid, texts: list[Cell], legend: Legend) -> None:
    """A coloured cell that names a status, or one beside the name."""
    for cell in texts:
        code = status_of(cell.text)
        if not code:
            continue
        beside = (cell.fill, *(_fill_at(grid, cell.row, cell.col + step) for step in (-1, -2, 1)))
        fill = next((each for each in beside if each), "")
        if fill and fill not in legend.by_fill:
            legend.by_fill[fill] = (code, _words(cell.text))


def _fill_at(grid: Grid, row: int, col: int) -> str:
    cell = grid.cell(row, col)
    if cell is not None and status_of(cell.text):
        return ""  # that colour is explained by its own words
    return cell.fill if cell is not None else grid.fills.get((row, col), "")


def _read_names(text: str, legend: Legend) -> None:
    """ "Hijau: masih berlaku; merah: sudah berakhir": colours called by their names."""
    if len(text) > 400:
        return
    for clause in map(str.strip, _CLAUSE.split(tidy(text))):
        found = _EXPLAINED.match(clause) or _EXPLAINED_LAST.match(clause)
        named = _NAMED.search(found["name"]) if found else None
        if found and named and named.lastgroup and status_of(found["said"]):
            held = (status_of(found["said"]), _words(found["said"]))
            legend.by_name.setdefault(named.lastgroup, held)


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" :=.-()")[:80]


def name_of(fill: str) -> str:
    """The everyday name of a colour ("RRGGBB" or "theme:9"), "" for one without: white, black."""
    if fill.startswith("theme:"):
        number = int(fill.removeprefix("theme:"))
        fill = _THEME[number] if number < len(_THEME) else "FFFFFF"
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.97 or light < 0.08:
        return ""
    if strength < 0.12:
        return "grey"
    return next(name for end, name in _HUES if hue * 360 < end)


def mark_colour(draft: Draft, grid: Grid, legend: Legend) -> None:
    """Note on `draft` the status that its colour means, most of its coloured cells agreeing."""
    seen: Counter[tuple[str, str]] = Counter()
    for place in draft.places:
        cell = grid.cell(draft.row, place.col)
        fill = cell.fill if cell is not None else grid.fills.get((draft.row, place.col), "")
        meaning = legend.meaning(fill)
        if meaning[0]:
            seen[meaning] += 1
    if seen:
        draft.coloured = seen.most_common(1)[0][0]
