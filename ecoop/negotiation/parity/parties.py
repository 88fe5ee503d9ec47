"""Who is spoken of: the parties by their defined terms, their names and their abbreviations."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from ecoop.negotiation.parity.language import Language
from ecoop.negotiation.parity.scanning import QUOTES, compiled

ALL, EACH, ANY, OTHER, THIRD, BARE = "all", "each", "any", "other", "third", "bare"
ACRONYM = re.compile(r"(?<![\w.])[A-Z][A-Z&]*(?:-[A-Z]+)?[A-Z](?![\w$])")
ROMAN = re.compile(r"[IVXLC]+")
NAME_WORDS = 14
ON_BEHALF = re.compile(
    r"(?:atas nama|mewakili|on behalf of|for and on behalf of|representing)\s+(?:the\s+)?"
    r"(?P<name>[^,;()\"]{4,120})",
    re.IGNORECASE,
)
NO_PARTY = re.compile(
    r"\b(?:nota|perjanjian|memorandum|agreement|mou|pks|kerja sama|cooperation|pro[gj]\w+|kegiatan"
    r"|activit\w+|proyek|pengaturan|arrangement|naskah|instrument|personel|personnel)\b",
    re.IGNORECASE,
)
TERM_ORDER = re.compile(r"(?:pihak|party)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    term: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Mentions:
    """How often each party is named in a paragraph, and which general words stand there."""

    who: Counter = field(default_factory=Counter)
    general: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)


class Roster:
    """The parties of one text in both languages, read from where they are defined."""

    def __init__(self, bodies: dict[str, str], languages: dict[str, Language]) -> None:
        self._languages = languages
        defined = {lang: definitions(body, languages[lang]) for lang, body in bodies.items()}
        self._names = _keyed(defined, languages)
        self._known = {key for names in self._names.values() for _, key in names} | {
            _ordinal_key(each.term, languages[lang])
            for lang, found in defined.items()
            for each in found
        }

    def mentions(self, text: str, lang: str) -> Mentions:
        """The parties named in `text`; longer names are read before shorter ones."""
        language = self._languages[lang]
        rest, found = " ".join(text.translate(QUOTES).split()), Mentions()
        for name, key in self._names[lang]:
            rest = _take(_name_pattern(name), rest, key, found)
        for word, place in language.party_ordinals.items():
            if place > 2 and str(place) not in self._known:
                continue
            rest = _take(_ordinal(lang, word), rest, str(place), found)
        for sort, words in (
            (THIRD, language.party_third), (ANY, language.party_any), (EACH, language.party_each),
            (OTHER, language.party_other), (ALL, language.party_all), (BARE, r"pihak|party"),
        ):  # fmt: skip
            pattern = compiled(rf"\b(?:{words})\b")
            if match := pattern.search(rest):
                found.general.add(sort)
                found.said.setdefault(sort, match[0])
                rest = pattern.sub(" ", rest)
        return found

    def places(self, text: str, lang: str) -> dict[str, list[int]]:
        """Where each party is named in `text`, whose spaces are single."""
        rest, found = text.translate(QUOTES), {}
        named = [(_name_pattern(name), key) for name, key in self._names[lang]]
        ordinals = self._languages[lang].party_ordinals.items()
        named += [(_ordinal(lang, word), str(place)) for word, place in ordinals]
        for pattern, key in named:
            for match in pattern.finditer(rest):
                found.setdefault(key, []).append(match.start())
            rest = pattern.sub(lambda match: " " * len(match[0]), rest)
        return found


def _name_pattern(name: str) -> re.Pattern:
    is_code = ACRONYM.fullmatch(name)
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", 0 if is_code else re.IGNORECASE)


def _ordinal(lang: str, word: str) -> re.Pattern:
    if lang == "id":
        return re.compile(rf"\bpihak {word}\b(?! lain)", re.IGNORECASE)
    if word.isdigit():
        return re.compile(rf"\bparty {word}\b", re.IGNORECASE)
    article = "" if word != "third" else r"(?<!any )(?<!a )"
    return re.compile(rf"{article}\b{word} party\b(?!')", re.IGNORECASE)


def _take(pattern: re.Pattern, text: str, key: str, found: Mentions) -> str:
    matches = pattern.findall(text)
    if matches:
        found.who[key] += len(matches)
        found.said.setdefault(key, matches[0])
    return pattern.sub(" ", text)


def definitions(body: str, language: Language) -> list[Definition]:
    """Every single party defined in `body`, in order, with the names that stand before."""
    found = []
    for line in body.translate(QUOTES).split("\n"):
        before = 0
        for match in compiled(language.defined).finditer(line):
            term = _term(match["term"])
            lead, before = line[before : match.start()], match.end()
            if term and not _is_collective(term, language) and len(term.split()) <= 8:
                found.append(Definition(term, _names(lead)))
    named = [each for each in found if not NO_PARTY.search(each.term)]
    return [each for each in named if each.term.casefold() not in ("pihak", "party")]


def _is_collective(term: str, language: Language) -> bool:
    """'Para Pihak', 'together the Parties': no single party."""
    said = term.casefold()
    return any(said == words or said.endswith(f" {words}") for words in language.collective)


def _term(raw: str) -> str:
    term = re.split(r"\s+(?:dan|and|atau|or|yang|which|di mana|dengan)\s+", raw.strip(" '\""))[0]
    return " ".join(term.split())


def _names(lead: str) -> tuple[str, ...]:
    """The full name and the abbreviation before a definition."""
    names = [match["name"] for match in ON_BEHALF.finditer(lead)]
    first = re.split(r"[,(;]|\s(?:yang|dalam hal|berkedudukan|represented|diwakili)\s", lead)[0]
    names.append(re.sub(r"^\W*(?:\(?[\divx]{1,3}[.)]\s*)?(?:(?:the|dan|and|antara|between)\s+)*", "",
                        first, flags=re.IGNORECASE))  # fmt: skip
    shouted = {"FIRST", "SECOND", "THIRD", "PARTY", "PARTIES", "PIHAK", "PARA", "KESATU", "PERTAMA",
               "KEDUA", "KETIGA"}  # fmt: skip
    codes = [name for name in ACRONYM.findall(lead) if not ROMAN.fullmatch(name)]
    short = [name for name in codes if name not in shouted][:1]
    full = [" ".join(name.split()) for name in names if 2 <= len(name.split()) <= NAME_WORDS]
    return (*full, *short)


def _keyed(defined, languages) -> dict[str, list[tuple[str, str]]]:
    """{language: [(name, key)]}, longest names first; the k-th defined party is the same in both."""
    keys: dict[str, dict[str, str]] = {lang: {} for lang in languages}
    known: dict[str, str] = {}
    for lang, found in defined.items():
        for place, definition in enumerate(found, start=1):
            key = _ordinal_key(definition.term, languages[lang]) or known.get(
                definition.term.casefold(), str(place)
            )
            known.setdefault(definition.term.casefold(), key)
            for name in (definition.term, *definition.names):
                if not _is_ordinal(name, languages[lang]):
                    keys[lang].setdefault(name, key)
    return {
        lang: sorted(names.items(), key=lambda item: -len(item[0])) for lang, names in keys.items()
    }


def _is_ordinal(name: str, language: Language) -> bool:
    return bool(_ordinal_key(name, language))


def _ordinal_key(term: str, language: Language) -> str:
    if not TERM_ORDER.search(term):
        return ""
    words = term.split()
    orders = {word.casefold(): place for word, place in language.party_ordinals.items()}
    places = [orders[word.casefold()] for word in words if word.casefold() in orders]
    return str(places[0]) if places and len(words) == 2 else ""


@lru_cache(maxsize=4096)
def acronyms(text: str) -> frozenset[str]:
    """Abbreviations in capitals; in a line of capitals there are none."""
    letters = [letter for letter in text if letter.isalpha()]
    if letters and sum(letter.isupper() for letter in letters) > 0.7 * len(letters):
        return frozenset()
    words = {word for word in ACRONYM.findall(text) if not ROMAN.fullmatch(word)}
    return frozenset(words - {"PIHAK", "PARA", "PARTY", "PARTIES", "PERTAMA", "KEDUA", "FIRST",
                              "SECOND", "THIRD", "KETIGA", "PASAL", "ARTICLE", "NOTA", "THE"})  # fmt: skip
