"""Faults of a procedure before it is published: what cannot be reached, left, passed or read."""

from collections.abc import Iterator
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures.declaring import Fault, declared, fault
from ecoop.procedures.model import Procedure, Rule
from ecoop.procedures.telling import called
from ecoop.procedures.trials import can_apply, can_hold, can_meet

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
DEAD_DUTY = Text(
    id="langkah {step} menimbulkan kewajiban {duty}, yang sekaligus ditutupnya",
    en="the step {step} causes the duty {duty}, which it shuts itself",
)


def faults(procedure: Procedure) -> tuple[Fault, ...]:
    """Every fault of one procedure; empty if it may be published."""
    found = tuple(declared(procedure))
    if any(each.sort in ("unknown_name", "preset") for each in found):
        return found  # the graph cannot be walked with names that lead nowhere
    return (*found, *_gates(procedure), *_applying(procedure), *_graph(procedure))


def _of_step(sort: str, procedure: Procedure, code: str, words: Text, **parts: Any) -> Fault:
    """A fault of one step, which is called by its name and its code."""
    return Fault(sort, code, words.fill(step=_called(procedure, code), **parts))


def _called(procedure: Procedure, code: str) -> Text:
    return called(procedure.steps[code].name, code)


def _gates(procedure: Procedure) -> Iterator[Fault]:
    """Rules that no facts whatever can satisfy, or that only a step out of reach supplies."""
    used = {gate for step in procedure.steps.values() for gate in (*step.gates, *step.proofs)}
    for code in sorted(used):
        rule = procedure.rules[code]
        if not can_hold(rule, procedure):
            yield fault(
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
        return fault(
            "impossible_gate", rule.code,
            id=f"kaidah {rule.code} (pada {asking}) tidak terpenuhi oleh apa yang ditetapkan lebih dahulu oleh jalur",
            en=f"what the track presets can never satisfy the rule {rule.code} (before {asking})",
        )  # fmt: skip
    return fault(
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
    yield from _duties(procedure)
    if procedure.goal not in start:
        yield _of_step("unreachable", procedure, procedure.goal, NO_GOAL)
        return
    yield from _astray(procedure, start)


def _duties(procedure: Procedure) -> Iterator[Fault]:
    """Duties that can never be done, because what causes them shuts them."""
    for step in procedure.steps.values():
        for code in step.causes:
            if step.shuts(code):
                duty = _called(procedure, code)
                yield _of_step("dead_duty", procedure, step.code, DEAD_DUTY, duty=duty)


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
            yield fault(
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
