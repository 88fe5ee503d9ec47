"""Free topics of a source ("risk financing", "CBRN") as codes of the vocabularies.

`data/topics.csv` names the codes of fields of cooperation and hazards for each topic met so far; a
topic that is not in it gives no code (the words stay where they were written).
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TOPICS_CSV = Path(__file__).parent / "data" / "topics.csv"


def fields_and_hazards(topics: Iterable[str]) -> tuple[list[str], list[str]]:
    """(field codes, hazard codes) of `topics`, each once, in the order they were met."""
    table = _table()
    met = [table[key] for topic in topics if (key := topic.strip().casefold()) in table]
    fields = dict.fromkeys(code for codes, _ in met for code in codes)
    hazards = dict.fromkeys(code for _, codes in met for code in codes)
    return list(fields), list(hazards)


def unknown(topics: Iterable[str]) -> list[str]:
    """The topics that the table does not name."""
    return [topic.strip() for topic in topics if topic.strip().casefold() not in {"", *_table()}]


@cache
def _table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    with TOPICS_CSV.open(encoding="utf-8", newline="") as lines:
        return {
            row["topic"].casefold(): (_codes(row["fields"]), _codes(row["hazards"]))
            for row in csv.DictReader(lines)
        }


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(code for code in cell.split(";") if code)
