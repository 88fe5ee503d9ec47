"""How long like cases took, and when a running one may reach its goal. Pure.

A forecast asks the cases of the same track that were once where this one is now: how long it
took them from there, leaving out those that were quicker than this one has already waited. It is
an interval of which four in five should hold the day; `back_test` counts how many did.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from typing import Any
from uuid import UUID

LEAST = 8  # like cases below which nothing is foretold
SHARE = 0.8  # of the days that the interval should hold
TESTED, KNOWN = 60, 200  # newest cases that are foretold again, and known to each of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A case that reached its goal: when it came to each stage, and the days it was there."""

    entered: Mapping[str, date]
    days: Mapping[str, int]
    goal_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Days of the interval, both inclusive, with the middle and how many like cases speak."""

    earliest: date
    middle: date
    latest: date
    like: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Of so many forecasts made for past cases with what was known then, how many held."""

    held: int
    made: int


def past_of(course: Iterable[Mapping[str, Any]], goal_on: date) -> Past:
    """From the course that a ledger entry carries: on, stage, turn, side of each stay. Without any
    stage where the goal was reached before the case began, as with a paper signed long ago."""
    stays = [(date.fromisoformat(each["on"]), each["stage"]) for each in course]
    before = [(on, stage) for on, stage in stays if on < goal_on]
    ends = [*(on for on, _ in before[1:]), goal_on][: len(before)]
    entered: dict[str, date] = {}
    days: dict[str, int] = {}
    for (on, stage), end in zip(before, ends, strict=True):
        entered.setdefault(stage, on)
        days[stage] = days.get(stage, 0) + (end - on).days
    return Past(entered=entered, days=days, goal_on=goal_on)


def medians(pasts: Iterable[Past]) -> dict[str, int]:
    """The median of whole days at each stage, where enough cases were there."""
    found: dict[str, list[int]] = {}
    for past in pasts:
        for stage, days in past.days.items():
            found.setdefault(stage, []).append(days)
    return {stage: round(median(days)) for stage, days in found.items() if len(days) >= LEAST}


def forecast(pasts: Iterable[Past], stage: str, entered_on: date, on: date) -> Forecast | None:
    """When a case that came to `stage` on that day and is there still may reach its goal."""
    waited = (on - entered_on).days
    took = [(past.goal_on - past.entered[stage]).days for past in pasts if stage in past.entered]
    left = sorted(days - waited for days in took if days > waited)
    if len(left) < LEAST:
        return None
    tail = (1 - SHARE) / 2
    low, high = _rank(left, tail, math.floor), _rank(left, 1 - tail, math.ceil)
    middle = left[len(left) // 2]
    return Forecast(
        earliest=on + timedelta(low), middle=on + timedelta(middle), latest=on + timedelta(high),
        like=len(left),
    )  # fmt: skip


def _rank(ordered: Sequence[int], share: float, rounded: Any) -> int:
    """The value whose rank among n known and one to come is that share, rounded outwards."""
    place = rounded(share * (len(ordered) + 1)) - 1
    return ordered[min(max(place, 0), len(ordered) - 1)]


def back_test(pasts: Iterable[Past]) -> Coverage:
    """Foretell the newest cases again, each from the day it came to a stage and midway to the goal,
    with only those that had reached theirs by then."""
    ordered = sorted(pasts, key=lambda past: past.goal_on)
    held = made = 0
    for past in ordered[-TESTED:]:
        for stage, entered_on in past.entered.items():
            for on in (entered_on, entered_on + (past.goal_on - entered_on) / 2):
                known = [other for other in ordered if other.goal_on < on][-KNOWN:]
                told = forecast(known, stage, entered_on, on)
                if told is not None and on < past.goal_on:
                    made += 1
                    held += told.earliest <= past.goal_on <= told.latest
    return Coverage(held=held, made=made)


@dataclass(frozen=True)
class Like:
    """The like cases of a case, by their ids; what all of them together say is counted once."""

    pasts: Mapping[UUID, Past]

    def without(self, case: UUID) -> "Like":
        """The others, for a case that is one of them."""
        if case not in self.pasts:
            return self
        return Like({key: past for key, past in self.pasts.items() if key != case})

    @cached_property
    def medians(self) -> dict[str, int]:
        return medians(self.pasts.values())

    @cached_property
    def coverage(self) -> Coverage:
        return back_test(self.pasts.values())

    def forecast(self, stage: str, entered_on: date, on: date) -> Forecast | None:
        return forecast(self.pasts.values(), stage, entered_on, on)
