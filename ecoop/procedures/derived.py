"""What follows from the facts and is never recorded itself (A5)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import add_days, add_months
from ecoop.core.vocabulary import vocabulary

MEANINGS = {
    "text_was_changed": Text(
        id="naskah pernah dibekukan, lalu berubah", en="the text was frozen and changed since"
    ),
    "parent_in_force": Text(
        id="parent_in_force_from sudah tiba, parent_ends_on belum lewat, dan parent_terminated_on belum tiba",
        en="parent_in_force_from has come, parent_ends_on has not passed, and no parent_terminated_on has come",
    ),
    "has_ended": Text(
        id="ends_on sudah lewat, atau terminated_on diketahui",
        en="ends_on has passed, or terminated_on is known",
    ),
    "needs_ratification": Text(
        id="ratification_required, entry_rule RATIFICATION, atau parent_ratified_by diketahui; "
        "bila ratification_required kosong: ada ratification_subjects",
        en="ratification_required, entry_rule RATIFICATION, or parent_ratified_by known; if "
        "ratification_required is missing: any ratification_subjects",
    ),
    "needs_statute": Text(
        id="needs_ratification, dan ada ratification_subjects atau parent_ratified_by statute",
        en="needs_ratification, and there are ratification_subjects or parent_ratified_by is statute",
    ),
    "ratified_on": Text(
        id="hari ratify_by_statute atau ratify_by_decree, bila tidak diberikan",
        en="the day of ratify_by_statute or ratify_by_decree, if not given",
    ),
    "in_force_from": Text(
        id="bila tidak diberikan: menurut entry_rule, signed_on, last_notification_on, ratified_on, "
        "entry_days",
        en="if not given: by entry_rule from signed_on, last_notification_on, ratified_on and "
        "entry_days",
    ),
    "ends_on": Text(
        id="bila tidak diberikan: in_force_from + duration_months, hari terakhir termasuk",
        en="if not given: in_force_from + duration_months, the last day included",
    ),
    "signing_authority": Text(
        id="bila tidak diberikan: FULL_POWERS bila ada full_powers_issued_on; EXEMPT_7_2 bila "
        "signatory_office president atau foreign_minister; DOMESTIC_DELEGATION bila ada "
        "delegation_issued_on dan naskahnya bukan perjanjian internasional",
        en="if not given: FULL_POWERS if full_powers_issued_on is known; EXEMPT_7_2 if "
        "signatory_office is president or foreign_minister; DOMESTIC_DELEGATION if "
        "delegation_issued_on is known and it is no international agreement",
    ),
    "parent_same_field": Text(
        id="bila tidak diberikan: setiap cooperation_fields, atau bidang di atasnya, termasuk parent_fields",
        en="if not given: every one of cooperation_fields, or a field above it, is among parent_fields",
    ),
}
SAID = {  # how pages name them in a sentence
    "has_ended": Text(id="naskah sudah berakhir", en="the instrument has ended"),
    "needs_ratification": Text(id="memerlukan pengesahan", en="it needs ratification"),
    "needs_statute": Text(id="pengesahannya dengan undang-undang", en="it is ratified by statute"),
}
# What may follow from other facts, and the kind of fact that it then is.
KINDS = {"in_force_from": "effect", "ratified_on": "act", "ends_on": "date"}
BY_OFFICE = ("president", "foreign_minister")


def complete(values: dict[str, Any], on: date) -> dict[str, Any]:
    """The facts with what follows from them on that day; the given dict is not changed."""
    found = dict(values)
    found.setdefault("text_was_changed", False)
    found |= _same_field(found)
    if "signing_authority" not in found:
        found |= _authority(found)
    found["needs_ratification"] = _needs_ratification(found)
    found["needs_statute"] = found["needs_ratification"] and bool(
        found.get("ratification_subjects") or found.get("parent_ratified_by") == "statute"
    )
    found |= _form_of_ratification(found)
    found |= _ratified(found)
    if "in_force_from" not in found:
        entry = _entry(found)
        if entry is not None:
            found["in_force_from"] = entry
    if "ends_on" not in found and found.get("duration_months") and found.get("in_force_from"):
        found["ends_on"] = add_months(found["in_force_from"], found["duration_months"])
    found["has_ended"] = _ended(found, on)
    found["parent_in_force"] = _parent(found, on)
    return found


def _authority(found: Mapping[str, Any]) -> dict[str, str]:
    if found.get("full_powers_issued_on"):
        return {"signing_authority": "FULL_POWERS"}
    if found.get("signatory_office") in BY_OFFICE:
        return {"signing_authority": "EXEMPT_7_2"}
    if found.get("delegation_issued_on") and not found.get("is_international_agreement"):
        return {"signing_authority": "DOMESTIC_DELEGATION"}
    return {}


def _same_field(found: Mapping[str, Any]) -> dict[str, bool]:
    own, parents = found.get("cooperation_fields"), found.get("parent_fields")
    if "parent_same_field" in found or not own or not parents:
        return {}
    return {"parent_same_field": in_same_field(own, parents)}


def in_same_field(own: Iterable[str], parents: Iterable[str]) -> bool:
    """Whether a paper stays in the field of its parent (UU 24/2000 art. 7(5), rule A4): each of its
    fields, or one above it, is among those of the parent."""
    known, above = vocabulary("fields"), {code.lower() for code in parents}
    return all({*known.with_ancestors(code.lower())} & above for code in own)


def _needs_ratification(found: Mapping[str, Any]) -> bool:
    required = found.get("ratification_required")
    if required is not None:
        return bool(required)
    return bool(
        found.get("entry_rule") == "RATIFICATION"
        or found.get("ratification_subjects")
        or found.get("parent_ratified_by")
    )


def _form_of_ratification(found: Mapping[str, Any]) -> dict[str, date]:
    """A ratification whose form is not told took the form that the law asks for."""
    forms = {"ratified_by_statute_on", "ratified_by_decree_on"}
    if "ratified_on" not in found or forms & set(found):
        return {}
    form = "ratified_by_statute_on" if found["needs_statute"] else "ratified_by_decree_on"
    return {form: found["ratified_on"]}


def _ratified(found: Mapping[str, Any]) -> dict[str, date]:
    forms = ["ratified_by_statute_on"]
    if not found["needs_statute"]:
        forms.append("ratified_by_decree_on")
    days = [found[key] for key in ("ratified_on", *forms) if key in found]
    return {"ratified_on": min(days)} if days else {}


def _entry(found: Mapping[str, Any]) -> date | None:
    """Entry into force by the rule of the text (UU 24/2000 art. 15)."""
    signed = found.get("signed_on")
    if signed is None or (found["needs_ratification"] and "ratified_on" not in found):
        return None
    anchors = {
        "SIGNATURE": signed,
        "NOTIFICATION": found.get("last_notification_on"),
        "RATIFICATION": found.get("ratified_on"),
    }
    anchor = anchors.get(found.get("entry_rule", ""))
    if anchor is None:
        return None
    return add_days(max(anchor, found.get("ratified_on", anchor)), found.get("entry_days", 0))


def _ended(found: Mapping[str, Any], on: date) -> bool:
    ends = found.get("ends_on")
    return bool(found.get("terminated_on")) or (ends is not None and on > ends)


def _parent(found: Mapping[str, Any], on: date) -> bool:
    begins, ends = found.get("parent_in_force_from"), found.get("parent_ends_on")
    if begins is None or begins > on or found.get("parent_terminated_on"):
        return False
    return ends is None or on <= ends
