"""A sheet as a reader sees it: cells with position, merged areas, what was left out."""

from dataclasses import dataclass, field

MAX_COLUMN = 16_384
MAX_ROW = 1_048_576


def column_letter(column: int) -> str:
    """Excel's name of a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of a name: A is 1. Anything but letters gives 0."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class Cell:
    """One cell that holds something.

    `kind` is text, number, date, bool or error; `text` is what a person would read; `iso` the date
    of a date cell; `shown` how much of it the number format shows (day, month or year); `fill` the
    colour behind it; `shown_as_date` that a formula without a result has the format of a date.
    """

    row: int
    col: int
    text: str
    kind: str = "text"
    number: float | None = None
    iso: str = ""
    shown: str = "day"
    formula: str = ""
    note: str = ""
    struck: bool = False
    partly_struck: bool = False
    bold: bool = False
    computed: bool = False
    shown_as_date: bool = False
    fill: str = ""

    @property
    def address(self) -> str:
        return f"{column_letter(self.col)}{self.row}"


@dataclass(slots=True)
class Area:
    """A merged area, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_wide(self) -> bool:
        return self.right > self.left

    @property
    def is_tall(self) -> bool:
        return self.bottom > self.top


@dataclass(slots=True)
class Grid:
    """The cells of one sheet by row and column; `fills` are the colours of its empty cells."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden: bool = False
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    _tall: dict[tuple[int, int], Area] = field(default_factory=dict)

    def put(self, cell: Cell) -> None:
        """Keep `cell`; a second one at the same place replaces the first."""
        self.rows.setdefault(cell.row, {})[cell.col] = cell

    def cell(self, row: int, col: int) -> Cell | None:
        return self.rows.get(row, {}).get(col)

    def index_areas(self, *, expand_limit: int = 300_000) -> None:
        """Prepare `area_at` and `covering`; areas beyond the used rows cost nothing."""
        used = sorted(self.rows)
        last = used[-1] if used else 0
        budget = expand_limit
        for area in self.areas:
            bottom = min(area.bottom, last)
            budget -= max(0, bottom - area.top + 1)
            if budget < 0:
                break
            for row in range(area.top, bottom + 1):
                self._tall[row, area.left] = area

    def area_at(self, row: int, col: int) -> Area | None:
        """The merged area whose first column is `col` and that holds `row`."""
        return self._tall.get((row, col))

    def anchor(self, row: int, col: int) -> Cell | None:
        """The cell shown at a place that a tall merged area covers from above, or None."""
        area = self._tall.get((row, col))
        if area is None or area.top == row or not area.is_tall:
            return None
        return self.cell(area.top, area.left)

    def covered(self, row: int, col: int) -> bool:
        """True when a merged area that began in a row above covers this place."""
        area = self._tall.get((row, col))
        return area is not None and area.top < row

    def span(self, row: int, col: int) -> int:
        """The last column that the cell at a place reaches by merging."""
        area = self._tall.get((row, col))
        return area.right if area is not None and area.top == row else col
