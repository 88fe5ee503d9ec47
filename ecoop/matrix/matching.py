"""Which record a row of the matrix is about: candidates with scores. Pure.

Two papers of one partner are not one paper: the day tells them apart, unless nobody wrote it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ecoop.core.words import fold

STRONG, WEAK = 0.6, 0.4
CROWD = 200
_EMPTY = frozenset(
    [
        "dan",
        "di",
        "dalam",
        "dengan",
        "tentang",
        "antara",
        "untuk",
        "bidang",
        "yang",
        "pada",
        "of",
        "the",
        "and",
        "on",
        "in",
        "for",
        "with",
        "between",
        "a",
        "an",
        "to",
        "mou",
        "memorandum",
        "understanding",
        "nota",
        "kesepahaman",
        "perjanjian",
        "kerja",
        "sama",
        "agreement",
        "cooperation",
        "bnpb",
        "republik",
        "republic",
        "indonesia",
    ]
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is compared: partners as keys (ids or folded names), kind, date, titles, numbers."""

    key: Any
    partners: frozenset[str]
    kind: str
    signed_on: str = ""
    titles: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    place: tuple[str, int] = ("", 0)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A candidate and how alike it is; `STRONG` and above is taken for the same paper."""

    key: Any
    score: float


@lru_cache(maxsize=65_536)
def kernel(title: str) -> frozenset[str]:
    """The words of a title that tell it from others."""
    words = frozenset(fold(title).split())
    return words - _EMPTY or words


def likeness_of_titles(one: tuple[str, ...], two: tuple[str, ...]) -> float:
    """0 to 1: how much of the longer title's words the two share, the best pair counting."""
    best = 0.0
    for a in one:
        for b in two:
            first, second = kernel(a), kernel(b)
            if first and second:
                best = max(best, len(first & second) / max(len(first), len(second)))
    return best


def likeness_of_dates(one: str, two: str, *, clash: float) -> float:
    """Equal days count much, an equal year or month less, and `clash` when they differ."""
    if not one or not two:
        return 0.0
    if one == two:
        return 0.5 if len(one) == 10 else 0.3
    short = min(len(one), len(two))
    return 0.3 if one[:short] == two[:short] else clash


def score(row: Paper, other: Paper, *, clash: float = -0.4) -> float:
    """How surely the two are one paper; above 1 is possible."""
    total = likeness_of_dates(row.signed_on, other.signed_on, clash=clash)
    total += 0.2 if row.kind == other.kind else -0.1
    total += 0.5 * likeness_of_titles(row.titles, other.titles)
    if row.numbers & other.numbers:
        total += 0.5
    return total


class Shelf:
    """Papers that can be found by partner, by place in the file or by title."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self.by_partner: dict[str, list[Paper]] = defaultdict(list)
        self.by_place: dict[tuple[str, int], Paper] = {}
        for paper in papers:
            for partner in paper.partners:
                self.by_partner[partner].append(paper)
            if paper.place[0]:
                self.by_place[paper.place] = paper

    def near(self, row: Paper) -> list[Paper]:
        """The papers of the row's partners; of a crowd those of its date or title."""
        found = [paper for partner in sorted(row.partners) for paper in self.by_partner[partner]]
        if len(found) > CROWD:
            kernels = {kernel(title) for title in row.titles}
            found = [
                paper
                for paper in found
                if (row.signed_on and paper.signed_on == row.signed_on)
                or any(kernel(title) in kernels for title in paper.titles)
            ][:CROWD]
        return found


def best_pairs(
    rows: Iterable[Paper], shelf: Shelf, *, clash: float = -0.4, by_place: bool = False
) -> dict[Any, Likeness]:
    """{row key: its paper}: each paper goes to the row most like it, each row has one at most."""
    scored = []
    for row in rows:
        for paper in shelf.near(row):
            value = score(row, paper, clash=clash)
            if value >= WEAK:
                scored.append((value, row.key, paper.key))
        standing = shelf.by_place.get(row.place) if by_place else None
        if standing is not None:
            value = score(row, standing, clash=clash) + (
                0.2 if row.partners & standing.partners else -0.1
            )
            if value >= WEAK:
                scored.append((value, row.key, standing.key))
    scored.sort(key=lambda each: -each[0])
    taken: set[Any] = set()
    pairs: dict[Any, Likeness] = {}
    for value, row_key, paper_key in scored:
        if row_key not in pairs and paper_key not in taken:
            taken.add(paper_key)
            pairs[row_key] = Likeness(paper_key, value)
    return pairs
