"""`ecoop procedure explain`: a situation read by its procedure, as JSON or in words."""

import difflib
import json
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ecoop.core.arguments import WrongArgument, read_json
from ecoop.core.bilingual import LANGUAGES, Text
from ecoop.core.citing import source_in
from ecoop.core.dates import PartialDate
from ecoop.procedures.intake import YEARS, FactsError, Given, given_from
from ecoop.procedures.loading import ProcedureError, clock_library, read_track
from ecoop.procedures.model import Procedure
from ecoop.procedures.reasons import Reason
from ecoop.procedures.standing import STATUSES, Standing, standing
from ecoop.procedures.versions import in_force, shipped, tracks

JAKARTA = ZoneInfo("Asia/Jakarta")
TRACK_ALIASES = {
    "international": "international_agreement",
    "implementing": "implementing_arrangement",
    "technical_arrangement": "implementing_arrangement",
    "mou": "domestic_mou",
    "pks": "domestic_pks",
    "ngo": "foreign_ngo",
    "regional": "regional_foreign",
    "regional_government": "regional_foreign",
    "amendment": "amendment_substantive",
    "substantive_amendment": "amendment_substantive",
    "administrative_amendment": "amendment_administrative",
    "archive_duty": "archive",
}
CASE_KEYS = ("id", "name", "on", "date", "track", "facts")
NO_VERSION = Text(
    id="Pada hari itu belum ada versi prosedur yang berlaku; versi pertama (sejak {day}) dipakai.",
    en="No version of this procedure was in force on that day; the first (from {day}) is used.",
)
NOBODY = Text(id="tidak ada", en="nobody")
LABELS = {
    "stage": Text(id="Tahap", en="Stage"),
    "status": Text(id="Status", en="Status"),
    "turn": Text(id="Giliran", en="Turn"),
    "missing": Text(id="Yang masih kurang", en="Still missing"),
    "allowed": Text(id="Dapat dicatat", en="May be recorded"),
    "refused": Text(id="Belum dapat dicatat", en="May not be recorded"),
    "deadlines": Text(id="Tenggat", en="Deadlines"),
    "findings": Text(id="Tercatat tetapi tidak sah pada harinya", en="Recorded, but not lawful then"),
}  # fmt: skip


def main(arguments: Namespace) -> int:
    """Run the command; 0 when all was read, 1 when a case was not, 2 when nothing could be."""
    on = arguments.on or datetime.now(JAKARTA).date()
    try:
        given = read_json(arguments.facts) if arguments.facts else {}
        cases = given if isinstance(given, list) else [given]
        known = (*shipped(), *(read_track(Path(file)) for file in arguments.more))
        answers = [answer(case, arguments.track, on, arguments.step, known) for case in cases]
    except (WrongArgument, ProcedureError) as refusal:
        sys.stderr.write(f"ecoop procedure explain: {refusal}\n")
        return 2
    failed = [each for each in answers if isinstance(each, FactsError)]
    if failed and not isinstance(given, list):
        sys.stderr.write(f"ecoop procedure explain: {failed[0]}\n")
        return 2
    show(cases, answers, arguments, known, is_list=isinstance(given, list))
    return 1 if failed else 0


def answer(
    case: Any,
    track: str | None,
    on: date,
    step: str | None = None,
    known: Sequence[Procedure] | None = None,
) -> dict[str, Any] | FactsError:
    """The answer for one situation, or the sentence that says what in it is not understood."""
    try:
        if not isinstance(case, Mapping):
            raise FactsError("a situation must be an object with keys")
        name = str(case.get("track") or track or "")
        if not name:
            raise FactsError("give the track: --track TRACK, or a key track in the situation")
        day = _day(case, on)
        procedure, was_in_force = version(name, day, known)
        if step and step not in procedure.steps:
            raise FactsError(f"{procedure.track} has no step {step!r}{_near(step, procedure)}")
        facts = plain_facts(case, procedure)
        given = given_from(facts, procedure.facts, defaults=procedure.given)
    except FactsError as error:
        return error
    found = as_dict(standing(_with_house_clocks(procedure), given, day), only=step)
    if not was_in_force:
        begun = PartialDate.of(procedure.in_force_from)
        found["notes"].append(NO_VERSION.fill(day=begun).as_dict())
    if procedure.transition and _begun_before(procedure, given, day):
        found["notes"].append(procedure.transition.as_dict())
    return found


def _begun_before(procedure: Procedure, given: Given, day: date) -> bool:
    """Whether the day, or some act known by then, comes before the first day of the procedure."""
    acts = (given.values[key] for key, kind in given.kinds.items() if kind == "act")
    days = [day, *(act for act in acts if isinstance(act, date) and act.year > 1)]
    return min(days) < procedure.in_force_from


def _with_house_clocks(procedure: Procedure) -> Procedure:
    """The track with the periods of the library that are of no track (customs, emergency account,
    report to the President ...): whoever tells the day that one runs from asks when it ends."""
    of_tracks = {kind for each in shipped() for kind in each.clocks}
    house = {kind: clock for kind, clock in clock_library().items() if kind not in of_tracks}
    return replace(procedure, clocks=house | dict(procedure.clocks))


def version(
    name: str, on: date, known: Sequence[Procedure] | None = None
) -> tuple[Procedure, bool]:
    """The procedure of a track on a day; FactsError names near matches of an unknown one."""
    code = name.strip().lower().replace("-", "_").replace(" ", "_")
    code = TRACK_ALIASES.get(code, code)
    try:
        return in_force(code, on, known)
    except KeyError:
        near = difflib.get_close_matches(code, tracks(known), n=3, cutoff=0.4)
        meant = f"; did you mean {', '.join(near)}?" if near else f"; {', '.join(tracks(known))}"
        raise FactsError(f"there is no track {name!r}{meant}") from None


def plain_facts(case: Mapping[str, Any], procedure: Procedure) -> dict[str, Any]:
    """The facts beside or under `facts`; `steps` may give days by the code of the step."""
    under = {} if case.get("facts") is None else case["facts"]
    if not isinstance(under, Mapping):
        raise FactsError("facts: an object with keys is needed")
    beside = {key: value for key, value in case.items() if key not in CASE_KEYS}
    twice = [key for key in beside if key in under and beside[key] != under[key]]
    if twice:
        raise FactsError(f"{twice[0]} stands beside facts and in it, and they do not agree")
    facts = beside | dict(under)
    plain = {key: value for key, value in facts.items() if key != "steps"}
    steps = facts.get("steps", {})
    if not isinstance(steps, Mapping):
        raise FactsError("steps: an object of step codes and days is needed")
    for code, day in steps.items():
        if code not in procedure.steps:
            raise FactsError(f"{procedure.track} has no step {code!r}{_near(code, procedure)}")
        if plain.get(code, day) != day:
            raise FactsError(f"{code} stands in steps and beside it, and they do not agree")
        plain[code] = day
    return plain


def _near(code: str, procedure: Procedure) -> str:
    near = difflib.get_close_matches(code, list(procedure.steps), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(near)}?" if near else ""


def _day(case: Mapping[str, Any], on: date) -> date:
    written = case.get("on", case.get("date"))
    try:
        day = on if written in (None, "") else date.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise FactsError(f"on: not a day like 2026-11-21: {written!r}") from error
    if day.year not in YEARS:
        raise FactsError(f"on: {day} is not between {YEARS[0]} and {YEARS[-1]}")
    return day


def as_dict(found: Standing, *, only: str | None = None) -> dict[str, Any]:
    """As JSON; the keys are described in docs/procedures.md."""
    allowed = [code for code in found.allowed if only in (None, code)]
    refused = {code: why for code, why in found.refused.items() if only in (None, code)}
    proofs = {code: list(found.procedure.steps[code].evidence) for code in allowed}
    return {
        "track": found.procedure.track,
        "version": found.procedure.version,
        "on": found.on.isoformat(),
        "status": found.status,
        "dormant": found.is_dormant,
        "stage": found.stage,
        "recorded": {
            code: day.isoformat() if day.year > 1 else True for code, day in found.recorded.items()
        },
        "allowed": allowed,
        "refused": _by_step(refused),
        "missing": [each.as_dict() for each in found.missing],
        "advice": [each.as_dict() for each in found.advice],
        **_turn_as_dict(found),
        "deadlines": [each.as_dict() for each in found.deadlines],
        "evidence": {code: names for code, names in proofs.items() if names},
        "findings": _by_step(found.findings),
        "notes": [each.note.as_dict() for each in found.deadlines if each.note],
    }


def _by_step(reasons: Mapping[str, tuple[Reason, ...]]) -> list[dict[str, Any]]:
    return [
        {"step": code, "reasons": [each.as_dict() for each in why]} for code, why in reasons.items()
    ]


def _turn_as_dict(found: Standing) -> dict[str, Any]:
    turn = found.turn
    name = found.procedure.actors[turn.actor].name if turn.actor else NOBODY
    return {
        "turn": turn.actor,
        "turn_step": turn.step,
        "turn_name": name.as_dict(),
        "turns": [{"turn": each.actor, "step": each.step} for each in found.turns],
    }


def show(
    cases: list[Any],
    answers: list[dict[str, Any] | FactsError],
    arguments: Namespace,
    known: Sequence[Procedure],
    *,
    is_list: bool,
) -> None:
    plain = []
    for number, (case, each) in enumerate(zip(cases, answers, strict=True), 1):
        name = case.get("id") or case.get("name") if isinstance(case, Mapping) else None
        named = {"case": str(name or number)} if is_list or name else {}
        plain.append(named | ({"error": str(each)} if isinstance(each, FactsError) else each))
    if arguments.json:
        json.dump(plain if is_list else plain[0], sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for each in plain:
        for lang in [arguments.lang] if arguments.lang else LANGUAGES:
            sys.stdout.write(page(each, lang, known) + "\n")


def page(found: Mapping[str, Any], lang: str, known: Sequence[Procedure] | None = None) -> str:
    """One answer as a plain-text page in one language."""
    if "error" in found:
        return f"{found['case']}: {found['error']}\n"
    procedure, _ = in_force(found["track"], date.fromisoformat(found["on"]), known)
    stage = procedure.stage(found["stage"]).name.in_(lang)
    status = STATUSES[found["status"]].in_(lang)
    turn = found["turn_name"][lang]
    if found["turn_step"]:
        turn += f" ({procedure.steps[found['turn_step']].name.in_(lang)})"
    label = {key: text.in_(lang) for key, text in LABELS.items()}
    lines = [
        f"{procedure.name.in_(lang)} · {PartialDate.parse(found['on']).words(lang)}",
        f"{label['status']}: {status} · {label['stage']}: {stage} · {label['turn']}: {turn}",
        *_listed(label["missing"], [_line(each, lang) for each in found["missing"]]),
        *_listed(
            label["allowed"], [procedure.steps[code].name.in_(lang) for code in found["allowed"]]
        ),
        *_listed(label["refused"], _refusals(procedure, found["refused"], lang)),
        *_listed(label["deadlines"], [_due(each, lang) for each in found["deadlines"]]),
        *_listed(label["findings"], _refusals(procedure, found["findings"], lang)),
        *[note[lang] for note in found["notes"]],
    ]
    return "\n".join(lines) + "\n"


def _listed(label: str, lines: list[str]) -> list[str]:
    return [f"{label}:", *(f"  - {line}" for line in lines)] if lines else []


def _line(reason: Mapping[str, Any], lang: str) -> str:
    return f"{reason['text'][lang]} [{source_in(reason['source'], lang)}]"


def _refusals(procedure: Procedure, refused: list[Mapping[str, Any]], lang: str) -> list[str]:
    return [
        f"{procedure.steps[each['step']].name.in_(lang)}: {_line(reason, lang)}"
        for each in refused
        for reason in each["reasons"]
    ]


def _due(deadline: Mapping[str, Any], lang: str) -> str:
    source = source_in(deadline["source"], lang)
    return f"{deadline['due']} {deadline['name'][lang]}: {deadline['rule'][lang]} [{source}]"
