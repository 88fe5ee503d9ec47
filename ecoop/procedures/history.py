"""How long a case lay where: days by stage and by side, from its log."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ecoop.procedures.log import Log
from ecoop.procedures.sight import sight
from ecoop.procedures.standing import stage_of, turns_of

SIDES = ("ours", "theirs", "authority", "")


@dataclass(frozen=True, slots=True)
class Stay:
    """From `begins` up to, not including, `ends` the case stood at one stage on one desk.

    `actor` had the turn by `step`; both and `side` are empty when it was nobody's.
    """

    begins: date
    ends: date
    stage: str
    actor: str
    step: str
    side: str

    @property
    def days(self) -> int:
        return (self.ends - self.begins).days


def stays(log: Log, until: date) -> tuple[Stay, ...]:
    """Where the case was from its first act to `until`, without gap or overlap.

    Read by what is recorded now: an act recorded late counts from its own day, and entry into force
    and end by the text from theirs, which may be days on which nobody acts.
    """
    acts = {act.on for act in log.standing_acts}
    moved = {day for day in _moved_by_text(log) if day > min(acts, default=day)}
    days = sorted(day for day in acts | moved if day < until)
    found: list[Stay] = []
    for begins, ends in zip(days, [*days[1:], until], strict=False):
        seen = sight(log.procedure, log.given(begins), begins)
        turns = turns_of(seen)
        actor, step = (turns[0].actor, turns[0].step) if turns else ("", "")
        side = log.procedure.actors[actor].side if actor else ""
        stay = Stay(begins, ends, stage_of(seen), actor, step, side)
        if found and _same_desk(found[-1], stay):
            stay = Stay(found.pop().begins, ends, stay.stage, actor, step, side)
        found.append(stay)
    return tuple(found)


def _moved_by_text(log: Log) -> set[date]:
    """The days on which the text itself moves the case: the first in force, the first after the end."""
    if not log.acts:
        return set()
    values = sight(log.procedure, log.given(), date.max).values
    begins, ends = values.get("in_force_from"), values.get("ends_on")
    return {day for day in (begins, ends and ends + timedelta(days=1)) if day}


def _same_desk(one: Stay, other: Stay) -> bool:
    return (one.stage, one.actor, one.step) == (other.stage, other.actor, other.step)


def days_by_stage(found: Iterable[Stay]) -> dict[str, int]:
    """Whole days at each stage."""
    days: Counter[str] = Counter()
    for stay in found:
        days[stay.stage] += stay.days
    return dict(days)


def days_by_side(found: Iterable[Stay]) -> dict[str, int]:
    """Whole days on our desk, on theirs, with an authority, and on nobody's."""
    days: Counter[str] = Counter(dict.fromkeys(SIDES, 0))
    for stay in found:
        days[stay.side] += stay.days
    return dict(days)
