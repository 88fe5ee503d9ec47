"""The form of a step asks what its rules look at, and what it mends elsewhere."""

from dataclasses import replace

import pytest

from ecoop.cases import asking, lifecycle
from ecoop.core.bilingual import Text
from ecoop.procedures.loading import fact_library
from ecoop.procedures.versions import shipped

BY_TRACK = {each.track: each for each in shipped()}


def asked(track, code):
    procedure = BY_TRACK[track]
    step = procedure.steps[code]
    found = (*asking.evidence(procedure, step), *asking.looked_at(procedure, step))
    return {fact.key for fact in found}


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("sign", {"signature_kind", "signing_authority", "entry_rule", "duration_months"}),
        ("clear_text", {"clause_meter_percent", "clause_waivers_signed"}),
        ("issue_full_powers", {"full_powers_valid_until", "signing_authority"}),
        ("agree_text", {"languages"}),
        ("deposit_original", {"deposit_receipt"}),
    ],
)
def test_a_step_asks_what_it_can_supply(step, keys):
    assert asked("international_agreement", step) >= keys


@pytest.mark.parametrize("track", list(BY_TRACK))
def test_everything_a_rule_wants_is_asked_by_some_form(track):
    """Whoever follows the reasons can always supply what is missing."""
    procedure = BY_TRACK[track]
    told = {key for code in procedure.steps for key in asked(track, code)}
    days = {step.records for step in procedure.steps.values()}
    wanted = {
        each
        for rule in procedure.rules.values()
        for key in rule.needs.names
        for each in asking.INPUTS.get(key, (key,))
        if each in procedure.facts
    }
    left = wanted - told - days - set(procedure.given) - set(asking.COMPUTED)
    assert left == set()


@pytest.mark.parametrize("track", list(BY_TRACK))
def test_no_form_asks_for_the_day_of_a_step_or_what_is_derived(track):
    procedure = BY_TRACK[track]
    days = {step.records for step in procedure.steps.values()}
    for code in procedure.steps:
        assert not asked(track, code) & days, code


@pytest.mark.parametrize("track", list(BY_TRACK))
def test_the_bureau_can_record_every_step_but_the_one_of_the_house_itself(track):
    for step in BY_TRACK[track].steps.values():
        if step.code == lifecycle.OVERTAKEN:
            assert lifecycle.capacity(["system"], step) in step.recorders
            continue
        assert lifecycle.capacity(["staff"], step) in step.recorders, step.code


def grouped(track, code):
    procedure = BY_TRACK[track]
    return asking.in_groups(procedure, asking.looked_at(procedure, procedure.steps[code]))


def test_signing_asks_first_who_signs_and_last_for_the_originals():
    found = grouped("international_agreement", "sign")
    assert [name.en for name, _ in found] == [
        "Who signs, and on what authority", "The parent paper and the remit",
        "Text, languages and classification", "Money and goods", "Entry into force and end",
        "Ending, and what follows", "The signing and its originals",
    ]  # fmt: skip
    assert [fact.key for fact in found[0][1]][:2] == ["signatory_office", "signing_authority"]


@pytest.mark.parametrize("track", list(BY_TRACK))
def test_every_fact_that_is_asked_has_a_group_with_a_name_and_stands_there_once(track):
    procedure = BY_TRACK[track]
    for code, step in procedure.steps.items():
        asked = [fact.key for fact in asking.looked_at(procedure, step)]
        found = grouped(track, code)
        assert sorted(fact.key for _, facts in found for fact in facts) == sorted(asked), code
        assert all(name.id and name.en and facts for name, facts in found), code
        assert "Other" not in {name.en for name, _ in found}, (code, found[-1])


def test_a_group_names_only_facts_that_there_are_and_no_two_the_same():
    procedure = BY_TRACK["international_agreement"]
    named = [key for group in procedure.groups for key in group.facts]
    assert len(named) == len(set(named)) and set(named) <= set(fact_library())


def test_a_library_kept_without_groups_asks_all_in_one():
    procedure = replace(BY_TRACK["grant"], groups=())
    facts = asking.looked_at(procedure, procedure.steps["sign"])
    assert asking.in_groups(procedure, facts) == [(Text(), list(facts))]
