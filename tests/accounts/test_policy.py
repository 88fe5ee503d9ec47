"""The policy table: every role, relation, class and action, in Python and in the database."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from ecoop.accounts.handbook import page
from ecoop.accounts.policy import ACTIONS, OWN, RULES, may, view_rules
from ecoop.accounts.roles import Role
from ecoop.core.classification import Classification, rank
from ecoop.core.identity import Actor


@dataclass
class Record:
    class_rank: int
    seen_by: list


def actor(role):
    return Actor(principal="user:x", roles=frozenset({role}), keys=frozenset({"unit:HOKS"}))


def expected(role, action, own, level):
    """The table read by hand, independently of `may`."""
    return any(
        role in rule.roles and rule.action == action and level <= rank(rule.up_to)
        and (rule.relation != OWN or own)
        for rule in RULES
    )  # fmt: skip


@pytest.mark.parametrize("role", Role.values)
def test_every_cell_of_the_table(role):
    for action, own, level in product(ACTIONS, (True, False), range(4)):
        record = Record(level, ["unit:HOKS"] if own else ["org:other"])

        verdict = may(actor(role), action, record)

        assert bool(verdict) == expected(role, action, own, level), (role, action, own, level)
        if not verdict:
            assert verdict.refusal.reason.id and verdict.refusal.reason.en
            assert verdict.refusal.who


def test_a_refusal_that_names_a_rule_means_one():
    names = [rule.code for rule in RULES]

    assert sorted(names) == sorted(set(names))


def test_unknown_action_is_a_bug_not_a_refusal():
    with pytest.raises(KeyError):
        may(actor(Role.STAFF), "edti")


def test_partners_and_regions_never_reach_others_records():
    reach = {(role, relation): up_to for role, relation, up_to in view_rules()}

    for role in (Role.PARTNER, Role.REGION):
        assert (role, "any") not in reach
        assert reach[role, "own"] == rank(Classification.LIMITED)


def test_nobody_outside_reads_internal_notes():
    for role in (Role.ANONYMOUS, Role.PARTNER, Role.REGION, Role.MINISTRY):
        assert not may(actor(role), "view_notes", Record(0, ["unit:HOKS"]))


def test_auditor_changes_nothing():
    reading = {
        "view", "view_notes", "view_history", "view_acts", "view_ledger", "export", "use_desk",
        "use_inbox",
    }  # fmt: skip

    assert {a for a in ACTIONS if may(actor(Role.AUDITOR), a)} == reading


def test_documentation_page_is_the_table():
    written = Path(__file__).parents[2] / "docs" / "permissions.md"

    assert written.read_text(encoding="utf-8") == page()
