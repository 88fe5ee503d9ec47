"""Which article answers which, and which point which."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ecoop.negotiation.articles.model import Article, Point
from ecoop.negotiation.parity.likeness import likeness

T = TypeVar("T")
Pair = tuple[T | None, T | None]
SAME_PLACE = 0.12  # what an equal number is worth when articles were counted anew
GAP = 0.07
UNKNOWN = 0.8  # of the likeness of two bodies is that of titles which have no word in common
STRANGERS = 0.4  # the likeness of articles that only share a subject
SEVERAL = 0.9  # several figures that all meet are worth more than any words
FACTS = 0.4  # how much of a point's likeness its figures and dates decide, where it has some


def articles(first: Sequence[Article], second: Sequence[Article], langs, stated) -> list[Pair]:
    """Pairs of articles; one side is None where the other language has no such article.

    `stated(text, side)` gives the set of what a text states, comparable across languages.
    """
    numbers = [[each.number for each in side] for side in (first, second)]
    if numbers[0] == numbers[1]:
        return list(zip(first, second, strict=True))
    by_number = _by_number(first, second)

    def like(a: Article, b: Article) -> float:
        """Above 0 for articles that probably answer one another, below 0 for others."""
        words = likeness(a.body, b.body, langs)
        body = max(words, _with_facts(words, stated(a.body, 0), stated(b.body, 1)))
        title = likeness(a.title, b.title, langs) or UNKNOWN * body  # words that nobody has listed
        return 0.5 * title + 0.5 * body + SAME_PLACE * (a.number == b.number) - STRANGERS

    by_words = _aligned(first, second, like)
    return max((by_words, by_number), key=lambda pairs: _worth(pairs, like))


def _by_number(first, second) -> list[Pair]:
    here, there = ({each.number: each for each in side} for side in (first, second))
    return [(here.get(n), there.get(n)) for n in sorted({*here, *there})]


def _worth(pairs: list[Pair], like) -> float:
    met = [like(a, b) for a, b in pairs if a and b]
    return sum(met) - 2 * GAP * (len(pairs) - len(met))


def _with_facts(words: float, mine: frozenset, theirs: frozenset) -> float:
    """The likeness of two texts by their words and by the figures and dates that they share."""
    if not mine and not theirs:
        return words
    shared = len(mine & theirs) / max(len(mine), len(theirs))
    mixed = (1 - FACTS) * words + FACTS * shared
    return max(mixed, SEVERAL * shared) if len(mine | theirs) > 1 else mixed


def points(first: Sequence[Point], second: Sequence[Point], langs, stated) -> list[Pair]:
    """Pairs of points; equal numbers of them answer one another in their order.

    `stated(text, side)` gives the set of what a point states, comparable across languages.
    """
    if len(first) == len(second):
        return list(zip(first, second, strict=True))
    marks = [[(each.sort, each.order) for each in side] for side in (first, second)]
    gaps = [side for side in marks if _has_hole(side)]

    def like(a: Point, b: Point) -> float:
        same_mark = 0.25 if gaps and a.order and a.order == b.order else 0.0
        words = likeness(a.whole(), b.whole(), langs)
        return _with_facts(words, stated(a.whole(), 0), stated(b.whole(), 1)) + same_mark

    return _aligned(first, second, like)


def _has_hole(marks: list[tuple[str, int]]) -> bool:
    """Whether a number or letter is missing, as when a point was struck out by hand."""
    orders = [order for _, order in marks if order]
    return bool(orders) and orders != list(range(1, len(orders) + 1))


def _aligned(first: Sequence[T], second: Sequence[T], like: Callable[[T, T], float]) -> list[Pair]:
    """The best alignment in order, with gaps; every pair is at least as good as two gaps."""
    rows, columns = len(first), len(second)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows, -1, -1):
        for column in range(columns, -1, -1):
            if row == rows or column == columns:
                best[row][column] = -GAP * (rows - row + columns - column)
                continue
            met = like(first[row], second[column]) + best[row + 1][column + 1]
            best[row][column] = max(met, best[row + 1][column] - GAP, best[row][column + 1] - GAP)
    return _walked(first, second, best)


def _walked(first, second, best) -> list[Pair]:
    pairs: list[Pair] = []
    row = column = 0
    while row < len(first) or column < len(second):
        here = best[row][column]
        if row < len(first) and here == best[row + 1][column] - GAP:
            pairs, row = [*pairs, (first[row], None)], row + 1
        elif column < len(second) and here == best[row][column + 1] - GAP or row == len(first):
            pairs, column = [*pairs, (None, second[column])], column + 1
        elif column == len(second):
            pairs, row = [*pairs, (first[row], None)], row + 1
        else:
            pairs, row, column = [*pairs, (first[row], second[column])], row + 1, column + 1
    return pairs
