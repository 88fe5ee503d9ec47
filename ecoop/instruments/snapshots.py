"""An instrument as plain values: what the ledger keeps and what is compared."""

PLAIN = (
    "code", "kind", "level", "title_id", "title_en", "place_signed", "entry_rule",
    "duration_rule", "months", "renew_months", "notice_months", "duration_text",
    "termination_ground", "status_written", "status_settled", "scope_id", "scope_en", "note",
    "source", "origin", "next_step", "classification", "signed_on", "in_force_from", "until",
    "terminated_on", "completed_on", "status_as_of", "next_step_due", "declassify_on",
    "owner_unit_id", "owner_id", "parent_id", "withdrawn_at", "entry_days",
    "last_notification_on", "ratified_on", "max_renewals", "notice_given_on", "is_completed",
)  # fmt: skip
LISTS = ("languages", "fields", "phases", "hazards", "regions")


def snapshot(instrument, parties=()) -> dict:
    """All facts of `instrument` and its parties as strings, numbers and lists."""
    plain = {name: _plain(getattr(instrument, name)) for name in PLAIN}
    lists = {name: list(getattr(instrument, name)) for name in LISTS}
    return plain | lists | {"parties": [_party(party) for party in parties]}


def difference(before: dict, after: dict) -> dict:
    """{field: [old, new]} for what changed."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def _party(party) -> dict:
    return {
        "organisation": str(party.organisation_id),
        "name": str(party.organisation),
        "short": party.organisation.abbreviation,
        "country": party.organisation.country_id or "",
        "side": party.side,
        "number": party.number,
        "signatory": party.signatory,
        "office": party.office,
        "signed_on": _plain(party.signed_on),
    }


def _plain(value):
    if value is None:
        return ""
    return value if isinstance(value, int | bool) else str(value)
