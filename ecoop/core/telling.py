"""Histories in words: what the entries of the ledger say to whoever reads a page.

Each room tells, where it names its acts, what the facts in its entries are called and how their
values are said. A fact that nobody has named keeps its key; tests/config/test_words.py walks all
histories of the demo and lets none through.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.shown import language

ALL = ""  # the kind of facts that are called the same whatever the record
ID = re.compile(r"^(?:[a-z]+:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
Names = Mapping[str, str]
_called: dict[tuple[str, str], Any] = {}
_said: dict[tuple[str, str], Callable[[Any], Any]] = {}
_finders: list[Callable[[list[str]], Names]] = []


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history in the reader's language; `what` says who did it, too."""

    at: datetime
    what: str
    why: str
    changes: list[tuple[str, str, str]]
    link: str = ""


def describe_facts(
    kind: str, names: Mapping[str, Any], *, said: Mapping[str, Callable[[Any], Any]] | None = None
) -> None:
    """Name the facts of entries about records of `kind` (texts, or lazy translations); `said`
    makes words of the value of those that hold codes."""
    _called.update({(kind, field): name for field, name in names.items()})
    _said.update({(kind, field): say for field, say in (said or {}).items()})


def look_up(find: Callable[[list[str]], Names]) -> None:
    """Let `find` name the records behind ids in entries; it is asked once for a whole history."""
    _finders.append(find)


def told(lines: Iterable[ledger.Line], *, page: str = "") -> list[Entry]:
    """Ledger entries as a page shows them. With the address of a record's `page`, each entry that
    has the whole record leads to how it was then."""
    lines = list(lines)
    known = _names(lines)
    return [
        Entry(
            at=line.at,
            what=ledger.words(line).in_(language()),
            why=line.why,
            changes=_changes(line, known),
            link=f"{page}?{urlencode({'as_at': line.at.isoformat()})}"
            if page and line.after
            else "",
        )
        for line in lines
    ]


def _changes(line: ledger.Line, known: Names) -> list[tuple[str, str, str]]:
    return [
        (called(line.kind, field), *(_value(line.kind, field, one, known) for one in pair))
        for field, pair in line.changes.items()
    ]


def called(kind: str, field: str) -> str:
    """What a fact of records of `kind` is called; one without a name keeps its key."""
    return _plain(_called.get((kind, field)) or _called.get((ALL, field)) or field)


def _plain(words: Any) -> str:
    return words.in_(language()) if isinstance(words, Text) else str(words)


def _value(kind: str, field: str, value: Any, known: Names) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_value(kind, field, one, known) for one in value if one)
    say = _said.get((kind, field)) or _said.get((ALL, field))
    if isinstance(value, dict) and not say:
        parts = [pair for pair in value.items() if pair[1] and not ID.match(str(pair[1]))]
        return "; ".join(_part(kind, *pair, known) for pair in parts)
    if isinstance(value, dict):
        return _plain(say(value))
    return known.get(str(value)) or _plain(say(str(value)) if say else value)


def _part(kind: str, field: str, value: Any, known: Names) -> str:
    return f"{called(kind, field)}: {_value(kind, field, value, known)}"


def _names(lines: list[ledger.Line]) -> Names:
    """The names behind the ids in these entries, by the value in which the id stands."""
    found = {text: held[1] for line in lines for text in _texts(line) if (held := ID.match(text))}
    ids = sorted(set(found.values()))
    names = {key: name for find in _finders for key, name in find(ids).items()} if ids else {}
    return {text: names[key] for text, key in found.items() if key in names}


def _texts(line: ledger.Line) -> list[str]:
    return [one for pair in line.changes.values() for one in pair if isinstance(one, str)]
