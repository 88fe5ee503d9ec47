"""A part of a procedure in words: steps, rules, facts and people by their names, conditions as said."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ecoop.core.bilingual import Text, join
from ecoop.core.dates import PartialDate
from ecoop.procedures.deadlines import UNITS
from ecoop.procedures.expressions import Expression
from ecoop.procedures.model import ANY, BASES, Procedure, Rule
from ecoop.procedures.sayings import ANSWERS, said
from ecoop.procedures.standing import STATUSES

NOTHING = Text(id="kosong", en="nothing")
EVERY_STEP = Text(id="setiap langkah", en="every step")
LEVELS = {
    "must": Text(id="menolak bila tidak terpenuhi", en="refuses where it does not hold"),
    "advice": Text(id="hanya saran", en="only advice"),
}
FACT_KINDS = {
    "act": Text(id="hari suatu tindakan", en="day of an act"),
    "effect": Text(id="hari mulai berlaku", en="day of entry into force"),
    "date": Text(id="hari", en="day"),
    "flag": Text(id="ya atau tidak", en="yes or no"),
    "choice": Text(id="pilihan", en="choice"),
    "count": Text(id="bilangan bulat", en="whole number"),
    "list": Text(id="daftar", en="list"),
    "text": Text(id="teks", en="text"),
    "moment": Text(id="hari dan jam", en="day and time"),
    "people": Text(id="orang", en="people"),
}
CODES: dict[str, Mapping[str, Text]] = {
    "unit": UNITS, "status": STATUSES, "level": LEVELS, "basis": BASES, "since_basis": BASES,
    "kind": FACT_KINDS,
}  # fmt: skip
STEPS = (
    "requires", "precludes", "causes", "cancels", "reopens", "spares", "path", "finals", "goal", "supplier",
    "step", "asks",
)  # fmt: skip
RULES = ("gates", "proofs")
FACTS = ("evidence", "tells", "records", "anchor", "done_by", "overrides")
PEOPLE = ("actor", "recorders", "who")
IN_QUOTES = Text(id="“{words}”", en="“{words}”")
WITH_CODE = Text(id="{name} ({code})", en="{name} ({code})")
PAIR = Text(id="{name}: {value}", en="{name}: {value}")


def called(name: Text, code: str) -> Text:
    """'“Sign” (sign)': the words of a thing with its code."""
    return WITH_CODE.fill(name=IN_QUOTES.fill(words=name), code=code)


def named(thing: Any, code: str) -> Text:
    """A step, deadline or track by its name, a fact by its meaning, a rule by the words of its refusal,
    without what the facts of a case would put into them."""
    if not isinstance(thing, Rule):
        return called(getattr(thing, "name", None) or thing.label, code)
    words = thing.text
    for key in thing.facts:
        words = Text(id=words.id.replace(f"{{{key}}}", "…"), en=words.en.replace(f"{{{key}}}", "…"))
    return called(words, code)


def told(part: str, value: Any, procedure: Procedure) -> Text:
    """What this part of a track, step, rule, fact or deadline of the procedure says."""
    if value is None or value in ((), ""):
        return NOTHING
    if isinstance(value, tuple):
        return join(*(told(part, each, procedure) for each in value), by=", ")
    if isinstance(value, Mapping):
        return join(*(_pair(key, each, procedure) for key, each in value.items()), by=", ")
    return _one(part, value, procedure)


def _one(part: str, value: Any, procedure: Procedure) -> Text:
    match value:
        case Text():
            return IN_QUOTES.fill(words=value)
        case Expression():
            return _condition(value, procedure)
        case bool():
            return ANSWERS[value]
        case date():
            day = PartialDate.of(value)
            return Text(id=day.words("id"), en=day.words("en"))
    if part in CODES:
        return CODES[part].get(value, Text.same(str(value)))
    return NAMED.get(part, _as_written)(str(value), procedure)


def _condition(condition: Expression, procedure: Procedure) -> Text:
    """Its words, with what is written in the file, which is what an editor changes."""
    words, written = said(condition, procedure.facts), condition.text
    return words if words.en == written else WITH_CODE.fill(name=words, code=written)


def _pair(key: str, value: Any, procedure: Procedure) -> Text:
    """One fact that a track presets, or one choice of a fact with its words."""
    fact = procedure.facts.get(key)
    choices = fact.choices if fact else {}
    words = choices.get(value) if isinstance(value, str) else None
    return PAIR.fill(name=fact.label if fact else key, value=words or told("", value, procedure))


def _step(code: str, procedure: Procedure) -> Text:
    step = procedure.steps.get(code)
    return EVERY_STEP if code == ANY else named(step, code) if step else Text.same(code)


def _rule(code: str, procedure: Procedure) -> Text:
    rule = procedure.rules.get(code)
    return named(rule, code) if rule else Text.same(code)


def _fact(key: str, procedure: Procedure) -> Text:
    fact = procedure.facts.get(key)
    return named(fact, key) if fact else Text.same(key)


def _actor(code: str, procedure: Procedure) -> Text:
    actor = procedure.actors.get(code)
    return actor.name if actor else Text.same(code)


def _stage(code: str, procedure: Procedure) -> Text:
    known = {stage.code: stage.name for stage in procedure.stages}
    return known.get(code, Text.same(code))


def _as_written(value: str, procedure: Procedure) -> Text:
    return Text.same(value)


NAMED: dict[str, Callable[[str, Procedure], Text]] = {
    **dict.fromkeys(STEPS, _step), **dict.fromkeys(RULES, _rule), **dict.fromkeys(FACTS, _fact),
    **dict.fromkeys(PEOPLE, _actor), "stage": _stage,
}  # fmt: skip
