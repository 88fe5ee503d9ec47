"""Which Indonesian regions a text names, by Kemendagri code; pure, from data/regions.csv.

Provinces are found under their name, abbreviation ("NTB", "Sulteng") and English name; regencies and
cities as "Kabupaten Garut", "Kota Palu" or by the bare name when the text writes it with a capital and
it is no ordinary word ("Batang", "Serang"). A bare name that a regency and a city share gives their
province. Where a place and its province stand together ("Bantul, Yogyakarta") both are returned.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ecoop.places.gazetteer import folded, plain

REGIONS_CSV = Path(__file__).parent / "data" / "regions.csv"
_WORDS = re.compile(r"[^\W_]+")
_KIND = re.compile(r"^(?:kabupaten|kota) ")
# Bare names that are ordinary words in Indonesian or English, or more often something else.
_ORDINARY = frozenset(
    ("agam", "bangka", "banjar", "batang", "batu", "belitung", "bone", "buru", "demak", "ende", "karo",
     "kaur", "landak", "malang", "pati", "puncak", "seluma", "serang", "sigi", "solok", "tegal", "toba")
)  # fmt: skip

_NOT_A_REGION = ("papua nugini", "papua new guinea", "papua niugini", "timor leste")


@lru_cache(maxsize=4096)
def find_regions(text: str) -> tuple[str, ...]:
    """Codes of the regions named in `text`, in order, each once; longest names win."""
    names, longest = _names()
    words = _WORDS.findall(plain(text))
    lower = [word.casefold() for word in words]
    found: list[str] = []
    at = 0
    while at < len(lower):
        for size in range(min(longest, len(lower) - at), 0, -1):
            code, bare = names.get(" ".join(lower[at : at + size]), (None, False))
            if code is not None and (
                not bare or all(word[:1].isupper() for word in words[at : at + size])
            ):
                found.append(code)
                break
        else:
            size = 1
        at += size
    return tuple(dict.fromkeys(code for code in found if code))


def provinces_of(codes) -> list[str]:
    """The provinces of region codes, each once, in order."""
    return list(dict.fromkeys(code[:2] for code in codes))


@cache
def every_name() -> dict[str, str]:
    """{code: name} of every region that is or was."""
    return {row["code"]: row["name"] for row in _rows()}


def meant(text: str) -> list[str]:
    """The regions in force that `text` may mean: one of that code or full name, else all that are
    called so without "Kabupaten" or "Kota".

    >>> meant("33"), meant("jawa tengah"), meant("Jateng"), meant("bandung")
    (['33'], ['33'], ['33'], ['32.04', '32.73'])
    """
    asked, in_force = folded(text), [row for row in _rows() if not row["valid_to"]]
    if any(row["code"] == text.strip() for row in in_force):
        return [text.strip()]
    names = {row["code"]: [folded(name) for name in _called(row)] for row in in_force}
    exact = [code for code, called in names.items() if asked in called]
    return exact or [code for code, called in names.items() if asked == _KIND.sub("", called[0])]


def like(text: str) -> list[str]:
    """Codes of the regions in force in whose name or aliases `text` stands, provinces first."""
    asked = folded(text)
    found = [
        row for row in _rows()
        if not row["valid_to"] and any(asked in folded(name) for name in _called(row))
    ]  # fmt: skip
    return [row["code"] for row in sorted(found, key=lambda row: (len(row["code"]), row["code"]))]


def _called(row: dict[str, str]) -> list[str]:
    return [name for name in (row["name"], *row["aliases"].split(";")) if name]


@dataclass(frozen=True)
class Province:
    """A province in force, with its seat as the point where a map shows it."""

    code: str
    name: str
    seat: str
    lat: float
    lon: float


@cache
def provinces() -> tuple[Province, ...]:
    """The 38 provinces in force, by code."""
    return tuple(
        Province(row["code"], row["name"], row["seat"], float(row["lat"]), float(row["lon"]))
        for row in _rows()
        if row["level"] == "province" and not row["valid_to"]
    )


@cache
def _rows() -> list[dict[str, str]]:
    with REGIONS_CSV.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def _names() -> tuple[dict[str, tuple[str, bool]], int]:
    """{name: (code, is it a bare name)} of the regions in force, and the words of the longest."""
    rows = [row for row in _rows() if not row["valid_to"]]
    # Names of other things that begin like a province.
    names: dict[str, tuple[str, bool]] = dict.fromkeys(_NOT_A_REGION, ("", False))
    bare: dict[str, set[str]] = {}
    for row in rows:
        for name in _called(row):
            names.setdefault(folded(name), (row["code"], len(name) <= 4 and name.isupper()))
            if row["parent"]:
                bare.setdefault(_KIND.sub("", folded(name)), set()).add(row["code"])
    for name, codes in bare.items():
        code = next(iter(codes)) if len(codes) == 1 else min(codes)[:2]
        if name not in names and name not in _ORDINARY:
            names[name] = (code, True)
    return names, max(len(name.split()) for name in names)
