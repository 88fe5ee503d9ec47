"""Two figures that changed places between the parties: "60% by A and 40% by B" against the reverse."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ecoop.negotiation.parity import stating
from ecoop.negotiation.parity.parties import Roster, acronyms
from ecoop.negotiation.parity.scanning import QUOTES
from ecoop.negotiation.parity.stating import Fact
from ecoop.places.gazetteer import find_countries

KINDS = (stating.PERCENT, stating.MONEY, stating.NUMBER, stating.MEASURE, stating.DURATION)
Pair = tuple[Fact, Fact]


def crossed(
    texts: Sequence[str], facts: Sequence[Sequence[Fact]], roster: Roster, languages
) -> list[Pair]:
    """The facts of the first text with those that its party has in the second, where they differ.

    Told only where each side names the same two parties as often, and two figures of a kind in turns
    with them; of a party named again the mention nearest to the figures counts.
    """
    kinds = [kind for kind in KINDS if all(len(_strong(kind, side)) == 2 for side in facts)]
    if not kinds:
        return []
    plain = [
        " ".join(language.plainly(text.translate(QUOTES)).split())
        for text, language in zip(texts, languages, strict=True)
    ]
    parties = [
        roster.places(text, language.code) for text, language in zip(plain, languages, strict=True)
    ]
    if not any(parties):
        shared = acronyms(plain[0]) & acronyms(plain[1])
        parties = [_abbreviated(text, shared) for text in plain]
    if not any(parties):
        parties = [_countries(text) for text in plain]
    if parties[0].keys() != parties[1].keys() or len(parties[0]) != 2:
        return []
    keys = sorted(parties[0])
    if any(len(parties[0][key]) != len(parties[1][key]) for key in keys):
        return []
    mentions = [[found[key] for key in keys] for found in parties]
    return [pair for kind in kinds for pair in _of_kind(kind, plain, facts, mentions)]


def _strong(kind: str, facts: Sequence[Fact]) -> list[Fact]:
    return [each for each in facts if each.kind == kind and not each.weak]


def _of_kind(kind, texts, facts, mentions) -> list[Pair]:
    mine, theirs = (_strong(kind, side) for side in facts)
    ordered = theirs if mine[0].matches(theirs[0]) else theirs[::-1]
    meets = [a.matches(b) for a in mine for b in ordered]
    if meets != [True, False, False, True]:
        return []
    spots = [[text.find(each.text) for each in side]
             for text, side in zip(texts, (mine, ordered), strict=True)]  # fmt: skip
    if any(spot < 0 for side in spots for spot in side):
        return []
    together = [
        _stand_together(text, side, figures)
        for text, side, figures in zip(texts, (mine, ordered), spots, strict=True)
    ]
    signs = [
        _in_turns(figures, [_nearest(each, figures) for each in named], respectively=all(together))
        for figures, named in zip(spots, mentions, strict=True)
    ]
    if 0 in signs or signs[0] == signs[1]:
        return []
    return list(zip(mine, ordered[::-1], strict=True))


def _abbreviated(text: str, names: frozenset[str]) -> dict[str, list[int]]:
    """Where two parties are named by abbreviations that nobody defined; more than two are none."""
    if len(names) != 2:
        return {}
    return {
        name: [m.start() for m in re.finditer(rf"\b{re.escape(name)}\b", text)] for name in names
    }


@lru_cache(maxsize=256)
def _countries(text: str) -> dict[str, list[int]]:
    """Where each country is named first: the parties of a text that defines none."""
    ends = [match.end() for match in re.finditer(r"\w+", text)]
    codes = find_countries(text)
    if len(codes) != 2:
        return {}
    return {
        code: [next(end for end in ends if code in find_countries(text[:end]))] for code in codes
    }


def _nearest(mentions: list[int], figures: list[int]) -> int:
    return min(mentions, key=lambda spot: min(abs(spot - figure) for figure in figures))


JOINED = re.compile(r"\s*%?\s*(?:[:\u2236/]|to|and|dan|berbanding|banding)\s*")


def _stand_together(text: str, pair: Sequence[Fact], figures: list[int]) -> bool:
    """Whether one figure follows the other as in '60:40' or '60% and 40%'."""
    (start, first), (end, _) = sorted(zip(figures, pair, strict=True), key=lambda each: each[0])
    return JOINED.fullmatch(text[start + len(first.text) : end]) is not None


def _in_turns(figures: list[int], parties: list[int], *, respectively: bool) -> int:
    """1 when figures and parties come in the same order, -1 in the opposite, 0 when a pair of
    either stands together, so that nobody can tell which is whose; but `respectively`, the first
    of '60:40' is the first party's."""
    row = sorted([(spot, "figure") for spot in figures] + [(spot, "party") for spot in parties])
    kinds = [kind for _, kind in row]
    if kinds[0] == kinds[1] and not respectively:
        return 0
    return 1 if (figures[0] < figures[1]) == (parties[0] < parties[1]) else -1
