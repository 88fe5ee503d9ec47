"""Faults of what a procedure declares: names that lead nowhere, words and sources left out,
settings of no kind, conditions that cannot be read."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures import derived
from ecoop.procedures.deadlines import UNITS
from ecoop.procedures.expressions import Expression
from ecoop.procedures.intake import LONGEST, FactsError, given_from
from ecoop.procedures.loading import MEANT
from ecoop.procedures.model import ANY, BASES, FACT_KINDS, LEVELS, Clock, Fact, Procedure, Step
from ecoop.procedures.standing import STATUSES
from ecoop.procedures.telling import called
from ecoop.procedures.trials import misread

LOST = Text(
    id="{where} menyebut {kind} {name}, yang tidak ada{meant}",
    en="{where} names the {kind} {name}, which is not there{meant}",
)
TWICE = Text(
    id="jalan dari {where} menyebut langkah {step} lebih dari sekali",
    en="the way of {where} names the step {step} more than once",
)
A_STEP = Text(id="langkah", en="step")
A_FACT = Text(id="fakta", en="fact")
AN_ACTOR = Text(id="pelaku", en="actor")
A_STAGE = Text(id="tahap", en="stage")
A_STATUS = Text(id="status", en="status")
A_BASIS = Text(id="dasar", en="basis")
A_LEVEL = Text(id="tingkat", en="level")
A_KIND = Text(id="jenis", en="kind")
MOST = {"days": LONGEST["_days"], "working_days": 3_660, "working_hours": 2_000}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its sort, where, and a sentence."""

    sort: str
    where: str
    text: Text

    def as_dict(self) -> dict[str, Any]:
        return {"sort": self.sort, "where": self.where, "text": self.text.as_dict()}


def declared(procedure: Procedure) -> Iterator[Fault]:
    """Every fault that shows without walking the graph."""
    yield from _names(procedure)
    yield from _settings(procedure)
    yield from _presets(procedure)
    yield from _periods(procedure)
    yield from _words(procedure)
    yield from _conditions(procedure)


def fault(sort: str, where: str, *, id: str, en: str) -> Fault:
    return Fault(sort, where, Text(id=id, en=en))


def _names(procedure: Procedure) -> Iterator[Fault]:
    """Names that lead nowhere: steps, facts, actors, stages."""
    stages = {stage.code for stage in procedure.stages}
    for step in procedure.steps.values():
        where = step.code, called(step.name, step.code)
        yield from _lost(where, _steps_of(step), procedure.steps, A_STEP)
        yield from _lost(where, (*step.evidence, *step.tells), procedure.facts, A_FACT)
        yield from _lost(where, (step.actor, *step.recorders), procedure.actors, AN_ACTOR)
        yield from _lost(where, (step.stage,), stages, A_STAGE)
    way = (procedure.goal, *procedure.path, *procedure.finals)
    whole = procedure.track, called(procedure.name, procedure.track)
    yield from _lost(whole, way, procedure.steps, A_STEP)
    for code, times in Counter(procedure.path).items():
        if times > 1:
            yield Fault("twice", procedure.track, TWICE.fill(where=whole[1], step=code))
    yield from _names_of_rules(procedure)
    for clock in procedure.clocks.values():
        where = clock.kind, called(clock.name, clock.kind)
        counted = (clock.anchor, *clock.done_by, *_told(clock.overrides))
        yield from _lost(where, counted, procedure.facts, A_FACT)
        yield from _lost(where, _told(clock.who), procedure.actors, AN_ACTOR)


def _steps_of(step: Step) -> tuple[str, ...]:
    """The steps that a step names. A request that the track has not is no request of its own: the
    library lets an answer ask for one, and a track may leave the request out."""
    shut = [each for each in step.precludes if each != ANY]
    return (*step.requires, *step.causes, *step.cancels, *step.reopens, *step.spares, *shut)


def _names_of_rules(procedure: Procedure) -> Iterator[Fault]:
    """Who supplies what a rule lacks, and by which step of this track or of another."""
    anywhere = {fact.step for fact in procedure.facts.values()} | set(procedure.steps)
    for rule in procedure.rules.values():
        where = rule.code, Text.same(rule.code)
        yield from _lost(where, rule.who, procedure.actors, AN_ACTOR)
        yield from _lost(where, _told(rule.supplier), anywhere, A_STEP)
    for step in procedure.steps.values():
        where = step.code, called(step.name, step.code)
        yield from _lost(where, _told(step.asks), anywhere, A_STEP)


def _told(name: str) -> tuple[str, ...]:
    return (name,) if name else ()


def _settings(procedure: Procedure) -> Iterator[Fault]:
    """Words of a closed list that are none of it."""
    for step in procedure.steps.values():
        where = step.code, called(step.name, step.code)
        yield from _lost(where, _told(step.status), STATUSES, A_STATUS)
        yield from _lost(where, (step.basis,), BASES, A_BASIS)
    for rule in procedure.rules.values():
        where = rule.code, Text.same(rule.code)
        yield from _lost(where, (rule.level,), LEVELS, A_LEVEL)
        yield from _lost(where, (rule.basis, rule.since_basis), BASES, A_BASIS)
    for clock in procedure.clocks.values():
        where = clock.kind, called(clock.name, clock.kind)
        yield from _lost(where, (clock.basis, clock.since_basis), BASES, A_BASIS)
    for fact in procedure.facts.values():
        yield from _lost((fact.key, Text.same(fact.key)), (fact.kind,), FACT_KINDS, A_KIND)


def _lost(
    where: tuple[str, Text], names: Iterable[str], known: Collection[str], kind: Text
) -> Iterator[Fault]:
    code, said = where
    for name in dict.fromkeys(names):
        if name not in known:
            near = difflib.get_close_matches(name, list(known), n=3)
            meant = MEANT.fill(near=", ".join(near)) if near else ""
            text = LOST.fill(where=said, kind=kind, name=name or "-", meant=meant)
            yield Fault("unknown_name", code, text)


def _presets(procedure: Procedure) -> Iterator[Fault]:
    """Preset facts that are no facts, steps recorded as one, and names that mean two facts."""
    for key, value in procedure.given.items():
        try:
            given_from({key: value}, procedure.facts)
        except FactsError as error:
            yield fault("preset", key, id=f"[given] {error}", en=f"[given] {error}")
    records: dict[str, str] = {}
    for step in procedure.steps.values():
        other = records.setdefault(step.records, step.code)
        if other != step.code:
            yield fault(
                "same_record", step.code,
                id=f"langkah {other} dan {step.code} dicatat dengan fakta yang sama, {step.records}",
                en=f"the steps {other} and {step.code} are recorded by one fact, {step.records}",
            )  # fmt: skip
    yield from _same_names(procedure.facts.values())


def _same_names(facts: Collection[Fact]) -> Iterator[Fault]:
    """Other names of a fact that are the key or a name of another: a file could mean either."""
    held = {fact.key: fact.key for fact in facts}
    for fact in facts:
        for name in fact.aliases:
            other = held.setdefault(name, fact.key)
            if other != fact.key:
                yield fault(
                    "same_name", fact.key,
                    id=f"{name} menjadi nama bagi dua fakta, {other} dan {fact.key}",
                    en=f"{name} would be a name of two facts, {other} and {fact.key}",
                )  # fmt: skip


def _periods(procedure: Procedure) -> Iterator[Fault]:
    """Periods that cannot be counted: in no unit, beyond any calendar, or from what is no day."""
    for clock in procedure.clocks.values():
        if clock.unit not in UNITS:
            yield fault(
                "deadline", clock.kind,
                id=f"tenggat {clock.kind}: satuan {clock.unit} tidak dikenal ({', '.join(UNITS)})",
                en=f"deadline {clock.kind}: there is no unit {clock.unit} ({', '.join(UNITS)})",
            )  # fmt: skip
        yield from _length(clock)
        fact = procedure.facts.get(clock.anchor)
        if fact and fact.kind not in ("act", "effect", "date", "moment"):
            yield fault(
                "deadline", clock.kind,
                id=f"tenggat {clock.kind} dihitung dari {clock.anchor}, yang bukan hari",
                en=f"deadline {clock.kind} runs from {clock.anchor}, which is no day",
            )  # fmt: skip


def _length(clock: Clock) -> Iterator[Fault]:
    most = MOST.get(clock.unit, LONGEST["_months"])
    if abs(clock.amount) > most:
        yield fault(
            "deadline", clock.kind,
            id=f"tenggat {clock.kind}: {clock.amount} lebih dari yang dapat dihitung ({most})",
            en=f"deadline {clock.kind}: {clock.amount} is more than can be counted ({most})",
        )  # fmt: skip


def _words(procedure: Procedure) -> Iterator[Fault]:
    """Missing translations and missing sources (G6 for deadlines)."""
    named: list[tuple[str, Text, str]] = [(procedure.track, procedure.name, procedure.source)]
    named += [(step.code, step.name, step.source) for step in procedure.steps.values()]
    named += [(rule.code, rule.text, rule.source) for rule in procedure.rules.values()]
    named += [(clock.kind, clock.name, clock.source) for clock in procedure.clocks.values()]
    for where, text, source in named:
        yield from _untranslated(where, text)
        if not source.strip():
            yield fault(
                "source", where, id=f"{where} tanpa sumber hukum", en=f"{where} has no source"
            )
    for part in ("summary", "transition"):
        words = getattr(procedure, part)
        if words.id.strip() or words.en.strip():
            yield from _untranslated(f"{procedure.track}.{part}", words)
    for fact in procedure.facts.values():
        yield from _untranslated(fact.key, fact.meaning)
        for code, words in fact.choices.items():
            yield from _untranslated(f"{fact.key}.{code}", words)


def _untranslated(where: str, text: Text) -> Iterator[Fault]:
    for lang, words in (("id", text.id), ("en", text.en)):
        if not words.strip():
            yield fault(
                "translation", where,
                id=f"{where} tidak punya kalimat dalam bahasa {lang}",
                en=f"{where} has no words in {lang}",
            )  # fmt: skip


def _conditions(procedure: Procedure) -> Iterator[Fault]:
    known = {*procedure.facts, *derived.MEANINGS}
    for where, condition in _expressions(procedure):
        for name in condition.names:
            if name not in known:
                yield fault(
                    "unknown_fact", where,
                    id=f"{where} menanyakan fakta {name}, yang tidak dikenal",
                    en=f"{where} asks for the fact {name}, which is not known",
                )  # fmt: skip
        wrong = misread(condition, procedure)
        if wrong:
            yield Fault("condition", where, Text.same(f"{where}: ") + wrong)


def _expressions(procedure: Procedure) -> Iterator[tuple[str, Expression]]:
    for rule in procedure.rules.values():
        yield rule.code, rule.needs
        if rule.when:
            yield rule.code, rule.when
    for step in procedure.steps.values():
        for condition in (step.when, step.void_when):
            if condition:
                yield step.code, condition
    for clock in procedure.clocks.values():
        if clock.when:
            yield clock.kind, clock.when
