"""Faults of a procedure before it is published: what cannot be reached, left, passed or read."""

import itertools
import random
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import add_months
from ecoop.procedures import derived
from ecoop.procedures.expressions import CLASSES, Expression, ExpressionError
from ecoop.procedures.model import ANY, Fact, Procedure, Rule

DAY = date(2026, 6, 15)
TRIES = 3000


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
    found = [*_names(procedure), *_words(procedure), *_conditions(procedure)]
    if any(fault.sort == "unknown_name" for fault in found):
        return tuple(found)  # the graph cannot be walked with names that lead nowhere
    return (*found, *_gates(procedure), *_graph(procedure))


def _fault(sort: str, where: str, *, id: str, en: str) -> Fault:
    return Fault(sort, where, Text(id=id, en=en))


def _names(procedure: Procedure) -> Iterator[Fault]:
    """Names that lead nowhere: steps, facts, actors, stages."""
    stages = {stage.code for stage in procedure.stages}
    for step in procedure.steps.values():
        shut = [each for each in step.precludes if each != ANY]
        named = (*step.requires, *step.causes, *step.cancels, *step.spares, *shut)
        yield from _lost(step.code, named, procedure.steps)
        yield from _lost(step.code, step.evidence, procedure.facts)
        yield from _lost(step.code, (step.actor, *step.recorders), procedure.actors)
        yield from _lost(step.code, (step.stage,), stages)
    way = (procedure.goal, *procedure.path, *procedure.finals)
    yield from _lost(procedure.track, way, procedure.steps)
    for clock in procedure.clocks.values():
        yield from _lost(clock.kind, (clock.anchor, *clock.done_by), procedure.facts)


def _lost(where: str, names: Iterable[str], known: Container[str]) -> Iterator[Fault]:
    return (_unknown(where, name) for name in names if name not in known)


def _unknown(where: str, name: str) -> Fault:
    return _fault(
        "unknown_name", where,
        id=f"{where} menyebut {name}, yang tidak ada", en=f"{where} names {name}, which is not there",
    )  # fmt: skip


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


def can_hold(rule: Rule, procedure: Procedure) -> bool:
    """Whether some facts let the rule pass where it applies."""
    if any(_passes(rule, facts) for facts in _trials(rule, procedure, frozenset())):
        return True
    return rule.when is not None and _is_prohibition(rule)


def _trials(rule: Rule, procedure: Procedure, unknown: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Facts to try on a rule: the values that matter to it; what is in `unknown` stays so."""
    names = tuple(dict.fromkeys((*rule.needs.names, *(rule.when.names if rule.when else ()))))
    constants = rule.needs.constants + (rule.when.constants if rule.when else ())
    choices = [
        [None] if name in unknown else list(_candidates(procedure.facts.get(name), constants))
        for name in names
    ]
    size = 1
    for each in choices:
        size *= len(each)
    tried: Iterable[tuple[Any, ...]] = itertools.product(*choices)
    if size > TRIES:
        dice = random.Random(0)  # noqa: S311 - the same tries every time, nothing secret
        tried = (tuple(dice.choice(each) for each in choices) for _ in range(TRIES))
    for values in tried:
        pairs = zip(names, values, strict=True)
        yield {name: value for name, value in pairs if value is not None}


def _passes(rule: Rule, facts: Mapping[str, Any]) -> bool:
    """Whether the rule applies to these facts and holds; facts of a wrong type never do."""
    try:
        applies = rule.when is None or rule.when.holds(facts, DAY)
        return applies and rule.needs.holds(facts, DAY)
    except ExpressionError:
        return False


def _is_prohibition(rule: Rule) -> bool:
    """A rule that forbids a case altogether: what it needs contradicts when it applies."""
    return bool(set(rule.needs.names) & set(rule.when.names if rule.when else ()))


def _candidates(fact: Fact | None, constants: Iterable[Any]) -> Iterator[Any]:
    yield None
    if fact is None or fact.kind == "flag":
        yield from (True, False)
    elif fact.kind in ("act", "effect", "date"):
        yield from (add_months(DAY, months) for months in (-24, -1, 0, 1, 24))
    elif fact.kind == "choice":
        yield from fact.choices
    elif fact.kind == "count":
        numbers = [each for each in constants if isinstance(each, int)]
        yield from sorted({0, 1, 100, *(n + d for n in numbers for d in (-1, 0, 1))})
    elif fact.kind == "list":
        words = [each for each in constants if isinstance(each, str)]
        yield tuple(fact.choices)
        yield tuple(words)
        yield ("id", "en", *words, *CLASSES)
        yield tuple(str(number) for number in range(20))
    else:
        yield from ("x", "y")


def _graph(procedure: Procedure) -> Iterator[Fault]:
    """Steps that cannot be reached, and steps after which no end can be reached."""
    start = reachable(procedure, frozenset())
    for code in procedure.steps:
        if code not in start:
            yield _fault(
                "unreachable", code,
                id=f"langkah {code} tidak dapat dicapai dari awal",
                en=f"the step {code} cannot be reached from the beginning",
            )  # fmt: skip
    ends = {*procedure.finals, *(s.code for s in procedure.steps.values() if s.ends)}
    for code in procedure.steps:
        if code in start and not (_after(procedure, code) & ends):
            yield _fault(
                "dead_end", code,
                id=f"setelah langkah {code} tidak ada akhir yang dapat dicapai",
                en=f"after the step {code} no end can be reached",
            )  # fmt: skip
    if procedure.goal not in start:
        yield _fault(
            "unreachable", procedure.goal,
            id="tujuan jalur tidak dapat dicapai", en="the goal of the track cannot be reached",
        )  # fmt: skip


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
    if rule.step in found or not unknown:
        return True
    preset = dict(procedure.given)
    return any(
        _passes(rule, facts | preset) or _is_not_asked(rule, facts | preset)
        for facts in _trials(rule, procedure, frozenset(unknown))
    )


def _is_not_asked(rule: Rule, facts: Mapping[str, Any]) -> bool:
    return rule.when is not None and not rule.when.holds(facts, DAY)
