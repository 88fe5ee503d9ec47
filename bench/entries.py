"""Copies of ledger entries, each with an identity, a digest and a signature of its own.

They are what the house would have written: the signed content of an entry of an original with other
ids, code, word and moment, in the order of time and not record by record, so that the entries of one
case lie as far apart as they do in life. `ecoop ledger verify` finds nothing wrong with them.
"""

import hashlib
import multiprocessing
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg

COLUMNS = ("id", "uid", "at", "actor_id", "actor_label", "role", "act", "kind", "record_id", "code", "why",
           "class_rank", "seen_by", "body", "digest", "signature", "key_id")  # fmt: skip
PROCESSES = 2
CHUNK = 5_000  # entries that one process writes before the other's turn in the order of time
COPIES = 1 << 20  # more than an original has
ENTRIES = 1 << 16  # more than all originals have
MOMENT = re.compile(r'(?<="at":")[^"]+')


def twin(old: object, number: int) -> UUID:
    """The id that copy `number` has where its original has `old`; fill.py says it in SQL."""
    return UUID(hashlib.md5(f"{old}-{number}".encode(), usedforsecurity=False).hexdigest())


def word(words: list[str], place: int, number: int) -> str:
    """The word that copy `number` of the original at `place` has in its title."""
    return words[(place * 7919 + number * 104729) % len(words)]


@dataclass
class Original:
    """What is copied: the contents of its entries as canonical text, each with its moment in seconds
    since 1970; `ids` and `words` stand in them and are another's in every copy."""

    code: str
    ids: list[str]
    word: str
    copies: list[int]
    entries: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class _Template:
    """One entry cut where copies differ; `slots` say what belongs into each cut."""

    parts: list[str]
    slots: list[str]
    at: int

    def filled(self, given: dict[str, str]) -> str:
        pairs = zip(self.parts, (given[slot] for slot in self.slots), strict=False)
        return "".join([each for pair in pairs for each in pair]) + self.parts[-1]


def write(url: str, originals: list[Original], words: list[str]) -> int:
    """Copy the entries of the originals; returns how many were written. Django must be set up, and
    the table is better without its indexes."""
    templates, order = [], []
    for place, original in enumerate(originals):
        for at, text in original.entries:
            templates.append((place, _cut(original, text, at)))
            base = (len(templates) - 1) * COPIES
            order += [
                (at + _later(number)) * ENTRIES * COPIES + base + number
                for number in original.copies
            ]
    order.sort()
    first = _reserved(url, len(order))
    runs = [
        multiprocessing.get_context("fork").Process(
            target=_copy, args=(url, originals, templates, order, words, turn, first)
        )
        for turn in range(PROCESSES)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    if any(run.exitcode for run in runs):
        raise RuntimeError("the copies of the ledger were not written")
    return len(order)


def _reserved(url: str, count: int) -> int:
    """The first of so many ids that nobody else is given: two processes write, and yet the entries
    are in the order of time."""
    with psycopg.connect(url) as connection:
        sequence = "pg_get_serial_sequence('core_entry', 'id')"
        row = connection.execute(f"select nextval({sequence})").fetchone()
        connection.execute(f"select setval({sequence}, %s)", [row[0] + count])
        return row[0]


def _later(number: int) -> int:
    """So many seconds after its original's moment a copy is entered."""
    return number * 37 % 28_800


def _cut(original: Original, text: str, at: int) -> _Template:
    known = "|".join(re.escape(each) for each in (*original.ids, original.code, original.word))
    pattern = re.compile(f"{MOMENT.pattern}|{known}")
    parts, slots, end = [], [], 0
    for found in pattern.finditer(text):
        parts.append(text[end : found.start()])
        slots.append(
            found[0] if found[0] in (*original.ids, original.code, original.word) else "at"
        )
        end = found.end()
    return _Template([*parts, text[end:]], slots, at)


def _copy(url, originals, templates, order, words, turn, first) -> None:
    from ecoop.core.ledger import keys  # noqa: PLC0415 - Django is set up by the parent
    from ecoop.core.ledger.verifier import CONTEXT  # noqa: PLC0415

    key = keys.current()
    with psycopg.connect(url) as connection:
        connection.execute("set synchronous_commit = off")
        copying = f"copy core_entry ({', '.join(COLUMNS)}) from stdin"
        with connection.cursor().copy(copying) as copy:
            for start in range(turn * CHUNK, len(order), CHUNK * PROCESSES):
                lines = [
                    f"{first + start + place}\t"
                    + _line(each, originals, templates, words, key, CONTEXT)
                    for place, each in enumerate(order[start : start + CHUNK])
                ]
                copy.write("".join(lines).encode())


def _line(packed: int, originals, templates, words, key, context) -> str:
    number = packed % COPIES
    place, template = templates[packed // COPIES % ENTRIES]
    original = originals[place]
    moment = datetime.fromtimestamp(packed // COPIES // ENTRIES, UTC)
    given = {old: str(twin(old, number)) for old in template.slots if old in original.ids}
    given |= {
        "at": f"{moment:%Y-%m-%dT%H:%M:%S}.000000Z",
        original.code: f"{original.code}-{number}",
        original.word: word(words, place, number),
    }
    body = template.filled(given)
    raw = body.encode()
    return _row(body, hashlib.sha256(raw).hexdigest(), key.sign(context + raw).hex(), key.key_id)


def _row(body: str, digest: str, signature: str, key_id: str) -> str:
    told: dict[str, Any] = msgspec.json.decode(body)
    cells = (
        told["uid"], told["at"], told["actor"], told["name"], told["role"], told["act"],
        told["kind"], told["record"], told["code"], told["why"], str(told["rank"]),
        "{" + ",".join(f'"{each}"' for each in told["seen"]) + "}", body,
    )  # fmt: skip
    line = "\t".join("\\N" if each is None else _escaped(each) for each in cells)
    return f"{line}\t\\\\x{digest}\t\\\\x{signature}\t{key_id}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
