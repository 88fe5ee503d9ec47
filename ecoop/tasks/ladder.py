"""The escalation ladder: which rungs a task has reached on a day. Pure; the rungs are data.

The house ships data/ladder.toml; what an administrator changed on the page lies over it
(`queries.ladder`), and is refused where somebody would never hear of a late task (`faults`).
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ecoop.core.bilingual import Text, in_figures
from ecoop.core.vocabulary import vocabulary
from ecoop.core.workdays import WorkCalendar, add_working_days
from ecoop.tasks.lifecycle import URGENCIES

DATA = Path(__file__).parent / "data" / "ladder.toml"
SOURCE = "rule of the house (ladder of reminders)"
EARLIEST, LATEST = -10, 60  # working days from a last day: where a rung may stand
GIVEN = Text(id="saat tugas diberikan", en="when the task is given")
BEFORE = Text(id="{days} sebelum hari terakhir", en="{days} before the last day")
ON_DAY = Text(id="pada hari terakhir", en="on the last day")
AFTER = Text(id="{days} sesudah hari terakhir", en="{days} after the last day")
HOLDER = Text(id="pemegang tugas", en="whoever holds the task")
LEADER = Text(id="pemimpin unit pemegangnya", en="the leader of the unit that holds it")
HIGHER = Text(id="pemimpin, {steps} tingkat di atasnya", en="the leader {steps} levels up")
NOT_TOLD = Text(
    id="Pemegang tugas {urgency} tidak akan diingatkan antara hari terakhir dan hari kerja sesudahnya.",
    en="Whoever holds a task that is {urgency} would not be told between its last day and the next working day.",
)
NOT_RAISED = Text(
    id="Tidak ada pemimpin yang akan mendengar bahwa tugas {urgency} lewat tenggat.",
    en="No leader would hear that a task that is {urgency} is late.",
)
TWICE = Text(
    id="Tugas {urgency} akan diingatkan dua kali {when}: {who}.",
    en="A task that is {urgency} would be told of twice {when}: {who}.",
)
TOO_EARLY = Text(
    id="Pemimpin diberi tahu tentang tugas yang lewat tenggat, bukan sebelumnya.",
    en="Leaders are told of what is late, not before.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder; `after` None is when the task is given, `steps` up the chain."""

    code: str
    after: int | None
    steps: int
    is_at_once: bool
    urgency: tuple[str, ...]
    reason: Text
    kinds: tuple[str, ...] = ()  # only for these kinds of task; empty: for all

    @property
    def when(self) -> Text:
        """On which day it is told."""
        if self.after is None:
            return GIVEN
        pattern = BEFORE if self.after < 0 else AFTER if self.after else ON_DAY
        days = in_figures(
            abs(self.after), noun_id="hari kerja", one_en="working day", many_en="working days"
        )
        return pattern.fill(days=days)

    @property
    def who(self) -> Text:
        """Who is told."""
        if self.steps == 0:
            return HOLDER
        return LEADER if self.steps == 1 else HIGHER.fill(steps=self.steps)


@lru_cache(maxsize=1)
def shipped() -> tuple[Rung, ...]:
    """The rungs from the lowest to the highest, as data/ladder.toml tells them."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Rung(
            code=code,
            after=given.get("after"),
            steps=given.get("steps", 1) if given["to"] == "chain" else 0,
            is_at_once=given["how"] == "at_once",
            urgency=tuple(given["urgency"]),
            reason=Text(id=given["id"], en=given["en"]),
            kinds=tuple(given.get("kinds", ())),
        )
        for code, given in found.items()
    )


def changed(rung: Rung, by: Any) -> Rung:
    """The rung as a change tells it: its day, way, urgencies and words; who is told stays."""
    words = Text(id=by.reason_id, en=by.reason_en)
    return replace(
        rung, after=by.after, is_at_once=by.is_at_once, urgency=tuple(by.urgency), reason=words
    )


def in_order(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """The rungs from the lowest to the highest: by their day, whoever is told."""
    return tuple(sorted(rungs, key=lambda one: EARLIEST - 1 if one.after is None else one.after))


def faults(rungs: Sequence[Rung]) -> list[Text]:
    """What is wrong with a ladder: of whom a late task would be hidden, who would be told twice."""
    found = [TOO_EARLY] if any(one.steps and (one.after or 0) < 1 for one in rungs) else []
    for urgency in URGENCIES:
        told = [one for one in rungs if urgency in one.urgency and not one.kinds]
        word = vocabulary("urgencies").label(urgency)
        if not any(one.steps == 0 and one.after in (0, 1) for one in told):
            found.append(NOT_TOLD.fill(urgency=word))
        if not any(one.steps for one in told):
            found.append(NOT_RAISED.fill(urgency=word))
        places = [(one.after, one.steps) for one in told]
        found += [
            TWICE.fill(urgency=word, when=one.when, who=one.who)
            for n, one in enumerate(told)
            if places[n] in places[:n]
        ]
    return found


def reached(
    rungs: Iterable[Rung], due_on: date | None, urgency: str, today: date, *, kind: str = "",
    calendar: WorkCalendar | None = None,
) -> list[Rung]:  # fmt: skip
    """Those of the `rungs` to be told on `today` for a task of this kind: the highest one reached
    for the holder, and every one up the chain that is reached."""
    found = [
        one
        for one in rungs
        if urgency in one.urgency
        and (not one.kinds or kind in one.kinds)
        and _is_reached(one, due_on, today, calendar)
    ]
    own = [one for one in found if one.steps == 0]
    return [*own[-1:], *(one for one in found if one.steps)]


def told_when_given(rungs: Iterable[Rung]) -> set[str]:
    """The kinds of task that remind their holder as soon as they are given, whatever their urgency."""
    return {kind for one in rungs if one.after is None for kind in one.kinds}


def _is_reached(one: Rung, due_on: date | None, today: date, calendar) -> bool:
    if one.after is None:
        return True
    if due_on is None:
        return False
    return add_working_days(due_on, one.after, calendar=calendar).on <= today


def above(units: Iterable[str], parents: dict[str, str | None]) -> list[list[str]]:
    """The units of a desk and those over them, level by level."""
    level, levels = sorted(set(units)), []
    while level:
        levels.append(level)
        level = sorted({parent for one in level if (parent := parents.get(one))})
    return levels
