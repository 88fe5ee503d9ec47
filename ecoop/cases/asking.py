"""Which facts the form of a step asks: its evidence, and what the rules around it look at. Pure."""

from collections.abc import Container, Iterable, Iterator

from ecoop.core.bilingual import Text
from ecoop.procedures.expressions import Expression
from ecoop.procedures.model import Fact, Group, Procedure, Step

# What follows from other facts is not asked; these are asked in its place.
INPUTS = {
    "needs_ratification": ("ratification_required", "ratification_subjects"),
    "needs_statute": ("ratification_subjects",),
    "in_force_from": ("entry_rule", "entry_days"),
    "ends_on": ("duration_months", "ends_on"),
    "has_ended": ("ends_on", "duration_months"),
    "parent_in_force": ("parent_in_force_from", "parent_ends_on", "parent_terminated_on"),
    "signing_authority": ("signing_authority", "signatory_office"),
    "ratified_on": (),
    "text_was_changed": (),
}

# The answer that settles what else would be computed.
SETTLED = {"needs_ratification": "ratification_required"}

# Made from other answers on pages of their own (evaluation, screening, clearances), never typed.
COMPUTED = (
    "evaluation_score", "continued_by", "overtaken_by", "overlaps_unjudged", "overlaps_conflicting",
    "strategic_plan_linked", "budget_line_named", "owner_unit_named", "partner_checked",
    "sanctions_result", "clearances_waiting", "clearances_objecting", "clearance_of",
    "clearance_opinion",
)  # fmt: skip


def evidence(procedure: Procedure, step: Step) -> tuple[Fact, ...]:
    """The facts without which the step is not recorded, but for those that are computed."""
    return tuple(procedure.facts[key] for key in step.evidence if key not in COMPUTED)


def looked_at(procedure: Procedure, step: Step) -> tuple[Fact, ...]:
    """What else may be told with it: what its rules look at, and those of the duties it causes."""
    names = [name for found in _conditions(procedure, step) for name in found.names]
    names += [
        clock.overrides for clock in procedure.clocks.values() if clock.anchor == step.records
    ]
    asked = dict.fromkeys(each for name in names for each in INPUTS.get(name, (name,)))
    asked |= dict.fromkeys(step.tells)
    return tuple(
        procedure.facts[key]
        for key in asked
        if key in procedure.facts
        and procedure.facts[key].kind != "people"
        and procedure.facts[key].step not in procedure.steps  # its step records it here
        and key not in step.evidence
        and key not in procedure.given
        and key not in COMPUTED
        and key != "is_imported"
    )


def in_groups(procedure: Procedure, facts: Iterable[Fact]) -> list[tuple[Text, list[Fact]]]:
    """(name of a group, those of `facts` in it) in the order in which a person thinks; the groups of
    which nothing is asked are left out."""
    left = {fact.key: fact for fact in facts}
    found = []
    for group in procedure.groups or (Group("", Text(), ()),):
        keys = group.facts or tuple(left)
        asked = [left.pop(key) for key in keys if key in left]
        found += [(group.name, asked)] if asked else []
    return found


def people(procedure: Procedure, step: Step) -> tuple[Fact, ...]:
    """The persons who are named with it, one row each."""
    told = (procedure.facts[key] for key in step.tells)
    return tuple(fact for fact in told if fact.kind == "people")


def _conditions(procedure: Procedure, step: Step) -> Iterator[Expression]:
    caused = [procedure.steps[code] for code in step.causes if code in procedure.steps]
    for rule in (procedure.rules[code] for code in (*step.gates, *step.proofs)):
        yield from _known((rule.when, rule.needs))
    for rule in procedure.rules.values():
        if rule.step == step.code:  # refusals elsewhere that this step mends
            yield from _known((rule.needs,))
    yield from _known((step.when, *(each.when for each in caused)))
    for each in caused:
        yield from (procedure.rules[code].needs for code in each.gates)


def _known(conditions: Iterable[Expression | None]) -> Iterator[Expression]:
    return (condition for condition in conditions if condition is not None)


def supplied_by_form(
    procedure: Procedure, step: Step, lacking: Iterable[str], told: Container[str]
) -> bool:
    """Whether everything that is lacking can be told in the step's own form; what an act has `told`
    and settled already is corrected there."""
    if any(SETTLED.get(key) in told for key in lacking):
        return False
    asked = {fact.key for fact in (*evidence(procedure, step), *looked_at(procedure, step))}
    wanted = {each for key in lacking for each in INPUTS.get(key, (key,))}
    return bool(wanted) and bool(wanted & asked) and wanted - asked <= set(procedure.given)
