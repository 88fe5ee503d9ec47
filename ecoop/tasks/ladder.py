"""The escalation ladder: which rungs a task has reached on a day. Pure; the rungs are data."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ecoop.core.bilingual import Text
from ecoop.core.workdays import WorkCalendar, add_working_days

DATA = Path(__file__).parent / "data" / "ladder.toml"
SOURCE = "rule of the house (ladder of reminders)"


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


@lru_cache(maxsize=1)
def ladder() -> tuple[Rung, ...]:
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


def rung(code: str) -> Rung | None:
    """The rung called `code`; None when it is no longer in the ladder."""
    return next((one for one in ladder() if one.code == code), None)


def reached(
    due_on: date | None, urgency: str, today: date, *, kind: str = "",
    calendar: WorkCalendar | None = None,
) -> list[Rung]:  # fmt: skip
    """The rungs to be told on `today` for a task of this kind: the highest one reached for the
    holder, and every one up the chain that is reached."""
    found = [
        one
        for one in ladder()
        if urgency in one.urgency
        and (not one.kinds or kind in one.kinds)
        and _is_reached(one, due_on, today, calendar)
    ]
    own = [one for one in found if one.steps == 0]
    return [*own[-1:], *(one for one in found if one.steps)]


def told_when_given() -> set[str]:
    """The kinds of task that remind their holder as soon as they are given, whatever their urgency."""
    return {kind for one in ladder() if one.after is None for kind in one.kinds}


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
