"""Counting over a queryset with plain SQL: the rows stay those the asker may see."""

from collections import namedtuple

from django.db import connection


def select_from(rows, columns, sql: str, params=()) -> list:
    """Rows of `sql`, in which `{rows}` stands for the queryset `rows` with `columns`.

    `select_from(visible, ["fields"], "select f, count(*) n from {rows} v, unnest(v.fields) f group by f")`
    gives named tuples with `f` and `n`.
    """
    inner, inner_params = rows.order_by().values(*columns).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{rows}", f"({inner})"), [*inner_params, *params])
        row = namedtuple("Counted", [column.name for column in cursor.description])
        return [row(*values) for values in cursor.fetchall()]
