"""Codes of records, counted by series and year: one counter for the whole house."""

from django.db import connection

from ecoop.instruments import queries
from ecoop.instruments.models import Numbering


def give_own_codes(made) -> None:
    """Set the codes of (instrument, its parties) that have none yet, by their own series and year:
    KS-INT-2015-0007."""
    fresh = [(one, queries.series_of(one, parties)) for one, parties in made if not one.code]
    give_codes((one, f"KS-{series}", series, year) for one, (series, year) in fresh)


def give_codes(wanted) -> None:
    """Set the codes of (record, what they begin with, series, year), counted in the given order."""
    groups: dict = {}
    for record, beginning, series, year in wanted:
        groups.setdefault((series, year, beginning), []).append(record)
    for (series, year, beginning), group in sorted(groups.items()):
        for record, number in zip(group, take_numbers(series, year, len(group)), strict=True):
            record.code = f"{beginning}-{year}-{number:04d}"


def take_numbers(series, year, count) -> range:
    """The next `count` numbers of a series in a year, never given again."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into {Numbering._meta.db_table} as n (series, year, last) values (%s, %s, %s)
            on conflict (series, year) do update set last = n.last + excluded.last
            returning last""",  # noqa: S608 - the table name is the model's own
            [series, year, count],
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)
