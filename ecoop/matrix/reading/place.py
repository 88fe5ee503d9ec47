"""A column of a table: where it is, what its head says, what it holds."""

from dataclasses import dataclass

from ecoop.matrix.reading.grid import column_letter


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
