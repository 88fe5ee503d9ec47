"""One body by its full name, by its abbreviation and by both: "Yayasan Rumah Zakat (YRZ)". Pure."""

import re

from ecoop.core.words import fold

_BOTH = re.compile(r"(.{4,}?)\s*\(\s*([^()\s]{2,12})\s*\)")
_WORD = re.compile(r"[A-Za-z]+")
SHORTEST = 3  # two letters are everybody's initials


def parts(text: str) -> tuple[str, ...]:
    """The full name and the abbreviation in brackets behind it; () for a name without one."""
    found = _BOTH.fullmatch(" ".join(text.split()))
    is_short = found is not None and sum(letter.isupper() for letter in found[2]) >= 2
    return (found[1], found[2]) if found is not None and is_short else ()


def initials(text: str) -> str:
    """The first letters of its capitalised words, in lower case; "" when they are too few."""
    first = "".join(word[0] for word in _WORD.findall(text) if word[0].isupper()).lower()
    return first if len(first) >= SHORTEST else ""


def is_kin(one: str, two: str) -> bool:
    """Whether two spellings may be one body: both names or either, or the initials of the other."""
    if not _forms(one).isdisjoint(_forms(two)):
        return True
    return _abbreviates(one, two) or _abbreviates(two, one)


def _forms(text: str) -> frozenset[str]:
    return frozenset(fold(name) for name in (text, *parts(text)))


def _abbreviates(short: str, full: str) -> bool:
    is_one_word = short.isupper() and len(short.split()) == 1
    return is_one_word and fold(short) == initials((parts(full) or (full,))[0])
