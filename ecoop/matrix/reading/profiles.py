"""What the values of a column look like: days, kinds, countries, lengths, names of ours."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.kinds import words_beside_kind
from ecoop.matrix.reading.periods import read_period
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import is_placeholder, tidy
from ecoop.matrix.reading.written_dates import find_dates, prepared
from ecoop.places.gazetteer import country_of

SAMPLE = 150
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|\d\d\.\d\d\.\d\d")  # 7.5.2019
_LEVELS = re.compile(
    r"(?:bilateral|regional|multilateral|nasional|national|internasional|international|dalam negeri"
    r"|luar negeri|domestik|domestic|trilateral|daerah|lokal)(?:\s*/.*)?"
)
RUNNING_MOST = 12  # letters; the pattern tries every division of a longer row of digits
_RUNNING = re.compile(r"\(?(?:\d{1,5}|[a-z]|[ivxlc]{1,6})[.)]*(?:\d{1,3}[.)]?)*")
_OURS = re.compile(
    r"\b(?:bnpb|badan nasional penanggulangan bencana|bpbd|basarnas|bmkg|pusdiklat)\b"
)


@dataclass(slots=True)
class Profile:
    """Shares of the values of a column that look like one thing or another."""

    count: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    length: float = 0.0

    def share(self, name: str) -> float:
        return self.shares.get(name, 0.0)


def profile(grid: Grid, col: int, rows: list[int]) -> Profile:
    """What the values of a column look like, judged by a sample spread over the table."""
    step = max(1, len(rows) // SAMPLE)
    cells = [cell for row in rows[::step] if (cell := visible_cell(grid, row, col)) is not None]
    cells = [cell for cell in cells if not is_placeholder(cell.text)][:SAMPLE]
    found = Profile(count=len(cells))
    if not cells:
        return found
    seen: Counter[str] = Counter()
    for cell in cells:
        seen.update(_looks(cell))
    found.shares = {name: times / len(cells) for name, times in seen.items()}
    found.length = sum(len(cell.text) for cell in cells) / len(cells)
    return found


def visible_cell(grid: Grid, row: int, col: int) -> Cell | None:
    """The cell at a place unless it is empty or struck through."""
    cell = grid.cell(row, col)
    return cell if cell is not None and cell.text.strip() and not cell.struck else None


def _looks(cell: Cell) -> list[str]:
    text, plain = cell.text, tidy(cell.text)
    if cell.kind == "date":
        return ["date"]
    looks = []
    if len(plain) <= RUNNING_MOST and _RUNNING.fullmatch(plain):
        looks.append("running")
    if cell.kind == "number" or re.fullmatch(r"[\d.,\s%]+", plain):
        looks.append("number")
        if re.fullmatch(r"(?:19|20)\d\d", plain):
            looks += ["year", "date"]
        elif _DOTTED.fullmatch(plain):
            looks.append("date")
        return looks
    if len(text) <= 70:
        looks += _short_looks(text, plain)
    if _OURS.search(plain):
        looks.append("ours")
    if len(plain) >= 5 and re.search(r"\d", plain) and re.search(r"[/.\-]", plain):
        looks.append("reference")
    return looks


def _short_looks(text: str, plain: str) -> list[str]:
    looks = []
    beside = words_beside_kind(text)
    if beside <= 1:
        looks += ["kind"] if beside else ["kind", "bare kind"]
    if _LEVELS.fullmatch(plain):
        looks.append("level")
    if country_of(text):
        looks.append("country")
    if status_of(text) and len(plain.split()) <= 5:
        looks.append("status")
    dates = [date for date in find_dates(prepared(text)) if date.iso]
    if len(dates) == 1 and len(text) <= 45:
        looks.append("date")
    period = read_period(text)
    if period.months or period.indefinite or (period.until and period.since):
        looks.append("duration")
    return looks
