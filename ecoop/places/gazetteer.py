"""Which country a text names: the ISO 3166-1 list with the spellings of Indonesian offices.

Pure and without Django, so that the Excel reader can use it on the command line. Matching ignores
case, diacritics, apostrophes and punctuation ("Cote d'Ivoire", "TÜRKİYE", "R.R. Tiongkok"), with one
exception: an alias written in capitals and at most four letters long ("AS", "NZ", "RRT") is found
only in capitals, or as the whole text, because "as" and "us" are ordinary words.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

COUNTRIES_CSV = Path(__file__).parent / "data" / "countries.csv"

# Phrases that hold a country's name but name no country.
_NOT_A_COUNTRY = re.compile(
    r"\b(?:bahasa \w+|(?:english|indonesian|french|chinese|japanese) language|versi inggris"
    r"|indian ocean|samudra hindia|samudera hindia|wilayah india"
    r"|(?:latin|north|south|central|inter) americas?|amerika (?:latin|utara|selatan|tengah)"
    r"|new (?:mexico|jersey|england)|sea of japan|laut (?:cina|china|jepang)(?: selatan| timur)?"
    r"|(?:south|east) china sea|gulf of mexico|persian gulf)\b"
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}[A-Za-z]?")
_APOSTROPHES = re.compile(r"['`\u2018\u2019\u02bc\u02bb]")
_WORDS = re.compile(r"[^\W_]+")
# Letters that Unicode does not decompose.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d"})


@dataclass(frozen=True)
class CountryFact:
    """One row of countries.csv; `lat`, `lon` is a point for a label, not a capital."""

    iso2: str
    iso3: str
    numeric: str
    name_en: str
    name_id: str
    official_en: str
    lat: float
    lon: float
    region: str
    aliases: tuple[str, ...]


def plain(text: str) -> str:
    """`text` without diacritics, apostrophes and the points of abbreviations; case is kept."""
    if text.isascii():
        bare = text.replace("'", "").replace("`", "")
        return _DOTTED.sub(lambda found: found[0].replace(".", ""), bare) if "." in bare else bare
    text = _APOSTROPHES.sub("", text.translate(_PLAIN))
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), bare)


def folded(text: str) -> str:
    """The form in which names are compared: plain, lower case, words parted by one space."""
    return " ".join(_WORDS.findall(plain(text).casefold()))


@lru_cache(maxsize=1)
def countries() -> dict[str, CountryFact]:
    """All 249 countries by ISO 3166-1 alpha-2 code."""
    with COUNTRIES_CSV.open(encoding="utf-8", newline="") as lines:
        return {row["iso2"]: _fact(row) for row in csv.DictReader(lines)}


def _fact(row: dict[str, str]) -> CountryFact:
    aliases = tuple(alias for alias in row["aliases"].split(";") if alias)
    return CountryFact(
        **{key: row[key] for key in ("iso2", "iso3", "numeric", "name_en", "name_id")},
        official_en=row["official_en"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        region=row["region"],
        aliases=aliases,
    )


def _is_code(alias: str) -> bool:
    bare = alias.replace(".", "")
    return len(bare) <= 4 and bare.isalpha() and bare.isupper()


@lru_cache(maxsize=1)
def _index() -> tuple[dict[str, str], dict[str, str], int]:
    """(names by folded form, codes by capitals, words in the longest name)."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for fact in countries().values():
        for alias in (fact.name_en, fact.name_id, fact.official_en, *fact.aliases):
            if _is_code(alias):
                codes.setdefault(alias.replace(".", ""), fact.iso2)
            else:
                names.setdefault(folded(alias), fact.iso2)
    return names, codes, max(len(name.split()) for name in names)


@lru_cache(maxsize=4096)
def find_countries(text: str) -> tuple[str, ...]:
    """ISO codes of every country named in `text`, in order, each once; longest names win.

    "Papua New Guinea" is not Guinea, "Bahasa Inggris" is not the United Kingdom.
    """
    names, codes, longest = _index()
    words = _WORDS.findall(plain(text))
    lower = _NOT_A_COUNTRY.sub(
        lambda found: " ".join("-" for _ in found[0].split()), " ".join(words).casefold()
    ).split()
    found: list[str] = []
    at = 0
    while at < len(lower):
        for size in range(min(longest, len(lower) - at), 0, -1):
            iso2 = names.get(" ".join(lower[at : at + size]))
            if iso2 is None and size == 1 and lower[at] != "-":
                iso2 = codes.get(words[at])
            if iso2 is not None:
                found.append(iso2)
                break
        else:
            size = 1
        at += size
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """The one country that `text` names, or None when it names none or several.

    The whole text is tried first, so that a cell with nothing but "as" or "Nz" is understood too.
    """
    names, codes, _ = _index()
    whole = folded(text)
    if whole in names:
        return names[whole]
    if whole.upper() in codes:
        return codes[whole.upper()]
    found = find_countries(text)
    return found[0] if len(found) == 1 else None


def name_of(iso2: str, lang: str) -> str:
    """The country's short name in `lang` ("id" or "en")."""
    fact = countries()[iso2]
    return fact.name_id if lang == "id" else fact.name_en
