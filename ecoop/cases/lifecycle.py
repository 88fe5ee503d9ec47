"""From the entries of the ledger to the log of a case and what follows from it. Pure.

An act of a case is one ledger entry; nothing else keeps acts. What is derived here (status,
stage, turn, since when, next deadline) is repeated in columns of the case for lists.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ecoop.core.classification import Classification
from ecoop.core.verdicts import Refusal, Refused
from ecoop.custody import duties
from ecoop.procedures import log as logs
from ecoop.procedures.history import Stay, stays
from ecoop.procedures.model import Procedure, Step
from ecoop.procedures.reasons import Reason
from ecoop.procedures.standing import OVER, Standing

STEP = "case.step"  # a step, a correction of one, or an instrument that enters
PARTS = ("step", "on", "by", "facts", "supersedes")
UNSIGNED = ("draft", "open")
WAITING = (*UNSIGNED, "signed")
SIGNINGS = ("sign", "sign_extension", "sign_amendment")  # the steps that sign a paper
SIGNATORIES, WITNESSES = "signatories", "witnesses"  # the facts that name persons at a signing
REPLACES = "replaces_earlier"  # the new paper takes the place of the one it renews (art. 18(e))
OF_A_RENEWAL = (REPLACES,)  # facts that are asked only of a case that renews a paper
# Tracks whose signed paper is another than the instrument that their case is about.
TERMINATION = "termination"
OTHER_PAPER = ("extension", "amendment_substantive", "amendment_administrative", TERMINATION)
# Steps that answer whether a paper is renewed, amended or left to end; its task is settled then.
DECISIONS = ("propose_extension", "go_on_otherwise", "let_lapse", "propose_termination")
# Steps told by records of their own in a room above: recorded and corrected there only.
BESIDE = ("ask_clearance", "give_clearance", "withdraw_clearance")
OVERTAKEN = (
    "close_overtaken"  # recorded by the house itself, once a paper's end is settled elsewhere
)
# In which capacity people of each role record: the actor codes of the procedures.
CAPACITIES = {
    "system": ("HOKS", "SYSTEM"),
    "staff": ("HOKS",),
    "legal": ("HOKS",),
    "unit": ("UNIT",),
    "leader": ("SESTAMA", "HEAD"),
    "region": ("REGION",),
    "partner": ("PARTNER",),
}


def act_of(uid: Any, changes: Mapping[str, Any]) -> logs.Act:
    """The act that a ledger entry of the kind STEP carries."""
    kept = {part: changes[part][1] for part in PARTS if part in changes}
    return logs.Act(
        id=str(uid),
        step=kept["step"],
        on=date.fromisoformat(kept["on"]),
        by=kept.get("by", ""),
        facts=kept.get("facts", {}),
        supersedes=kept.get("supersedes", ""),
    )


def log_of(procedure: Procedure, lines: Iterable[Any]) -> logs.Log:
    """The log of a case from its ledger lines, the newest first as `ledger.history` gives them."""
    acts = [act_of(line.uid, line.changes) for line in lines if line.act == STEP]
    return logs.Log(procedure, tuple(reversed(acts)))


def changes_of(act: logs.Act) -> dict[str, list]:
    """What the ledger keeps of an act; `act_of` reads it again."""
    kept = {part: getattr(act, part) for part in PARTS}
    return {part: [None, value] for part, value in kept.items() if value not in ("", {})}


def custody_changes(before: logs.Log, after: logs.Log) -> dict[str, date | None]:
    """{step: its day, None when it was taken back} of deposit and archive that an act changed."""
    was, now = _custody_days(before), _custody_days(after)
    return {step: now.get(step) for step in {**was, **now} if was.get(step) != now.get(step)}


def _custody_days(log: logs.Log) -> dict[str, date]:
    return {act.step: act.on for act in log.standing_acts if act.step in duties.STEPS}


def capacity(roles: Iterable[str], step: Step) -> str:
    """In which capacity somebody of these roles records `step`; what they are, if in none."""
    mine = [code for role in sorted(roles) for code in CAPACITIES.get(role, ())]
    return next((code for code in mine if code in step.recorders), mine[0] if mine else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What lists show of a case: repeats the standing on the day on which it was computed."""

    status: str
    stage: str
    turn_actor: str
    turn_step: str
    turn_side: str
    since: date | None
    next_due: date | None
    next_kind: str
    begun_on: date | None
    last_act_on: date | None
    goal_on: date | None
    is_live: bool


def index_of(log: logs.Log, on: date, way: tuple[Stay, ...] | None = None) -> Index:
    """The derived columns of a case on that day; `way` is its course, if at hand."""
    found = log.outlook(on)
    days = [act.on for act in log.standing_acts]
    due = next((each for each in found.deadlines if each.state != "unknown"), None)
    return Index(
        status=found.status,
        stage=found.stage,
        turn_actor=found.turn.actor,
        turn_step=found.turn.step,
        turn_side=side_of(found),
        since=since(course(log, on) if way is None else way, found.turn.actor),
        next_due=_day(due.due) if due else None,
        next_kind=due.kind if due else "",
        begun_on=min(days, default=None),
        last_act_on=max(days, default=None),
        goal_on=_known(found.recorded.get(log.procedure.goal)),
        is_live=found.status in WAITING or (bool(found.turn.actor) and found.status not in OVER),
    )


def at_least_limited(classification: str) -> str:
    """The class of a case about a paper of this class: what is negotiated is never public."""
    public = classification == Classification.PUBLIC
    return Classification.LIMITED if public else classification


def side_of(found: Standing) -> str:
    """On whose side the turn is: ours, theirs, authority, or nobody's."""
    return found.procedure.actors[found.turn.actor].side if found.turn.actor else ""


def ahead(log: logs.Log) -> tuple[Stay, ...]:
    """The course of a case as far as it is known: also the days to come on which its text moves it."""
    return stays(log, date.max)


def until(way: Iterable[Stay], on: date) -> tuple[Stay, ...]:
    """The part of a course up to that day; what is recorded for that day counts."""
    return tuple(replace(stay, ends=min(stay.ends, on)) for stay in way if stay.begins <= on)


def course(log: logs.Log, on: date) -> tuple[Stay, ...]:
    """Where the case was from its first act to that day."""
    return until(ahead(log), on)


def since(found: Iterable[Stay], actor: str) -> date | None:
    """Since when the turn has been this actor's without a break."""
    begun = None
    for stay in reversed(list(found)):
        if stay.actor != actor:
            break
        begun = stay.begins
    return begun


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _known(day: date | None) -> date | None:
    return day if day is not None and day.year > 1 else None


class NotRecorded(Refused):
    """The procedure refuses an act; `reasons` say why, with article, who and which step helps."""

    def __init__(self, reasons: tuple[Reason, ...]):
        self.reasons = reasons
        super().__init__(
            *(
                Refusal(each.text, source=each.source, rule=each.rule, who=each.who)
                for each in reasons
            )
        )
