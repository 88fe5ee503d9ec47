"""Facts from plain values (JSON), for the command line and for tests from outside."""

import re
from collections.abc import Mapping
from typing import Any

from ecoop.core.dates import PartialDate
from ecoop.instruments.clock.facts import EntryRule, Extension, Facts, Ground, Rule

DATES = (
    "signed_on",
    "in_force_from",
    "last_notification_on",
    "ratified_on",
    "until",
    "notice_given_on",
    "terminated_on",
    "completed_on",
    "replaced_on",
    "last_act_on",
)
COUNTS = {  # name: lowest, highest
    "months": (1, 6000),
    "renew_months": (1, 6000),
    "max_renewals": (0, 6000),
    "notice_months": (0, 6000),
    "entry_days": (0, 36600),
}
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
FLAGS = ("is_draft", "is_completed")
WORDS = ("replaced_by",)
ALIASES: dict[str, str] = {
    "duration_rule": "rule",
    "duration_months": "months",
    "expires_on": "until",
    "draft": "is_draft",
    "completed": "is_completed",
}
RULE_ALIASES = {
    "INDEFINITE": Rule.EVERGREEN,
    "AUTORENEW": Rule.AUTO_RENEW,
    "TASK": Rule.TASK_BASED,
    "": Rule.UNKNOWN,
}
ENTRY_ALIASES = {
    "ON_SIGNATURE": EntryRule.SIGNATURE,
    "SIGNING": EntryRule.SIGNATURE,
    "ON_DATE": EntryRule.DATE,
    "AFTER_NOTIFICATION": EntryRule.NOTIFICATION,
    "NOTES": EntryRule.NOTIFICATION,
    "EXCHANGE_OF_NOTES": EntryRule.NOTIFICATION,
    "ON_RATIFICATION": EntryRule.RATIFICATION,
    "DEPOSIT": EntryRule.RATIFICATION,
    "": EntryRule.UNKNOWN,
}
OTHERS = ("rule", "entry_rule", "termination_ground", "extensions", "indefinite")
KEYS = (*DATES, *COUNTS, *FLAGS, *WORDS, *OTHERS)


class FactsError(ValueError):
    """One plain sentence that names the key and what is wrong with it."""


def facts_from(given: Mapping[str, Any]) -> Facts:
    """Facts from the documented keys (docs/clock.md); FactsError names what is not understood.

    Empty strings and null mean "not known". Without a rule, `until` means UNTIL,
    `months` FIXED, `indefinite: true` EVERGREEN, and nothing of these UNKNOWN.
    """
    if not isinstance(given, Mapping):
        raise FactsError("the facts of a case must be an object with keys")
    plain = {ALIASES.get(str(key), str(key)): value for key, value in given.items()}
    unknown = sorted(set(plain) - set(KEYS))
    if unknown:
        raise FactsError(f"unknown key: {', '.join(unknown)}")
    values: dict[str, Any] = {key: read_date(plain, key) for key in DATES}
    values |= {key: read_count(plain, key) for key in COUNTS}
    values |= {key: read_flag(plain, key) for key in FLAGS}
    values["entry_days"] = values["entry_days"] or 0
    values["replaced_by"] = str(plain.get("replaced_by") or "")
    values["rule"] = read_rule(plain)
    values["entry_rule"] = read_choice(plain, "entry_rule", EntryRule, ENTRY_ALIASES)
    values["termination_ground"] = read_ground(plain)
    values["extensions"] = read_extensions(plain.get("extensions"))
    return Facts(**values)


def read_date(given: Mapping[str, Any], key: str) -> PartialDate | None:
    value = given.get(key)
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise FactsError(f"{key}: a date is text like 2015-04-10, 2015-04 or 2015")
    try:
        return PartialDate.parse(str(value))
    except ValueError as error:
        raise FactsError(f"{key}: {error}") from error


def read_count(given: Mapping[str, Any], key: str) -> int | None:
    """A whole number, also written as text (as CSV gives it)."""
    value = given.get(key)
    if value in (None, ""):
        return None
    lowest, highest = COUNTS[key]
    if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise FactsError(f"{key}: a whole number from {lowest} to {highest} is needed")
    return value


def read_flag(given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key)
    if value not in (None, "", True, False):
        raise FactsError(f"{key}: true or false is needed")
    return bool(value)


def read_choice(
    given: Mapping[str, Any], key: str, choices: type[Any], aliases: Mapping[str, Any]
) -> Any:
    written = str(given.get(key) or "").strip().upper().replace("-", "_").replace(" ", "_")
    if written in aliases:
        return aliases[written]
    try:
        return choices(written)
    except ValueError as error:
        known = ", ".join(choice.value for choice in choices)
        raise FactsError(f"{key}: {written!r} is none of {known}") from error


def read_rule(given: Mapping[str, Any]) -> Rule:
    indefinite = read_flag(given, "indefinite")
    if given.get("rule"):
        rule: Rule = read_choice(given, "rule", Rule, RULE_ALIASES)
        return rule
    if indefinite:
        return Rule.EVERGREEN
    if given.get("until"):
        return Rule.UNTIL
    return Rule.FIXED if given.get("months") else Rule.UNKNOWN


def read_ground(given: Mapping[str, Any]) -> str:
    """One of the eight grounds by code or by its letter in UU 24/2000 art. 18."""
    written = str(given.get("termination_ground") or "").strip().lower()
    for ground in Ground:
        if written in (ground.value, ground.letter):
            return ground
    if written:
        raise FactsError(f"termination_ground: {written!r} is none of {', '.join(Ground)}")
    return ""


def read_extensions(given: Any) -> tuple[Extension, ...]:
    if given in (None, ""):
        return ()
    if not isinstance(given, list):
        raise FactsError("extensions: a list of objects is needed")
    return tuple(read_extension(each) for each in given)


def read_extension(given: Any) -> Extension:
    if not isinstance(given, Mapping):
        raise FactsError("extensions: each must be an object with signed_on and months or until")
    plain = {ALIASES.get(str(key), str(key)): value for key, value in given.items()}
    unknown = sorted(set(plain) - {"signed_on", "months", "until", "code"})
    if unknown:
        raise FactsError(f"extensions: unknown key: {', '.join(unknown)}")
    extension = Extension(
        signed_on=read_date(plain, "signed_on"),
        months=read_count(plain, "months"),
        until=read_date(plain, "until"),
        code=str(plain.get("code") or ""),
    )
    if (extension.months is None) == (extension.until is None):
        raise FactsError("extensions: each needs either months or until")
    return extension
