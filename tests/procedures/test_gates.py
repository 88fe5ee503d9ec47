"""Which gates stand before which signature, and what each rule asks: both said a second time."""

from datetime import date

import pytest

from ecoop.procedures.derived import complete
from ecoop.procedures.intake import given_from
from ecoop.procedures.loading import fact_library
from ecoop.procedures.versions import in_force, shipped

ON = date(2024, 8, 20)
FACTS = fact_library()
CLEARED = {"clearances_given", "clearances_agree"}
TEXT = CLEARED | {
    "A1.text_frozen", "A2.frozen_text_unchanged", "A3.indonesian_text", "A3.other_language",
}  # fmt: skip
ALL = {"A1.kemlu_consulted", "G1.classification_kept", "G7.acting_within_dates"}
GRANT = {"A10.grant_consulted", "no_foreign_cash_to_region"}
POWERS = {
    "A1.signing_authority", "A1.full_powers", "A1.exempt_by_office", "A1.no_domestic_delegation",
    "A4.parent_in_force", "A4.same_field", "A4.within_remit",
}  # fmt: skip
PUBLIC = ALL | TEXT | GRANT | POWERS | {
    "A1.mandate_approved", "A1.clauses_complete", "A7.end_within_parent", "A8.wet_ink",
    "A1.domestic_authority",
}  # fmt: skip
DOMESTIC = ALL | TEXT | GRANT | {
    "A1.domestic_authority", "A1.clauses_complete", "A7.end_within_parent", "A8.wet_ink",
    "A1.treaty_by_its_track",
}  # fmt: skip
BEFORE_SIGNING = {
    "international_agreement": PUBLIC,
    "implementing_arrangement": PUBLIC,
    "domestic_mou": DOMESTIC,
    "domestic_pks": DOMESTIC,
    "foreign_ngo": DOMESTIC - {"A7.end_within_parent"} | {
        "ngo_diplomatic_relations", "ngo_nonprofit",
        "principle_permit", "principle_permit_three_years", "one_partner_agency",
        "paired_with_bnpb", "ngo_meeting", "ngo_clauses", "A11.end_within_operational_permit",
        "A11.operational_within_principle", "A11.foreign_staff",
    },
    "regional_foreign": ALL | TEXT | GRANT | {
        "A13.council_approved", "A13.home_affairs_considered", "A13.kemlu_confirmed",
        "diplomatic_relations", "regional_matter", "head_of_region_signs", "A1.clauses_complete",
        "A7.end_within_parent", "A8.wet_ink",
    },
    "grant": ALL | GRANT | {
        "grant_reviewed", "grant_consulted_with_both", "grant_contents",
        "planned_grant_signed_by_finance", "A7.end_within_parent", "A1.domestic_authority",
        "A2.frozen_text_unchanged", "A3.indonesian_text", "A3.other_language", "A8.wet_ink",
    },
    "extension": ALL | TEXT | GRANT | POWERS | {
        "A6.not_expired", "A6.extends", "A12.evaluation_recent", "A7.new_end_within_parent", "A8.wet_ink",
        "A11.end_within_operational_permit", "A1.domestic_authority",
    },
    "amendment_substantive": ALL | TEXT | GRANT | POWERS | {
        "parent_not_ended", "A1.mandate_approved", "A1.clauses_complete", "A8.wet_ink",
        "A11.end_within_operational_permit", "A1.domestic_authority",
    },
    "amendment_administrative": {
        "parent_not_ended", "administrative_only", "partner_consented", "A1.kemlu_consulted",
        "G7.acting_within_dates",
    },
    "termination": {
        "A14.ground", "A14.commitments_listed", "A14.commitments_redecided", "ground_replacement",
        "ground_agreed_procedure", "not_ended_already", "leadership_is_no_ground",
        "G7.acting_within_dates",
    },
    "archive": {"protected_archive"},
}  # fmt: skip


@pytest.mark.parametrize("track", BEFORE_SIGNING)
def test_exactly_these_gates_stand_before_the_goal(track):
    procedure, _ = in_force(track, ON)
    goal = procedure.steps[procedure.goal]

    musts = {gate for gate in goal.gates if procedure.rules[gate].level == "must"}

    assert musts == BEFORE_SIGNING[track]


INTERNATIONAL = {  # what each step asks first: steps and rules
    "submit_mandate": "A1.kemlu_consulted",
    "approve_mandate": "A1.kemlu_consulted",
    "issue_credentials": "A1.kemlu_consulted",
    "negotiate": "A1.kemlu_consulted A1.mandate_approved credentials",
    "agree_text": "negotiate A1.kemlu_consulted A1.mandate_approved",
    "change_text": "agree_text",
    "ask_clearance": "A1.text_frozen A2.frozen_text_unchanged",
    "give_clearance": "ask_clearance",
    "withdraw_clearance": "ask_clearance",
    "clear_text": "A1.text_frozen A2.frozen_text_unchanged clearances_given clearances_agree",
    "issue_full_powers": "A1.kemlu_consulted",
    "request_treaty_paper": "treaty_paper_text A2.frozen_text_unchanged",
    "receive_treaty_paper": "request_treaty_paper",
    "prepare_ratification": "sign ratification_required",
    "ratify_by_statute": "sign ratification_required ratified_by_statute",
    "ratify_by_decree": "sign ratification_required no_decree_for_statute",
    "send_decree_to_parliament": "ratify_by_decree",
    "exchange_notes": "sign",
    "enter_into_force": "sign ratified_before_entry ratified_by_decree_before_entry "
    "notes_exchanged entry_day_come",
    "draw_up_plan_of_action": "enter_into_force",
    "register_grant": "sign",
    "disburse": "sign A10.grant_registered",
    "send_original": "sign A8.wet_ink G3.signed_file_unchanged",
    "request_completion": "send_original",
    "complete_original": "request_completion",
    "deposit_original": "send_original G3.signed_file_unchanged A9.receipt",
    "receive_certified_copy": "deposit_original",
    "report_archive": "sign",
    "hand_over_archive_copy": "report_archive",
    "resume": "shelve",
}
BEFORE_OTHERS = {
    "international_agreement": INTERNATIONAL,
    "implementing_arrangement": INTERNATIONAL,
    "foreign_ngo": {
        "apply_principle_permit": "ngo_diplomatic_relations ngo_nonprofit",
        "consider_by_permit_team": "apply_principle_permit",
        "grant_principle_permit": "permit_team_considered ngo_diplomatic_relations ngo_nonprofit "
        "principle_permit_three_years",
        "agree_text": "ngo_clauses",
        "agree_annual_plan": "principle_permit",
        "apply_operational_permit": "principle_permit written_agreement",
        "grant_operational_permit": "principle_permit written_agreement annual_plan "
        "A11.operational_within_principle A11.end_within_operational_permit",
        "notify_home_affairs": "sign",
        "assign_foreign_staff": "both_permits A11.no_fourth_foreign_staff",
        "file_principle_renewal": "grant_principle_permit principle_renewal_in_time",
        "file_operational_renewal": "grant_operational_permit operational_renewal_in_time",
        "disburse": "sign A10.grant_registered",
    },
    "regional_foreign": {
        "explore": "diplomatic_relations",
        "sign_statement_of_intent": "diplomatic_relations regional_matter intent_consulted "
        "head_of_region_signs",
        "draw_up_plan": "diplomatic_relations regional_matter",
        "agree_text": "draft_approved",
        "request_council_approval": "draw_up_plan plan_has_seven_headings",
        "approve_by_council": "draw_up_plan plan_has_seven_headings",
        "submit_plan_to_home_affairs": "A13.council_approved",
        "consider_by_home_affairs": "A13.council_approved",
        "submit_draft_to_home_affairs": "A13.home_affairs_considered",
        "hold_interministry_meeting": "A13.home_affairs_considered",
        "approve_draft_by_home_affairs": "region_meeting",
        "negotiate_by_kemlu": "draft_approved",
        "confirm_by_kemlu": "draft_approved",
        "report_implementation": "sign",
        "send_original": "sign A8.wet_ink G3.signed_file_unchanged",
        "deposit_original": "send_original G3.signed_file_unchanged A9.receipt",
        "receive_certified_copy": "deposit_original",
    },
    "grant": {
        "negotiate_grant": "grant_reviewed",
        "agree_text": "grant_contents",
        "send_grant_copies": "sign",
        "register_grant": "sign",
        "disburse": "sign A10.grant_registered",
        "hand_over_goods": "sign A10.grant_registered goods_valued",
        "close_grant": "sign register_grant",
    },
    "extension": {
        "propose_extension": "A6.not_expired A12.evaluation_recent",
        "go_on_otherwise": "A12.evaluation_recent",
        "agree_text": "A6.not_expired",
        "extension_takes_effect": "sign_extension notes_exchanged amendment_same_rank",
    },
    "amendment_substantive": {
        "propose_amendment": "parent_not_ended",
        "negotiate": "A1.kemlu_consulted A1.mandate_approved credentials",
        "amendment_enters_into_force": "sign_amendment amendment_same_rank ratified_before_entry "
        "ratified_by_decree_before_entry notes_exchanged",
    },
    "amendment_administrative": {
        "propose_amendment": "parent_not_ended administrative_only",
        "obtain_consent": "parent_not_ended",
        "amendment_enters_into_force": "approve_simplified notes_exchanged",
    },
    "termination": {
        "propose_termination": "leadership_is_no_ground not_ended_already",
        "redecide_commitments": "A14.commitments_listed",
        "give_notice": "A14.ground not_ended_already",
        "inform_kemlu_of_end": "terminate",
    },
    "archive": {
        "file_archive": "activity_happened protected_archive",
        "report_archive": "activity_happened protected_archive",
        "hand_over_archive_copy": "report_archive protected_archive",
    },
}


@pytest.mark.parametrize(
    ("track", "step"), [(track, step) for track, steps in BEFORE_OTHERS.items() for step in steps]
)
def test_what_a_step_asks_first(track, step):
    procedure, _ = in_force(track, ON)
    found = procedure.steps[step]

    musts = [gate for gate in found.gates if procedure.rules[gate].level == "must"]
    proofs = [proof for proof in found.proofs if proof not in musts]

    if step == "enter_into_force":
        proofs = []
    assert set(BEFORE_OTHERS[track][step].split()) == {*found.requires, *musts, *proofs}


PAST, SOON = "2024-08-01", "2024-09-01"
RULES = {  # rule: facts that fail, facts that pass (what both share stands in both)
    "A1.kemlu_consulted": ({"has_foreign_party": True}, {"kemlu_confirmed_on": PAST}),
    "A1.mandate_approved": (
        {"has_foreign_party": True, "is_international_agreement": True},
        {"mandate_approved_on": PAST},
    ),
    "A9.receipt": ({}, {"deposit_receipt": "7"}),
    "G3.signed_file_unchanged": ({"signed_file_hash": "a", "current_file_hash": "b"},
                                 {"current_file_hash": "a"}),
    "A10.grant_registered": ({"has_grant": True}, {"is_emergency": True}),
    "A1.treaty_by_its_track": ({"is_international_agreement": True},
                               {"is_international_agreement": False}),
    "A3.other_language": ({"has_foreign_party": True, "languages": ["id"]},
                          {"languages": ["id", "en"]}),
    "notes_exchanged": ({"entry_rule": "NOTIFICATION"}, {"last_notification_on": PAST}),
    "ratification_required": ({}, {"entry_rule": "RATIFICATION"}),
    "amendment_same_rank": ({"parent_ratified_by": "statute", "ratified_by_decree_on": PAST},
                            {"ratified_by_statute_on": PAST}),
    "ratified_by_decree_before_entry": ({"ratification_required": True},
                                        {"ratified_on": PAST}),
    "proposal_set": ({"proposal_documents": ["draft"]},
                     {"proposal_documents": ["proposal", "profile", "summary"],
                      "has_draft": False}),
    "overlaps_judged": ({"overlaps_unjudged": 1}, {"overlaps_unjudged": 0}),
    "plan_and_budget": ({"budget_line_named": False}, {"budget_line_named": True}),
    "partner_due_diligence": ({"sanctions_result": "match"}, {"sanctions_result": "clear"}),
    "ngo_diplomatic_relations": ({"diplomatic_relations": False}, {"diplomatic_relations": True}),
    "ngo_nonprofit": ({"is_nonprofit": False}, {"is_nonprofit": True}),
    "permit_team_considered": ({}, {"permit_team_considered_on": PAST}),
    "principle_permit": ({"principle_permit_issued_on": PAST, "permits_revoked_on": PAST},
                         {"permits_revoked_on": SOON}),
    "annual_plan": ({"works_in_region": True}, {"annual_plan_agreed_on": PAST}),
    "written_agreement": ({"signed_on": SOON}, {"signed_on": PAST}),
    "both_permits": ({"principle_permit_issued_on": PAST},
                     {"operational_permit_issued_on": PAST}),
    "ngo_clauses": ({"agreement_clauses": ["purpose", "scope"]},
                    {"agreement_clauses": sorted(FACTS["agreement_clauses"].choices)}),
    "draft_approved": ({}, {"home_affairs_approved_draft_on": PAST}),
    "region_meeting": ({}, {"interministry_meeting_on": PAST}),
    "plan_has_seven_headings": ({"plan_headings": ["subject", "object"]},
                                {"plan_headings": sorted(FACTS["plan_headings"].choices)}),
    "regional_matter": ({"within_remit": False}, {"within_remit": True}),
    "intent_consulted": ({"kemlu_consulted_on": PAST}, {"home_affairs_consulted_on": PAST}),
    "goods_valued": ({"grant_form": "goods"}, {"grant_value_idr": 5_000_000}),
    "grant_contents": ({"grant_agreement_contains": ["amount", "purpose"]},
                       {"grant_agreement_contains": ["amount", "purpose", "terms"]}),
    "entry_day_come": ({"in_force_from": SOON}, {"in_force_from": PAST}),
    "not_ended_already": ({"ends_on": PAST}, {"ends_on": SOON}),
    "activity_happened": ({}, {"signed_on": PAST}),
    "protected_archive": ({"has_foreign_party": False}, {"is_international_agreement": True}),
    "ratification_determined": ({"has_grant": True, "is_international_agreement": True},
                                {"ratification_required": False}),
    "treaty_paper_text": ({}, {"text_frozen_on": PAST}),
    "A6.extends": ({"ends_on": SOON, "new_ends_on": SOON}, {"new_ends_on": "2024-09-02"}),
    "amendment_by_statute": ({"parent_ratified_by": "statute"},
                             {"parent_ratified_by": "presidential_decree"}),
    "no_foreign_cash_to_region": ({"grant_recipient": "region", "grant_form": "cash"},
                                  {"has_foreign_party": False}),
    "treaty_paper_ready": ({}, {"treaty_paper_received_on": PAST}),
    "text_cleared": ({}, {"text_cleared_on": PAST}),
    "clearances_given": ({"clearances_waiting": ["Kementerian Contoh"]}, {"clearances_waiting": []}),
    "clearances_agree": ({"clearances_objecting": ["DEP-2"]}, {"clearances_objecting": []}),
    "parent_mou": ({}, {"parent_in_force_from": PAST}),
    "ground_agreed_procedure": (
        {"termination_ground": "a", "notice_given_on": "2024-02-21", "notice_months": 6},
        {"notice_given_on": "2024-02-20"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", RULES)
def test_a_rule_asks_what_it_says(code):
    rule = {code: rule for each in shipped() for code, rule in each.rules.items()}[code]
    fails, more = RULES[code]

    assert _asked(rule, fails)
    assert not _holds(rule, fails)
    assert _holds(rule, {**fails, **more})


def _values(facts):
    return complete(given_from(facts, FACTS).on(ON), ON)


def _asked(rule, facts):
    return rule.when is None or rule.when.holds(_values(facts), ON)


def _holds(rule, facts):
    return not _asked(rule, facts) or rule.needs.holds(_values(facts), ON)


def test_no_rule_is_left_over():
    """Every rule of the library stands before some step."""
    from ecoop.procedures import loading  # noqa: PLC0415 - asked here alone

    used = {code for procedure in shipped() for code in procedure.rules}

    assert set(loading._library(1)["rule"]) - used == set()
    steps = {code for procedure in shipped() for code in procedure.steps}
    assert set(loading._library(1)["step"]) - steps == set()
