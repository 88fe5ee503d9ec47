"""Whose turn it is, where the case stands, and an instrument from the matrix."""

import pytest

from tests.procedures.situations import read, without

KOREA = "international_agreement"


@pytest.mark.parametrize(
    ("facts", "turn", "step", "stage"),
    [
        ({}, "UNIT", "propose", "idea"),
        ({"proposed_on": "2024-01-02"}, "HOKS", "screen", "proposed"),
        ({"explored_on": "2024-01-05"}, "HOKS", "request_kemlu_consultation", "exploring"),
        ({"kemlu_consultation_requested_on": "2024-01-05"}, "KEMLU", "consult_kemlu", "exploring"),
        ({"kemlu_consulted_on": "2024-01-10"}, "SESTAMA", "submit_mandate", "consulted"),
        ({"kemlu_consulted_on": "2024-01-10", "mandate_submitted_on": "2024-01-20"},
         "KEMLU", "approve_mandate", "consulted"),
        ({"kemlu_consulted_on": "2024-01-10", "mandate_approved_on": "2024-01-20"},
         "HOKS", "negotiate", "mandated"),
        ({"mandate_approved_on": "2024-01-20"}, "HOKS", "request_kemlu_consultation", "mandated"),
        (without(KOREA, "negotiated_on", "text_frozen_on", "full_powers_issued_on",
                 at_international_meeting=True), "KEMLU", "issue_credentials", "mandated"),
        (without(KOREA, signed_on="2024-08-10"), "HOKS", "send_original", "signed"),
        (without(KOREA, signed_on="2024-08-10", original_sent_on="2024-08-12"), "KEMLU",
         "deposit_original", "signed"),
        (without(KOREA, signed_on="2024-08-10", original_sent_on="2024-08-12",
                 original_deposited_on="2024-08-13", deposit_receipt="7"), "KEMLU",
         "receive_certified_copy", "signed"),
        ({"rejected_on": "2024-01-10"}, "", "", "rejected"),
    ],
)  # fmt: skip
def test_the_turn_in_korea(facts, turn, step, stage):
    found = read(KOREA, facts)

    assert (found.turn.actor, found.turn.step, found.stage) == (turn, step, stage)


def test_duties_run_side_by_side():
    found = read(KOREA, without(KOREA, signed_on="2024-08-10", entry_rule="SIGNATURE"))

    turns = [(turn.actor, turn.step) for turn in found.turns]

    assert found.status == "in_force"
    assert turns == [
        ("HOKS", "send_original"), ("HOKS", "report_archive"), ("UNIT", "draw_up_plan_of_action"),
    ]  # fmt: skip


def test_a_case_that_is_done_is_nobodys_turn():
    found = read("archive", {"signed_on": "2024-01-01", "archive_filed_on": "2024-02-01",
                             "archive_reported_on": "2024-02-01",
                             "archive_copy_handed_over_on": "2024-03-01"})  # fmt: skip

    assert (found.turn.actor, found.missing, found.stage) == ("", (), "handed_over")


def test_an_instrument_from_the_matrix_enters_without_invented_steps():
    facts = {"is_imported": True, "signed_on": "2015-04-10", "in_force_from": "2015-04-10"}

    found = read(KOREA, facts)

    assert (found.status, found.stage) == ("in_force", "in_force")
    assert set(found.recorded) == {"sign", "enter_into_force"}
    assert found.findings == {}
    assert {each.state for each in found.deadlines} == {"unknown"}


def test_the_same_without_import_is_found_wanting():
    found = read(KOREA, {"signed_on": "2015-04-10"})

    assert "A1.kemlu_consulted" in {reason.rule for reason in found.findings["sign"]}


def test_a_status_follows_from_dates_alone():
    facts = without(KOREA, signed_on="2024-07-10", entry_rule="SIGNATURE", duration_months=12)

    days = ("2024-07-09", "2024-07-10", "2025-07-10", "2025-07-11")
    assert [read(KOREA, facts, day).status for day in days] == [
        "draft", "in_force", "in_force", "expired",
    ]  # fmt: skip


def test_a_year_alone_counts_from_its_first_day():
    found = read(KOREA, {"kemlu_consulted_on": "2024", "is_imported": True}, "2024-01-01")

    assert "consult_kemlu" in found.recorded


def test_a_duty_that_a_later_act_shut_is_nobodys_turn():
    """Foreign Affairs asked to complete the original and then took it: nothing is left to complete."""
    facts = without(
        KOREA, signed_on="2024-07-10", original_sent_on="2024-07-11", deposit_receipt="TT-1",
        completion_requested_on="2024-07-15", original_deposited_on="2024-07-18",
    )  # fmt: skip

    found = read(KOREA, facts, "2024-07-19")

    assert (found.turn.actor, found.turn.step) == ("KEMLU", "receive_certified_copy")
    assert "duty.complete_original" not in {each.rule for each in found.missing}


def test_a_step_that_does_not_apply_says_so_beside_what_it_lacks():
    refused = {each.rule for each in read(KOREA, {}).refused["register_grant"]}

    assert refused == {"requires.sign", "not_applicable"}
