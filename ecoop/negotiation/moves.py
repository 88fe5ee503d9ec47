"""What moved between two states of a text: by article, then word by word. Pure."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SAME, GONE, NEW = "same", "gone", "new"
WORD = re.compile(r"\s+|[^\s]+")
WORDS_MOST = 6_000  # beyond this a whole text is shown as replaced


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one article: its state before and after, its words by language."""

    key: str
    before: str
    after: str
    pieces: dict[str, list[tuple[str, str]]]
    gone: int
    new: int

    @property
    def is_moved(self) -> bool:
        return bool(self.gone or self.new or self.before != self.after)


def compare(
    before: Iterable[Mapping[str, Any]],
    after: Iterable[Mapping[str, Any]],
    languages: Iterable[str],
) -> list[Move]:
    """Every article of either state in the order of the text; see queries.snapshot for the rows."""
    old = {(row["kind"], row["number"]): row for row in before}
    new = {(row["kind"], row["number"]): row for row in after}
    langs = list(languages)
    keys = [*new, *(key for key in old if key not in new)]
    place = {"opening": -1, "closing": 1}
    keys.sort(key=lambda key: (place.get(key[0], 0), key[1]))
    return [_move(key, old.get(key), new.get(key), langs) for key in keys]


def _move(key, old, new, langs: list[str]) -> Move:
    pieces = {lang: words(_said(old, lang), _said(new, lang)) for lang in langs}
    every = [piece for said in pieces.values() for piece in said]
    return Move(
        key=str(key[1] or key[0]),
        before=old["state"] if old else "",
        after=new["state"] if new else "",
        pieces=pieces,
        gone=sum(len(text.split()) for sort, text in every if sort == GONE),
        new=sum(len(text.split()) for sort, text in every if sort == NEW),
    )


def _said(row, lang: str) -> str:
    if row is None:
        return ""
    return "\n".join(
        part for part in (row["titles"].get(lang, ""), row["bodies"].get(lang, "")) if part
    )


def words(before: str, after: str) -> list[tuple[str, str]]:
    """[(sort, text)]: what stayed, went and came, in reading order."""
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > 2 * WORDS_MOST:
        return [(GONE, before), (NEW, after)] if before != after else [(SAME, after)]
    found: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found.append((SAME, "".join(old[a:b])))
            continue
        found += [(GONE, "".join(old[a:b]))] if a < b else []
        found += [(NEW, "".join(new[c:d]))] if c < d else []
    return found
