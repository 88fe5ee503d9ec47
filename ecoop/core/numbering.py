"""Codes of records: counted by series and year, never given again."""

from typing import Any

from django.db import connection, models


def take_numbers(counter: type[models.Model], count: int = 1, **key: Any) -> range:
    """The next `count` numbers under `key`.

    `counter` is the room's table of last numbers: the columns of `key`, by which it is unique, and
    `last`. The lock on its row lasts until the transaction ends, so that no number is given twice.
    """
    names = ", ".join(key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {counter._meta.db_table} as n ({names}, last)
            values ({"%s, " * len(key)}%s)
            on conflict ({names}) do update set last = n.last + excluded.last
            returning last""",  # noqa: S608 - names of the model's own
            [*key.values(), count],
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)


def code_of(series: str, year: int, number: int) -> str:
    """KS-2026-0007."""
    return f"{series}-{year}-{number:04d}"
