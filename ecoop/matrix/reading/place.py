"""A column of a table: where it is, what its head says, what it holds."""

from dataclasses import dataclass

from ecoop.matrix.reading.grid import column_letter
from ecoop.matrix.reading.kinds import is_kind_word, kind_in_cell


@dataclass(slots=True)
class Place:
    """One column of a table: where it is, its heads and the field it holds."""

    col: int
    header: str
    field: str
    score: float
    guessed: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.col)

    @property
    def kind(self) -> str:
        """The kind over the heads of a day or number: "Nota Kesepahaman / Tanggal"; "" for none."""
        above = self.header.split(" / ")[:-1]
        told = self.field in ("signed_on", "expires_on", "number", "number_date")
        return next((kind_in_cell(text) for text in above if told and is_kind_word(text)), "")
