"""Situations as an examiner writes them: facts and a day in, allowed and refused steps out."""

import pytest

from ecoop.procedures.versions import in_force, shipped
from tests.procedures.situations import ON, SIGNABLE, read, why, without

CLAUSES = (
    "rule A1 (clause checklist: Permendagri 75/2022 art. 3; PP 59/2016 art. 18; PP 10/2011 art. 63)"
)
CONSULT = "UU 24/2000 art. 5(1); UU 37/1999 art. 13"


@pytest.mark.parametrize("track", SIGNABLE)
def test_the_goal_is_allowed_when_nothing_is_missing(track):
    goal = in_force(track, ON)[0].goal

    found = read(track, SIGNABLE[track])

    assert goal in found.allowed
    assert found.missing == ()


@pytest.mark.parametrize("track", sorted({each.track for each in shipped()}))
def test_nothing_is_allowed_or_refused_without_being_one_of_the_two(track):
    found = read(track, {})

    assert set(found.allowed) | set(found.refused) == set(found.procedure.steps)
    assert not set(found.allowed) & set(found.refused)
    for reasons in found.refused.values():
        for reason in reasons:
            assert reason.text.id and reason.text.en and reason.source and reason.rule


LACKS = [
    # track, taken away, added, step, rule, source
    ("international_agreement", ["kemlu_consulted_on"], {}, "sign", "A1.kemlu_consulted", CONSULT),
    ("international_agreement", ["kemlu_consulted_on"], {}, "negotiate", "A1.kemlu_consulted",
     CONSULT),
    ("international_agreement", [], {"at_international_meeting": True}, "negotiate",
     "credentials", "UU 24/2000 art. 7(3)"),
    ("international_agreement", ["mandate_approved_on"], {}, "sign", "A1.mandate_approved",
     "UU 24/2000 art. 5(2)-(3)"),
    ("international_agreement", ["text_frozen_on"], {}, "sign", "A1.text_frozen",
     "UU 24/2000 art. 6(1)"),
    ("international_agreement", [], {"text_changed_on": "2024-07-15"}, "sign",
     "A2.frozen_text_unchanged", "UU 24/2000 art. 6(1); rule A2"),
    ("international_agreement", [], {"frozen_text_hash": "a1", "current_text_hash": "a2"}, "sign",
     "A2.frozen_text_unchanged", "UU 24/2000 art. 6(1); rule A2"),
    ("international_agreement", [], {"languages": ["en", "ko"]}, "sign", "A3.indonesian_text",
     "UU 24/2009 art. 31(1)"),
    ("international_agreement", [], {"languages": ["id"]}, "sign", "A3.other_language",
     "UU 24/2009 art. 31(2)"),
    ("international_agreement", ["full_powers_issued_on"], {}, "sign", "A1.signing_authority",
     "UU 24/2000 art. 7(1)"),
    ("international_agreement", [], {"full_powers_valid_until": "2024-08-19"}, "sign",
     "A1.full_powers", "UU 24/2000 art. 7(1)"),
    ("international_agreement", [], {"full_powers_cover_subject": False}, "sign", "A1.full_powers",
     "UU 24/2000 art. 7(1)"),
    ("international_agreement", [], {"signing_authority": "EXEMPT_7_2", "signatory_office":
     "head_of_agency"}, "sign", "A1.exempt_by_office", "UU 24/2000 art. 7(2)"),
    ("international_agreement", [], {"signing_authority": "domestic delegation"}, "sign",
     "A1.no_domestic_delegation", "UU 24/2000 art. 7(1)"),
    ("international_agreement", [], {"clause_meter_percent": 99}, "sign", "A1.clauses_complete",
     CLAUSES),
    ("international_agreement", [], {"signature_kind": "certified"}, "sign", "A8.wet_ink",
     "Permenlu 4/2023 art. 1(2); rule A8"),
    ("international_agreement", [], {"has_grant": True}, "sign", "A10.grant_consulted",
     "PP 10/2011 art. 56(3)"),
    ("international_agreement", [], {"ends_on": "2030-01-01", "parent_ends_on": "2029-12-31"},
     "sign", "A7.end_within_parent", "rule A7"),
    ("international_agreement", [], {"signatory_acting": "Plh", "acting_from": "2024-08-01",
     "acting_until": "2024-08-19"}, "sign", "G7.acting_within_dates", "rule G7 (Plh/Plt)"),
    ("international_agreement", [], {"classification": "public", "source_classifications":
     ["confidential"]}, "sign", "G1.classification_kept", "UU 14/2008 art. 17; rule G1"),
    ("implementing_arrangement", [], {"parent_ends_on": "2024-08-19"}, "sign",
     "A4.parent_in_force", "UU 24/2000 art. 7(5)"),
    ("implementing_arrangement", [], {"parent_in_force_from": "2024-08-21"}, "sign",
     "A4.parent_in_force", "UU 24/2000 art. 7(5)"),
    ("implementing_arrangement", [], {"parent_terminated_on": "2024-08-20"}, "sign",
     "A4.parent_in_force", "UU 24/2000 art. 7(5)"),
    ("implementing_arrangement", ["parent_same_field"], {}, "sign", "A4.same_field",
     "UU 24/2000 art. 7(5)"),
    ("implementing_arrangement", [], {"within_remit": False}, "sign", "A4.within_remit",
     "UU 24/2000 art. 7(5)"),
    ("domestic_mou", [], {"has_foreign_party": True, "languages": ["id", "en"]}, "sign", "A1.kemlu_consulted", CONSULT),
    ("domestic_mou", ["signatory_office"], {}, "sign", "A1.domestic_authority",
     "rule A1 (signatory table of the agency)"),
    ("domestic_pks", [], {"ends_on": "2030-01-01", "parent_ends_on": "2029-01-01"}, "sign",
     "A7.end_within_parent", "rule A7"),
    ("foreign_ngo", ["principle_permit_issued_on"], {}, "sign", "principle_permit",
     "PP 59/2016 art. 14(2), 16(1)"),
    ("foreign_ngo", ["ends_on"], {"principle_permit_ends_on": "2024-08-19"}, "sign", "principle_permit",
     "PP 59/2016 art. 14(2), 16(1)"),
    ("foreign_ngo", [], {"principle_permit_ends_on": "2027-01-06"}, "sign",
     "principle_permit_three_years", "PP 59/2016 art. 7(2)"),
    ("foreign_ngo", [], {"partner_agencies_count": 2}, "sign", "one_partner_agency",
     "PP 59/2016 art. 14(2)"),
    ("foreign_ngo", [], {"paired_with_us": False}, "sign", "paired_with_bnpb",
     "PP 59/2016 art. 14(2)"),
    ("foreign_ngo", ["interministry_meeting_on"], {}, "sign", "ngo_meeting",
     "PP 59/2016 art. 18(2)"),
    ("foreign_ngo", [], {"ends_on": "2027-01-05"}, "sign", "A11.end_within_operational_permit",
     "PP 59/2016 art. 16(3); rule A11"),
    ("foreign_ngo", [], {"operational_permit_ends_on": "2027-01-05"}, "sign",
     "A11.operational_within_principle", "PP 59/2016 art. 16(3)"),
    ("foreign_ngo", [], {"foreign_staff_count": 4}, "sign", "A11.foreign_staff",
     "PP 59/2016 art. 25(3)"),
    ("foreign_ngo", [], {"foreign_staff_count": 3, "signed_on": "2024-08-01",
     "operational_permit_issued_on": "2024-08-10"}, "assign_foreign_staff",
     "A11.no_fourth_foreign_staff", "PP 59/2016 art. 25(3)"),
    ("regional_foreign", ["council_approved_on"], {}, "sign", "A13.council_approved",
     "PP 28/2018 art. 30(1)"),
    ("regional_foreign", ["home_affairs_considered_on"], {}, "sign",
     "A13.home_affairs_considered", "PP 28/2018 art. 31(1)-(3)"),
    ("regional_foreign", ["kemlu_confirmed_on"], {"kemlu_consulted_on": "2024-01-01"}, "sign", "A13.kemlu_confirmed",
     "PP 28/2018 art. 33(3)-(4)"),
    ("regional_foreign", [], {"diplomatic_relations": False}, "sign", "diplomatic_relations",
     "PP 28/2018 art. 27(1)(a)"),
    ("regional_foreign", [], {"signatory_office": "deputy"}, "sign", "head_of_region_signs",
     "PP 28/2018 art. 23(1)"),
    ("regional_foreign", [], {}, "sign_statement_of_intent", "intent_consulted",
     "PP 28/2018 art. 28(4)"),
    ("regional_foreign", ["council_approved_on", "home_affairs_considered_on"], {},
     "consider_by_home_affairs",
     "A13.council_approved", "PP 28/2018 art. 30(1)"),
    ("grant", ["grant_consulted_on"], {}, "sign", "A10.grant_consulted", "PP 10/2011 art. 56(3)"),
    ("grant", ["grant_reviewed_on"], {}, "sign", "grant_reviewed", "PP 10/2011 art. 56(2)"),
    ("grant", [], {"grant_consulted_with": ["finance"]}, "sign", "grant_consulted_with_both",
     "PP 10/2011 art. 56(3)"),
    ("grant", [], {"grant_agreement_contains": ["amount"]}, "sign", "grant_contents",
     "PP 10/2011 art. 63(2)"),
    ("grant", [], {"grant_type": "planned"}, "sign", "planned_grant_signed_by_finance",
     "PP 10/2011 art. 61(1)"),
    ("grant", [], {"signed_on": "2024-08-01"}, "disburse", "A10.grant_registered",
     "PP 10/2011 art. 74(3); rule A10"),
    ("grant", [], {"grant_recipient": "region", "grant_form": "cash", "has_foreign_party": True,
     "kemlu_consulted_on": "2024-01-01"},
     "sign", "no_foreign_cash_to_region", "PP 22/2008 art. 7(4); PP 23/2008 art. 8(6)"),
    ("extension", [], {"ends_on": "2024-08-19"}, "sign_extension", "A6.not_expired",
     "UU 24/2000 art. 16; rule A6"),
    ("extension", [], {"evaluated_on": "2024-02-19"}, "sign_extension", "A12.evaluation_recent",
     "rule A12"),
    ("extension", ["evaluated_on"], {}, "propose_extension", "A12.evaluation_recent", "rule A12"),
    ("extension", [], {"new_ends_on": "2030-01-01", "parent_ends_on": "2029-01-01"},
     "sign_extension", "A7.new_end_within_parent", "rule A7"),
    ("amendment_substantive", [], {"has_foreign_party": True}, "sign_amendment",
     "A1.kemlu_consulted", CONSULT),
    ("amendment_substantive", [], {"ends_on": "2024-08-19"}, "sign_amendment", "parent_not_ended",
     "UU 24/2000 art. 16(1)"),
    ("amendment_substantive", [], {"amendment_signed_on": "2024-08-01", "parent_ratified_by":
     "statute"}, "amendment_enters_into_force", "amendment_same_rank", "UU 24/2000 art. 16(3)"),
    ("amendment_administrative", [], {"changes_substance": True}, "approve_simplified",
     "administrative_only", "UU 24/2000 art. 16(4)"),
    ("amendment_administrative", ["partner_consented_on"], {}, "approve_simplified",
     "partner_consented", "UU 24/2000 art. 16(1)"),
    ("termination", ["termination_ground"], {}, "terminate", "A14.ground", "UU 24/2000 art. 18"),
    ("termination", ["open_commitments_count"], {}, "terminate", "A14.commitments_listed",
     "UU 24/2000 art. 19; rule A14"),
    ("termination", [], {"open_commitments_count": 3, "redecided_commitments_count": 2},
     "terminate", "A14.commitments_redecided", "UU 24/2000 art. 19; rule A14"),
    ("termination", [], {"termination_ground": "e"}, "terminate", "ground_replacement",
     "UU 24/2000 art. 18(e)"),
    ("termination", [], {"termination_ground": "a", "notice_given_on": "2024-03-01",
     "notice_months": 6}, "terminate", "ground_agreed_procedure",
     "UU 24/2000 art. 18(a); the instrument's own text"),
    ("termination", [], {"because_of_leadership_change": True}, "terminate",
     "leadership_is_no_ground", "PP 28/2018 art. 9(2)"),
    ("archive", ["archive_reported_on"], {}, "hand_over_archive_copy", "requires.report_archive",
     "UU 43/2009 art. 43(3)"),
]  # fmt: skip


@pytest.mark.parametrize(("track", "gone", "more", "step", "rule", "source"), LACKS)
def test_one_thing_amiss_is_the_one_reason(track, gone, more, step, rule, source):
    goal = in_force(track, ON)[0].goal

    found = why(track, step, without(track, *gone, **more))

    assert found[rule] == source
    if step == goal and track != "amendment_substantive":
        assert set(found) == {rule}


def test_a_day_makes_the_difference_of_an_extension():
    facts = SIGNABLE["extension"]

    assert "sign_extension" in read("extension", facts | {"evaluated_on": "2024-12-01"},
                                    "2024-12-31").allowed  # fmt: skip
    assert why("extension", "sign_extension", facts | {"evaluated_on": "2024-12-01"},
               "2025-01-01") == {"A6.not_expired": "UU 24/2000 art. 16; rule A6"}  # fmt: skip


def test_an_evaluation_is_good_for_six_months_to_the_day():
    facts = SIGNABLE["extension"]

    assert "sign_extension" in read("extension", facts, "2024-12-01").allowed
    assert "A12.evaluation_recent" in why("extension", "sign_extension", facts, "2024-12-02")


def test_a_registered_grant_or_an_emergency_may_be_disbursed():
    signed = SIGNABLE["grant"] | {"signed_on": "2024-08-01"}

    registered = read("grant", signed | {"grant_registered_on": "2024-08-10"})
    emergency = read("grant", signed | {"is_emergency": True, "disbursed_on": "2024-08-05"})

    assert "disburse" in registered.allowed
    assert "disburse" in emergency.recorded
    assert emergency.findings == {}
    alerts = {each.kind: each.state for each in emergency.deadlines}
    assert alerts["grant_registration"] == "overdue"


def test_ratification_takes_the_form_that_the_subject_asks_for():
    signed = without("international_agreement", signed_on="2024-08-01")
    defence = signed | {"ratification_subjects": ["politics_peace_defence_security"]}

    assert why("international_agreement", "ratify_by_decree", defence) == {
        "no_decree_for_statute": "UU 24/2000 art. 10",
        "not_applicable": "UU 24/2000 art. 11(1)",
    }
    assert why("international_agreement", "enter_into_force", defence) == {
        "ratified_before_entry": "UU 24/2000 art. 10"
    }
    assert why("international_agreement", "ratify_by_statute", signed) == {
        "ratification_required": "UU 24/2000 art. 9(1)",
        "not_applicable": "UU 24/2000 art. 10",
    }
    required = signed | {"ratification_required": True}
    assert why("international_agreement", "ratify_by_statute", required) == {
        "ratified_by_statute": "UU 24/2000 art. 11(1)",
        "not_applicable": "UU 24/2000 art. 10",
    }
    assert "ratify_by_decree" in read("international_agreement", required).allowed
    ratified = required | {"ratified_by_decree_on": "2024-08-15"}
    assert "enter_into_force" in read("international_agreement", ratified).allowed


def test_a_decree_does_not_ratify_what_needs_a_statute():
    facts = without(
        "international_agreement", signed_on="2024-08-01", ratified_by_decree_on="2024-08-10",
        ratification_subjects=["sovereignty"], in_force_from="2024-08-15",
    )  # fmt: skip

    found = read("international_agreement", facts)

    assert found.status == "signed"
    assert {"ratify_by_decree", "enter_into_force"} <= set(found.findings)


def test_a_deposit_without_receipt_is_none():
    facts = without(
        "international_agreement", signed_on="2024-08-01", original_sent_on="2024-08-05",
        original_deposited_on="2024-08-12",
    )  # fmt: skip

    bare = read("international_agreement", facts)
    received = read("international_agreement", facts | {"deposit_receipt": "123"})

    assert "deposit_original" not in bare.recorded
    assert [reason.rule for reason in bare.refused["deposit_original"]] == ["A9.receipt"]
    assert "deposit_original" in received.recorded
    assert "receive_certified_copy" in received.allowed


def test_an_electronic_signature_does_not_make_it_signed():
    facts = without("international_agreement", signed_on="2024-08-01", signature_kind="electronic")

    found = read("international_agreement", facts)

    assert found.status == "draft"
    assert "A8.wet_ink" in {reason.rule for reason in found.refused["sign"]}


def test_an_electronic_signature_signs_a_domestic_paper():
    facts = without("domestic_mou", signed_on="2024-08-01", signature_kind="certified")

    assert read("domestic_mou", facts).status == "signed"


@pytest.mark.parametrize(
    ("permit", "step", "source"),
    [
        ("principle", "file_principle_renewal", "PP 59/2016 art. 7(3)"),
        ("operational", "file_operational_renewal", "PP 59/2016 art. 16(4)"),
    ],
)
def test_a_permit_is_renewed_three_months_before_its_end(permit, step, source):
    facts = without(
        "foreign_ngo", signed_on="2024-03-01", operational_permit_issued_on="2024-04-01",
        operational_permit_ends_on="2027-01-04",
    )  # fmt: skip

    assert step in read("foreign_ngo", facts, "2026-10-04").allowed
    late = why("foreign_ngo", step, facts, "2026-10-05")
    assert late == {f"{permit}_renewal_in_time": source}


def test_rejection_shuts_and_shelving_waits():
    rejected = read("international_agreement", {"rejected_on": "2024-01-05"})
    shelved = read("international_agreement", {"shelved_on": "2024-01-05"})
    resumed = read(
        "international_agreement", {"shelved_on": "2024-01-05", "resumed_on": "2024-02-01"}
    )

    assert (rejected.status, rejected.allowed, rejected.turn.actor) == ("rejected", (), "")
    assert (shelved.status, shelved.turn.step) == ("shelved", "resume")
    assert set(shelved.allowed) == {"resume", "reject", "supersede"}
    assert resumed.status == "draft"
    assert "consult_kemlu" in resumed.allowed


def test_what_comes_before_the_signature_is_shut_by_it():
    found = read("international_agreement", without("international_agreement",
                                                    signed_on="2024-08-01"))  # fmt: skip

    assert [each.rule for each in found.refused["screen"]] == ["precluded.sign"]
    assert found.missing[0].rule == "duty.send_original"


def test_the_protected_archive_is_that_of_international_agreements():
    domestic = {"signed_on": "2026-06-10", "has_foreign_party": False}
    found = read("archive", domestic, on="2026-06-20")

    assert [each.rule for each in found.refused["report_archive"]] == ["protected_archive"]
    assert found.deadlines == ()
    assert "report_archive" in read("archive", {"signed_on": "2024-01-01"}).allowed


def test_what_was_made_before_its_law_is_not_judged_by_it():
    early = {"text_frozen_on": "1998-02-01", "languages": ["en"], "clause_waivers_signed": True}
    then = read("international_agreement", early, on="1998-03-02")
    later = read("international_agreement", early, on="2000-10-23")

    assert "sign" in then.allowed
    assert {"A1.kemlu_consulted", "A1.mandate_approved", "A1.signing_authority"} <= {
        each.rule for each in later.refused["sign"]
    }
