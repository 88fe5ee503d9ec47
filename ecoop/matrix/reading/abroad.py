"""Countries that a text names otherwise than by name: by code, by a slip, by a city or a state."""

import re
from functools import lru_cache

from ecoop.matrix.reading.words import mended, tidy
from ecoop.places.gazetteer import countries, folded

_PARTS = {
    "AU": ("queensland", "new south wales", "nsw", "tasmania", "northern territory", "canberra", "sydney", "victoria",
           "melbourne", "brisbane", "perth", "darwin", "adelaide"),
    "US": ("hawaii", "oregon", "california", "texas", "alaska", "washington dc", "washington d c", "colorado",
           "new york", "boston", "guam", "florida"),
    "JP": ("tokyo", "kyoto", "kobe", "hyogo", "sendai", "osaka", "hiroshima", "tohoku", "miyagi", "fukushima",
           "nagoya", "hokkaido", "kumamoto", "iwate"),
    "KR": ("seoul", "busan", "incheon", "ulsan", "jeju", "sejong"),
    "CN": ("beijing", "shanghai", "sichuan", "chengdu", "guangxi", "yunnan", "shenzhen", "nanning"),
    "GB": ("london", "oxford", "cambridge", "edinburgh", "leeds", "bristol", "northumbria"),
    "NL": ("rotterdam", "den haag", "the hague", "amsterdam", "delft", "twente", "utrecht", "wageningen"),
    "DE": ("berlin", "potsdam", "bonn", "munich", "hamburg", "stuttgart", "aachen"),
    "FR": ("paris", "strasbourg", "grenoble"), "CH": ("jenewa", "zurich", "bern"),
    "TR": ("ankara", "istanbul"), "IN": ("new delhi", "mumbai", "odisha", "gujarat"),
    "NZ": ("wellington", "auckland", "canterbury"), "PH": ("manila", "cebu"), "TH": ("bangkok", "chiang mai"),
    "VN": ("hanoi", "ha noi"), "MY": ("kuala lumpur", "sabah", "sarawak"), "TL": ("dili", "oecusse"),
    "RU": ("moskow", "moscow", "moskwa"), "CA": ("ottawa", "toronto", "vancouver", "british columbia"),
    "BE": ("brussels",), "AT": ("vienna", "wina"), "IT": ("roma", "rome"), "ES": ("madrid",),
    "SA": ("riyadh",), "QA": ("doha",), "AE": ("abu dhabi", "dubai"), "IR": ("teheran", "tehran"),
}  # fmt: skip
_BY_PART = {part: iso2 for iso2, parts in _PARTS.items() for part in parts}
_FOUND = re.compile(rf"\b(?:{'|'.join(sorted(_BY_PART, key=len, reverse=True))})\b")


@lru_cache(maxsize=4096)
def country_by_code_or_slip(text: str) -> str:
    """The country of a cell of a country column: "JPN", "Jepan", "Sri Langka"; "" for none."""
    bare = text.strip(" .")
    if len(bare) == 3 and bare.isupper():
        return _by_iso3().get(bare, "")
    if len(bare) == 2 and bare.isupper():
        return bare if bare in countries() else ""
    plain = folded(tidy(bare))
    if not 5 <= len(plain) <= 40:
        return ""
    known = mended(plain, _names().get(plain[0], ()))
    return _by_name()[known] if known else ""


@lru_cache(maxsize=4096)
def country_by_part(text: str) -> str:
    """The country in which a city or state of `text` lies, for a body that no list knows."""
    found = {_BY_PART[part] for part in _FOUND.findall(folded(text))}
    return next(iter(found)) if len(found) == 1 else ""


@lru_cache(maxsize=1)
def _by_iso3() -> dict[str, str]:
    return {fact.iso3: iso2 for iso2, fact in countries().items()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    """Names and other names; those of few letters would be one slip from too many words."""
    found: dict[str, str] = {}
    for iso2, fact in countries().items():
        names = [name for name in (fact.name_en, fact.name_id) if len(name) >= 5]
        names += [name for name in fact.aliases if len(name) >= 7 and not name.isupper()]
        for name in names:
            found.setdefault(folded(name), iso2)
    return found


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Names by their first letter, in which nobody slips."""
    letters = {name[0] for name in _by_name()}
    return {first: tuple(name for name in _by_name() if name[0] == first) for first in letters}
