"""Codes of records, counted by series and year: one counter for the whole house."""

from ecoop.core.numbering import code_of, take_numbers
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
        numbers = take_numbers(Numbering, len(group), series=series, year=year)
        for record, number in zip(group, numbers, strict=True):
            record.code = code_of(beginning, year, number)
