"""BNPB's units as the data file names them: known without asking the database."""

import csv
from functools import cache
from pathlib import Path

from ecoop.core.bilingual import Text

UNITS = Path(__file__).parent / "data" / "units.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """code, name_id, name_en, parent of each unit; parents before their children."""
    with UNITS.open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _names() -> dict[str, Text]:
    return {row["code"]: Text(id=row["name_id"], en=row["name_en"]) for row in rows()}


def unit_name(code: str) -> Text:
    """The name of a unit; a code that nobody knows stays as it is."""
    return _names().get(code, Text.same(code))
