"""Where a case stands on a day: status, stage, turn, what is missing, what may be recorded.

Pure: the same facts and day give the same answer for ever. Nothing here is stored (A5).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.workdays import WorkCalendar
from ecoop.procedures import reasons
from ecoop.procedures.deadlines import Deadline, deadlines
from ecoop.procedures.intake import Given
from ecoop.procedures.model import Clock, Procedure, Step
from ecoop.procedures.reasons import Reason
from ecoop.procedures.sight import Sight, before, shut_by_then, sight

# What is over goes before what is under way; the first that some step gives counts.
OVER = ("rejected", "superseded", "closed", "terminated", "completed", "shelved")
STATUSES = {
    "draft": Text(id="Draf", en="Draft"),
    "open": Text(id="Sedang berjalan", en="Under way"),
    "signed": Text(id="Ditandatangani, belum berlaku", en="Signed, not yet in force"),
    "in_force": Text(id="Berlaku", en="In force"),
    "expired": Text(id="Berakhir", en="Expired"),
    "terminated": Text(id="Diakhiri", en="Terminated"),
    "completed": Text(id="Selesai", en="Completed"),
    "rejected": Text(id="Ditolak", en="Rejected"),
    "shelved": Text(id="Ditangguhkan", en="Shelved"),
    "superseded": Text(id="Diganti usulan lain", en="Superseded"),
    "closed": Text(id="Ditutup", en="Closed"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Who must act next, by which step. `actor` is a code; empty if nobody must."""

    actor: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answer for one day."""

    procedure: Procedure
    on: date
    status: str
    is_dormant: bool
    stage: str
    recorded: dict[str, date]
    allowed: tuple[str, ...]
    refused: dict[str, tuple[Reason, ...]]
    missing: tuple[Reason, ...]
    advice: tuple[Reason, ...]
    turn: Turn
    turns: tuple[Turn, ...]
    deadlines: tuple[Deadline, ...]
    findings: dict[str, tuple[Reason, ...]]


def standing(
    procedure: Procedure, given: Given, on: date, *, calendar: WorkCalendar | None = None
) -> Standing:
    """Read a case: what is recorded in `given`, as it is on that day."""
    found = outlook(procedure, given, on, calendar=calendar)
    return replace(found, findings=findings_of(sight(procedure, given, on)))


def outlook(
    procedure: Procedure, given: Given, on: date, *, calendar: WorkCalendar | None = None
) -> Standing:
    """The standing with its findings left out."""
    seen = sight(procedure, given, on)
    met = {code: seen.refuses(step) for code, step in procedure.steps.items() if _open(seen, step)}
    turns = turns_of(seen)
    return Standing(
        procedure=procedure,
        on=on,
        status=status_of(seen),
        is_dormant=is_dormant(seen),
        stage=stage_of(seen),
        recorded=dict(sorted(seen.done.items(), key=lambda each: each[1])),
        allowed=tuple(code for code, why in met.items() if not why),
        refused={code: why for code, why in met.items() if why},
        missing=missing_of(seen),
        advice=_advice(seen),
        turn=turns[0] if turns else Turn(),
        turns=turns,
        deadlines=deadlines(running(seen), given, _with_last_act(seen), on, calendar=calendar),
        findings={},
    )


def why_not(procedure: Procedure, given: Given, on: date, step: str) -> tuple[Reason, ...]:
    """Every reason why `step` may not be recorded on that day; empty if it may."""
    return sight(procedure, given, on).refuses(procedure.steps[step])


def _open(seen: Sight, step: Step) -> bool:
    return step.repeats or step.code not in seen.done


def status_of(seen: Sight) -> str:
    """The legal status, computed from evidence and dates (A5)."""
    given = {seen.procedure.steps[code].status for code in seen.done}
    for status in OVER:
        if status in given:
            return status
    is_signed = (
        seen.procedure.goal in seen.done
        or "sign" not in seen.procedure.steps
        or seen.values.get("is_imported")
    )
    ends = seen.values.get("new_ends_on" if "sign_extension" in seen.done else "ends_on")
    ends = ends or seen.values.get("ends_on")
    if "sign" in seen.procedure.steps and seen.values.get("terminated_on"):
        return "terminated"
    if is_signed and ends is not None and seen.on > ends:
        return "expired"
    if "in_force" in given:
        return "in_force"
    if "signed" in given:
        return "signed"
    if seen.procedure.goal in seen.done:
        return "completed"
    return "draft" if "sign" in seen.procedure.goal else "open"


def is_dormant(seen: Sight) -> bool:
    """In force, and the day of the deadline `dormant` has passed without an act (A5)."""
    clock = seen.procedure.clocks.get("dormant")
    if clock is None or status_of(seen) != "in_force":
        return False
    return (seen.on - last_act(seen)).days > clock.amount


def last_act(seen: Sight) -> date:
    """The day of the last thing that is known to have been done; `date.min` when nothing is."""
    return max([*seen.done.values(), seen.values.get("last_activity_on", date.min)])


def _with_last_act(seen: Sight) -> dict[str, Any]:
    """What the periods run from: a step recorded since is an activity as well."""
    values = dict(seen.values)
    return values | ({"last_activity_on": last_act(seen)} if "last_activity_on" in values else {})


def running(seen: Sight) -> dict[str, Clock]:
    """The periods that still wait for something. Where every step that would answer one has been
    shut (the case was rejected, the paper signed), nothing can come any more: it runs no longer."""
    answers = {step.records: code for code, step in seen.procedure.steps.items()}
    shut = {
        code
        for code in answers.values()
        if any(seen.procedure.steps[by].shuts(code) for by in seen.done)
    }
    found = {}
    for kind, clock in seen.procedure.clocks.items():
        steps = {answers[key] for key in clock.done_by if key in answers}
        if not steps or steps - shut:
            found[kind] = clock
    return found


def stage_of(seen: Sight) -> str:
    """The furthest stage on the way that some recorded step reached."""
    status = status_of(seen)
    order = [stage.code for stage in seen.procedure.stages]
    if status in order and status not in ("signed", "in_force"):
        return status
    reached = [
        seen.procedure.steps[code].stage
        for code in seen.done
        if code in seen.procedure.path or seen.procedure.steps[code].ends
    ]
    return max(reached, key=order.index, default="idea")


def missing_of(seen: Sight) -> tuple[Reason, ...]:
    """What the goal still lacks; once it is reached, the duties that it caused. Of what was stopped
    before its goal, what its ending does not tell: a reason, the day of the review."""
    procedure = seen.procedure
    goal = procedure.steps[procedure.goal]
    if goal.code not in seen.done and not _came_in_force(seen):
        told = _of_ending(seen)
        return told if _is_over(seen) else (*told, *seen.refuses(goal))
    of = reasons.of_unknown if seen.values.get("is_imported") else reasons.of_duty
    return tuple(of(procedure.steps[code]) for code in _duties(seen))


def _of_ending(seen: Sight) -> tuple[Reason, ...]:
    """What should have been told with the step that stopped the case (domain page, 2.7)."""
    done = [seen.procedure.steps[code] for code in seen.done]
    endings = [step for step in done if step.status in OVER]
    lacking = [(step, reasons.lacking(step, seen.given.values)) for step in endings]
    return tuple(reasons.of_evidence(step, keys) for step, keys in lacking if keys)


def _came_in_force(seen: Sight) -> bool:
    """Whether it came from the matrix in force already, its signing not told."""
    return bool(seen.values.get("is_imported")) and status_of(seen) == "in_force"


def _is_over(seen: Sight) -> bool:
    """Whether a step ended it, or it came from the matrix with its end already past."""
    if seen.procedure.goal not in seen.done and status_of(seen) in ("expired", "terminated"):
        return "sign" in seen.procedure.steps
    return any(seen.procedure.steps[code].ends for code in seen.done)


def _duties(seen: Sight) -> list[str]:
    """Steps that recorded steps caused and that are still to be done, in order."""
    return [
        target
        for code in seen.procedure.steps
        if code in seen.done
        for target in seen.procedure.steps[code].causes
        if target not in seen.done and seen.applies(seen.procedure.steps[target])
        if not any(seen.procedure.steps[by].shuts(target) for by in seen.done)
    ]


def turns_of(seen: Sight) -> tuple[Turn, ...]:
    """Everybody who must act: duties first, then the next step on the way."""
    if _is_over(seen):
        return ()
    duties = _duties(seen)
    found = [_turn(seen, code) for code in duties if not _waits(seen, code, duties)]
    ahead = _next(seen)
    if ahead:
        found.append(_turn(seen, ahead))
    return tuple(dict.fromkeys(found))


def _waits(seen: Sight, code: str, duties: list[str]) -> bool:
    """A duty that another duty must come before: it requires it, or would shut it."""
    step = seen.procedure.steps[code]
    if any(needed not in seen.done for needed in step.requires):
        return True
    return any(step.shuts(other) and not _waits(seen, other, []) for other in duties)


def _next(seen: Sight) -> str:
    """The first step on the way, after the furthest recorded one, that applies."""
    path = seen.procedure.path
    if "shelve" in seen.done:
        return "resume" if "resume" in seen.procedure.steps else ""
    furthest = max((path.index(code) for code in seen.done if code in path), default=-1)
    for code in path[furthest + 1 :]:
        if seen.applies(seen.procedure.steps[code]):
            return code
    return ""


def _turn(seen: Sight, code: str, depth: int = 0) -> Turn:
    """Who moves `code`: whoever supplies what it lacks first, else its own actor."""
    step = seen.procedure.steps[code]
    why = seen.refuses(step)
    supplier = next((each.step for each in why if each.step and each.step != code), "")
    if supplier and supplier not in seen.done and depth < len(seen.procedure.path):
        return _turn(seen, supplier, depth + 1)
    if why and why[0].who:
        return Turn(why[0].who[0], code)
    if step.asks in seen.procedure.steps and step.asks not in seen.done:
        return Turn(seen.procedure.steps[step.asks].actor, step.asks)
    return Turn(step.actor, code)


def _advice(seen: Sight) -> tuple[Reason, ...]:
    """What the goal would do well to have and the law does not ask."""
    goal = seen.procedure.steps[seen.procedure.goal]
    if goal.code in seen.done or _is_over(seen):
        return ()
    return tuple(each for each in seen.lacks(goal) if each.level == "advice")


def out_of_order(seen: Sight) -> dict[str, tuple[Reason, ...]]:
    """Days of the instrument that contradict each other, told of the step that brings it in force."""
    begins, ends = seen.values.get("in_force_from"), seen.values.get("ends_on")
    if begins is None or ends is None or ends >= begins:
        return {}
    step = "enter_into_force" if "enter_into_force" in seen.procedure.steps else seen.procedure.goal
    return {step: (reasons.of_order(begins, ends),)}


def findings_of(seen: Sight) -> dict[str, tuple[Reason, ...]]:
    """Days that contradict each other, steps recorded though they were not lawful on their day, and
    steps that do not count; of a record from the matrix, whose way is not known, only the days."""
    found = out_of_order(seen)
    if seen.values.get("is_imported"):
        return found
    found |= {code: (*found.get(code, ()), *why) for code, why in seen.failed.items()}
    for code in seen.done:
        step = seen.procedure.steps[code]
        if step.records not in seen.given.values or step.records in seen.given.undated:
            continue
        then = before(seen, code)
        lacking = [each for each in then.lacks(step) if each.level == "must"]
        lacking += shut_by_then(seen.procedure, seen.done, code, endings_only=True)
        if lacking:
            found[code] = (*found.get(code, ()), *lacking)
    return found
