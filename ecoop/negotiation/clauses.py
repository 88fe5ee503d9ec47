"""The clause meter: which clauses a text should have, which it has, and which are weak.

The list with its duties and sources is the vocabulary of clauses (Permendagri 75/2022 art. 3,
PP 59/2016 art. 18, PP 10/2011 art. 63, UU 24/2009 art. 31, treaty practice); how a clause is known
in a text stands in data/clauses.toml. A text is not signed before every clause is there or waived
with a reason (invariant A1 of docs/procedures.md).
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ecoop.core.bilingual import Text
from ecoop.negotiation.articles import Article, Wording
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING
from ecoop.negotiation.parity.comparing import KNOWN
from ecoop.negotiation.parity.facts import facts_of
from ecoop.negotiation.parity.places import Place
from ecoop.negotiation.parity.stating import DURATION, NUMBER

MARKS = Path(__file__).parent / "data" / "clauses.toml"
VOCABULARY = Path(__file__).parents[1] / "instruments/data/vocabularies/clauses.csv"
PRESENT, WEAK, MISSING, WAIVED = "present", "weak", "missing", "waived"
PARTS = {"opening": (OPENING,), "frame": (OPENING, CLOSING)}


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which clauses are due: the kind of document and who the parties are."""

    kind: str
    foreign: bool = False
    ingo: bool = False
    university: bool = False

    def asks_for(self, duties: Iterable[str]) -> bool:
        mine = {"all", self.kind}
        mine |= {name for name in ("foreign", "ingo", "university") if getattr(self, name)}
        return bool(mine & set(duties))


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in one text: its state, where it stands by language, and why it is weak."""

    code: str
    name: Text
    source: str
    state: str
    places: dict[str, str]
    why: Text = Text()

    def as_dict(self) -> dict:
        return {
            "code": self.code,
            "name": self.name.as_dict(),
            "source": self.source,
            "state": self.state,
            "places": self.places,
            "why": self.why.as_dict(),
        }


def meter(
    wordings: Sequence[Wording], situation: Situation, *, waived: Iterable[str] = ()
) -> list[Row]:
    """Every clause that `situation` asks for, in the order of the vocabulary."""
    gone = frozenset(waived)
    return [
        _row(code, clause, wordings, code in gone)
        for code, clause in _clauses().items()
        if situation.asks_for(clause["duties"])
    ]


def is_complete(rows: Iterable[Row]) -> bool:
    """Whether nothing is missing or weak without a waiver (A1)."""
    return all(row.state in (PRESENT, WAIVED) for row in rows)


def name_of_clause(code: str) -> Text:
    """What a clause of the vocabulary is called."""
    return _clauses()[code]["name"] if code in _clauses() else Text.same(code)


@lru_cache(maxsize=1)
def _clauses() -> dict[str, dict]:
    marks = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    with VOCABULARY.open(encoding="utf-8", newline="") as lines:
        known = {
            row["code"]: marks.get(row["code"], {})
            | {"name": Text(id=row["id"], en=row["en"]), "source": row["source"],
               "duties": [each for each in row["required_for"].split(";") if each]}
            for row in csv.DictReader(lines)
        }  # fmt: skip
    own = {
        code: mark | {"name": Text(id=mark["name_id"], en=mark["name_en"]), "duties": mark["also"]}
        for code, mark in marks.items()
        if code not in known
    }
    return known | own


def _row(code: str, clause: dict, wordings: Sequence[Wording], is_waived: bool) -> Row:
    found = {wording.lang: _where(clause, wording) for wording in wordings}
    places = {
        lang: Place.of(lang, article).words if article else "" for lang, article in found.items()
    }
    state, why = _state(clause, found)
    if is_waived and state != PRESENT:
        state = WAIVED
    return Row(code, clause["name"], clause["source"], state, places, why)


def _state(clause: dict, found: dict[str, Article | None]) -> tuple[str, Text]:
    there = {lang: article for lang, article in found.items() if article}
    if not there:
        return MISSING, Text()
    for lang, article in there.items():
        if not _is_strong(clause, article, lang):
            return WEAK, Text(id=clause["weak_id"], en=clause["weak_en"])
    return PRESENT, Text()


def _where(clause: dict, wording: Wording) -> Article | None:
    """The article that holds the clause: by its heading first, then by its words."""
    at = 0 if wording.lang == "id" else 1
    kinds = PARTS.get(clause.get("part", ""), (ARTICLE, CLOSING))
    among = [article for article in wording.articles if article.kind in kinds]
    for heads in clause.get("heads", ())[at : at + 1]:
        for article in among:
            if article.title and _pattern(rf"\b(?:{heads})").search(article.title):
                return article
    for article in among:
        if any(_pattern(words).search(article.body) for words in clause.get("words", ())):
            return article
    return None


def _is_strong(clause: dict, article: Article, lang: str) -> bool:
    needs = clause.get("needs", ())
    if not needs:
        return bool(article.body)
    need = needs[0 if lang == "id" else 1]
    if need in (DURATION, NUMBER):
        kinds = (DURATION,) if need == DURATION else (NUMBER, DURATION)
        language = KNOWN.get(lang)
        return language is None or any(
            fact.kind in kinds for fact in facts_of(article.body, language, article.key)
        )
    return bool(_pattern(need).search(article.body))


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern:
    return re.compile(words, re.IGNORECASE | re.DOTALL)
