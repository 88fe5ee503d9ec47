"""What a text names by words: shares ("one third"), languages of the text, forms of states."""

import re
from collections import Counter
from decimal import Decimal

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.numbers import spoken
from ecoop.negotiation.parity.scanning import Scan, compiled

FIGURES = r"(?<![\w/.,])(?P<over>[1-9]\d?)/(?P<under>[2-9]|1[0256]|20|25|50|100|1000)(?![\d/.,]*\w)"
OTHER = "other"


def shares(scan: Scan, language: Language) -> list[tuple[re.Match, frozenset[Decimal]]]:
    """Parts of a whole in words or as 2/3, in hundredths: "setengah" is fifty per cent. One that
    no decimal ends is given as people round it, too."""
    found = []
    for pattern in (*language.shares, FIGURES):
        matches = scan.each(compiled(pattern), keep=lambda m: not _is_share(m, language))
        found += [(match, _hundredths(*_parts(match, language))) for match in matches]
    return found


def _is_share(match: re.Match, language: Language) -> bool:
    over, under = _parts(match, language)
    return over < under and not match.groupdict().get("span")


def _parts(match: re.Match, language: Language) -> tuple[int, int]:
    said = match.groupdict()
    return _part(said.get("over"), language), _part(said["under"], language)


def _part(said: str | None, language: Language) -> int:
    words = (said or "").lower()
    if not words or words.isdigit():
        return int(words or 1)
    return language.under.get(words) or spoken(words, language)


def _hundredths(over: int, under: int) -> frozenset[Decimal]:
    exact = Decimal(100 * over) / under
    rounded = (exact.quantize(Decimal(1).scaleb(-places)) for places in range(3))
    if exact == exact.quantize(Decimal("0.01")):
        return frozenset([exact.normalize()])
    return frozenset([exact, *rounded])


def tongues(scan: Scan, language: Language) -> tuple[tuple[str, ...], str]:
    """The languages that a paragraph lists and how it says them; none when it names one alone,
    which is done in too many ways to compare.

    A language of which the house knows no name in both languages is any other one, by its number.
    """
    lists = list(scan.each(compiled(language.tongue_list)))
    words = [word for match in lists for word in compiled(language.tongue).findall(match[0])]
    known = {language.tongues[word.lower()] for word in words if word.lower() in language.tongues}
    strange = {word for word in words if word.lower() not in language.tongues}
    found = sorted(known) + [f"{OTHER} {place}" for place in range(len(strange))]
    said = ", ".join(scan.said(match) for match in lists)
    return (tuple(found), said) if len(found) > 1 else ((), "")


def without_tongues(text: str, language: Language) -> str:
    """A text without its lists of languages, in which "Korea" is no country."""
    return compiled(language.tongue_list).sub(" ", text)


def without_money(text: str, language: Language) -> str:
    """A text without the names of currencies, in which "Australia" is no country."""
    names = "|".join(language.currencies)
    return compiled(rf"(?<![\w$])(?:{names})(?!\w)").sub(" ", text)


def polities(text: str, language: Language) -> Counter[str]:
    """How often a text names a form of state: {"republic": 2}."""
    words = language.polities.items()
    found = {form: compiled(rf"\b{word}s?\b").findall(text) for form, word in words}
    return Counter({form: len(matches) for form, matches in found.items()})
