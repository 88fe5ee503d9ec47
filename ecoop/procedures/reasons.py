"""Why a step is not possible now: words, article, who can supply what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.procedures.model import Procedure, Rule, Step
from ecoop.procedures.sayings import said

NEEDS_STEP = Text(
    id="Langkah '{step}' harus tercatat lebih dahulu.",
    en="The step '{step}' must be recorded first.",
)
SHUT = Text(
    id="Sudah tercatat: {step} ({day}); setelah itu langkah ini tidak dapat lagi dicatat.",
    en="Recorded already: {step} ({day}); after it this step can no longer be recorded.",
)
NOT_ASKED = Text(
    id="Langkah ini tidak berlaku bagi proses ini (hanya bila: {condition}).",
    en="This step does not apply to this case (only if: {condition}).",
)
WRONG_RECORDER = Text(id="Langkah ini dicatat oleh {who}.", en="This step is recorded by {who}.")
NO_EVIDENCE = Text(id="Bukti belum lengkap: {facts}.", en="The evidence is not complete: {facts}.")
TO_COME = Text(id="{step} belum dilakukan.", en="{step} is still to be done.")
UNKNOWN = Text(
    id="Apakah sudah dilakukan tidak diketahui: {step}.",
    en="Whether this was done is not known: {step}.",
)
ENDS_FIRST = Text(
    id="Hari terakhir ({ends}) mendahului hari mulai berlaku ({begins}): salah satunya keliru.",
    en="The last day ({ends}) comes before the first day in force ({begins}): one of them is wrong.",
)
DAYS = "rule of the register (days that contradict each other)"
UNKNOWN_DAY = Text(id="hari tidak diketahui", en="day not known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One refusal or piece of advice. `step` is the step that would supply it."""

    rule: str
    source: str
    text: Text
    who: tuple[str, ...] = ()
    step: str = ""
    facts: tuple[str, ...] = ()
    level: str = "must"

    def as_dict(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "source": self.source,
            "text": self.text.as_dict(),
            "who": list(self.who),
            "step": self.step,
            "facts": list(self.facts),
        }


class NotLawful(Exception):
    """The law, or a rule of the house, says no. `reasons` is never empty."""

    def __init__(self, *reasons: Reason):
        self.reasons = reasons
        super().__init__("; ".join(f"{each.text.en} ({each.source})" for each in reasons))


def of_rule(rule: Rule, values: Mapping[str, Any]) -> Reason:
    """The refusal of a rule; a list that it looks at and names in braces is told in its place."""
    text = rule.text
    for key in rule.facts:
        told = ", ".join(map(str, values[key])) if isinstance(values.get(key), tuple | list) else ""
        text = Text(id=text.id.replace(f"{{{key}}}", told), en=text.en.replace(f"{{{key}}}", told))
    return Reason(
        rule=rule.code,
        source=rule.source,
        text=text,
        who=rule.who,
        step=rule.step,
        facts=rule.facts,
        level=rule.level,
    )


def of_requirement(procedure: Procedure, step: Step, needed: str) -> Reason:
    before = procedure.steps[needed]
    return Reason(
        rule=f"requires.{needed}",
        source=step.source,
        text=NEEDS_STEP.fill(step=before.name),
        who=(before.actor,),
        step=needed,
        facts=(before.records,),
    )


def of_shut(procedure: Procedure, by: str, day: Any) -> Reason:
    step = procedure.steps[by]
    known = day is not None and day.year > 1
    return Reason(
        rule=f"precluded.{by}",
        source=step.source,
        text=SHUT.fill(step=step.name, day=PartialDate.of(day) if known else UNKNOWN_DAY),
        facts=(step.records,),
    )


def of_case(procedure: Procedure, step: Step) -> Reason:
    condition = said(step.when, procedure.facts) if step.when else Text()
    return Reason(
        rule="not_applicable",
        source=step.source,
        text=NOT_ASKED.fill(condition=condition),
        facts=step.when.names if step.when else (),
    )


def of_recorder(procedure: Procedure, step: Step) -> Reason:
    names = [procedure.actors[code].name for code in step.recorders]
    who = Text(id=", ".join(n.id for n in names), en=", ".join(n.en for n in names))
    return Reason(
        rule="who_may_record",
        source=step.source,
        text=WRONG_RECORDER.fill(who=who),
        who=step.recorders,
    )


def of_evidence(step: Step, lacking: tuple[str, ...]) -> Reason:
    return Reason(
        rule="evidence",
        source=step.source,
        text=NO_EVIDENCE.fill(facts=", ".join(lacking)),
        who=step.recorders,
        facts=lacking,
    )


def lacking(step: Step, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The evidence of `step` that is not among the facts."""
    return tuple(key for key in step.evidence if key not in values)


def of_order(begins: date, ends: date) -> Reason:
    """The day on which something is in force first and its last day contradict each other."""
    days = {"begins": PartialDate.of(begins), "ends": PartialDate.of(ends)}
    return Reason(
        rule="days", source=DAYS, text=ENDS_FIRST.fill(**days), facts=("in_force_from", "ends_on")
    )


def of_duty(step: Step) -> Reason:
    return Reason(
        rule=f"duty.{step.code}",
        source=step.source,
        text=TO_COME.fill(step=step.name),
        who=(step.actor,),
        step=step.code,
        facts=(step.records,),
    )


def of_unknown(step: Step) -> Reason:
    """A duty of an imported record: whether it was done is not known."""
    return replace(of_duty(step), rule=f"unknown.{step.code}", text=UNKNOWN.fill(step=step.name))


def unmet(
    procedure: Procedure, codes: tuple[str, ...], values: Mapping[str, Any], on: Any
) -> list[Reason]:
    """The rules among `codes` that do not hold, in order."""
    found = []
    for code in codes:
        rule = procedure.rules[code]
        if rule.since is not None and on < rule.since:
            continue
        if rule.when is not None and not rule.when.holds(values, on):
            continue
        if not rule.needs.holds(values, on):
            found.append(of_rule(rule, values))
    return found
