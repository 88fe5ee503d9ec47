"""What the facts of an instrument are called, in forms, on pages and in histories."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from ecoop.accounts.roles import Role
from ecoop.accounts.units import unit_name
from ecoop.core.shown import CLASSES, STATUSES, day, language, term
from ecoop.core.telling import ALL, describe_facts
from ecoop.instruments.disputes import DATES
from ecoop.instruments.models import Party
from ecoop.places.names import country_names, region_names

LABELS: dict[str, Any] = {
    "code": _("Code"),
    "title_id": _("Title in Indonesian"),
    "title_en": _("Title in English"),
    "kind": _("Kind"),
    "level": _("Level"),
    "signed_on": _("Signed"),
    "place_signed": _("Place of signing"),
    "entry_rule": _("Entry into force"),
    "in_force_from": _("In force from"),
    "duration_rule": _("Duration"),
    "months": _("Period (months)"),
    "until": _("In force until"),
    "renew_months": _("Renews by (months)"),
    "notice_months": _("Notice (months)"),
    "duration_text": _("Duration as written"),
    "terminated_on": _("Terminated"),
    "termination_ground": _("Ground of termination"),
    "completed_on": _("Completed"),
    "is_completed": _("Completed"),
    "status": _("Status"),
    "status_written": _("Status as reported"),
    "status_as_of": _("Reported as of"),
    "status_settled": _("Contradiction settled"),
    "scope_id": _("Scope in Indonesian"),
    "scope_en": _("Scope in English"),
    "fields": _("Fields"),
    "phases": _("Phases"),
    "hazards": _("Hazards"),
    "regions": _("Regions"),
    "languages": _("Languages"),
    "note": _("Note"),
    "source": _("Source"),
    "origin": _("Origin"),
    "next_step": _("Next step"),
    "next_step_due": _("Next step due"),
    "owner_unit": _("Owner unit"),
    "owner_unit_id": _("Owner unit"),
    "owner_id": _("Owner"),
    "classification": _("Classification"),
    "declassify_on": _("Declassify on"),
    "parent_id": _("Stands on"),
    "parties": _("Parties"),
    "files": _("Files"),
    "people": _("People"),
    "aliases": _("Other names"),
    "merged_into": _("Merged into"),
    "merged_from": _("Merged from"),
    "withdrawn_at": _("Withdrawn"),
    "entry_days": _("Days until entry into force"),
    "last_notification_on": _("Last notification"),
    "ratified_on": _("Ratified"),
    "max_renewals": _("Renewals at most"),
    "notice_given_on": _("Notice given"),
    "name": _("Name"),
    "short": _("Abbreviation"),
    "country": _("Country"),
    "side": _("Side"),
    "number": _("Number"),
    "signatory": _("Signatory"),
    "office": _("Office"),
}
RULES: dict[str, Any] = {
    "FIXED": _("Fixed period"),
    "UNTIL": _("Until a date"),
    "EVERGREEN": _("No end until notice is given"),
    "AUTO_RENEW": _("Renews by itself"),
    "TASK_BASED": _("Until the task is done"),
    "UNKNOWN": _("Not known"),
}
ENTRY_RULES: dict[str, Any] = {
    "SIGNATURE": _("On signature"),
    "DATE": _("On a stated date"),
    "NOTIFICATION": _("After the last notification"),
    "RATIFICATION": _("After ratification"),
    "UNKNOWN": _("Not known"),
}
LINKS: dict[tuple[str, bool], Any] = {
    ("extends", True): _("extends"),
    ("extends", False): _("is extended by"),
    ("renews", True): _("renews"),
    ("renews", False): _("is renewed by"),
    ("amends", True): _("amends"),
    ("amends", False): _("is amended by"),
    ("replaces", True): _("replaces"),
    ("replaces", False): _("is replaced by"),
}


def label(field: str) -> str:
    """The name of a fact; one without a name keeps its code."""
    return str(LABELS.get(field) or LINKS.get((field, True)) or field)


ROLES = {role.value: role.label for role in Role}
DAYS = (
    *DATES, "next_step_due", "declassify_on", "status_as_of", "last_notification_on", "ratified_on",
    "notice_given_on",
)  # fmt: skip
# Facts whose values are codes, and the vocabulary that has their words.
CODES = {
    "kind": "kind", "level": "level", "fields": "field", "phases": "phase", "hazards": "hazard",
    "termination_ground": "ground", "languages": "language",
}  # fmt: skip
NAMES: dict[str, Mapping[str, Any]] = {
    "status": STATUSES,
    "classification": CLASSES,
    "duration_rule": RULES,
    "entry_rule": ENTRY_RULES,
    "role": ROLES,
    "roles": ROLES,
    "side": dict(Party.Side.choices),
}


def in_words(field: str, text: str) -> str:
    """What is said of a fact, as a reader would say it; text that cannot be read stays as it is."""
    if field in NAMES:
        return str(NAMES[field].get(text, text))
    if field in CODES:
        return term(CODES[field], text).in_(language())
    if field == "regions":
        return region_names().get(text, text)
    if field in DAYS:
        try:
            return day(text)
        except ValueError:
            return text
    return text


# What other rooms have not named otherwise is called as here, whatever the record.
describe_facts(
    ALL,
    LABELS | {field: words for (field, is_later), words in LINKS.items() if is_later},
    said={field: partial(in_words, field) for field in (*NAMES, *CODES, *DAYS, "regions")}
    | dict.fromkeys(("owner_unit", "owner_unit_id"), unit_name)
    | {"country": lambda iso2: country_names().get(iso2, iso2)},
)
describe_facts(
    "account", {}, said={"scope": lambda key: in_words("regions", key.removeprefix("region:"))}
)
