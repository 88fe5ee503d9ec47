"""What the law asks to be done with an international agreement once it is signed.

Steps, their order, their refusals and their periods are those of the engine of procedure; custody
has no rule and no clock of its own for them. A paper that entered without a case is judged by the
shipped track of international agreements, as one whose earlier steps are not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ecoop.procedures.deadlines import Deadline
from ecoop.procedures.intake import given_from
from ecoop.procedures.model import Procedure, Step
from ecoop.procedures.reasons import Reason
from ecoop.procedures.standing import standing, why_not
from ecoop.procedures.versions import shipped

TRACK = "international_agreement"
COPY = "receive_certified_copy"
SENT = "send_original"
DEPOSIT = (SENT, "request_completion", "complete_original", "deposit_original", COPY)
ARCHIVE = ("report_archive", "hand_over_archive_copy")
STEPS = (*DEPOSIT, *ARCHIVE)
# Which column keeps the number of the paper that shows a step.
NUMBERS = {
    "deposit_original": "deposit_receipt",
    "report_archive": "report_number",
    "hand_over_archive_copy": "handover_number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One step: recorded on a day, or due, or not yet possible (`against`); `number` is that of
    the paper that shows it."""

    step: Step
    on: date | None
    number: str
    due: Deadline | None
    against: tuple[Reason, ...]


@lru_cache(maxsize=1)
def procedure() -> Procedure:
    """The newest shipped version of the track."""
    return [each for each in shipped() if each.track == TRACK][-1]


def column_of(step: str) -> str:
    """The column that keeps the day of a step: the fact that the step records."""
    return procedure().steps[step].records


def duties(facts: Mapping[str, Any], numbers: Mapping[str, str], on: date) -> list[Duty]:
    """How each step stands on that day; `facts` have the keys of docs/procedures.md."""
    found = standing(procedure(), given_from(facts, procedure().facts), on)
    return [
        Duty(
            step=procedure().steps[code], on=facts.get(column_of(code)),
            number=numbers.get(NUMBERS.get(code, ""), ""), due=_due(found.deadlines, code),
            against=found.refused.get(code, ()),
        )
        for code in STEPS
    ]  # fmt: skip


def _due(deadlines: tuple[Deadline, ...], step: str) -> Deadline | None:
    """The period that this step, and none before it, would meet."""
    for each in deadlines:
        first = procedure().clocks[each.kind].done_by
        if first and first[0] == column_of(step):
            return each
    return None


def against(facts: Mapping[str, Any], step: str, on: date) -> tuple[Reason, ...]:
    """Why the step may not be recorded for that day; `facts` carry the evidence told with it."""
    given = given_from(facts, procedure().facts)
    return tuple(each for each in why_not(procedure(), given, on, step) if each.level == "must")
