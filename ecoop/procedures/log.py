"""The log of a case: acts with their days and facts, and what may be added to it.

An act may be recorded late; the order of days counts, not that of recording. A correction is a
new act that supersedes an earlier one; nothing is taken away. Every act must be lawful on its
own day by what had happened until then, also after a late act or a correction comes between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.procedures import reasons
from ecoop.procedures.intake import FactsError, Given, given_from
from ecoop.procedures.model import Procedure, Step
from ecoop.procedures.reasons import NotLawful, Reason
from ecoop.procedures.sight import sight
from ecoop.procedures.standing import Standing, out_of_order, outlook

ENTRY = "enter"  # the act that brings in an instrument from the matrix
VOID = "void"  # a correction that only takes an act back
NO_SUCH = Text(id="Tidak ada langkah '{step}' di jalur ini.", en="This track has no step '{step}'.")
NO_ACT = Text(id="Tidak ada catatan '{act}' yang berlaku.", en="There is no standing act '{act}'.")
TO_COME = Text(
    id="{day} belum tiba: yang belum terjadi tidak dapat dicatat.",
    en="{day} has not come: what has not happened cannot be recorded.",
)
BREAKS = Text(
    id="Catatan ini membuat langkah kemudian tidak sah: {step} ({day}). Koreksi dahulu yang itu.",
    en="This record makes a later step unlawful: {step} ({day}). Correct that one first.",
)
FIRST = Text(
    id="Naskah dari matriks masuk sebagai catatan pertama.",
    en="A record from the matrix enters first of all.",
)
OWN = "rule of the log (acts are recorded, never changed)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One recorded act. `facts` are plain values with the keys of docs/procedures.md."""

    id: str
    step: str
    on: date
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """The acts of one case by one version of its procedure, in the order of recording."""

    procedure: Procedure
    acts: tuple[Act, ...] = ()
    folded: dict[tuple[int, ...], Given] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )  # the same days are looked at again and again: facts by the identity of the acts that give them

    @property
    def standing_acts(self) -> tuple[Act, ...]:
        """The acts that no correction superseded, by day and then by order of recording."""
        gone = {act.supersedes for act in self.acts}
        kept = [act for act in self.acts if act.id not in gone and act.step != VOID]
        return tuple(sorted(kept, key=lambda act: (act.step != ENTRY, act.on)))

    def given(self, until: date | None = None) -> Given:
        """The facts of the case, folded from its acts (up to and including a day)."""
        acts = [act for act in self.standing_acts if until is None or act.on <= until]
        known = tuple(map(id, acts))
        if known not in self.folded:
            self.folded[known] = _given(self.procedure, acts)
        return self.folded[known]

    def standing(self, on: date) -> Standing:
        """Where the case stands on that day; findings are judged act by act, on its own day."""
        found = self.outlook(on)
        torn = out_of_order(sight(self.procedure, self.given(), on))
        return replace(found, findings={**torn, **self.findings()})

    def outlook(self, on: date) -> Standing:
        """The standing without its findings, for who does not look at them: to judge every act
        anew is most of the work."""
        return outlook(self.procedure, self.given(), on)

    def findings(self) -> dict[str, tuple[Reason, ...]]:
        """Acts that this version of the procedure would refuse on their day.

        None in a log made by `record`; for a log to be moved to another version, the preview.
        """
        acts = self.standing_acts
        judged = {
            act.step: _judged(self.procedure, acts[:place], act)
            for place, act in enumerate(acts)
            if act.step in self.procedure.steps
        }
        return {step: why for step, why in judged.items() if why}


def record(log: Log, act: Act, *, today: date | None = None) -> Log:
    """The log with `act` added; NotLawful with every reason, and the log as it was, otherwise.

    With `supersedes` it is a correction. An act of the day after `today` is refused.
    """
    why = refusals(log, act, today=today)
    if why:
        raise NotLawful(*why)
    return replace(log, acts=(*log.acts, act))


def replay(procedure: Procedure, acts: Iterable[Act]) -> Log:
    """The log made anew from its acts, each judged again as it was recorded."""
    log = Log(procedure)
    for act in acts:
        log = record(log, act)
    return log


def enter(procedure: Procedure, act: Act) -> Log:
    """A log that begins at the place an instrument from the matrix has; no step is invented.

    `act.facts` are what the matrix tells (signed_on, ends_on ...); what came before is unknown.
    """
    entered = replace(act, step=ENTRY, facts={**act.facts, "is_imported": True})
    return record(Log(procedure), entered)


def move(log: Log, procedure: Procedure) -> tuple[Log, dict[str, tuple[Reason, ...]]]:
    """The case under another version of its procedure, and the acts which that would refuse.

    A preview: whoever moves the case keeps the log; nothing recorded is lost or judged anew.
    """
    moved = replace(log, procedure=procedure)
    return moved, moved.findings()


def refusals(log: Log, act: Act, *, today: date | None = None) -> tuple[Reason, ...]:
    """Every reason why `act` may not be recorded now; empty if it may."""
    formal = _formal(log, act, today)
    if formal:
        return (formal,)
    after = replace(log, acts=(*log.acts, act))
    try:
        after.given()
    except FactsError as error:
        return (_own("facts", Text.same(str(error))),)
    first = min([act.on, *(old.on for old in log.acts if old.id == act.supersedes)])
    return _unlawful(after, act, first)


def _formal(log: Log, act: Act, today: date | None) -> Reason | None:
    """What is wrong with the act before the law is even asked."""
    if today is not None and act.on > today:
        return _own("not_yet", TO_COME.fill(day=PartialDate.of(act.on)))
    standing_ids = {each.id for each in log.acts} - {each.supersedes for each in log.acts}
    if act.supersedes and act.supersedes not in standing_ids:
        return _own("supersedes", NO_ACT.fill(act=act.supersedes))
    if act.step == VOID:
        return None if act.supersedes else _own("supersedes", NO_ACT.fill(act=""))
    if act.step == ENTRY:
        return _own("entry", FIRST) if log.acts and not act.supersedes else None
    if act.step not in log.procedure.steps:
        return _own("step", NO_SUCH.fill(step=act.step))
    return None


def _unlawful(log: Log, act: Act, first: date) -> tuple[Reason, ...]:
    """The reasons against the new act, else the later acts that it would break."""
    acts = log.standing_acts
    broken: list[Reason] = []
    for place, each in enumerate(acts):
        if each.on < first or each.step == ENTRY:
            continue
        why = _judged(log.procedure, acts[:place], each)
        if why and each.id == act.id:
            return why
        if why:
            step = log.procedure.steps[each.step]
            told = BREAKS.fill(step=step.name, day=PartialDate.of(each.on))
            broken += [Reason(rule=f"breaks.{each.step}", source=why[0].source, text=told)]
    return tuple(broken)


def _judged(procedure: Procedure, earlier: tuple[Act, ...], act: Act) -> tuple[Reason, ...]:
    """Why `act` is not lawful on its day, after `earlier` and nothing else."""
    step = procedure.steps[act.step]
    given = _given(procedure, earlier, act.facts)
    seen = sight(procedure, given, act.on)
    if step.code in seen.done and not step.repeats:
        return (reasons.of_shut(procedure, step.code, seen.done[step.code]),)
    why = list(seen.refuses(step))
    values = {**seen.values, step.records: act.on}
    why += reasons.unmet(procedure, step.proofs, values, act.on)
    if act.by not in step.recorders:
        why.append(reasons.of_recorder(procedure, step))
    if lacking := reasons.lacking(step, given.values):
        why.append(reasons.of_evidence(step, lacking))
    return tuple(dict.fromkeys(why))


def _given(
    procedure: Procedure, acts: Iterable[Act], more: Mapping[str, Any] | None = None
) -> Given:
    plain: dict[str, Any] = {}
    for act in acts:
        plain |= act.facts
        if act.step in procedure.steps:
            _fold(procedure, procedure.steps[act.step], act.on, plain)
    return given_from(plain | dict(more or {}), procedure.facts, defaults=procedure.given)


def _fold(procedure: Procedure, step: Step, on: date, plain: dict[str, Any]) -> None:
    """Put the day of a step among the facts, with what it takes the effect from or asks for anew.

    A step done anew overcomes what had cancelled it; what else was cancelled stays so.
    """
    plain[step.records] = on
    for target in (*step.cancels, *step.reopens):
        if target not in step.requires:
            plain.pop(procedure.steps[target].records, None)
    for other in procedure.steps.values():
        if step.code in other.cancels and step.code in other.requires:
            plain.pop(other.records, None)


def _own(rule: str, text: Text) -> Reason:
    return Reason(rule=f"log.{rule}", source=OWN, text=text)
