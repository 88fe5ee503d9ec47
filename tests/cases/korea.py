"""The Korean case as tests walk it: every step with what it asks, in order."""

WAY = (
    ("propose", "2024-01-15", {"proposal_documents": ["proposal", "partner_profile", "summary", "draft"]}),
    ("screen", "2024-01-29", {}),
    ("explore", "2024-02-12", {}),
    ("request_kemlu_consultation", "2024-02-20", {"kemlu_letter_number": "B-1/2024"}),
    ("consult_kemlu", "2024-03-05", {}),
    ("submit_mandate", "2024-03-20", {}),
    ("approve_mandate", "2024-04-18", {}),
    ("issue_credentials", "2024-06-10", {"at_international_meeting": True}),
    ("negotiate", "2024-06-24", {"delegation_head": "Sekretaris Utama"}),
    ("agree_text", "2024-09-11", {"languages": ["id", "ko", "en"]}),
    ("clear_text", "2024-10-02", {"clause_meter_percent": 100}),
    ("issue_full_powers", "2024-10-21", {"full_powers_valid_until": "2025-12-31"}),
    ("request_treaty_paper", "2024-11-04", {}),
    ("receive_treaty_paper", "2024-11-07", {}),
    (
        "sign",
        "2024-12-02",
        {
            "signature_kind": "wet", "signing_place": "Jakarta", "originals_count": 2,
            "signatory_office": "head_of_agency", "entry_rule": "SIGNATURE", "duration_months": 60,
            "ratification_required": False,
        },
    ),
    ("send_original", "2024-12-09", {}),
    ("deposit_original", "2024-12-16", {"deposit_receipt": "TR-1/2024"}),
    ("receive_certified_copy", "2024-12-19", {}),
)  # fmt: skip
