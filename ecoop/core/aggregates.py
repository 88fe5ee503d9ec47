"""Counting over a queryset with plain SQL: the rows stay those the asker may see."""

from collections import namedtuple

from django.db import connection


def select_from(rows, columns, sql: str, params=()) -> list:
    """Rows of `sql`, in which `{rows}` stands for the queryset `rows` with `columns`.

    `select_from(visible, ["fields"], "select f, count(*) n from {rows} v, unnest(v.fields) f group by f")`
    gives named tuples with `f` and `n`.
    """
    with connection.cursor() as cursor:
        _ask(cursor, rows, columns, sql, params)
        row = namedtuple("Counted", [column.name for column in cursor.description])
        return [row(*values) for values in cursor.fetchall()]


def rows_from(rows, columns, sql: str, params=()) -> list[tuple]:
    """As `select_from`, for columns without names of their own."""
    with connection.cursor() as cursor:
        _ask(cursor, rows, columns, sql, params)
        return cursor.fetchall()


def _ask(cursor, rows, columns, sql, params) -> None:
    # A queryset that Django knows to be empty is asked all the same: sums over nothing are rows too.
    query = rows.order_by().values(*columns).query
    inner, inner_params = query.get_compiler(connection=connection, elide_empty=False).as_sql()
    cursor.execute(sql.replace("{rows}", f"({inner})"), [*inner_params, *params])
