"""A record on its way: the cells of one or more rows, by the column that holds them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.place import Place

# "MoU with MOIS (draf)", "Draft: arrangement on ..."; a paper about a draft is none.
_TITLED = re.compile(
    r"^(?:draf|draft|konsep|rancangan)\s*(?:[:\-–]|(?:mou|nk|pks|moc|nota|perjanjian|arrangement|agreement)\b)"
    r"|^(?:rencana|usulan) (?:mou|nk|pks|moc|nota|memorandum|perjanjian|arrangement|agreement)\b"
    r"|,\s*(?:masih |sedang )?(?:dalam )?(?:tahap |proses )?(?:pembahasan|penjajakan|penyusunan|perundingan)\s*$"
    r"|[(\[](?:masih |still )?(?:an? )?(?:draf|draft|rancangan|konsep)[^()\[\]]{0,20}[)\]]\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """The cells of one record by column; `sections` hold for it, `coloured` is the
    status that its colour means, with the words of the legend; `unknown` are
    formulas whose result nobody knows, `commented` empty cells with a comment, `codes` the words of
    the sheet's own abbreviations."""

    sheet: str
    row: int
    last_row: int
    places: list[Place]
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    inherited: set[int] = field(default_factory=set)
    sections: tuple[str, ...] = ()
    year: str = ""
    unknown: list[Cell] = field(default_factory=list)
    commented: list[Cell] = field(default_factory=list)
    coloured: tuple[str, str] = ("", "")
    ranked: dict[str, list[Place]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ranked = self.ranked or ranked(self.places)

    def spelled(self, text: str) -> str:
        """`text`, or the words for which it stands by the legend of the sheet."""
        return self.codes.get(text.strip(" .").lower(), text)

    @property
    def is_titled_draft(self) -> bool:
        """Whether its title or kind says that the paper is a draft, which is no claim of a status."""
        said = (cell.text.strip() for name in ("title", "kind") if (cell := self.first(name)))
        return any(map(_TITLED.search, said))

    def columns(self, *fields: str) -> list[Place]:
        """The columns of the named fields, the surest of each first."""
        if len(fields) == 1:
            return self.ranked.get(fields[0], [])
        return [place for name in fields for place in self.ranked.get(name, ())]

    def boxes(self, kind: str) -> list[Place]:
        """The columns of boxes to tick for "kind" or "status"."""
        return [place for place in self.places if place.field.startswith(f"{kind}_tick")]

    def all(self, *fields: str) -> list[Cell]:
        """Every cell of the named fields."""
        return [cell for place in self.columns(*fields) for cell in self.cells.get(place.col, ())]

    def first(self, *fields: str) -> Cell | None:
        """The first cell of the surest column of the named fields that holds one."""
        return next(iter(self.all(*fields)), None)


def ranked(places: list[Place]) -> dict[str, list[Place]]:
    """Columns by field, the surest first; shared by all drafts of a table."""
    by_field: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda place: (-place.score, place.col)):
        by_field.setdefault(place.field, []).append(place)
    return by_field
