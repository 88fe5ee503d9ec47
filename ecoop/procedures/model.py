"""What a procedure is made of: actors, stages, facts, rules, steps, clocks.

All of it is data (`data/`), read by `loading`. A `Procedure` is one version of one track,
complete in itself: whoever holds it needs no library to read a case by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures.expressions import Expression

ANY = "*"  # in `precludes`: every step of the track, also this one again

# Where a rule or a period comes from (the marks of the project's page on the domain).
BASES = {
    "S": Text(id="dibaca dalam sumbernya", en="read in its source"),
    "M": Text(id="diyakini, belum diperiksa: konfigurasi", en="believed, not verified: setting"),
    "J": Text(id="kaidah kerja: konfigurasi", en="working rule: setting"),
}
LEVELS = ("must", "advice")  # of a rule: it refuses, or only tells
FACT_KINDS = (  # what they mean: `Fact`
    "act", "effect", "date", "flag", "choice", "count", "list", "text", "moment", "people",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can have the turn; `side` is ours, theirs or authority."""

    code: str
    name: Text
    side: str


@dataclass(frozen=True, slots=True)
class Stage:
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that a form asks together, in their order; one that names none takes the others."""

    code: str
    name: Text
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that may be known of a case.

    `kind`: act (day on which something was done: counts from that day on), effect (day from
    which something is in force, known ahead), date (any day), flag, choice, count, list, text,
    moment (day and time), people (persons with office, side and authority).
    """

    key: str
    kind: str
    meaning: Text
    source: str
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, Text] = field(default_factory=dict)
    choice_aliases: Mapping[str, str] = field(default_factory=dict)
    step: str = ""  # the step that records it, if it is the day of a step

    @property
    def label(self) -> Text:
        """The meaning as pages say it: without the remark after it on how a rule reads the fact, or
        on how files write it."""
        return Text(id=_without_remark(self.meaning.id), en=_without_remark(self.meaning.en))


def _without_remark(meaning: str) -> str:
    return meaning.partition(";")[0].partition(" (YYYY")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A gate: what must be so, said as a refusal, with its article and who can supply it.

    It asks nothing where `when` does not hold, nor before `since`, the day its law came into
    force. `level` must refuses; advice only tells.
    `step` is the step of this track that supplies what is missing, if there is one; `supplier`
    the step of the library that would, also if the track has it not.
    """

    code: str
    text: Text
    source: str
    needs: Expression
    when: Expression | None = None
    who: tuple[str, ...] = ()
    step: str = ""
    level: str = "must"
    basis: str = "S"
    since: date | None = None
    since_basis: str = "S"  # one of BASES
    supplier: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The fact keys it looks at, in the order in which it names them."""
        return self.needs.names


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act that can be recorded in a track.

    `requires` other steps before it; `gates` are rules asked before it, `proofs` rules asked
    once it is said to be done; it `precludes` steps, `cancels` the effect of earlier ones,
    `causes` duties. `actor` has the turn, `recorders` may enter it. `when`: on the way only
    if this holds.
    """

    code: str
    name: Text
    records: str
    actor: str
    source: str
    stage: str
    recorders: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()  # what else belongs to the act and no rule looks at
    asks: str = ""
    requires: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    precludes: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()  # with `precludes = ["*"]`: these stay possible
    cancels: tuple[str, ...] = ()
    reopens: tuple[str, ...] = ()  # answers of an earlier day are no answers to this one
    when: Expression | None = None
    void_when: Expression | None = None
    status: str = ""
    repeats: bool = False
    ends: bool = False
    basis: str = "S"

    def shuts(self, other: str) -> bool:
        """Whether recording this step makes `other` impossible; an answer shuts its request."""
        if other == self.asks:
            return True
        if ANY in self.precludes:
            return other not in self.spares
        return other in self.precludes


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A period that runs from `anchor` until one of `done_by` is known (G6: with its source).

    None runs from a day before `since`, when its law came into force.
    """

    kind: str
    name: Text
    anchor: str
    amount: int
    unit: str
    source: str
    basis: str
    done_by: tuple[str, ...] = ()
    who: str = ""
    when: Expression | None = None
    overrides: str = ""  # a fact that gives another amount
    since: date | None = None
    since_basis: str = "S"  # one of BASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One version of one track. `transition`: what its law says of what was begun before it."""

    track: str
    version: int
    in_force_from: date
    name: Text
    summary: Text
    source: str
    goal: str
    path: tuple[str, ...]
    finals: tuple[str, ...]
    given: Mapping[str, Any]
    steps: Mapping[str, Step]
    rules: Mapping[str, Rule]
    facts: Mapping[str, Fact]
    clocks: Mapping[str, Clock]
    stages: tuple[Stage, ...]
    actors: Mapping[str, Actor]
    groups: tuple[Group, ...] = ()
    transition: Text = Text()

    def allows(self, code: str) -> tuple[str, ...]:
        """The steps that ask for `code` first, by their requirements or their gates."""
        return tuple(
            step.code
            for step in self.steps.values()
            if code in step.requires or any(self.rules[gate].step == code for gate in step.gates)
        )

    def stage(self, code: str) -> Stage:
        return next(stage for stage in self.stages if stage.code == code)
