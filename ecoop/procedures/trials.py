"""Facts to try on a condition: whether any situation lets a gate pass or a step apply. Pure."""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import add_months
from ecoop.procedures.expressions import CLASSES, Expression, ExpressionError
from ecoop.procedures.model import Fact, Procedure, Rule

DAY = date(2026, 6, 15)
TRIES = 3000
NONE: frozenset[str] = frozenset()
NOT_COUNTED = Text(
    id="{text} memberi sebuah fungsi nilai yang tidak dapat dihitungnya ({why})",
    en="{text} gives a function a value that it cannot count with ({why})",
)


def can_hold(rule: Rule, procedure: Procedure) -> bool:
    """Whether some facts let the rule pass where it applies."""
    if any(passes(rule, facts) for facts in of_rule(rule, procedure)):
        return True
    return rule.when is not None and _is_prohibition(rule)


def can_meet(rule: Rule, procedure: Procedure, unknown: frozenset[str] = NONE) -> bool:
    """Whether the rule may pass, or not be asked, with what the track presets.

    What is in `unknown` stays unknown: no step of the track records it.
    """
    return any(
        passes(rule, facts) or is_not_asked(rule, facts)
        for facts in of_rule(rule, procedure, unknown=unknown, preset=procedure.given)
    )


def can_apply(condition: Expression, procedure: Procedure) -> bool:
    """Whether a condition of a step holds for some facts, with what the track presets."""
    return any(
        _holds(condition, facts)
        for facts in _facts([condition], procedure, NONE, dict(procedure.given))
    )


def misread(condition: Expression, procedure: Procedure) -> Text:
    """What cannot be compared in the condition; empty if all that it compares is of one kind."""
    for facts in _facts([condition], procedure, NONE, {}):
        try:
            condition.holds(facts, DAY)
        except ExpressionError as error:
            return error.said
        except TypeError as error:
            return NOT_COUNTED.fill(text=repr(condition.text), why=str(error))
    return Text()


def of_rule(
    rule: Rule,
    procedure: Procedure,
    *,
    unknown: frozenset[str] = NONE,
    preset: Mapping[str, Any] | None = None,
) -> Iterator[dict[str, Any]]:
    """Facts to try on a rule: the values that matter to it."""
    asked = [rule.needs, rule.when] if rule.when else [rule.needs]
    return _facts(asked, procedure, unknown, dict(preset or {}))


def _facts(
    asked: list[Expression], procedure: Procedure, unknown: frozenset[str], preset: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    names = tuple(dict.fromkeys(name for each in asked for name in each.names))
    constants = tuple(value for each in asked for value in each.constants)
    choices = [
        [preset[name]] if name in preset
        else [None] if name in unknown
        else list(_candidates(procedure.facts.get(name), constants))
        for name in names
    ]  # fmt: skip
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


def passes(rule: Rule, facts: Mapping[str, Any]) -> bool:
    """Whether the rule applies to these facts and holds; facts of a wrong type never do."""
    return (rule.when is None or _holds(rule.when, facts)) and _holds(rule.needs, facts)


def is_not_asked(rule: Rule, facts: Mapping[str, Any]) -> bool:
    return rule.when is not None and not _holds(rule.when, facts)


def _holds(condition: Expression, facts: Mapping[str, Any]) -> bool:
    try:
        return condition.holds(facts, DAY)
    except (ExpressionError, TypeError):
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
    elif fact.choices:  # a list of these words and no others
        named = [each for each in fact.choices if each in constants][:5]
        for size in range(len(named) + 1):
            yield from itertools.combinations(named, size)
        yield from (tuple(fact.choices)[:size] for size in range(1, len(fact.choices) + 1))
    elif fact.kind == "list":
        words = [each for each in constants if isinstance(each, str)]
        yield tuple(fact.choices)
        yield tuple(words)
        yield ("id", "en", *words, *CLASSES)
        yield tuple(str(number) for number in range(20))
    else:
        yield from ("x", "y")
