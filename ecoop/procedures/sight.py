"""One case seen on one day: which steps have effect, and what each other step meets.

A step has effect if its day is known and has come, no later step cancelled it (a change of the
text voids its freezing) or asked for it anew, and its proofs hold (a deposit has its receipt). What ends a case has
none if an earlier step had shut it (what is signed can no longer be rejected).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ecoop.procedures import reasons
from ecoop.procedures.derived import complete
from ecoop.procedures.intake import Given
from ecoop.procedures.model import ANY, Procedure, Step
from ecoop.procedures.reasons import Reason

SIGNED = "signed_on"


@dataclass(frozen=True, slots=True)
class Sight:
    """`done`: day of each step that has effect; `failed`: steps said to be done, and why not."""

    procedure: Procedure
    given: Given
    on: date
    values: dict[str, Any]
    done: dict[str, date]
    failed: dict[str, tuple[Reason, ...]]

    def meets(self, step: Step) -> tuple[Reason, ...]:
        """Every reason, also mere advice, that speaks against `step` on this day."""
        shut = [by for by in self.done if self.procedure.steps[by].shuts(step.code)]
        if shut:
            return tuple(reasons.of_shut(self.procedure, by, self.done[by]) for by in shut)
        found = [*self.failed.get(step.code, ()), *self.lacks(step)]
        if not self.applies(step):
            found.append(reasons.of_case(self.procedure, step))
        return tuple(dict.fromkeys(found))

    def lacks(self, step: Step) -> list[Reason]:
        """The steps that must come before it and the gates that do not hold."""
        before = [
            reasons.of_requirement(self.procedure, step, needed)
            for needed in step.requires
            if needed not in self.done
        ]
        return before + reasons.unmet(self.procedure, step.gates, self._as_if_today(step), self.on)

    def _as_if_today(self, step: Step) -> dict[str, Any]:
        """What is known, with the step on this day (a permit issued today lasts from today on); of a
        signing also the days that the paper would have."""
        if step.records in self.values:
            return self.values
        if step.records != SIGNED:
            return self.values | {step.records: self.on}
        then = complete(self.values | {SIGNED: self.on}, self.on)
        return self.values | {key: then[key] for key in ("in_force_from", "ends_on") if key in then}

    def applies(self, step: Step) -> bool:
        return step.when is None or step.when.holds(self.values, self.on)

    def refuses(self, step: Step) -> tuple[Reason, ...]:
        return tuple(each for each in self.meets(step) if each.level == "must")


def sight(procedure: Procedure, given: Given, on: date) -> Sight:
    """The case as it is on that day."""
    values = given.on(on)
    claimed = _claimed(procedure, values, on)
    voided = _voided(procedure, claimed, values, on)
    for code in voided:
        values.pop(procedure.steps[code].records, None)
    if "agree_text" in voided:
        values["text_was_changed"] = True
    failed: dict[str, tuple[Reason, ...]] = {}
    for _ in procedure.steps:
        completed = complete(values, on)
        done = _claimed(procedure, completed, on)
        broken = _broken(procedure, done, completed, on)
        if not broken:
            break
        failed |= broken
        for code in broken:
            values.pop(procedure.steps[code].records, None)
    return Sight(procedure, given, on, completed, done, failed)


def _claimed(procedure: Procedure, values: dict[str, Any], on: date) -> dict[str, date]:
    return {
        code: values[step.records]
        for code, step in procedure.steps.items()
        if step.records in values and values[step.records] <= on
    }


def _voided(
    procedure: Procedure, claimed: dict[str, date], values: dict[str, Any], on: date
) -> set[str]:
    """Steps whose effect a later step took away; on the same day the canceller came after."""
    voided = set()
    for code, day in claimed.items():
        step = procedure.steps[code]
        voided |= {each for each in step.cancels if claimed.get(each, date.max) <= day}
        voided |= {each for each in step.reopens if claimed.get(each, date.max) < day}
    for code in claimed:
        void = procedure.steps[code].void_when
        if void is not None and void.holds(values, on):
            voided.add(code)
    if "agree_text" in voided and "clear_text" in claimed:
        voided.add("clear_text")
    return voided


def _broken(
    procedure: Procedure, done: dict[str, date], values: dict[str, Any], on: date
) -> dict[str, tuple[Reason, ...]]:
    broken = {}
    for code in done:
        missing = reasons.unmet(procedure, procedure.steps[code].proofs, values, on)
        if missing:
            broken[code] = tuple(missing)
        elif ANY in procedure.steps[code].precludes:
            shut = shut_by_then(procedure, done, code)
            if shut:
                broken[code] = shut
    return broken


def shut_by_then(
    procedure: Procedure, done: dict[str, date], code: str, *, endings_only: bool = False
) -> tuple[Reason, ...]:
    """What was recorded on an earlier known day and had made the step impossible."""
    return tuple(
        reasons.of_shut(procedure, by, day)
        for by, day in done.items()
        if by != code and date.min < day < done[code] and procedure.steps[by].shuts(code)
        if not endings_only or ANY in procedure.steps[by].precludes
    )


def before(seen: Sight, code: str) -> Sight:
    """The case on the day of a recorded step, as it was without that step."""
    day = seen.done[code]
    records = seen.procedure.steps[code].records
    values = {key: value for key, value in seen.given.values.items() if key != records}
    return sight(seen.procedure, replace(seen.given, values=values), day)
