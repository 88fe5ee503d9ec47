"""Reading entries: histories, feeds, last activity, records as they were.

Every query runs as the application's user, so the database shows only entries whose class and
parties allow it to whoever is asking.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from ecoop.core.compiled import plans_kept

FIELDS = "id, uid, at, actor_id, actor_label, role, act, kind, record_id, code, why, body"


class Line(NamedTuple):
    """One entry as pages show it."""

    id: int
    uid: UUID
    at: datetime
    actor_id: str
    actor: str
    role: str
    act: str
    kind: str
    record_id: UUID | None
    code: str
    why: str
    changes: dict[str, list]
    after: dict | None


class Snapshot(NamedTuple):
    """A record as it was: which entry left it so, and when."""

    record_id: UUID
    code: str
    at: datetime
    after: dict


def history(record_id: UUID | str, *, limit: int = 500) -> list[Line]:
    """What happened to one record, newest first."""
    return _lines("record_id = %s", [record_id], limit)


def feed(
    *,
    kind: str | None = None,
    actor_id: UUID | str | None = None,
    act: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Line]:
    """The newest entries; go on with `before` = the id of the last one shown."""
    given = {"kind = %s": kind, "actor_id = %s": actor_id, "act = %s": act, "id < %s": before}
    wanted = {part: value for part, value in given.items() if value is not None}
    values = [str(v) if isinstance(v, UUID) else v for v in wanted.values()]
    return _lines(" and ".join(wanted) or "true", values, limit)


def as_at(kind: str, instant: datetime) -> list[Snapshot]:
    """Every record of a kind as it was at `instant` (inclusive); gone ones are left out."""
    query = """
        select record_id, code, at, body -> 'after' from (
            select distinct on (record_id) record_id, code, at, body from core_entry
            where kind = %s and at <= %s and body ? 'after'
            order by record_id, at desc, id desc) latest
        where body -> 'after' <> '{}' order by code, record_id"""
    return [_snapshot(row) for row in _rows(query, [kind, instant])]


def as_at_one(record_id: UUID | str, instant: datetime) -> Snapshot | None:
    """One record as it was at `instant` (inclusive), or None if it did not exist."""
    query = """
        select record_id, code, at, body -> 'after' from core_entry
        where record_id = %s and at <= %s and body ? 'after'
        order by at desc, id desc limit 1"""
    for row in _rows(query, [record_id, instant]):
        return _snapshot(row) if row[3] != "{}" else None
    return None


def last_activity(record_ids: Iterable[UUID | str]) -> dict[UUID, datetime]:
    """When each record was last acted upon."""
    query = """
        select wanted.id, latest.at from unnest(%s::uuid[]) as wanted (id)
        cross join lateral (select at from core_entry where record_id = wanted.id
                            order by id desc limit 1) latest"""
    return dict(_rows(query, [[str(one) for one in record_ids]]))


# For a statement that asks for the state of the ledger beside its rows; what it is: `head`.
MARK = "concat_ws('.', ecoop.ledger_head(), pg_current_xact_id_if_assigned())"
HEAD = f"select {MARK}"


def head() -> str:
    """A token that changes with every committed entry: for ETags and what is kept in memory.

    A transaction that has written has one of its own, so that nobody else is ever shown what it
    saw before it was committed, or rolled back.
    """
    with plans_kept():
        return next(_rows(HEAD, []))[0]


def is_of_writer(head: str) -> bool:
    """Whether this head is that of a transaction that has written, which only itself may use."""
    return "." in head


def _snapshot(row: tuple) -> Snapshot:
    return Snapshot(*row[:3], json.loads(row[3]))


def _lines(where: str, values: list, limit: int) -> list[Line]:
    query = f"select {FIELDS} from core_entry where {where} order by id desc limit %s"  # noqa: S608 - parts are constants above
    return [
        Line(*row, body.get("changes", {}), body.get("after"))
        for *row, text in _rows(query, [*values, limit])
        for body in [json.loads(text)]
    ]


def _rows(query: str, values: list) -> Iterator[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        yield from cursor.fetchall()
