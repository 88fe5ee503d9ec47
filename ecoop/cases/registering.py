"""What a case tells the register of its paper: signing registers it, later steps fill in its days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ecoop.accounts.policy import may
from ecoop.cases import queries
from ecoop.cases.lifecycle import OTHER_PAPER
from ecoop.core.bilingual import Text
from ecoop.core.classification import rank
from ecoop.core.dates import PartialDate
from ecoop.core.verdicts import Refusal, Refused
from ecoop.core.vocabulary import vocabulary
from ecoop.core.words import fold
from ecoop.instruments import actions as instruments
from ecoop.instruments.models import DurationRule, EntryRule, Party
from ecoop.instruments.queries import parties_of
from ecoop.procedures.log import ENTRY, Log

SIGNED, TERMINATION = "signed_on", "termination"
OFFICE = "signatory_office"
KINDS = {  # what the paper of a track is called, where its title does not begin with another name
    "international_agreement": "agreement",
    "implementing_arrangement": "implementing_arrangement",
    "domestic_mou": "mou",
    "domestic_pks": "pks",
    "foreign_ngo": "mou",  # PP 59/2016
    "grant": "grant",
}
DAYS = ("signed_on", "in_force_from", "last_notification_on", "ratified_on")
ENDS = ("notice_given_on", "terminated_on")
RATIFIED = ("ratified_by_statute_on", "ratified_by_decree_on")
UNTOLD: dict[str, Any] = dict.fromkeys((*DAYS, *ENDS, "months", "until", "notice_months")) | {
    "place_signed": "", "languages": [], "termination_ground": "", "entry_days": 0,
    "entry_rule": EntryRule.UNKNOWN.value, "duration_rule": DurationRule.UNKNOWN.value,
}  # fmt: skip
STANDS = Text(
    id="Penandatanganan ini mencatat {code} dalam register beserta naskah aslinya. Koreksi hari atau faktanya, atau tarik dahulu {code} dari register.",
    en="This signing entered {code} and its originals in the register. Correct its day or facts, or withdraw {code} from the register first.",
)  # fmt: skip


@dataclass(frozen=True)
class _Paper:
    """A paper to be registered, as the policy table asks of it."""

    class_rank: int
    seen_by: list


@dataclass(frozen=True)
class Followed:
    """What the entry of the act says of the register, and the parties of the paper, if at hand."""

    changes: Mapping[str, list] = field(default_factory=dict)
    parties: list[Party] | None = None


def follow(case, before: Log, after: Log, by) -> Followed:
    """Tell the register what an act changed: `before` and `after` are the logs without and with it.

    Sets `case.instrument`, which the caller saves.
    `Refused` when a signing is taken back while the paper that it registered stands there.
    """
    was, now = told(case, before), told(case, after)
    if was == now or after.acts[-1].step == ENTRY:
        return Followed()
    if case.instrument is None:
        return _register(case, after, now, by) if SIGNED in now else Followed()
    if case.instrument.withdrawn_at:
        return Followed() if now else _leave(case)
    if not now and case.instrument.origin == case.code:
        raise Refused(Refusal(STANDS.fill(code=case.instrument.code)))
    changes = {name: now.get(name, UNTOLD[name]) for name in {**was, **now}
               if was.get(name) != now.get(name)}  # fmt: skip
    parties = parties_of(case.instrument)
    case.instrument = instruments.revise(
        instrument=case.instrument, by=by, why=case.code, held=parties, **changes
    )
    return Followed(parties=parties)


def told(case, log: Log) -> dict[str, Any]:
    """What the acts of a case say of its paper, as columns of the register: nothing before it is
    signed, and only what is known. A termination tells of the end, other acts on a paper nothing."""
    values = log.given().values
    if case.track == TERMINATION:
        found = {name: _day(values.get(name)) for name in ENDS}
        return _known(found | {"termination_ground": values.get("termination_ground")})
    if case.track in OTHER_PAPER or not values.get(SIGNED):
        return {}
    ratified = next((values[name] for name in RATIFIED if values.get(name)), None)
    found = {name: _day(values.get(name)) for name in DAYS}
    found |= {"ratified_on": found["ratified_on"] or _day(ratified)} | _duration(values)
    entry = values.get("entry_rule")
    return _known(found | {
        "place_signed": values.get("signing_place"),
        "languages": list(values.get("languages") or ()),
        "entry_rule": entry if entry in queries.ENTRY_RULES else None,
        "entry_days": values.get("entry_days"),
        "notice_months": values.get("notice_months"),
    })  # fmt: skip


def _duration(values: Mapping[str, Any]) -> dict[str, Any]:
    """How long the text lasts: so many months, until a day, or not known."""
    if months := values.get("duration_months"):
        return {"duration_rule": DurationRule.FIXED.value, "months": months}
    until = _day(values.get("ends_on"))
    return {"duration_rule": DurationRule.UNTIL.value, "until": until} if until else {}


def _known(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _day(day: date | PartialDate | None) -> PartialDate | None:
    """The day as the register keeps it; of a fact whose day nobody told, None."""
    return PartialDate.of(day) if day and day.year > 1 else None


def _register(case, log: Log, facts: dict[str, Any], by) -> Followed:
    """Enter the paper that was signed; one of a class that nobody may register stays a case only."""
    classification = log.given().values.get("classification") or case.classification
    if not may(by, "register", _Paper(rank(classification), case.seen_by)):
        return Followed()
    parties = _parties(case, log)
    case.instrument = instruments.register(
        by=by, why=case.code, origin=case.code, kind=kind_of(case), parties=parties,
        title_id=case.title_id, title_en=case.title_en, owner_unit_id=case.owner_unit_id,
        classification=classification, **facts,
    )  # fmt: skip
    return Followed({"instrument_id": ["", case.instrument.code]}, parties)


def _leave(case) -> Followed:
    """The paper was withdrawn from the register: the case has none any more."""
    if case.instrument.origin != case.code:
        return Followed()
    code, case.instrument = case.instrument.code, None
    return Followed({"instrument_id": [code, ""]})


def _parties(case, log: Log) -> list[Party]:
    """The Indonesian side, as far as the directory knows it, then the partners in their order."""
    ours, theirs = queries.sides_of(case)
    on = _day(log.given().values[SIGNED])
    office = log.procedure.facts[OFFICE].choices.get(log.given().values.get(OFFICE, ""))
    home = [Party(organisation=ours, side=Party.Side.HOME, signed_on=on,
                  office=office.id if office else "")] if ours else []  # fmt: skip
    return home + [
        Party(organisation=body, side=Party.Side.PARTNER, signed_on=on) for body in theirs
    ]


def kind_of(case) -> str:
    """What kind of paper it is: as its title begins, else as papers of its track are called."""
    titles = [fold(title) + " " for title in (case.title_id, case.title_en) if title]
    for code, term in vocabulary("document_kinds").items():
        names = [fold(name) for name in (term.label.id, term.label.en, term.extra["short_id"])]
        if any(title.startswith(f"{name} ") for title in titles for name in names if name):
            return code
    return KINDS.get(case.track, "other")
