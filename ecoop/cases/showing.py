"""What the page of a case shows, made from its log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ecoop.accounts.policy import may
from ecoop.cases import asking, labels, lifecycle, policies
from ecoop.cases.forecast import Coverage, Forecast, Like
from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM
from ecoop.core.ledger.words import SYSTEM as SYSTEM_NAME
from ecoop.core.shown import cited, day, language, term
from ecoop.procedures.history import Stay, days_by_side, days_by_stage
from ecoop.procedures.loading import fact_library
from ecoop.procedures.log import ENTRY, VOID, Act, Log
from ecoop.procedures.model import Fact, Procedure, Step
from ecoop.procedures.reasons import Reason, of_recorder, of_shut
from ecoop.procedures.standing import Standing

# Steps with a page of their own: what they record is computed or written there.
OWN_PAGES = {
    "evaluate": "cases:evaluation", "go_on_otherwise": "cases:go_on", "screen": "screening:detail",
} | dict.fromkeys(lifecycle.BESIDE, "negotiation:clearances")  # fmt: skip

QUOTED = Text.same("\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}")
EVENT = ("signing_place", "signature_kind", "originals_count", "originals_languages")
FIXED = (ENTRY, VOID, *lifecycle.BESIDE)  # acts that are not corrected on a page of the case


def form_of(code: str, step: str) -> str:
    """The address where this step of a case is recorded."""
    if step in OWN_PAGES:
        return reverse(OWN_PAGES[step], args=[code])
    return reverse("cases:record", args=[code, step])


@dataclass(frozen=True, kw_only=True)
class Why:
    """One reason: words, article, who can supply it, and where ("" when there is no such place);
    `is_recorded`: the step that would supply it is recorded, so its act is what must be corrected."""

    text: str
    source: str
    rule: str
    who: str
    link: str
    link_words: str
    is_recorded: bool


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """A step of the track; `reasons` speak against it today, `asks` its form asks for."""

    code: str
    name: str
    source: str
    link: str
    asks: tuple[str, ...] = ()
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ActShown:
    """One act as recorded; `is_gone` when a later one superseded it."""

    name: str
    on: date
    recorded_at: datetime
    who: str
    note: str
    facts: tuple[tuple[str, str], ...]
    is_gone: bool
    link: str  # where it is corrected; "" when it cannot be


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One step of the way: its day once recorded, or whether it is the next."""

    name: str
    on: date | None
    is_next: bool


def corrections(actor: Any, case: Any, log: Log, found: Standing) -> dict[str, str]:
    """{step: where `actor` corrects its act} of the recorded steps that cannot be recorded again."""
    if not may(actor, "correct_step", policies.acts_of(case)):
        return {}
    return {
        act.step: _correction(case, act)
        for act in log.standing_acts
        if act.step in found.recorded and not log.procedure.steps[act.step].repeats
    }


def why(procedure: Procedure, reason: Reason, code: str, recorded: Mapping[str, str]) -> Why:
    """A reason in the page's language, with the place that would help: the form of a step or, when
    it stands in `recorded` (from `corrections`), the correction of its act."""
    lang = language()
    step = procedure.steps.get(reason.step)
    return Why(
        text=reason.text.in_(lang),
        source=cited(reason.source),
        rule=reason.rule,
        who=", ".join(labels.actor(who).in_(lang) for who in reason.who),
        link=recorded.get(step.code) or form_of(code, step.code) if step else "",
        link_words=step.name.in_(lang) if step else "",
        is_recorded=reason.step in recorded,
    )


def steps_of(
    case: Any, log: Log, found: Standing, recorded: Mapping[str, str], roles: Iterable[str]
) -> tuple[list[StepShown], list[StepShown]]:
    """(what people of these roles may record now, what not yet and why), on the way first.

    A step whose only want is something that its own form asks may be recorded.
    """
    procedure = found.procedure
    now, later = [], []
    told = log.given().values
    codes = {*found.allowed, *found.refused} - {*lifecycle.BESIDE, lifecycle.OVERTAKEN}
    for code in sorted(codes, key=_place(procedure)):
        step = procedure.steps[code]
        reasons = against(found, step, roles)
        wants = [reason for reason in reasons if reason.rule != "not_applicable"] or reasons
        form_mends = all(
            reason.rule != "not_applicable"
            and not reason.step
            and asking.supplied_by_form(procedure, step, reason.facts, told)
            for reason in wants
        )
        asks = asking.evidence(procedure, step)
        shown = StepShown(
            code=code, name=step.name.in_(language()), source=cited(step.source),
            link=form_of(case.code, code),
            asks=tuple(fact.label.in_(language()) for fact in asks),
            reasons=tuple(why(procedure, reason, case.code, recorded) for reason in reasons),
        )  # fmt: skip
        (now if form_mends else later).append(shown)
    return now, later


def against(found: Standing, step: Step, roles: Iterable[str]) -> list[Reason]:
    """Why people of these roles may not record `step` today: by law, because it is recorded, or
    because others record it."""
    told = list(found.refused.get(step.code, ()))
    if step.code in found.recorded and not step.repeats:
        told.append(of_shut(found.procedure, step.code, found.recorded[step.code]))
    if lifecycle.capacity(roles, step) not in step.recorders:
        told.append(of_recorder(found.procedure, step))
    return told


def _place(procedure: Procedure):
    order = {code: place for place, code in enumerate((*procedure.path, *procedure.steps))}
    first = {code: procedure.path.index(code) for code in procedure.path}
    return lambda code: (first.get(code, len(first)), order[code])


def missing(case: Any, found: Standing, recorded: Mapping[str, str]) -> list[Why]:
    return [why(found.procedure, reason, case.code, recorded) for reason in found.missing]


def acts(case: Any, log: Log, lines: list) -> list[ActShown]:
    """Every act, the newest first, also what was corrected since."""
    told = {str(line.uid): line for line in lines}
    gone = {act.supersedes for act in log.acts if act.supersedes}
    return [
        ActShown(
            name=step_name(log.procedure, act.step),
            on=act.on,
            recorded_at=told[act.id].at,
            who=_who(told[act.id].actor),
            note=told[act.id].why,
            facts=tuple(facts_in_words(log.procedure, act)),
            is_gone=act.id in gone,
            link="" if act.step in FIXED or act.id in gone else _correction(case, act),
        )
        for act in reversed(log.acts)
    ]


def _correction(case: Any, act: Act) -> str:
    return reverse("cases:correct", args=[case.code, act.id])


def _who(name: str) -> str:
    return SYSTEM_NAME.in_(language()) if name == SYSTEM else name


def step_name(procedure: Procedure, code: str) -> str:
    return labels.step(procedure, code).in_(language())


def facts_in_words(procedure: Procedure, act: Act) -> list[tuple[str, str]]:
    """(what, its value) for each fact that an act carries."""
    return in_words(procedure, act.facts)


def in_words(procedure: Procedure, facts: Any) -> list[tuple[str, str]]:
    """(what, its value) for facts by their keys, in the order of the procedure; those that it does
    not know are left out."""
    return [
        (fact.label.in_(language()), value_in_words(fact, facts[key]))
        for key, fact in procedure.facts.items()
        if key in facts and facts[key] != [] and key != "is_imported"
    ]


def value_in_words(fact: Fact, value: Any) -> str:
    """A value of a fact as people say it."""
    if isinstance(value, dict):
        return _person(value)
    if isinstance(value, list | tuple):
        return ("; " if fact.kind == "people" else ", ").join(
            value_in_words(fact, one) for one in value
        )
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if fact.key.endswith("languages"):
        return term("language", value).in_(language())
    if fact.key.endswith("_fields"):
        return term("field", value).in_(language())
    if value in fact.choices:
        return fact.choices[value].in_(language())
    if fact.kind in ("act", "effect", "date"):
        return day(PartialDate.parse(str(value)[:10]))
    return str(value)


@dataclass(frozen=True, kw_only=True)
class Signing:
    """The signing as it was recorded: its day, (what, value) of it, and (who they were, the persons)."""

    on: date
    facts: list[tuple[str, str]]
    people: list[tuple[str, list[str]]]


def signing(log: Log) -> Signing | None:
    """What is told of the signing of the paper of a case; None before it is signed."""
    signed = (act for act in reversed(log.standing_acts) if act.step in lifecycle.SIGNINGS)
    act = next(signed, None)
    if act is None:
        return None
    known = log.procedure.facts
    languages = log.given(act.on).values.get("languages")
    told = ({"originals_languages": languages} if languages else {}) | dict(act.facts)
    return Signing(
        on=act.on,
        facts=in_words(log.procedure, {key: told[key] for key in EVENT if key in told}),
        people=[
            (known[key].label.in_(language()), [_person(one) for one in act.facts[key]])
            for key in (lifecycle.SIGNATORIES, lifecycle.WITNESSES) if key in act.facts and key in known
        ],
    )  # fmt: skip


def _person(told: dict[str, str]) -> str:
    """A person of a signing: name, office, and in brackets for whom and on which authority."""
    basis = authority_words(told.get("basis", ""))
    side = labels.PARTIES.get(told.get("side", ""), "")
    inside = [told.get("of") or str(side), " ".join(filter(None, (basis, told.get("paper"))))]
    said = ", ".join(filter(None, (told["name"], told.get("office"))))
    inside = [words for words in inside if words]
    return f"{said} ({'; '.join(inside)})" if inside else said


def authority_words(code: str) -> str:
    """The basis of an authority to sign, in words; "" when it is not told."""
    choices = fact_library()["signing_authority"].choices
    return choices[code].in_(language()) if code in choices else ""


def way(found: Standing) -> list[Stop]:
    """The steps on the way in their order, with their days."""
    procedure = found.procedure
    stops = []
    for code in procedure.path:
        on = found.recorded.get(code)
        refusals = {reason.rule for reason in found.refused.get(code, ())}
        if on is None and "not_applicable" in refusals:
            continue
        stops.append(
            Stop(
                name=procedure.steps[code].name.in_(language()),
                on=on if on and on.year > 1 else None,
                is_next=code == found.turn.step,
            )
        )
    return stops


def spent(stays: Sequence[Stay], usual: dict[str, int]) -> dict[str, list[tuple]]:
    """Whole days by stage (with the median of like cases) and by side on that course, in words."""
    stages, sides = days_by_stage(stays), days_by_side(stays)
    return {
        "stages": [
            (labels.stage(code).in_(language()), days, usual.get(code))
            for code, days in stages.items()
        ],
        "sides": [(str(labels.SIDES[code]), days) for code, days in sides.items() if days],
    }


@dataclass(frozen=True, kw_only=True)
class Foretold:
    """When the goal may be reached, by like cases; `told` is None when there are too few."""

    goal: str
    told: Forecast | None
    like: int
    coverage: Coverage


def foretold(stays: Sequence[Stay], found: Standing, like: Like) -> Foretold | None:
    """The forecast for a case on this course; None once the goal is reached or the way is closed."""
    if found.status not in lifecycle.UNSIGNED:
        return None
    entered = next((stay.begins for stay in stays if stay.stage == found.stage), None)
    told = like.forecast(found.stage, entered, found.on) if entered else None
    goal = step_name(found.procedure, found.procedure.goal)
    return Foretold(goal=goal, told=told, like=len(like.pasts), coverage=like.coverage)


def deadline_rule(found: Standing, rule: Text) -> str:
    """The rule of a deadline; the fact it runs from by its name, not by its key."""
    words = rule.in_(language())
    for key, fact in found.procedure.facts.items():
        if words.endswith(f" {key}"):
            step = found.procedure.steps.get(fact.step)
            name = QUOTED.fill(name=step.name) if step else fact.label
            return words.removesuffix(key) + name.in_(language())
    return words
