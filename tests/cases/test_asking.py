"""The form of a step asks what its rules look at, and what it mends elsewhere."""

import pytest

from ecoop.cases import asking, lifecycle
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
def test_the_bureau_can_record_every_step(track):
    for step in BY_TRACK[track].steps.values():
        assert lifecycle.capacity(["staff"], step) in step.recorders, step.code
