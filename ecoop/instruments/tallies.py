"""The counts of the whole register, brought up to date by what acts moved instead of counted anew.

After each act the counts are asked for in another state of the ledger. Grouping every visible row
for it takes half a second with 50,000 papers; reading what was moved since (`models.Shift`, which the
database writes and hides by itself) takes a millisecond with any number. A tally remembers the
snapshot of the statement that made it, so that a shift is counted exactly once, whoever commits
first.
"""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ecoop.core.aggregates import rows_from
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.counting import QUESTIONS, Answers, Group, answers_of, grouping
from ecoop.instruments.models import Shift
from ecoop.instruments.standing import status_at

LASTS = 3600.0  # seconds after which a tally is counted anew
KEPT = timedelta(hours=3)  # shifts outlive every tally that may still want them
MOST = 32  # tallies in one process: the sights of the people at work
TABLE = '"instruments_shift".'
COLUMNS = tuple(question.column for question in QUESTIONS)
SNAPSHOT = "pg_current_snapshot()::text"
COUNT = grouping(QUESTIONS, "count(*)", SNAPSHOT)
MOVED = grouping(QUESTIONS, "sum(sign)", SNAPSHOT)
UNSEEN = "not pg_visible_in_snapshot(wrote::text::xid8, %s::pg_snapshot)"
HERE = "cluster = (select system_identifier from pg_control_system())"


@dataclass
class Tally:
    """Groups of the visible rows, as the snapshot saw them."""

    rows: Counter[Answers]
    snapshot: str
    born: float

    def groups(self) -> tuple[Group, ...]:
        return tuple(Group(answers, count) for answers, count in self.rows.items())


class Tallies:
    """The tallies last asked for, by sight and day. One thread at a time may ask (the caller sees
    to it), in a transaction that has written nothing."""

    def __init__(self):
        self.kept: dict[tuple[str, date], Tally] = {}

    def groups(self, actor, rows, on: date) -> tuple[Group, ...]:
        """The groups of `rows`, which are all that `actor` sees with their status on the day `on`."""
        key = (actor.scope, on)
        tally = self.kept.pop(key, None)
        if tally and time.monotonic() - tally.born < LASTS:
            tally = _brought_up(tally, actor, on)
        else:
            tally = None
        tally = tally or _counted(rows)
        if tally.snapshot:
            self.kept[key] = tally
        while len(self.kept) > MOST:
            del self.kept[next(iter(self.kept))]
        return tally.groups()

    def forget(self) -> None:
        """Count anew from now on."""
        self.kept.clear()


TALLIES = Tallies()


def forget_shifts() -> None:
    """Drop the shifts that no tally wants any more."""
    with acting(SYSTEM):
        Shift.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _counted(rows) -> Tally:
    """All rows grouped; of no rows there is no snapshot, so that they are counted each time."""
    return Tally(*_read(rows_from(rows, COLUMNS, COUNT)), time.monotonic())


def _brought_up(tally: Tally, actor, on: date) -> Tally | None:
    """The tally with what was moved since its snapshot; None when it cannot be right."""
    oldest = int(tally.snapshot.split(":")[0])
    unseen = RawSQL(UNSEEN, [tally.snapshot], BooleanField())  # noqa: S611 - a constant
    here = RawSQL(HERE, [], BooleanField())  # noqa: S611 - a constant
    shifts = Shift.objects.visible_to(actor).filter(unseen, here, wrote__gte=oldest)
    shifts = shifts.annotate(status=status_at(on, TABLE))
    moved, snapshot = _read(rows_from(shifts, (*COLUMNS, "sign"), MOVED))
    if not snapshot:
        return tally
    rows = tally.rows.copy()
    for answers, change in moved.items():
        rows[answers] += change
        if not rows[answers]:
            del rows[answers]
    return Tally(rows, snapshot, tally.born) if min(rows.values(), default=0) >= 0 else None


def _read(lines: Iterable[tuple]) -> tuple[Counter[Answers], str]:
    """(rows by their answers, the snapshot in which they were read; "" when there are none)."""
    found, seen = Counter(), ""
    for *values, count, snapshot in lines:
        found[answers_of(values)] += count
        seen = snapshot
    return found, seen
