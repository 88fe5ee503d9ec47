"""Facts from plain values (JSON): tolerant in form, strict in keys.

Missing, null, "" and false (for a day) mean not known or not done. `true` for a day means done
on a day that is not known. An unknown key is refused, naming near matches; what the house
computes itself (A5) is refused too.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from ecoop.core.dates import PartialDate
from ecoop.procedures.model import Fact

COMPUTED = (
    "status", "stage", "turn", "in_force", "is_in_force", "expired", "is_expired", "dormant",
    "is_dormant", "has_ended", "parent_in_force", "needs_ratification", "needs_statute",
    "text_was_changed",
)  # fmt: skip
DAYS = ("act", "effect", "date")
LANGUAGES = {
    "indonesian": "id", "indonesia": "id", "bahasa indonesia": "id", "ind": "id",
    "english": "en", "inggris": "en", "bahasa inggris": "en", "eng": "en",
    "korean": "ko", "korea": "ko", "arabic": "ar", "french": "fr", "japanese": "ja",
    "turkish": "tr", "chinese": "zh", "spanish": "es", "khmer": "km",
}  # fmt: skip
WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
YES = {"true": True, "yes": True, "ya": True, "false": False, "no": False, "tidak": False}


class FactsError(ValueError):
    """One plain sentence that names the key and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a case. `vague`: known to the month or year; `undated`: day not known.

    A day known in part counts from its first day if it is an act, to its last if it is another.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    undated: frozenset[str] = frozenset()

    def on(self, day: date) -> dict[str, Any]:
        """What is known of that day: acts that come later have not happened yet."""
        return {
            key: value
            for key, value in self.values.items()
            if not (self.kinds.get(key) == "act" and value > day)
        }


def given_from(
    plain: Mapping[str, Any],
    facts: Mapping[str, Fact],
    *,
    defaults: Mapping[str, Any] = MappingProxyType({}),
) -> Given:
    """Read the documented keys (docs/procedures.md); FactsError names what is not understood."""
    if not isinstance(plain, Mapping):
        raise FactsError("the facts of a case must be an object with keys")
    names = _names(facts)
    values: dict[str, Any] = dict(defaults)
    vague, undated = set(), set()
    for written, value in plain.items():
        key = names.get(str(written).strip())
        if key is None:
            raise FactsError(_unknown(str(written), names))
        read, mark = _read(facts[key], value)
        if read is None:
            continue
        values[key] = read
        if mark:
            (vague if mark == "vague" else undated).add(key)
    kinds = {key: facts[key].kind for key in values}
    return Given(values, kinds, frozenset(vague), frozenset(undated))


def _names(facts: Mapping[str, Fact]) -> dict[str, str]:
    names = {alias: fact.key for fact in facts.values() for alias in fact.aliases}
    steps = {fact.step: fact.key for fact in facts.values() if fact.step}
    days = {
        fact.key.removesuffix("_on") + ending: fact.key
        for fact in facts.values()
        if fact.kind == "act" and fact.key.endswith("_on")
        for ending in ("", "_date", "_at")
    }
    return days | steps | names | {key: key for key in facts}


def _unknown(written: str, names: Mapping[str, str]) -> str:
    if written in COMPUTED:
        return f"{written}: this is computed from evidence and dates and cannot be given (rule A5)"
    near = difflib.get_close_matches(written, list(names), n=3, cutoff=0.6)
    meant = f"; did you mean {', '.join(dict.fromkeys(names[each] for each in near))}?"
    return f"unknown key: {written}{meant if near else ''}"


def _read(fact: Fact, value: Any) -> tuple[Any, str]:
    """The value, and whether it is 'vague' or 'undated'; None if it is not known."""
    if value is None or value == "":
        return None, ""
    if fact.kind in DAYS:
        return _day(fact, value)
    readers = {"flag": _flag, "count": _count, "choice": _choice, "list": _list, "moment": _moment}
    return readers.get(fact.kind, _words)(fact, value), ""


def _day(fact: Fact, value: Any) -> tuple[Any, str]:
    if value is False:
        return None, ""
    if value is True and fact.kind != "date":
        return date.min, "undated"
    if isinstance(value, datetime):
        return value.date(), ""
    if isinstance(value, date):
        return value, ""
    try:
        if not isinstance(value, str):
            raise ValueError(f"not a date: {value!r}")
        partial = PartialDate.parse(value[:10])
    except ValueError as error:
        raise FactsError(f"{fact.key}: {error}") from error
    day = partial.last if fact.kind == "date" else partial.first
    return day, "" if partial.precision == "day" else "vague"


def _flag(fact: Fact, value: Any) -> bool:
    if isinstance(value, str):
        value = YES.get(value.strip().lower(), value)
    if value not in (True, False):
        raise FactsError(f"{fact.key}: true or false is needed")
    return bool(value)


def _count(fact: Fact, value: Any) -> int:
    if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, list | tuple):
        return len(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FactsError(f"{fact.key}: a whole number, 0 or more, is needed")
    return value


def _choice(fact: Fact, value: Any) -> str:
    written = re.sub(r"[\s-]+", "_", str(value).strip())
    folded = {each.lower(): each for each in fact.choices} | dict(fact.choice_aliases)
    found = folded.get(written.lower())
    if found is None:
        raise FactsError(f"{fact.key}: {value!r} is none of {', '.join(fact.choices)}")
    return found


def _list(fact: Fact, value: Any) -> tuple[str, ...]:
    """Words without repetition; of a closed list each must belong to it, and `other` counts not."""
    parts = re.split(r"[,;]", value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise FactsError(f"{fact.key}: a list is needed")
    words = [str(part).strip().lower() for part in parts if str(part).strip()]
    if fact.key == "languages":
        words = [LANGUAGES.get(word, word) for word in words]
    if fact.choices:
        words = [_choice(fact, word) for word in words]
    return tuple(word for word in dict.fromkeys(words) if word != "other")


def _moment(fact: Fact, value: Any) -> datetime:
    try:
        return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as error:
        raise FactsError(f"{fact.key}: a day and time like 2026-11-21T09:30 is needed") from error


def _words(fact: Fact, value: Any) -> Any:
    """Text; `true` stands for a paper whose number is not given, `false` for none."""
    return None if value is False else value if value is True else str(value).strip() or None
