"""Many rows put into a table by one statement; Django's bulk_create takes several times as long."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Model

MANY = 1000


@dataclass(frozen=True)
class Computed:
    """A column that the database computes of texts: `sql` reads them as `n.name`, `texts` are their
    names, and what each is for a row is told by `insert_many`."""

    column: str
    sql: str
    texts: tuple[str, ...]


def insert_many(
    rows: Sequence[Model],
    *,
    computed: Computed | None = None,
    texts: Mapping[Any, Sequence[str]] | None = None,
) -> None:
    """Insert unsaved rows of one model as they are; numbers that the database gives are set.
    `texts` are those of the `computed` column, by the key of the row.

    COPY would be quicker still, but PostgreSQL refuses it where row-level security holds.
    """
    if not rows:
        return
    statement, values = _prepared(type(rows[0]), computed)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), MANY):
            lines = [
                {name: read(row) for name, read in values} | _told(row, computed, texts)
                for row in rows[start : start + MANY]
            ]
            cursor.execute(statement, [json.dumps(lines, default=_plain)])
            if cursor.description:
                for row, (number,) in zip(rows[start:], cursor.fetchall(), strict=False):
                    row.pk = number
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def insert_beside(*groups: Sequence[Model], holding: tuple[type[Model], Sequence[Any]]) -> None:
    """Insert the rows of several models, few of each and none that must see another of them, by one
    statement. `holding`: a model and the keys of its rows that nobody else changes from then on
    before the transaction ends."""
    found = [group for group in groups if group]
    parts, given = [], []
    for place, rows in enumerate(found):
        statement, values = _prepared(type(rows[0]), None)
        parts.append(f"made_{place} as ({statement})")
        lines = [{name: read(row) for name, read in values} for row in rows]
        given.append(json.dumps(lines, default=_plain))
    model, keys = holding
    parts.append(
        f'held as (select id from "{model._meta.db_table}" where id = any(%s) order by id for update)'  # noqa: S608 - Django's names
    )
    told = [f"select {place}, id from made_{place}" for place in range(len(found))]  # noqa: S608
    told.append("select -1, null from held")
    statement = f"with {', '.join(parts)} {' union all '.join(told)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*given, list(keys)])
        answer = cursor.fetchall()
    for place, rows in enumerate(found):
        numbers = [number for part, number in answer if part == place]
        for row, number in zip(rows, numbers, strict=True):
            row.pk, row._state.adding, row._state.db = number, False, connection.alias


@lru_cache(maxsize=32)
def _prepared(
    model: type[Model], computed: Computed | None
) -> tuple[str, list[tuple[str, Callable[[Model], Any]]]]:
    """The statement for a model, and how each of its columns is read from a row."""
    names = {each.column for each in (computed,) if each}
    fields = [
        each for each in model._meta.concrete_fields
        if not isinstance(each, AutoField) and each.column not in names
    ]  # fmt: skip
    columns = [f'"{field.column}"' for field in fields]
    typed = [f'"{field.column}" {field.db_type(connection)}' for field in fields]
    selected = [*columns]
    if computed:
        columns.append(f'"{computed.column}"')
        selected.append(computed.sql)
        typed += [f"{name} text" for name in computed.texts]
    statement = (
        f'insert into "{model._meta.db_table}" ({", ".join(columns)}) '  # noqa: S608 - Django's names
        f"select {', '.join(selected)} from jsonb_to_recordset(%s::jsonb) as n ({', '.join(typed)})"
    )
    if isinstance(model._meta.pk, AutoField):
        statement += f' returning "{model._meta.pk.column}"'
    return statement, [(field.column, _reader(field)) for field in fields]


def _told(row: Model, computed: Computed | None, texts: Any) -> dict[str, str]:
    return dict(zip(computed.texts, texts[row.pk], strict=True)) if computed else {}


def _reader(field: Any) -> Callable[[Model], Any]:
    return lambda row: field.get_prep_value(field.pre_save(row, True))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)
