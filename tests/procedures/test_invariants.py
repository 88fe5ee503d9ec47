"""Each invariant as a property: whatever the facts, an allowed step never breaks it."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ecoop.procedures.deadlines import rule_of
from ecoop.procedures.intake import COMPUTED, FactsError, given_from
from ecoop.procedures.standing import OVER
from ecoop.procedures.versions import in_force, shipped
from tests.procedures import oracle
from tests.procedures.situations import ON, SIGNABLE, read

FEW = settings(max_examples=25, deadline=None)
AROUND = [ON + timedelta(days=days) for days in (-400, -200, -40, -1, 0, 1, 200, 400)]
VALUES = {
    "act": st.sampled_from([day.isoformat() for day in AROUND]),
    "date": st.sampled_from([day.isoformat() for day in AROUND]),
    "effect": st.sampled_from([day.isoformat() for day in AROUND]),
    "flag": st.booleans(),
    "count": st.sampled_from([0, 1, 2, 3, 4, 6, 99, 100]),
    "text": st.sampled_from(["x", "y"]),
}
LISTS = {
    "languages": st.lists(st.sampled_from(["id", "en", "ko"]), max_size=3),
    "source_classifications": st.lists(st.sampled_from(oracle.CLASSES), max_size=2),
}
SIGNINGS = tuple(oracle.SIGNINGS.items())
ASKED = {  # what the oracle looks at, so that a rule changed in the data is still tried
    "A1": "kemlu_consulted_on mandate_approved_on clause_meter_percent signing_authority "
    "signatory_office full_powers_issued_on full_powers_valid_until",
    "A2": "text_frozen_on text_changed_on",
    "A3": "languages has_foreign_party",
    "A4": "signing_authority parent_in_force_from parent_ends_on parent_same_field within_remit",
    "A6": "ends_on terminated_on",
    "A7": "ends_on parent_ends_on has_survival_clause",
    "A8": "signature_kind",
    "A10": "has_grant grant_consulted_on",
    "A11": "ends_on operational_permit_ends_on principle_permit_ends_on foreign_staff_count",
    "A12": "evaluated_on",
    "A13": "council_approved_on home_affairs_considered_on kemlu_confirmed_on",
    "A14": "termination_ground open_commitments_count redecided_commitments_count",
    "G1": "classification source_classifications declassified_by",
    "G7": "signatory_acting acting_from acting_until",
}
STEPS = {
    "A1": SIGNINGS,
    "A2": (*SIGNINGS, ("extension", "sign_extension")),
    "A3": SIGNINGS,
    "A4": SIGNINGS,
    "A6": (("extension", "sign_extension"),),
    "A7": tuple(each for each in SIGNINGS if each[0] != "foreign_ngo"),
    "A8": SIGNINGS,
    "A10": (*SIGNINGS, ("grant", "sign")),
    "A11": (("foreign_ngo", "sign"),),
    "A12": (("extension", "sign_extension"), ("extension", "propose_extension")),
    "A13": (("regional_foreign", "sign"),),
    "A14": (("termination", "terminate"),),
    "G1": SIGNINGS,
    "G7": SIGNINGS,
}


@cache
def facts_of(track, rule=""):
    """Facts near a lawful case: some taken away, some put in; those `rule` asks for more often."""
    procedure, _ = in_force(track, ON)
    asked = set(ASKED.get(rule, "").split())
    named = {"text_changed_on", "delegation_issued_on", "terminated_on", *asked}
    for each in procedure.rules.values():
        named |= {*each.needs.names, *(each.when.names if each.when else ())}
    preset = set(procedure.given)
    keys = sorted(key for key in named if key in procedure.facts and key not in preset)
    options = {key: st.none() | _values(procedure.facts[key]) for key in keys}
    asked = sorted(asked & set(keys)) or keys
    some = st.sets(st.sampled_from(keys), max_size=2)
    all_asked, two_asked = st.just(set(asked)), st.sets(st.sampled_from(asked), max_size=2)
    more = all_asked if rule and len(asked) <= 3 else two_asked
    base = SIGNABLE[track]
    return st.builds(
        lambda gone, put: (
            {key: value for key, value in base.items() if key not in gone}
            | {key: value for key, value in put.items() if value is not None}
        ),
        st.sets(st.sampled_from(sorted(base)), max_size=1),
        st.tuples(some, more).flatmap(
            lambda chosen: st.fixed_dictionaries({k: options[k] for k in chosen[0] | chosen[1]})
        ),
    )


def _values(fact):
    if fact.kind == "choice":
        return st.sampled_from(sorted(fact.choices))
    words = st.lists(st.sampled_from(sorted(fact.choices) or ["x", "y"]), max_size=2)
    return LISTS.get(fact.key, VALUES.get(fact.kind, words))


@pytest.mark.parametrize("rule", STEPS)
@settings(max_examples=100, deadline=None)
@drawn(data=st.data(), on=st.sampled_from(AROUND))
def test_an_allowed_step_keeps_the_invariant(rule, data, on):
    track, step = data.draw(st.sampled_from(STEPS[rule]))
    facts = data.draw(facts_of(track, rule))
    keeps = getattr(oracle, rule.lower())(track, oracle.Case(facts, on))

    found = read(track, facts, on)

    if step in found.allowed:
        assert keeps
    elif not keeps and step not in found.recorded:
        rules = {reason.rule.split(".")[0] for reason in found.refused[step]}
        assert rules & {rule, "A1", "A2", "A4", "precluded", "head_of_region_signs"}


@FEW
@drawn(data=st.data(), on=st.sampled_from(AROUND))
def test_a9_a_deposit_has_a_receipt_and_a_copy_comes_after(data, on):
    facts = SIGNABLE["international_agreement"] | {
        "signed_on": ON.isoformat(),
        "original_sent_on": ON.isoformat(),
        **data.draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "original_deposited_on": VALUES["act"],
                    "deposit_receipt": st.sampled_from(["7", "", None, False, True]),
                },
            )
        ),
    }

    found = read("international_agreement", facts, on)

    if "deposit_original" in found.recorded:
        assert facts["deposit_receipt"]
    if "receive_certified_copy" in found.allowed:
        assert "deposit_original" in found.recorded


@FEW
@drawn(data=st.data(), on=st.sampled_from(AROUND))
def test_a10_nothing_is_disbursed_unregistered(data, on):
    facts = {"signed_on": "2024-01-01"} | data.draw(facts_of("grant"))

    found = read("grant", facts, on)

    if "disburse" in found.allowed:
        assert oracle.a10_disburse("grant", oracle.Case(facts, on))


@FEW
@drawn(count=st.integers(0, 9))
def test_a11_there_is_never_a_fourth_foreign_staff_member(count):
    facts = SIGNABLE["foreign_ngo"] | {
        "signed_on": "2024-08-01", "operational_permit_issued_on": "2024-08-10",
        "foreign_staff_count": count,
    }  # fmt: skip

    assert ("assign_foreign_staff" in read("foreign_ngo", facts).allowed) == (count < 3)


@pytest.mark.parametrize("key", COMPUTED)
def test_a5_what_is_computed_cannot_be_given(key):
    procedure, _ = in_force("international_agreement", ON)

    with pytest.raises(FactsError, match="A5"):
        given_from({key: True}, procedure.facts)


@FEW
@drawn(data=st.data(), on=st.sampled_from(AROUND))
def test_a5_status_follows_from_facts_and_day_alone(data, on):
    facts = data.draw(facts_of("international_agreement"))

    assert read("international_agreement", facts, on) == read("international_agreement", facts, on)


@FEW
@drawn(signed=st.sampled_from(["a", "b"]), kept=st.sampled_from(["a", "b", None]))
def test_g3_a_changed_signed_file_is_not_deposited(signed, kept):
    facts = SIGNABLE["international_agreement"] | {
        "signed_on": "2024-08-01", "signed_file_hash": signed, "current_file_hash": kept,
    }  # fmt: skip

    found = read("international_agreement", facts)

    assert ("send_original" in found.allowed) == oracle.g3("", oracle.Case(facts, ON))


@pytest.mark.parametrize("procedure", shipped(), ids=lambda each: each.track)
def test_g6_every_deadline_has_a_rule_and_a_source(procedure):
    for clock in procedure.clocks.values():
        assert clock.source and clock.basis in "SMJ"
        assert rule_of(clock).id and rule_of(clock).en


@settings(max_examples=100, deadline=None)
@drawn(track=st.sampled_from(sorted(SIGNABLE)), data=st.data(), on=st.sampled_from(AROUND))
def test_every_refusal_explains_itself_in_both_languages(track, data, on):
    found = read(track, data.draw(facts_of(track)), on)

    for why in (*found.refused.values(), *found.findings.values(), found.missing):
        for reason in why:
            assert reason.rule and reason.source and reason.text.id and reason.text.en
            assert "{" not in reason.text.en + reason.text.id
    if found.turn.actor:
        assert found.turn.step in found.procedure.steps


@FEW
@drawn(track=st.sampled_from(sorted(SIGNABLE)), data=st.data())
def test_the_goal_is_allowed_exactly_when_nothing_is_missing(track, data):
    found = read(track, data.draw(facts_of(track)), date(2024, 8, 20))
    goal = found.procedure.goal

    if goal not in found.recorded and found.status not in OVER:
        assert (goal in found.allowed) == (not found.missing)
