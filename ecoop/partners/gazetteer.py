"""Which organisation a text names: canonical names, aliases and former names of known partners.

Pure and without Django. `data/gazetteer.csv` is a list of names, not the register: a match proposes a
canonical name, the register decides. The score says how the match was made:

| score      | how      | meaning                                                             |
|------------|----------|---------------------------------------------------------------------|
| 1.00       | exact    | the whole text is a name or an alias                                |
| 0.97       | part     | a part is (abbreviation in parentheses, "Turki / AFAD"), the rest fits |
| 0.90       | part     | a part is, the rest says something else                             |
| 0.90       | exact    | a name of its own, although the country given contradicts it        |
| 0.92       | part     | a short name beside words of the full one ("Kwarnas Pramuka")       |
| 0.90       | state    | a government or embassy named by its country ("Pemerintah Fiji")    |
| 0.90       | region   | BPBD or regional government by pattern ("Pemprov NTB")              |
| up to 0.95 | words    | likeness of word sets, rare words weighing more; one letter may be wrong |

Below 0.8 nothing is returned; from `CERTAIN` on nobody need be asked. So a name that several bodies share ("NDMA") is found only when
`country` or the text settles whose it is, and a general one ("Ministry of Defence") of another
country not at all.
"""

import csv
import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ecoop.places.gazetteer import countries, country_of, find_countries, folded

ORGANISATIONS_CSV = Path(__file__).parent / "data" / "gazetteer.csv"
THRESHOLD = 0.8
CERTAIN = 0.9

# Words that part two names of nothing: connectives and legal forms.
_EMPTY_WORDS = frozenset(
    ("and", "dan", "of", "the", "for", "untuk", "yang", "di", "pt", "cv", "tbk", "persero", "perum")
)
_LIST_MARK = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)]|[-\u2013\u2022*])\s+", re.IGNORECASE)
_ITEMS = re.compile(r"[;\n\r|]+|(?<=\S)\s+(?=\d{1,2}[.)]\s)")
_PARTS = re.compile(r"[()\[\]/:,\n]|\s[-\u2013\u2014]\s")
_JOINTS = re.compile(
    r"\s*(?:,|/|&|\s[-\u2013\u2014]\s|\band\b|\bwith\b|\bdan\b|\bdengan\b)\s*", re.IGNORECASE
)
_STATE = re.compile(
    r"^(?:pemerintah(?: republik)?|government of(?: the)?|govt of|kedutaan besar|kedubes"
    r"|embassy of(?: the)?|high commission of|komisi tinggi|negara|kerajaan|pemerintahan)\s+",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\(([^()\s]{2,12}(?: [A-Z]{2,6})?)\)$")
_WITH_ARTICLE = frozenset(("AE", "BS", "DO", "GB", "GM", "MH", "MV", "NL", "PH", "SB", "US"))
_REGION = re.compile(
    r"^(?P<office>bpbd|badan penanggulangan bencana daerah|pemprov|pemkab|pemkot|pemda"
    r"|pemerintah (?:daerah|provinsi|kabupaten|kota)|provincial government of)\b[.\s]*"
    r"(?P<level>prov(?:insi)?\b|kab(?:upaten)?\b|kota\b)?[.\s]*(?P<name>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Match:
    """A proposal; `country` is an ISO code or empty, `score` at most 1, `key` empty for a pattern."""

    name_en: str
    country: str
    kind: str
    score: float
    name_id: str = ""
    key: str = ""
    how: str = "exact"
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        return self.name_en

    @property
    def is_state(self) -> bool:
        """Whether a government was named by its country, and no body of it."""
        return self.how == "state"


@dataclass(frozen=True)
class Known:
    """One row of gazetteer.csv."""

    key: str
    name_en: str
    name_id: str
    kind: str
    country: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name_en, self.name_id, *self.aliases)

    @property
    def abbreviation(self) -> str:
        """The short name: in parentheses after the full one, else a first alias of one short word."""
        found = _SHORT.search(self.name_en)
        first = self.aliases[0] if self.aliases else ""
        return found[1] if found else first * (" " not in first and len(first) <= 12)


@lru_cache(maxsize=1)
def organisations() -> tuple[Known, ...]:
    """Every known organisation, in the order of the file."""
    with ORGANISATIONS_CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Known(
                **{key: row[key] for key in ("key", "name_en", "name_id", "kind", "country")},
                aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
            )
            for row in csv.DictReader(lines)
        )


@lru_cache(maxsize=65536)
def comparable(text: str) -> str:
    """The form in which two names are the same: folded, without connectives and legal forms."""
    words = folded(text).split()
    return " ".join([word for word in words if word not in _EMPTY_WORDS] or words)


class _Index:
    """Look-up tables over the names; built once."""

    def __init__(self) -> None:
        self.known = organisations()
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.names: list[tuple[int, frozenset[str]]] = []
        self.holding: dict[str, list[int]] = defaultdict(list)
        for number, known in enumerate(self.known):
            for name in dict.fromkeys(comparable(name) for name in _spellings(known)):
                self._enter(number, name)
        total = len(self.names)
        self.weight = {word: math.log(1 + total / len(at)) for word, at in self.holding.items()}
        self.near: dict[str, str] = {}
        for word in sorted(self.weight, key=self.weight.__getitem__, reverse=True):
            if len(word) > 5:
                self.near.update((shorter, word) for shorter in _one_letter_less(word))

    def _enter(self, number: int, name: str) -> None:
        if number not in self.exact[name]:
            self.exact[name].append(number)
        words = frozenset(name.split())
        if len(words) > 1:
            for word in words:
                self.holding[word].append(len(self.names))
            self.names.append((number, words))

    def corrected(self, word: str) -> str:
        """`word`, or the known word that differs from it by one letter."""
        if word in self.weight or len(word) <= 5:
            return word
        return next(
            (self.near[form] for form in (word, *_one_letter_less(word)) if form in self.near), word
        )


def _spellings(known: Known):
    """The names; the two full ones also without their abbreviation in parentheses."""
    yield from known.names
    for name in (known.name_en, known.name_id):
        without = re.sub(r"\s*\([^)]*\)\s*$", "", name)
        if without != name and " " in without:
            yield without


def _one_letter_less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


@lru_cache(maxsize=1)
def _index() -> _Index:
    return _Index()


@lru_cache(maxsize=16384)
def match(text: str, country: str = "") -> Match | None:
    """The one organisation that `text` names, or None; `country` (ISO code) settles namesakes."""
    text = _LIST_MARK.sub("", text.strip())
    if not comparable(text):
        return None
    hints = (country,) if country else find_countries(text)
    for attempt in (_exactly, _by_region, _by_part, _by_state, _by_own_words, _by_words):
        found = attempt(text, hints)
        if found is not None and found.score >= THRESHOLD:
            return found
    return None


def match_all(text: str, country: str = "") -> tuple[Match, ...]:
    """Every organisation named in a cell that may list several ("UNDP; KfW", "1) ... 2) ...").

    A cell is cut at line ends, semicolons and list numbers; at commas, slashes and "and" only when
    every piece then is a known name. What is not recognised is left out: compare with `pieces`.
    """
    found = [match(piece, country) for piece in pieces(text, country)]
    return tuple({one.canonical: one for one in found if one is not None}.values())


@lru_cache(maxsize=16384)
def pieces(text: str, country: str = "") -> tuple[str, ...]:
    """The names listed in a cell, each as written, without list numbers."""
    whole = None if ";" in text else match(" ".join(text.split()), country)
    if whole is not None and (whole.score >= 0.97 or whole.how == "words"):
        return (" ".join(_LIST_MARK.sub("", text.strip()).split()),)
    items = [_LIST_MARK.sub("", item).strip() for item in _ITEMS.split(text)]
    return tuple(piece for item in items if item for piece in _cut(item, country))


def _cut(item: str, country: str) -> tuple[str, ...]:
    known = match(item, country)
    if known is not None and known.score >= 0.97:
        return (item,)
    parts = [part for part in _JOINTS.split(item) if part]
    found = [match(part, country) for part in parts]
    if len(parts) < 2 or not all(one and one.score >= 0.9 for one in found):
        return (item,)
    # "Rep. Korea - MOIS" is one body with its country, "Fiji, Tonga" are two states.
    states = sum(one is not None and one.how == "state" for one in found)
    return tuple(parts) if states in (0, len(parts)) else (item,)


def _exactly(text: str, hints: tuple[str, ...]) -> Match | None:
    numbers = _index().exact.get(comparable(text))
    if not numbers:
        return None
    fitting = [number for number in numbers if _fits(_index().known[number], hints)]
    if len(fitting) == 1:
        return _as_match(fitting[0], 1.0, "exact")
    if len(numbers) == 1 and _is_own_name(text, _index().known[numbers[0]]):
        return _as_match(numbers[0], 0.9, "exact")
    return _as_match((fitting or numbers)[0], 0.7, "exact")


def _is_own_name(text: str, known: Known) -> bool:
    """Whether the name stands for itself although a country contradicts it.

    "Ministry of Defence" does not, it is every country's; "Humanitarian Forum Indonesia" and "JICA" do.
    """
    generic = known.kind in {"foreign_state", "ministry", "agency_domestic"}
    words = comparable(text).split()
    return not generic or (len(words) == 1 and len(words[0]) >= 4)


def _fits(known: Known, hints: tuple[str, ...]) -> bool:
    return not hints or not known.country or known.country in hints


def _by_part(text: str, hints: tuple[str, ...]) -> Match | None:
    """A part of the text is a name; the other parts should be its country or the same body."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return None
    found = [(_exactly(part, hints), part) for part in parts]
    certain = [one for one, _ in found if one is not None and one.score >= 0.9]
    if not certain:
        return None
    best = max(certain, key=lambda one: one.kind != "ministry" or one.country != "ID")
    others = [(one, part) for one, part in found if one is None or one.key != best.key]
    agree = all(
        (one is None and country_of(part) is not None) or _same(part, best) for one, part in others
    )
    return replace(best, score=0.97 if agree else 0.9, how="part")


def _same(part: str, best: Match) -> bool:
    words = set(comparable(part).split())
    return len(words) > 1 and words <= set(comparable(f"{best.canonical} {best.name_id}").split())


def _by_state(text: str, hints: tuple[str, ...]) -> Match | None:
    """A government, named by its country alone or as "Pemerintah ..."; the rest may name a person."""
    outside = re.sub(r"\([^)]*\)?", " ", text).strip()
    named = _STATE.sub("", outside)
    iso2 = country_of(named) or ""
    if not iso2 or len(folded(named).split()) > 1 + len(
        folded(countries()[iso2].official_en).split()
    ):
        return None
    if not _names_only(named, iso2):
        return None
    if iso2 == "ID":
        return _exactly("Government of Indonesia", ())
    fact = countries()[iso2]
    article = "the " if iso2 in _WITH_ARTICLE else ""
    names = (f"Government of {article}{fact.name_en}", f"Pemerintah {fact.name_id}")
    return Match(names[0], iso2, "foreign_state", 0.9, names[1], f"gov-{iso2.lower()}", "state")


def _names_only(text: str, iso2: str) -> bool:
    """Whether `text` is nothing but a name of the country."""
    fact = countries()[iso2]
    names = {folded(name) for name in (fact.name_en, fact.name_id, fact.official_en, *fact.aliases)}
    return folded(text) in names or folded(text).removesuffix(" authorities") in names


def _by_region(text: str, hints: tuple[str, ...]) -> Match | None:
    """A regional office by pattern; the level word is written out, the place kept as written."""
    found = _REGION.match(" ".join(text.split()))
    if found is None or ";" in text or (hints and "ID" not in hints):
        return None
    office = found["office"].casefold()
    level = _level((found["level"] or office.removeprefix("badan")).casefold())
    place = re.split(r"\s+(?:and|dan|serta)\s+", found["name"])[0].strip(" .,")
    prefix = "BPBD" if office.startswith(("bpbd", "badan")) else "Pemerintah"
    name = " ".join(word for word in (prefix, level, place) if word)
    return Match(name, "ID", "region", 0.9, name, "", "region")


def _level(words: str) -> str:
    levels = {"prov": "Provinsi", "kab": "Kabupaten", "kot": "Kota", "pemda": "Daerah"}
    return next((level for stem, level in levels.items() if stem in words), "")


def _by_own_words(text: str, hints: tuple[str, ...]) -> Match | None:
    """A short name beside words of the full one: "Kwarnas Pramuka", "Palang Merah PMI"."""
    words = set(comparable(text).split())
    owners = {at for word in words if len(word) >= 3 for at in _index().exact.get(word, ())}
    for at in sorted(owners) if len(words) > 1 else ():
        known = _index().known[at]
        own = {word for name in known.names for word in comparable(name).split()}
        if words <= own and _fits(known, hints):
            return _as_match(at, 0.92, "part")
    return None


def _by_words(text: str, hints: tuple[str, ...]) -> Match | None:
    """Likeness of word sets: twice the shared weight over the weight of both (Dice)."""
    index = _index()
    words = {index.corrected(word) for word in comparable(text).split()}
    if len(words) < 2:
        return None
    rare = sorted((word for word in words if word in index.weight), key=index.weight.__getitem__)
    shared: dict[int, float] = defaultdict(float)
    for word in rare[-4:]:
        for at in index.holding[word]:
            shared[at] = 0.0
    best, number = 0.0, -1
    own = _weight(index, words)
    for at in shared:
        owner, name = index.names[at]
        if not _fits(index.known[owner], hints):
            continue
        score = 2 * _weight(index, words & name) / (own + _weight(index, name))
        if score > best:
            best, number = score, owner
    return _as_match(number, round(0.95 * best, 3), "words") if number >= 0 else None


def _weight(index: _Index, words: set[str] | frozenset[str]) -> float:
    unknown = math.log(1 + len(index.names))
    return sum(index.weight.get(word, unknown) for word in words)


def _as_match(number: int, score: float, how: str) -> Match:
    known = _index().known[number]
    names = (known.name_id, known.key, how, known.abbreviation, known.aliases)
    return Match(known.name_en, known.country, known.kind, score, *names)
