"""References without words between their parts: "Articles 3(1) and 4(2)(a)", "paragraphs 1(b) and 1(c)"."""

import re
from functools import lru_cache

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.numbers import Number
from ecoop.negotiation.parity.scanning import Scan, compiled
from ecoop.negotiation.parity.stating import REFERENCE, Fact, fact

TOKEN = compiled(r"(?P<open>\(\s*)?(?:#|(?P<mark>(?<=[(\s])[a-z](?=\s*\))))")


def references(scan: Scan, language: Language, own: str) -> list[Fact]:
    """Each reference of a list, of which the later ones may leave out what they share."""
    found = []
    for match in scan.each(_pattern(language)):
        whole = bool(match["articles"])
        places = _places(match["listed"], scan, [] if whole else [own])
        found += [fact(REFERENCE, place, match, scan) for place in places]
    return found


@lru_cache(maxsize=8)
def _pattern(language: Language):
    """Lists only: one alone is read with the words around it."""
    part = r"\s?\(\s*(?:#|[a-z])\s*\)"
    more = rf"(?:{language.joined_by})"
    spans = "|".join(language.durations)
    bare = rf"#(?!\s*(?:%|per\b|persen|{spans}))"
    return compiled(
        rf"\b(?:(?P<articles>{language.articles})|{language.paragraphs})\s+"
        rf"(?P<listed>#(?:{part})+(?:{more}(?:#(?:{part})+|(?:{part})+|{bare}(?!\s*\()))+)"
    )


def _places(listed: str, scan: Scan, lead: list[str]) -> list[tuple[str, ...]]:
    """(article, paragraph, letter) of each item; one that begins further in goes on from the last.

    `lead` is the article of which the list counts the paragraphs, if it does.
    """
    places: list[list[str]] = []
    end = 0
    for token in TOKEN.finditer(listed):
        said = [token["mark"].lower()] if token["mark"] else _figures(scan.number(token[2]))
        spot = 2 if token["mark"] else len(lead) or int(bool(token["open"]))
        is_new = not places or bool(listed[end : token.start()].strip(" )"))
        before = places[-1] if places else lead
        place = [*before[:spot], *[""] * (spot - len(before)), *said]
        places = [*places, place] if is_new else [*places[:-1], place]
        end = token.end()
    return [(*place, "", "")[:3] for place in places]


def _figures(number: Number) -> list[str]:
    """'5', or the article and paragraph of '5.2'."""
    if re.fullmatch(r"\d+\.\d+", number.text):
        return number.text.split(".")
    return [str(int(number.value))]
