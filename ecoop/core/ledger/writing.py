"""Writing entries: one signed row for each act, in the caller's transaction."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise

from ecoop.core.identity import ask
from ecoop.core.ids import uuid7
from ecoop.core.ledger import keys
from ecoop.core.ledger.verifier import CONTEXT, canonical

Call = tuple[str, ...]  # what `identity.ask` is given


@dataclass(frozen=True)
class _Waiting:
    """What `together` writes at its end: entries, and what the database is to do with them."""

    bodies: list[dict] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)


# None outside of `together`.
_waiting: ContextVar[_Waiting | None] = ContextVar("waiting_entries", default=None)
GUARDED = 2  # class rank of an entry about no record: Confidential

INSERT = """
insert into core_entry (uid, at, actor_id, actor_label, role, act, kind, record_id, code, why,
                        class_rank, seen_by, body, digest, signature, key_id)
select (b ->> 'uid')::uuid, (b ->> 'at')::timestamptz, b ->> 'actor', b ->> 'name', b ->> 'role',
       b ->> 'act', b ->> 'kind', (b ->> 'record')::uuid, b ->> 'code', b ->> 'why',
       (b ->> 'rank')::smallint, array(select jsonb_array_elements_text(b -> 'seen')),
       b, decode(given ->> 'digest', 'hex'), decode(given ->> 'signature', 'hex'), %s
from jsonb_array_elements(%s::jsonb) with ordinality as rows (given, place),
     lateral (select given -> 'body') as content (b)
order by place
"""


def record(
    *,
    actor,
    act: str,
    subject=None,
    kind: str = "",
    record_id: UUID | str | None = None,
    code: str = "",
    why: str = "",
    changes: Mapping | None = None,
    after: Mapping | None = None,
    class_rank: int | None = None,
    seen_by: Iterable[str] | None = None,
    role: str = "",
) -> UUID:
    """Write one signed entry in the caller's transaction; returns its uid.

    `subject` is a model instance that gives kind, record_id, code, class_rank and seen_by; each
    may be given by itself instead. Without either, an entry is Confidential. `changes` is
    {field: [old, new]}, `after` the whole record as it is now ({} once it no longer exists).
    `actor` None is the system itself. Floats are refused with TypeError: their text is not one.
    """
    return record_many([locals()])[0]


def record_many(rows: Iterable[Mapping]) -> list[UUID]:
    """Write many entries with one statement; each row has the arguments of `record`."""
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is written inside the transaction of its act (atomic).")
    bodies = [_body(row) for row in rows]
    waiting = _waiting.get()
    if waiting is None:
        _insert(bodies)
    else:
        waiting.bodies.extend(bodies)
    return [UUID(body["uid"]) for body in bodies]


@contextmanager
def together() -> Iterator[None]:
    """Write the entries of one act of several rooms with one statement, in their order, at the end.

    Whoever reads the ledger inside does not yet see them; after an exception none is written. A
    job that is handed in inside (`jobs.hand_in`) goes with them.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting = _Waiting()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    _insert(waiting.bodies, waiting.calls)


def call_with_entries(*call: str) -> None:
    """`identity.ask`, inside `together` by the statement that writes the entries: whatever follows
    from an act without being one."""
    waiting = _waiting.get()
    if waiting is None:
        ask(*call)
    else:
        waiting.calls.append(call)


def _insert(bodies: list[dict], calls: Sequence[Call] = ()) -> None:
    given: list[str] = []
    if bodies:
        key = keys.current()
        packed = ",".join(_signed(canonical(body), key) for body in bodies)
        given = [key.key_id, f"[{packed}]"]
    if given and not calls:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, given)
    for place, call in enumerate(calls):
        beside = {"beside": INSERT, "given": given} if given and place == 0 else {}
        ask(*call, **beside)


def _signed(text: bytes, key: keys.Key) -> str:
    """Content with its digest and signature, as JSON for INSERT."""
    digest, signature = hashlib.sha256(text).hexdigest(), key.sign(CONTEXT + text).hex()
    return f'{{"body":{text.decode()},"digest":"{digest}","signature":"{signature}"}}'


def _body(row: Mapping) -> dict:
    """The content to be signed. Empty differences and snapshots are left out, {} is kept."""
    actor, subject = row.get("actor"), _subject(row)
    body = {
        "uid": str(uuid7()),
        "at": datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "actor": str(getattr(actor, "user_id", None) or ""),
        "name": str(getattr(actor, "name", "")),
        "role": str(row.get("role") or getattr(actor, "role", "")),
        "act": row["act"],
        "why": str(row.get("why") or ""),
        **subject,
    }
    for part in ("changes", "after"):
        if row.get(part) is not None:
            body[part] = plain(row[part])
    return body


def _subject(row: Mapping) -> dict:
    """Which record the entry is about and who may see it: as given, else as the record says."""
    subject = row.get("subject")
    record_id = row.get("record_id") or getattr(subject, "pk", None)
    rank = row.get("class_rank")
    if rank is None:
        rank = getattr(subject, "class_rank", GUARDED)
    seen_by = row.get("seen_by")
    if seen_by is None:
        seen_by = getattr(subject, "seen_by", None) or ()
    kind = row.get("kind") or (subject._meta.label_lower if subject is not None else "")
    return {
        "kind": kind,
        "record": str(UUID(str(record_id))) if record_id else None,
        "code": str(row.get("code") or getattr(subject, "code", "") or ""),
        "rank": int(rank),
        "seen": [str(who) for who in seen_by],
    }


def plain(value):
    """`value` as JSON with one spelling only: dates, decimals, ids as text; floats are refused."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str | UUID | Decimal | Promise):
        return str(value).replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float | bytes):
        raise TypeError(f"{value!r} has no single spelling; give text or a whole number.")
    return str(value)
