"""What a screening amounts to: the facts of the step `screen`. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ecoop.procedures.derived import in_same_field

STEP = "screen"
WORST = ("match", "unclear", "clear")  # of several partners the worst result counts


@dataclass(frozen=True, kw_only=True)
class Findings:
    """A screening as plain values: verdicts of the overlaps that are there today ("" when not yet
    judged), sanctions results by partner ("" when not yet checked)."""

    verdicts: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    budget_line: str = ""
    has_owner: bool = False


def facts_of(found: Findings) -> dict[str, Any]:
    """The facts of the step, by the keys of docs/procedures.md; nothing in them is typed."""
    facts: dict[str, Any] = {
        "overlaps_found": len(found.verdicts),
        "overlaps_unjudged": found.verdicts.count(""),
        "overlaps_conflicting": found.verdicts.count("conflicts"),
        "strategic_plan_linked": bool(found.goals),
        "budget_line_named": bool(found.budget_line),
        "owner_unit_named": found.has_owner,
        "partner_checked": "" not in found.results,
    }
    if found.goals:
        facts["strategic_goals"] = list(found.goals)
    if found.budget_line:
        facts["budget_line"] = found.budget_line
    if any(found.results):
        facts["sanctions_result"] = worst(found.results)
    return facts


def field_facts(own: Sequence[str], parents: Sequence[str]) -> dict[str, Any]:
    """Whether a paper implements its parent in the same field (UU 24/2000 art. 7(5), rule A4), with
    both lists, which say why; {} while the fields of one are not known."""
    if not own or not parents:
        return {}
    return {
        "cooperation_fields": list(own),
        "parent_fields": list(parents),
        "parent_same_field": in_same_field(own, parents),
    }


def worst(results: Iterable[str]) -> str:
    """The gravest of several results of checks of sanctions lists."""
    return min((each for each in results if each), key=WORST.index)
