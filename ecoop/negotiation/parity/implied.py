"""What one language says outright and the other leaves to follow: the rest of a hundred per cent, the
months between two days, the share that so many of so many are."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.scanning import compiled
from ecoop.negotiation.parity.stating import DATE, DURATION, NUMBER, PERCENT, Fact

Facts = Sequence[Fact]


def without(
    lone: list[Fact], mine: Facts, theirs: Facts, other: str, language: Language
) -> list[Fact]:
    """The facts of one side that met nothing, less what follows from the rest of its side.

    `other` is what the other side says. A fact follows only where the other side states none of its
    kind in its place; a wrong one is kept.
    """
    has_rest = bool(compiled(rf"\b(?:{language.rest})\b").search(other))
    spans = _spans(mine)
    counts = {kind: sum(each.kind == kind for each in theirs) for kind in (DURATION, PERCENT)}
    here = {kind: sum(each.kind == kind for each in mine) for kind in (DURATION, PERCENT)}
    return [
        one for one in lone
        if not (counts.get(one.kind, 1) < here.get(one.kind, 0)
                and ((one.kind == PERCENT and has_rest and _is_rest(one, mine))
                     or (one.kind == DURATION and one.values & spans)))
    ]  # fmt: skip


def counted(first: list[Fact], second: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The facts of both sides that met nothing, less "nine out of ten" against "90 per cent"."""
    sides = [list(first), list(second)]
    for side, other in (sides, sides[::-1]):
        for share in [one for one in side if one.kind == PERCENT and len(one.values) == 1]:
            numbers = [one for one in other if one.kind == NUMBER]
            pair = next(
                (two for two in pairwise(numbers) if _hundredths(*two) in share.values), None
            )
            if pair:
                side.remove(share)
                other[:] = [one for one in other if one not in pair]
    return sides[0], sides[1]


def _hundredths(part: Fact, whole: Fact) -> Decimal | None:
    over, under = next(iter(part.values)), next(iter(whole.values))
    if not (isinstance(over, Decimal) and isinstance(under, Decimal)) or not over < under:
        return None
    return (100 * over / under).normalize()


def _is_rest(one: Fact, mine: Facts) -> bool:
    """Whether it and the other shares of its side are a hundred per cent."""
    others = [each for each in mine if each.kind == PERCENT and each is not one]
    if not others or any(len(each.values) > 1 for each in (one, *others)):
        return False
    return sum(value for each in (one, *others) for value in each.values) == 100


def _spans(mine: Facts) -> frozenset:
    """The whole months between each two days of one side, first and last day counted."""
    days = [day for each in mine if each.kind == DATE and len(each.values) == 1
            for day in each.values if day[2]]  # fmt: skip
    found = {_months(a, b) for a in days for b in days if a != b}
    return frozenset(("month", Decimal(many)) for many in found if many)


def _months(first: tuple[int, int, int], last: tuple[int, int, int]) -> int:
    """Months from the first day to the last; 0 where they are not whole. Days without a year are of
    one year or the next."""
    if bool(first[0]) != bool(last[0]):
        return 0
    is_end = first[2] == 1 and last[2] >= 28
    if not is_end and last[2] not in (first[2], first[2] - 1):
        return 0
    many = 12 * (last[0] - first[0]) + last[1] - first[1] + is_end
    return many + 12 if many <= 0 and not first[0] else max(many, 0)
