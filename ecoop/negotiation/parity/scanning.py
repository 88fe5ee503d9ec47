"""A sentence that is read piece by piece: what one reader has taken, the next does not see."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any
from unicodedata import numeric

from ecoop.negotiation.articles.languages import roman
from ecoop.negotiation.parity import currencies
from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.numbers import OPEN, PLACE, SHUT, Number, take_out

QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2010": "-",
                        "\u2011": "-", "\u2012": "-", "\u00a0": " "})  # fmt: skip
TAKEN = " \u00a6 "
GLUED = re.compile(rf"\b(Rp|RM|{currencies.CODES})(?=\d)", re.IGNORECASE)
VULGAR = re.compile(
    r"(?<![\w.,/])(?:(\d+)?\s?([\u00bc-\u00be\u2150-\u215e])|(\d+)\s([1-9])/([2-9]|10)(?![\w/]))"
)
ROMAN = re.compile(r"\b[IVX]+\b")


@lru_cache(maxsize=2048)
def compiled(pattern: str) -> re.Pattern:
    """A pattern in which `#` is a number's place-holder and `@` a roman number."""
    filled = pattern.replace("#", rf"{OPEN}(\d+){SHUT}").replace("@", r"(?-i:\b[IVX]+\b)")
    return re.compile(filled, re.IGNORECASE)


@lru_cache(maxsize=8)
def _idioms(language: Language) -> re.Pattern:
    return compiled(rf"\b(?:{'|'.join((*language.idioms, language.party_numbered))})")


def _plain_part(match: re.Match, decimal: str) -> str:
    """'12½' and '12 1/2' as '12,5', '½' as '1/2'; what no decimal ends stays a fraction."""
    sign, whole = match[2], match[1] or match[3] or ""
    part = Fraction(numeric(sign)) if sign else Fraction(int(match[4]), int(match[5]))
    part = part.limit_denominator(10)
    figures = str(float(part))[2:]
    if whole and len(figures) <= 3 and part < 1:
        return f"{whole}{decimal}{figures}"
    return f"{whole} {part.numerator}/{part.denominator}".strip()


@lru_cache(maxsize=64)
def choice(patterns: tuple[str, ...]) -> re.Pattern:
    """One pattern for several whole words; `lastgroup` of a match is "_" and the place of its own."""
    each = "|".join(f"(?P<_{place}>{pattern})" for place, pattern in enumerate(patterns))
    return compiled(rf"(?<![\w-])(?:{each})(?!\w)")


class Scan:
    """One paragraph: `text` shrinks as readers take what is theirs."""

    def __init__(self, text: str, language: Language) -> None:
        self.language = language
        text = VULGAR.sub(lambda match: _plain_part(match, language.decimal), text)
        self.text = language.plainly(GLUED.sub(r"\1 ", text.translate(QUOTES)))
        self.text = _idioms(language).sub(TAKEN, self.text)
        self._numbers: list[Number] = []

    def take_numbers(self) -> None:
        """From now on the text has place-holders instead of numbers."""
        self.text, self._numbers = take_out(self.text, self.language)

    def each(self, pattern: re.Pattern, *, keep: Callable | None = None) -> Iterator[re.Match]:
        """Every match, taken out of the text; `keep` says which to leave."""
        found = [m for m in pattern.finditer(self.text) if m[0].strip() and not (keep and keep(m))]
        for match in reversed(found):
            self.text = self.text[: match.start()] + TAKEN + self.text[match.end() :]
        return iter(found)

    def chosen(self, words: dict) -> Iterator[tuple[re.Match, Any]]:
        """Every match of a dictionary of patterns with what it holds for it, taken out of the text."""
        values = tuple(words.values())
        for match in self.each(choice(tuple(words))):
            yield match, values[int(str(match.lastgroup)[1:])]

    def number(self, place: str) -> Number:
        return self._numbers[int(place)]

    def numbers_in(self, match: re.Match) -> list[Number]:
        """The numbers of a match in their order."""
        return [self.number(each[1]) for each in PLACE.finditer(match[0])]

    def said(self, match: re.Match) -> str:
        """A match as it was written."""
        words = PLACE.sub(lambda each: self.number(each[1]).text, match[0])
        return " ".join(words.replace("\u00a6", " ").split()).strip(" ,")

    def listed(self, text: str) -> list[str]:
        """The numbers of '3, 4 dan 5' or 'V and VI'; of '3 sampai dengan 5' all three."""
        spots = [*PLACE.finditer(text)]
        if len(spots) == 1 and re.fullmatch(r"\d+\.\d+", self.number(spots[0][1]).text):
            return [self.number(spots[0][1]).text]
        values = [int(self.number(each[1]).value) for each in spots]
        values = values or [roman(each[0]) for each in ROMAN.finditer(text)]
        spans = re.compile(rf"(?:{SHUT}|\b[IVX]+)\)?(?:{self.language.up_to})", re.IGNORECASE)
        is_span = len(values) == 2 and spans.search(text) and values[0] < values[1] < values[0] + 50
        return [str(n) for n in (range(values[0], values[1] + 1) if is_span else values)]

    def letters(self, text: str) -> list[str]:
        return [each[0].lower() for each in re.finditer(r"\b[a-hj-zA-HJ-Z]\b|\bi\b", text)]
