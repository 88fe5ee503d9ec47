"""Queries written with the ORM and compiled once.

For a query of thirty columns behind a wall, Django spends more time on building and compiling it
than PostgreSQL on answering it. Here the statement is kept under a key, and only values change:

    compiled.rows("parties", actor.scope, build=lambda pk: Party.objects.filter(instrument=pk),
                  given=[instrument.pk])

The key must tell everything that `build` depends on except the values of `given`: whoever sees
other rows has another `actor.scope`. Under test every reuse is built again and compared, so a
key that says too little fails there. The wall in the database holds in any case.
"""

import copy
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 2_000  # statements in one process


@dataclass(frozen=True, slots=True)
class Hole:
    """A parameter that holds the value number `place`, alone or inside a longer text."""

    place: int
    mark: str = ""
    around: str = ""

    def filled(self, value: Any) -> Any:
        if not self.mark:
            return value
        plain = value.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return self.around.replace(self.mark, plain)


class Statement:
    """One compiled queryset; `ask` gives it new values."""

    def __init__(self, queryset: QuerySet, marks: Sequence[Any]):
        self.model, self.iterable = queryset.model, queryset._iterable_class
        self.fields = queryset._fields
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, params = self.compiler.as_sql()
        self.bare = (self.sql, tuple(params))
        if not marks:  # nothing ever changes: a plan for these very values is the best one
            self.sql, params = _with_values(*self.bare), ()
        self.params = tuple(_hole(param, marks) for param in params)
        self.converters = self.compiler.get_converters([s[0] for s in self.compiler.select])

    def ask(self, given: Sequence[Any]) -> QuerySet:
        """A queryset that can be gone through, but no longer narrowed or ordered."""
        answer: QuerySet = QuerySet(self.model, query=_Query(self._compiler(given)))
        answer._iterable_class, answer._fields = self.iterable, self.fields  # type: ignore[attr-defined]
        return answer

    def says(self, given: Sequence[Any]) -> tuple[str, tuple]:
        """The statement and its parameters for the given values."""
        return self.sql, tuple(
            param.filled(given[param.place]) if isinstance(param, Hole) else param
            for param in self.params
        )

    def read(self, values: tuple) -> tuple:
        """One row of the database as Python knows it."""
        read = list(values)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                read[place] = convert(read[place], expression, connection)
        return tuple(read)

    def _compiler(self, given):
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: self.says(given)
        asked = compiler.execute_sql

        def execute_sql(*args, **kwargs):
            with plans_kept():
                return asked(*args, **kwargs)

        compiler.execute_sql = execute_sql
        compiler.get_converters = lambda _expressions: self.converters
        return compiler


class _Query:
    """What an iterable of Django asks of a query, answered by one compiler."""

    def __init__(self, compiler):
        self._compiler = compiler

    def get_compiler(self, *_, **__):
        return self._compiler

    def __getattr__(self, name):
        return getattr(self._compiler.query, name)


@contextmanager
def plans_kept() -> Iterator[None]:
    """Let the server keep the plans of the statements asked within: half of a short query is its
    planning. Elsewhere each is planned for its own values: a search by a plan made for any words
    reads whole tables (measured: 380 ms instead of 4)."""
    connection.ensure_connection()
    held = connection.connection.prepare_threshold
    connection.connection.prepare_threshold = 0
    try:
        yield
    finally:
        connection.connection.prepare_threshold = held


_KEPT: OrderedDict[Hashable, Statement] = OrderedDict()
_LOCK = threading.Lock()


def rows(*key: Hashable, build: Callable[..., QuerySet], given: Sequence[Any] = ()) -> QuerySet:
    """The rows of `build(*given)`, its statement remembered under `key`.

    `given` are texts, whole numbers or UUIDs, which `build` may use as values of the query only:
    it must not look at them.
    """
    statement = _kept(key, build, given)
    return build(*given) if statement is None else statement.ask(given)


def says(
    *key: Hashable, build: Callable[..., QuerySet], given: Sequence[Any] = ()
) -> tuple[str, tuple]:
    """The statement of `build(*given)` and its parameters, for use inside a larger one.

    Raises `EmptyResultSet` when Django knows without asking that there are no rows.
    """
    statement = _kept(key, build, given)
    return build(*given).query.sql_with_params() if statement is None else statement.says(given)


class Raw(NamedTuple):
    """Rows as the database sent them, and what makes of one what `rows` would have given."""

    rows: list[tuple]
    read: Callable[[tuple], tuple]


def raw(*key: Hashable, build: Callable[..., QuerySet], given: Sequence[Any] = ()) -> Raw:
    """As `rows` for a `values_list`, for who looks at few of its values."""
    statement = _kept(key, build, given)
    if statement is None:
        return Raw(list(build(*given)), tuple)
    with plans_kept(), connection.cursor() as cursor:
        cursor.execute(*statement.says(given))
        return Raw(cursor.fetchall(), statement.read)


def _kept(key, build, given) -> Statement | None:
    """The statement under `key`; None where Django knows without asking that there are no rows."""
    key = (*key, tuple(type(value) for value in given))
    statement = _known(key) or _made(key, build, given)
    if statement and settings.TESTING:
        _compare(statement, build, given, key)
    return statement


def _known(key) -> Statement | None:
    with _LOCK:
        statement = _KEPT.get(key)
        if statement is not None:
            _KEPT.move_to_end(key)
        return statement


def _made(key, build, given) -> Statement | None:
    marks = [_mark(value) for value in given]
    try:
        statement = Statement(build(*marks), marks)
    except EmptyResultSet:
        return None
    with _LOCK:
        _KEPT[key] = statement
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return statement


def _mark(value: Any) -> Any:
    """A value of the same type that stands nowhere else."""
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, str):
        return f"mark{secrets.token_hex(12)}"
    if isinstance(value, int) and not isinstance(value, bool):
        return secrets.randbits(31)
    raise TypeError(f"a value of this type belongs into the key: {value!r}")


def _hole(param: Any, marks: Sequence[Any]) -> Any:
    for place, mark in enumerate(marks):
        if param == mark and type(param) is type(mark):
            return Hole(place)
        if isinstance(param, str) and isinstance(mark, str) and mark in param:
            return Hole(place, mark, param)
    return param


def _with_values(sql: str, params: tuple) -> str:
    """The statement with its values written into it, to be sent without any."""
    connection.ensure_connection()
    cursor = psycopg.ClientCursor(connection.connection)
    return cursor.mogrify(sql, params).replace("%", "%%")


def _compare(statement, build, given, key) -> None:
    built = build(*given)
    sql, params = built.query.get_compiler(built.db).as_sql()
    if (sql, tuple(params)) != (statement.says(given) if given else statement.bare):
        raise AssertionError(f"the key {key!r} does not tell all that the query depends on: {sql}")
