"""Facts from plain values (JSON): tolerant in form, strict in keys.

Missing, null, "" and false (for a day) mean not known or not done. `true` for a day means done
on a day that is not known. An unknown key is refused, naming near matches; what the house
computes itself (A5) is refused too.
"""

import difflib
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from ecoop.core.dates import PartialDate
from ecoop.core.tongues import code_of
from ecoop.procedures.model import Fact

COMPUTED = (
    "status", "stage", "turn", "in_force", "is_in_force", "expired", "is_expired", "dormant",
    "is_dormant", "has_ended", "parent_in_force", "needs_ratification", "needs_statute",
    "text_was_changed",
)  # fmt: skip
DAYS = ("act", "effect", "date")
JAKARTA = ZoneInfo("Asia/Jakarta")
WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
HEX = re.compile(r"[0-9a-f]+", re.ASCII | re.IGNORECASE)
YEARS = range(1900, 2201)
CLOCK = re.compile(r"[T ]\d{2}:\d{2}")  # what may follow a day: the time, which does not count
LONGEST = {"_months": 1_200, "_days": 36_600, "_percent": 100, "_count": 1_000_000}
YES = {"true": True, "yes": True, "ya": True, "false": False, "no": False, "tidak": False}


class FactsError(ValueError):
    """One plain sentence that names the key and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a case. `vague`: days known to the month or year, with the first that each may
    be; `undated`: day not known.

    A day known in part counts from its first day if it is an act, to its last if it is another.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    vague: Mapping[str, date] = field(default_factory=dict)
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
    names = _names_of(facts)
    values: dict[str, Any] = dict(defaults)
    vague: dict[str, date] = {}
    undated: set[str] = set()
    told: dict[str, str] = {}
    for written, value in plain.items():
        key = names.get(str(written).strip())
        if key is None:
            raise FactsError(_unknown(str(written), names))
        read, mark = _read(facts[key], value)
        if read is None:
            continue
        if key in told and not _agree(facts[key], values[key], read):
            raise FactsError(f"{told[key]} and {written} are one fact ({key}) and do not agree")
        values[key], told[key] = read, str(written)
        if isinstance(mark, date):
            vague[key] = mark
        elif mark:
            undated.add(key)
    kinds = {key: facts[key].kind for key in values}
    return Given(values, kinds, vague, frozenset(undated))


_KNOWN: OrderedDict[int, tuple[Mapping[str, Fact], dict[str, str]]] = OrderedDict()
MOST_KNOWN = 64  # vocabularies: one for each track and some that are being edited


def _agree(fact: Fact, one: Any, other: Any) -> bool:
    """Whether two tellings of a fact say the same; the order of a list is not part of it."""
    return set(one) == set(other) if fact.kind == "list" else bool(one == other)


def _names_of(facts: Mapping[str, Fact]) -> dict[str, str]:
    """The names of each vocabulary, made once: a case is read once for every act that it has."""
    held = _KNOWN.get(id(facts))
    if held is None or held[0] is not facts:
        held = _KNOWN[id(facts)] = facts, _names(facts)
        while len(_KNOWN) > MOST_KNOWN:
            _KNOWN.popitem(last=False)
    return held[1]


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


def _read(fact: Fact, value: Any) -> tuple[Any, date | str]:
    """The value (None if it is not known), and of a day known in part the first that it may be, of one
    that is not known 'undated'."""
    if value is None or value == "" or (value is False and fact.kind == "choice"):
        return None, ""
    if fact.kind in DAYS:
        return _day(fact, value)
    readers = {
        "flag": _flag, "count": _count, "choice": _choice, "list": _list, "moment": _moment,
        "people": _people,
    }  # fmt: skip
    return readers.get(fact.kind, _words)(fact, value), ""


def _day(fact: Fact, value: Any) -> tuple[Any, date | str]:
    if value is False:
        return None, ""
    if value is True and fact.kind != "date":
        return date.min, "undated"
    if isinstance(value, date):
        return _sane(fact, value.date() if isinstance(value, datetime) else value), ""
    try:
        if not isinstance(value, str):
            raise ValueError(f"not a date: {value!r}")
        value = value.strip()
        if value[10:] and not CLOCK.match(value[10:]):
            raise ValueError(f"not a date: {value!r}")
        partial = PartialDate.parse(value[:10])
    except ValueError as error:
        raise FactsError(f"{fact.key}: {error}") from error
    day = partial.last if fact.kind == "date" else partial.first
    return _sane(fact, day), "" if partial.precision == "day" else partial.first


def _sane(fact: Fact, day: Any) -> Any:
    """The day, if its year is one that a cooperation can have."""
    if day.year not in YEARS:
        raise FactsError(f"{fact.key}: {day} is not between {YEARS[0]} and {YEARS[-1]}")
    return day


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
    if isinstance(value, list | tuple) and fact.key.endswith("_count"):
        return len(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise FactsError(f"{fact.key}: a whole number, 0 or more, is needed")
    most = next((most for end, most in LONGEST.items() if fact.key.endswith(end)), 10**15)
    if value > most:
        raise FactsError(f"{fact.key}: {value} is more than can be ({most})")
    return value


def _choice(fact: Fact, value: Any) -> str:
    written = re.sub(r"[\s-]+", "_", str(value).strip())
    folded = {each.lower(): each for each in fact.choices} | dict(fact.choice_aliases)
    found = folded.get(written.lower())
    if found is None:
        raise FactsError(f"{fact.key}: {value!r} is none of {', '.join(fact.choices)}")
    return found


def _list(fact: Fact, value: Any) -> tuple[str, ...]:
    """Words without repetition; of a closed list each must belong to it, and `other` counts not. In
    an open one they may be names and stay as they are written."""
    parts = re.split(r"[,;]", value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise FactsError(f"{fact.key}: a list is needed")
    parts = [part for part in parts if part is not None]
    if not all(isinstance(part, str) for part in parts):
        raise FactsError(f"{fact.key}: a list of words is needed")
    words: dict[str, str] = {}
    for part in parts:
        words.setdefault(part.strip().lower(), part.strip())
    known = [word for folded, word in words.items() if folded not in ("", "other")]
    if fact.key.endswith("languages"):
        known = [code_of(word) or word.lower() for word in known]
    if fact.choices:
        known = [_choice(fact, word) for word in known]
    return tuple(word for word in dict.fromkeys(known) if word != "other")


PERSON = ("name", "office", "side", "of", "basis", "paper")


def _people(fact: Fact, value: Any) -> tuple[dict[str, str], ...]:
    """Persons, each with a name and what else is told of them: PERSON."""
    if not isinstance(value, list | tuple):
        raise FactsError(f"{fact.key}: a list of persons is needed")
    if not all(isinstance(one, Mapping) and one.get("name") for one in value):
        raise FactsError(f"{fact.key}: each person needs a name")
    if strange := {key for one in value for key in one if key not in PERSON}:
        raise FactsError(f"{fact.key}: {', '.join(sorted(strange))} is not told of a person")
    return tuple({key: str(told) for key, told in one.items()} for one in value)


def _moment(fact: Fact, value: Any) -> datetime:
    try:
        moment = (
            value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        )
    except ValueError as error:
        raise FactsError(f"{fact.key}: a day and time like 2026-11-21T09:30 is needed") from error
    return _sane(fact, moment.astimezone(JAKARTA).replace(tzinfo=None) if moment.tzinfo else moment)


def _words(fact: Fact, value: Any) -> Any:
    """Text; `true` stands for a paper whose number is not given, `false` for none.

    The letters of a hash are the same hash in either case.
    """
    if isinstance(value, bool):
        return value or None
    if not isinstance(value, str | int | float):
        raise FactsError(f"{fact.key}: a text is needed")
    words = str(value).strip() or None
    return words.lower() if words and fact.key.endswith("_hash") and HEX.fullmatch(words) else words
