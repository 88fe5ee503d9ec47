"""Situations for the tests: complete sets of facts that a case may lack one of."""

from datetime import date

from ecoop.procedures.intake import given_from
from ecoop.procedures.standing import standing
from ecoop.procedures.versions import in_force

SIGNABLE = {
    "international_agreement": {
        "kemlu_consulted_on": "2024-01-10",
        "mandate_approved_on": "2024-02-01",
        "negotiated_on": "2024-06-24",
        "text_frozen_on": "2024-07-01",
        "languages": ["id", "en"],
        "clause_meter_percent": 100,
        "full_powers_issued_on": "2024-08-01",
    },
    "implementing_arrangement": {
        "kemlu_consulted_on": "2024-01-10",
        "mandate_approved_on": "2024-02-01",
        "negotiated_on": "2024-06-24",
        "text_frozen_on": "2024-07-01",
        "languages": ["id", "en"],
        "clause_meter_percent": 100,
        "signing_authority": "EXEMPT_7_5",
        "parent_in_force_from": "2020-01-01",
        "parent_ends_on": "2028-01-01",
        "parent_same_field": True,
        "within_remit": True,
    },
    "domestic_mou": {
        "text_frozen_on": "2024-07-01",
        "languages": ["id"],
        "clause_meter_percent": 100,
        "signatory_office": "head_of_agency",
    },
    "domestic_pks": {
        "text_frozen_on": "2024-07-01",
        "languages": ["id"],
        "clause_meter_percent": 100,
        "delegation_issued_on": "2024-07-10",
    },
    "foreign_ngo": {
        "principle_permit_issued_on": "2024-01-05",
        "principle_permit_ends_on": "2027-01-04",
        "kemlu_consulted_on": "2024-02-01",
        "interministry_meeting_on": "2024-05-01",
        "text_frozen_on": "2024-07-01",
        "languages": ["id", "en"],
        "clause_meter_percent": 100,
        "signatory_office": "head_of_agency",
        "ends_on": "2027-01-04",
    },
    "regional_foreign": {
        "council_approved_on": "2024-03-01",
        "home_affairs_considered_on": "2024-04-01",
        "kemlu_confirmed_on": "2024-06-01",
        "text_frozen_on": "2024-07-01",
        "languages": ["id", "ja"],
        "clause_meter_percent": 100,
    },
    "grant": {"grant_reviewed_on": "2024-02-01", "grant_consulted_on": "2024-03-01"},
    "extension": {
        "ends_on": "2024-12-31",
        "evaluated_on": "2024-06-01",
        "text_frozen_on": "2024-07-01",
        "languages": ["id"],
        "signatory_office": "head_of_agency",
    },
    "amendment_substantive": {"text_frozen_on": "2024-07-01", "languages": ["id"],
                              "clause_meter_percent": 100, "signatory_office": "head_of_agency"},
    "amendment_administrative": {"partner_consented_on": "2024-07-01"},
    "termination": {"termination_ground": "breach", "open_commitments_count": 0},
    "archive": {"signed_on": "2024-01-01", "archive_reported_on": "2024-06-01"},
}  # fmt: skip
ON = date(2024, 8, 20)


def read(track, facts, on=ON):
    """The standing of a situation on a day."""
    day = date.fromisoformat(on) if isinstance(on, str) else on
    procedure, _ = in_force(track, day)
    given = given_from(facts, procedure.facts, defaults=procedure.given)
    return standing(procedure, given, day)


def without(track, *keys, **more):
    facts = {key: value for key, value in SIGNABLE[track].items() if key not in keys}
    return facts | more


def why(track, step, facts, on=ON):
    """The rules that refuse a step, with their sources."""
    found = read(track, facts, on).refused.get(step, ())
    return {reason.rule: reason.source for reason in found}
