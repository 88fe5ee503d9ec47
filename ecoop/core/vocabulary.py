"""Controlled vocabularies: open lists of codes with labels in both languages.

A vocabulary is one CSV file `ecoop/<room>/data/vocabularies/<name>.csv` with the columns code, id, en
and any of parent, note_id, note_en, source, valid_to; every other column is behaviour of the room that
owns it and comes as `Term.extra`. The list is open: a record may hold a code that is not in it, and
`label` then shows the code itself. A term is never deleted, because old records carry its code: it
gets a `valid_to` and is no longer offered. `version` changes with the file's content.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ecoop.core.bilingual import Text

HOUSE = Path(__file__).parents[1]
_OWN_COLUMNS = frozenset(("code", "id", "en", "parent", "note_id", "note_en", "source", "valid_to"))


@dataclass(frozen=True)
class Term:
    """One code of a vocabulary; `extra` holds the columns that only its room understands."""

    code: str
    label: Text
    parent: str = ""
    note: Text = Text()
    source: str = ""
    valid_to: date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


class Vocabulary(Mapping[str, Term]):
    """The terms of one list by code, in the order of the file."""

    def __init__(self, name: str, terms: tuple[Term, ...], version: str):
        self.name, self.version = name, version
        self._terms = {term.code: term for term in terms}

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def label(self, code: str) -> Text:
        """The label of `code`; a code that is not in the list is shown as it is."""
        term = self._terms.get(code)
        return term.label if term else Text.same(code)

    def offered(self, on: date | None = None) -> tuple[Term, ...]:
        """The terms one may choose on the day `on` (without a day: those never withdrawn)."""
        return tuple(
            term
            for term in self._terms.values()
            if term.valid_to is None or (on is not None and on <= term.valid_to)
        )

    def choices(self, lang: str, on: date | None = None) -> list[tuple[str, str]]:
        """(code, label) pairs for a form field."""
        return [(term.code, term.label.in_(lang)) for term in self.offered(on)]

    def below(self, code: str) -> tuple[Term, ...]:
        """The terms directly under `code`; "" for the top level."""
        return tuple(term for term in self._terms.values() if term.parent == code)

    def with_ancestors(self, code: str) -> tuple[str, ...]:
        """`code` and every term above it, nearest first."""
        found = [code]
        while (parent := self._terms[found[-1]].parent if found[-1] in self._terms else "") != "":
            found.append(parent)
        return tuple(found)


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary called `name`, whichever room owns it; KeyError when there is none."""
    path = _paths().get(name)
    if path is None:
        raise KeyError(f"There is no vocabulary called {name!r}")
    written = path.read_bytes()
    rows = csv.DictReader(written.decode("utf-8").splitlines())
    terms = tuple(_term(row) for row in rows)
    return Vocabulary(name, terms, hashlib.sha256(written).hexdigest()[:12])


def names() -> tuple[str, ...]:
    """The names of all vocabularies, sorted."""
    return tuple(sorted(_paths()))


@lru_cache(maxsize=1)
def _paths() -> dict[str, Path]:
    return {path.stem: path for path in sorted(HOUSE.glob("*/data/vocabularies/*.csv"))}


def _term(row: Mapping[str, str]) -> Term:
    return Term(
        code=row["code"],
        label=Text(id=row["id"], en=row["en"]),
        parent=row.get("parent", ""),
        note=Text(id=row.get("note_id", ""), en=row.get("note_en", "")),
        source=row.get("source", ""),
        valid_to=date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
        extra={key: value for key, value in row.items() if key not in _OWN_COLUMNS},
    )
