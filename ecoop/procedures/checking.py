"""Faults of a procedure before it is published: what cannot be reached, left, passed or read."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures import derived
from ecoop.procedures.deadlines import UNITS
from ecoop.procedures.expressions import Expression
from ecoop.procedures.intake import FactsError, given_from
from ecoop.procedures.model import ANY, Procedure, Rule
from ecoop.procedures.telling import called
from ecoop.procedures.trials import can_apply, can_hold, can_meet, misread

NEVER = Text(
    id="langkah {step} tidak pernah berlaku: {condition}",
    en="the step {step} never applies: {condition}",
)
UNREACHED = Text(
    id="langkah {step} tidak dapat dicapai dari awal",
    en="the step {step} cannot be reached from the beginning",
)
NO_END = Text(
    id="setelah langkah {step} tidak ada akhir yang dapat dicapai",
    en="after the step {step} no end can be reached",
)
NO_GOAL = Text(
    id="tujuan jalur, {step}, tidak dapat dicapai", en="the goal of the track, {step}, cannot be reached"
)  # fmt: skip
ASTRAY = Text(
    id="setelah langkah {step} tujuan jalur, {goal}, tidak lagi dapat dicapai",
    en="after the step {step} the goal of the track, {goal}, is out of reach",
)
LOST = Text(
    id="{where} menyebut {kind} {name}, yang tidak ada{meant}",
    en="{where} names the {kind} {name}, which is not there{meant}",
)
MEANT = Text(id="; mungkin maksudnya {near}?", en="; did you mean {near}?")
TWICE = Text(
    id="jalan dari {where} menyebut langkah {step} lebih dari sekali",
    en="the way of {where} names the step {step} more than once",
)
A_STEP = Text(id="langkah", en="step")
A_FACT = Text(id="fakta", en="fact")
AN_ACTOR = Text(id="pelaku", en="actor")
A_STAGE = Text(id="tahap", en="stage")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its sort, where, and a sentence."""

    sort: str
    where: str
    text: Text

    def as_dict(self) -> dict[str, Any]:
        return {"sort": self.sort, "where": self.where, "text": self.text.as_dict()}


def faults(procedure: Procedure) -> tuple[Fault, ...]:
    """Every fault of one procedure; empty if it may be published."""
    found = [
        *_names(procedure), *_presets(procedure), *_clocks(procedure), *_words(procedure),
        *_conditions(procedure),
    ]  # fmt: skip
    if any(fault.sort in ("unknown_name", "preset") for fault in found):
        return tuple(found)  # the graph cannot be walked with names that lead nowhere
    return (*found, *_gates(procedure), *_applying(procedure), *_graph(procedure))


def _fault(sort: str, where: str, *, id: str, en: str) -> Fault:
    return Fault(sort, where, Text(id=id, en=en))


def _of_step(sort: str, procedure: Procedure, code: str, words: Text, **parts: Any) -> Fault:
    """A fault of one step, which is called by its name and its code."""
    return Fault(sort, code, words.fill(step=_called(procedure, code), **parts))


def _called(procedure: Procedure, code: str) -> Text:
    return called(procedure.steps[code].name, code)


def _names(procedure: Procedure) -> Iterator[Fault]:
    """Names that lead nowhere: steps, facts, actors, stages."""
    stages = {stage.code for stage in procedure.stages}
    for step in procedure.steps.values():
        where = step.code, _called(procedure, step.code)
        shut = [each for each in step.precludes if each != ANY]
        named = (*step.requires, *step.causes, *step.cancels, *step.reopens, *step.spares, *shut)
        yield from _lost(where, named, procedure.steps, A_STEP)
        yield from _lost(where, (*step.evidence, *step.tells), procedure.facts, A_FACT)
        yield from _lost(where, (step.actor, *step.recorders), procedure.actors, AN_ACTOR)
        yield from _lost(where, (step.stage,), stages, A_STAGE)
    way = (procedure.goal, *procedure.path, *procedure.finals)
    whole = procedure.track, called(procedure.name, procedure.track)
    yield from _lost(whole, way, procedure.steps, A_STEP)
    for code, times in Counter(procedure.path).items():
        if times > 1:
            yield Fault("twice", procedure.track, TWICE.fill(where=whole[1], step=code))
    for clock in procedure.clocks.values():
        where = clock.kind, called(clock.name, clock.kind)
        yield from _lost(where, (clock.anchor, *clock.done_by), procedure.facts, A_FACT)


def _presets(procedure: Procedure) -> Iterator[Fault]:
    """Preset facts that are no facts, and two steps that would be recorded as one."""
    for key, value in procedure.given.items():
        try:
            given_from({key: value}, procedure.facts)
        except FactsError as error:
            yield _fault("preset", key, id=f"[given] {error}", en=f"[given] {error}")
    records: dict[str, str] = {}
    for step in procedure.steps.values():
        other = records.setdefault(step.records, step.code)
        if other != step.code:
            yield _fault(
                "same_record", step.code,
                id=f"langkah {other} dan {step.code} dicatat dengan fakta yang sama, {step.records}",
                en=f"the steps {other} and {step.code} are recorded by one fact, {step.records}",
            )  # fmt: skip


def _clocks(procedure: Procedure) -> Iterator[Fault]:
    """Periods that cannot be counted: in no unit, or from what is no day."""
    for clock in procedure.clocks.values():
        if clock.unit not in UNITS:
            yield _fault(
                "deadline", clock.kind,
                id=f"tenggat {clock.kind}: satuan {clock.unit} tidak dikenal ({', '.join(UNITS)})",
                en=f"deadline {clock.kind}: there is no unit {clock.unit} ({', '.join(UNITS)})",
            )  # fmt: skip
        fact = procedure.facts.get(clock.anchor)
        if fact and fact.kind not in ("act", "effect", "date", "moment"):
            yield _fault(
                "deadline", clock.kind,
                id=f"tenggat {clock.kind} dihitung dari {clock.anchor}, yang bukan hari",
                en=f"deadline {clock.kind} runs from {clock.anchor}, which is no day",
            )  # fmt: skip


def _lost(
    where: tuple[str, Text], names: Iterable[str], known: Iterable[str], kind: Text
) -> Iterator[Fault]:
    code, said = where
    there = list(known)
    for name in names:
        if name not in there:
            near = difflib.get_close_matches(name, there, n=3)
            meant = MEANT.fill(near=", ".join(near)) if near else ""
            text = LOST.fill(where=said, kind=kind, name=name or "-", meant=meant)
            yield Fault("unknown_name", code, text)


def _words(procedure: Procedure) -> Iterator[Fault]:
    """Missing translations and missing sources (G6 for deadlines)."""
    named: list[tuple[str, Text, str]] = [(procedure.track, procedure.name, procedure.source)]
    named += [(step.code, step.name, step.source) for step in procedure.steps.values()]
    named += [(rule.code, rule.text, rule.source) for rule in procedure.rules.values()]
    named += [(clock.kind, clock.name, clock.source) for clock in procedure.clocks.values()]
    for where, text, source in named:
        for lang, words in (("id", text.id), ("en", text.en)):
            if not words.strip():
                yield _fault(
                    "translation", where,
                    id=f"{where} tidak punya kalimat dalam bahasa {lang}",
                    en=f"{where} has no words in {lang}",
                )  # fmt: skip
        if not source.strip():
            yield _fault(
                "source", where, id=f"{where} tanpa sumber hukum", en=f"{where} has no source"
            )


def _conditions(procedure: Procedure) -> Iterator[Fault]:
    known = {*procedure.facts, *derived.MEANINGS}
    for where, condition in _expressions(procedure):
        for name in condition.names:
            if name not in known:
                yield _fault(
                    "unknown_fact", where,
                    id=f"{where} menanyakan fakta {name}, yang tidak dikenal",
                    en=f"{where} asks for the fact {name}, which is not known",
                )  # fmt: skip
        wrong = misread(condition, procedure)
        if wrong:
            yield _fault("condition", where, id=f"{where}: {wrong}", en=f"{where}: {wrong}")


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


def _gates(procedure: Procedure) -> Iterator[Fault]:
    """Rules that no facts whatever can satisfy, or that only a step out of reach supplies."""
    used = {gate for step in procedure.steps.values() for gate in (*step.gates, *step.proofs)}
    for code in sorted(used):
        rule = procedure.rules[code]
        if not can_hold(rule, procedure):
            yield _fault(
                "impossible_gate", code,
                id=f"kaidah {code} tidak dapat dipenuhi oleh fakta apa pun",
                en=f"no facts whatever satisfy the rule {code}",
            )  # fmt: skip
        elif rule.level == "must" and not can_meet(rule, procedure, _unsupplied(rule, procedure)):
            yield _nobody(procedure, rule)


def _unsupplied(rule: Rule, procedure: Procedure) -> frozenset[str]:
    """The days that only steps record which this track has not, if the rule counts on such a step."""
    if not rule.supplier or rule.step:
        return frozenset()
    days = {
        key
        for key, fact in procedure.facts.items()
        if fact.step and fact.step not in procedure.steps
    }
    changed = set() if "agree_text" in procedure.steps else {"text_was_changed"}
    return frozenset(days | changed)


def _nobody(procedure: Procedure, rule: Rule) -> Fault:
    asking = ", ".join(s.code for s in procedure.steps.values() if rule.code in s.gates)
    if not _unsupplied(rule, procedure):
        return _fault(
            "impossible_gate", rule.code,
            id=f"kaidah {rule.code} (pada {asking}) tidak terpenuhi oleh apa yang ditetapkan lebih dahulu oleh jalur",
            en=f"what the track presets can never satisfy the rule {rule.code} (before {asking})",
        )  # fmt: skip
    return _fault(
        "impossible_gate", rule.code,
        id=f"kaidah {rule.code} (pada {asking}) tidak dapat dipenuhi siapa pun: "
        f"jalur ini tidak punya langkah {rule.supplier}",
        en=f"nobody can satisfy the rule {rule.code} (before {asking}): "
        f"this track has no step {rule.supplier}",
    )  # fmt: skip


def _applying(procedure: Procedure) -> Iterator[Fault]:
    """Steps whose own condition no situation of this track meets."""
    for step in procedure.steps.values():
        if step.when and not can_apply(step.when, procedure):
            yield _of_step(
                "unreachable", procedure, step.code, NEVER, condition=Text.same(step.when.text)
            )


def _graph(procedure: Procedure) -> Iterator[Fault]:
    """Steps that cannot be reached, and steps after which no end can be reached."""
    start = reachable(procedure, frozenset())
    yield from _cycles(procedure)
    for code in procedure.steps:
        if code not in start:
            yield _of_step("unreachable", procedure, code, UNREACHED)
    ends = {*procedure.finals, *(s.code for s in procedure.steps.values() if s.ends)}
    for code in procedure.steps:
        if code in start and not (_after(procedure, code) & ends):
            yield _of_step("dead_end", procedure, code, NO_END)
    if procedure.goal not in start:
        yield _of_step("unreachable", procedure, procedure.goal, NO_GOAL)
        return
    yield from _astray(procedure, start)


def _astray(procedure: Procedure, start: frozenset[str]) -> Iterator[Fault]:
    """Steps on the way to the goal after which it is out of reach."""
    path, goal = procedure.path, procedure.goal
    ahead = path[: path.index(goal)] if goal in path else ()
    for code in ahead:
        if code in start and goal not in _after(procedure, code):
            yield _of_step("dead_end", procedure, code, ASTRAY, goal=_called(procedure, goal))


def _cycles(procedure: Procedure) -> Iterator[Fault]:
    """Steps that wait for one another, each loop once."""
    told: set[frozenset[str]] = set()
    for code in procedure.steps:
        loop = _loop(procedure, code)
        if loop and frozenset(loop) not in told:
            told.add(frozenset(loop))
            way = " -> ".join((*loop, loop[0]))
            yield _fault(
                "cycle", code,
                id=f"langkah saling menunggu: {way}", en=f"steps wait for one another: {way}",
            )  # fmt: skip


def _loop(procedure: Procedure, code: str) -> tuple[str, ...]:
    """The shortest chain of steps that must come first and leads back to `code`; else empty."""
    ways: list[tuple[str, ...]] = [(code,)]
    seen = {code}
    for way in ways:
        for before in _first(procedure, way[-1]):
            if before == code:
                return way
            if before not in seen:
                seen.add(before)
                ways.append((*way, before))
    return ()


def _first(procedure: Procedure, code: str) -> list[str]:
    """What must come before a step: what it requires, and what its gates cannot pass without."""
    step = procedure.steps[code]
    everything = set(procedure.steps)
    gates = [procedure.rules[gate] for gate in step.gates]
    supplied = [
        rule.step
        for rule in gates
        if rule.step and rule.level == "must" and rule.step != code
        if not _can_pass(procedure, rule, everything - {rule.step})
    ]
    return list(dict.fromkeys((*step.requires, *supplied)))


def _after(procedure: Procedure, code: str) -> frozenset[str]:
    """The steps recorded or still to be reached once `code` and all that it needs are recorded."""
    return reachable(procedure, frozenset(_needed(procedure, code) | {code}))


def _needed(procedure: Procedure, code: str, seen: frozenset[str] = frozenset()) -> set[str]:
    step = procedure.steps[code]
    found: set[str] = set()
    for before in step.requires:
        if before not in seen:
            found |= {before} | _needed(procedure, before, seen | {code})
    return found


def reachable(procedure: Procedure, done: frozenset[str]) -> frozenset[str]:
    """Every step that some lawful order can record after `done`, whatever the facts are."""
    lifted = {each for code in done for each in procedure.steps[code].cancels}
    closers = [procedure.steps[code] for code in done if code not in lifted]
    found = set(done)
    while True:
        more = {
            code
            for code, step in procedure.steps.items()
            if code not in found
            and not any(closer.shuts(code) for closer in closers)
            and all(before in found for before in step.requires)
            and not _shut_by_need(procedure, code)
            and _supplied(procedure, code, found)
        }
        if not more:
            return frozenset(found)
        found |= more


def _shut_by_need(procedure: Procedure, code: str) -> bool:
    """Whether something that must come first makes the step impossible."""
    lifted = procedure.steps[code].cancels
    return any(
        procedure.steps[before].shuts(code)
        for before in _needed(procedure, code)
        if before not in lifted
    )


def _supplied(procedure: Procedure, code: str, found: set[str]) -> bool:
    """Whether its gates can pass while no step out of reach has supplied anything."""
    return all(
        _can_pass(procedure, procedure.rules[gate], found)
        for gate in procedure.steps[code].gates
        if procedure.rules[gate].level == "must"
    )


def _can_pass(procedure: Procedure, rule: Rule, found: set[str]) -> bool:
    """Whether the rule may pass, or not apply, with the preset facts and the steps in reach.

    The day of a step of this track is known only by that step; where the track has a step that
    supplies the rule, the days of other tracks' steps do not help.
    """
    unknown = {
        name
        for name in (*rule.needs.names, *(rule.when.names if rule.when else ()))
        if (fact := procedure.facts.get(name)) and fact.step and fact.step not in found
        if fact.step in procedure.steps or rule.step
    }
    if "agree_text" not in found:  # only an agreed text can have been changed
        unknown.add("text_was_changed")
    if rule.step in found or not unknown:
        return True
    return can_meet(rule, procedure, frozenset(unknown))
