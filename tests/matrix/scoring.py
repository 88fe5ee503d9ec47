"""How well a reading agrees with a truth, counted as data/score.py counts, and more strictly."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ecoop.matrix.reading import MatrixReading, Record

FIELDS = (
    "doc_type",
    "signed_on",
    "expires_on",
    "duration_months",
    "indefinite",
    "status",
    "partner_country_iso2",
)


@dataclass
class Score:
    """Hits and tries by measure, and every miss in words."""

    hits: Counter[str] = field(default_factory=Counter)
    tries: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, measure: str, hit: bool, words: object = "") -> None:
        self.tries[measure] += 1
        self.hits[measure] += hit
        if not hit:
            self.misses.append(f"{measure}: {words}")

    def share(self, measure: str) -> float:
        return self.hits[measure] / self.tries[measure] if self.tries[measure] else 1.0


def score(reading: MatrixReading, truth: dict[str, Any], total: Score | None = None) -> Score:
    """Compare; results are added to `total` when one is given."""
    result = total or Score()
    found = {(record.sheet, record.row): record for record in reading.records}
    wanted = {(fact["sheet"], fact["row"]): fact for fact in truth["records"]}
    for key in found.keys() - wanted.keys():
        result.note("no false record", False, (key, found[key].title))
    for key, fact in wanted.items():
        record = found.get(key)
        result.note("row found", record is not None, key)
        if record is not None:
            _compare(record, fact, result)
    return result


def _compare(record: Record, fact: dict[str, Any], result: Score) -> None:
    where = (record.sheet, record.row)
    if fact["duplicate_of"]:
        result.note("duplicate", record.duplicate_of is not None, where)
        return
    result.note("no false duplicate", record.duplicate_of is None, where)
    same = record.status_conflict == fact["status_conflict"]
    result.note("conflict", same, (where, record.status_written, record.status))
    if fact.get("expiry_conflict"):
        told = any(each.code == "expiry_conflict" for each in record.findings)
        result.note("expiry conflict", told, where)
    for name in FIELDS:
        if name == "partner_country_iso2" and fact[name] in ("", "ID"):
            continue
        got, want = getattr(record, name) or None, fact[name] or None
        result.note(
            name, got == want or name == "expires_on" and _near(got, want), (where, got, want)
        )
    titles = [
        " ".join((text or "").split()).lower() for text in (record.title, fact["title_written"])
    ]
    result.note("title", titles[0] == titles[1], (where, titles))


def _near(one: str | None, two: str | None) -> bool:
    if not one or not two or len(one) != 10 or len(two) != 10:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(two)).days) <= 1
