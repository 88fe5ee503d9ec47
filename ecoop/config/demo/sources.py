"""The demo files beside this module, read plainly."""

import csv
from functools import cache
from pathlib import Path

from ecoop.instruments.topics import fields_and_hazards

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """All rows of one demo file; an empty cell is an empty string."""
    with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def topics(written: str) -> tuple[list[str], list[str]]:
    """Field and hazard codes of a cell of free topics parted by semicolons."""
    return fields_and_hazards(written.split(";"))
