"""The invariants A1 to A14, G1, G3, G7 said a second time, in plain Python, for the tests.

Each tells from plain facts and a day whether a step would be lawful; nothing here reads the data.
"""

from datetime import date, timedelta

CLASSES = ["public", "limited", "confidential", "secret"]
SIGNINGS = {
    "international_agreement": "sign", "implementing_arrangement": "sign", "domestic_mou": "sign",
    "domestic_pks": "sign", "foreign_ngo": "sign", "regional_foreign": "sign",
}  # fmt: skip
PUBLIC = ("international_agreement", "implementing_arrangement")


class Case:
    """Facts seen on a day; an act of a later day has not happened."""

    def __init__(self, facts, on):
        self.facts, self.on = facts, on

    def did(self, key):
        day = self.day(key)
        return day is not None and day <= self.on

    def day(self, key):
        value = self.facts.get(key)
        return date.fromisoformat(value) if isinstance(value, str) and value[:2] == "20" else None

    def passed(self, key):
        day = self.day(key)
        return day is not None and self.on > day

    def get(self, key, default=None):
        value = self.facts.get(key)
        return default if value is None else value


def foreign(track, case):
    return track in (*PUBLIC, "foreign_ngo", "regional_foreign") or bool(
        case.get("has_foreign_party")
    )


def frozen(case):
    freeze, change = case.day("text_frozen_on"), case.day("text_changed_on")
    if freeze is None or freeze > case.on:
        return False
    return not (change is not None and freeze <= change <= case.on)


def a1(track, case):
    """Consultation, mandate, frozen text, languages, authority, clauses."""
    consulted = case.did("kemlu_consulted_on") or case.did("kemlu_confirmed_on")
    clauses = case.get("clause_meter_percent", 0) >= 100 or case.get("clause_waivers_signed")
    return (
        (consulted or not foreign(track, case))
        and (case.did("mandate_approved_on") or track not in PUBLIC)
        and frozen(case)
        and bool(clauses)
        and authorised(track, case)
    )


def authorised(track, case):
    basis, office = case.get("signing_authority"), case.get("signatory_office")
    if track == "regional_foreign":
        return office in (None, "governor", "regent", "mayor")
    if track not in PUBLIC:
        return (
            office == "head_of_agency" or basis == "DOMESTIC_DELEGATION"
            or (basis is None and case.did("delegation_issued_on"))
        )  # fmt: skip
    has_powers = case.did("full_powers_issued_on") and not case.passed("full_powers_valid_until")
    by_office = office in ("president", "foreign_minister")
    if basis is None:
        return has_powers if case.did("full_powers_issued_on") else by_office
    return {
        "FULL_POWERS": has_powers,
        "EXEMPT_7_2": by_office,
        "EXEMPT_7_5": a4(track, case),
        "DOMESTIC_DELEGATION": False,
    }[basis]


def a2(track, case):
    return frozen(case)


def a3(track, case):
    languages = case.get("languages", [])
    return "id" in languages and (len(languages) >= 2 or not foreign(track, case))


def a4(track, case):
    if case.get("signing_authority") != "EXEMPT_7_5" or track not in PUBLIC:
        return True
    in_force = (
        case.did("parent_in_force_from")
        and not case.passed("parent_ends_on")
        and not case.did("parent_terminated_on")
    )
    return in_force and case.get("parent_same_field") is True and case.get("within_remit") is True


def a6(track, case):
    return not case.passed("ends_on") and not case.did("terminated_on")


def a7(track, case):
    ends, parent = case.day("ends_on"), case.day("parent_ends_on")
    return ends is None or parent is None or ends <= parent or bool(case.get("has_survival_clause"))


def a8(track, case):
    wet_only = track in (*PUBLIC, "regional_foreign")
    return not wet_only or case.get("signature_kind") in (None, "wet")


def a10(track, case):
    return case.did("grant_consulted_on") or not (case.get("has_grant") or track == "grant")


def a10_disburse(track, case):
    return case.did("grant_registered_on") or bool(case.get("is_emergency"))


def a11(track, case):
    ends, operational, principle = (
        case.day(key)
        for key in ("ends_on", "operational_permit_ends_on", "principle_permit_ends_on")
    )
    pairs = ((ends, operational), (operational, principle), (ends, principle))
    in_order = all(a is None or b is None or a <= b for a, b in pairs)
    return in_order and case.get("foreign_staff_count", 0) <= 3


def a12(track, case):
    evaluated = case.day("evaluated_on")
    if evaluated is None or evaluated > case.on:
        return False
    month = evaluated.month + 6
    year, month = evaluated.year + (month - 1) // 12, (month - 1) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return case.on <= after.replace(day=min(evaluated.day, after.day))


def a13(track, case):
    return track != "regional_foreign" or all(
        case.did(key)
        for key in ("council_approved_on", "home_affairs_considered_on", "kemlu_confirmed_on")
    )


def a14(track, case):
    return (
        case.get("termination_ground") is not None
        and case.get("open_commitments_count") is not None
        and case.get("redecided_commitments_count", 0) >= case.get("open_commitments_count")
    )


def g1(track, case):
    sources, own = case.get("source_classifications", []), case.get("classification")
    if not sources or own is None or case.get("declassified_by"):
        return True
    return CLASSES.index(own) >= max(CLASSES.index(each) for each in sources)


def g3(track, case):
    signed, kept = case.get("signed_file_hash"), case.get("current_file_hash")
    return signed is None or kept is None or signed == kept


def g7(track, case):
    if case.get("signatory_acting") is None:
        return True
    begins, ends = case.day("acting_from"), case.day("acting_until")
    return begins is not None and ends is not None and begins <= case.on <= ends
