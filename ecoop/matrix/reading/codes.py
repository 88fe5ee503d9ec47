"""The short codes that a matrix explains itself: "H = Hibah; P = Pinjaman", or a table of codes."""

import re

from ecoop.matrix.reading.bands import visible
from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.kinds import kind_in_cell
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import tidy

_CODE = r"[A-Za-z]{1,5}|\d{1,2}"
_EXPLAINED = re.compile(rf"(?:^|[;,:\n(]|\s{{2,}})\s*({_CODE})\s?(?:=|:|-)\s?([^=;:,\n]{{3,60}})")
_BARE_CODE = re.compile(r"[A-Z]{1,5}")
_LONGEST = 600


def codes_of(grid: Grid) -> dict[str, str]:
    """The words of each code of the sheet, by the code in lower case."""
    codes: dict[str, str] = {}
    beside: dict[int, list[tuple[int, str, str]]] = {}
    for row in sorted(grid.rows):
        if row in grid.hidden_rows:
            continue
        cells = list(visible(grid, row).values())
        for cell in cells:
            if cell.kind == "text" and "=" in cell.text and len(cell.text) <= _LONGEST:
                _read_equations(cell.text, codes)
        if len(cells) >= 2 and _is_pair(cells[-2], cells[-1]):
            code, words = cells[-2], cells[-1]
            beside.setdefault(code.col, []).append((row, code.text.strip(), words.text))
    for pairs in beside.values():
        _read_table(pairs, codes)
    return codes


def _read_equations(text: str, codes: dict[str, str]) -> None:
    for code, words in _EXPLAINED.findall(text):
        if _says(words):
            codes.setdefault(tidy(code), words.strip(" .)"))


def _is_pair(code: Cell, words: Cell) -> bool:
    """A code and, as the last cell of the row, its words right beside it."""
    plain = code.kind == "text" and _BARE_CODE.fullmatch(code.text.strip())
    return bool(plain) and words.col == code.col + 1 and words.kind == "text"


def _read_table(pairs: list[tuple[int, str, str]], codes: dict[str, str]) -> None:
    """Pairs below one another explain codes when each code stands there once."""
    names = [code.lower() for _, code, _ in pairs]
    told = [(code, words) for _, code, words in pairs if _says(words)]
    if len(told) >= 2 and len(set(names)) == len(names):
        for code, words in told:
            codes.setdefault(code.lower(), words.strip())


def _says(words: str) -> bool:
    """Whether the words name a kind or a status."""
    return kind_in_cell(words) not in ("", "other") or bool(status_of(words))
