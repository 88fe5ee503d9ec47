"""What a case tells the register of its paper: signing registers it, later steps fill in its days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from ecoop.accounts.policy import Verdict, may
from ecoop.cases import lifecycle, queries, signing
from ecoop.cases.lifecycle import REPLACES, SIGNATORIES, TERMINATION
from ecoop.core.bilingual import Text
from ecoop.core.classification import rank
from ecoop.core.dates import PartialDate
from ecoop.core.verdicts import Refusal, Refused
from ecoop.core.vocabulary import vocabulary
from ecoop.core.words import fold
from ecoop.instruments import actions as instruments
from ecoop.instruments.models import DurationRule, EntryRule, Instrument, Link, Party
from ecoop.instruments.queries import parties_with_lines
from ecoop.procedures.log import ENTRY, Log

SIGNED = "signed_on"
OFFICE = "signatory_office"
KINDS = {  # what the paper of a track is called, where its title does not begin with another name
    "international_agreement": "agreement",
    "implementing_arrangement": "implementing_arrangement",
    "domestic_mou": "mou",
    "domestic_pks": "pks",
    "foreign_ngo": "mou",  # PP 59/2016
    "grant": "grant",
}


class _Change(NamedTuple):
    """What a track does to the paper that it is about: by a paper of its own, linked to that one."""

    signed: str
    begins: str
    link: Link.Kind
    title: Text


EXTENSION = Text(id="Perpanjangan {title}", en="Extension of {title}")
AMENDMENT = Text(id="Perubahan {title}", en="Amendment of {title}")
BEGINS = "amendment_in_force_from"
CHANGES = {  # UU 24/2000 art. 16
    "extension": _Change(
        "extension_signed_on", "extension_in_force_from", Link.Kind.EXTENDS, EXTENSION
    ),
    "amendment_substantive": _Change("amendment_signed_on", BEGINS, Link.Kind.AMENDS, AMENDMENT),
    "amendment_administrative": _Change(
        "amendment_approved_on", BEGINS, Link.Kind.AMENDS, AMENDMENT
    ),
}
OF_THE_WHOLE = ("level", "fields", "phases", "hazards", "regions")  # a change is about the same
DAYS = ("signed_on", "in_force_from", "last_notification_on", "ratified_on")
ENDS = ("notice_given_on", "terminated_on")
RATIFIED = ("ratified_by_statute_on", "ratified_by_decree_on")
UNTOLD: dict[str, Any] = dict.fromkeys((*DAYS, *ENDS, "months", "until", "notice_months")) | {
    "place_signed": "", "languages": [], "termination_ground": "", "entry_days": 0,
    "entry_rule": EntryRule.UNKNOWN.value, "duration_rule": DurationRule.UNKNOWN.value,
    SIGNATORIES: [],
}  # fmt: skip
STANDS = Text(
    id="Penandatanganan ini mencatat {code} dalam register beserta naskah aslinya. Koreksi hari atau faktanya, atau tarik dahulu {code} dari register.",
    en="This signing entered {code} and its originals in the register. Correct its day or facts, or withdraw {code} from the register first.",
)  # fmt: skip
NOTHING_WAITS = Text(
    id="Tidak ada naskah dari proses ini yang menunggu pencatatan dalam register.",
    en="No paper of this case waits to be registered.",
)


_Tie = tuple[Instrument | None, Instrument, Link.Kind]


@dataclass(frozen=True)
class _Paper:
    """A paper to be registered, as the policy table asks of it."""

    class_rank: int
    seen_by: list


@dataclass(frozen=True)
class Followed:
    """What the entry of the act says of the register, and the signed paper of the case with its
    parties, as far as they are at hand."""

    changes: Mapping[str, list] = field(default_factory=dict)
    parties: list[Party] | None = None
    paper: Instrument | None = None


def follow(case, before: Log, after: Log, by) -> Followed:
    """Tell the register what an act changed: `before` and `after` are the logs without and with it.

    Sets `case.instrument`, which the caller saves.
    `Refused` when a signing is taken back while the paper that it registered stands there.
    """
    was, now = told(case, before), told(case, after)
    if after.acts[-1].step == ENTRY:
        return Followed()
    if case.track in CHANGES:
        return _follow_change(case, was, now, after, by)
    if case.instrument is None:
        is_signed_now = SIGNED in now and SIGNED not in was
        return _register(case, after, now, by) if is_signed_now else Followed()
    links = _follows(case, before), _follows(case, after)
    if was == now and links[0] == links[1]:
        return Followed()
    if case.instrument.withdrawn_at:
        return Followed() if now else _leave(case)
    if not now and case.instrument.origin == case.code:
        raise Refused(Refusal(STANDS.fill(code=case.instrument.code)))
    paper, parties = instruments.hold(case.instrument)
    case.instrument = _revise(case, paper, parties, was, now, by)
    _tie(case, *links, by)
    return Followed(parties=parties, paper=case.instrument)


def _follows(case, log: Log) -> list[_Tie]:
    """(later, earlier, how) of the papers that are tied by what a case tells; a later one None is that
    of the case itself. Once signed it follows the paper that the case renews: replacing it, if the
    signing says so (UU 24/2000 art. 18(e)), else that one runs on to its own end. A termination on
    the ground "replaced" names the paper that took the place of its own."""
    values = log.given().values
    if case.track == TERMINATION:
        later = _named(values) if values.get("terminated_on") else None
        is_other = later is not None and later != case.instrument
        return [(later, case.instrument, Link.Kind.REPLACES)] if is_other else []
    if not case.renews or not values.get(SIGNED):
        return []
    kind = Link.Kind.REPLACES if values.get(REPLACES) else Link.Kind.RENEWS
    return [(None, case.renews, kind)]


def _revise(case, paper, held, was, now, by):
    changes = {name: now.get(name, UNTOLD[name]) for name in {**was, **now}
               if was.get(name) != now.get(name)}  # fmt: skip
    signers = signing.signers(case, changes.pop(SIGNATORIES, []), held)
    return instruments.revise(
        instrument=paper, by=by, why=case.code, held=held, is_held=True, signers=signers, **changes
    )


def _tie(case, was: list[_Tie], now: list[_Tie], by) -> None:
    """Say and unsay how papers follow each other."""
    for tell, ties in (
        (instruments.unlink, [tie for tie in was if tie not in now]),
        (instruments.link, [tie for tie in now if tie not in was]),
    ):
        for later, earlier, kind in ties:
            if later is None or may(by, "edit", later):
                tell(
                    later=later or case.instrument, earlier=earlier, kind=kind, by=by, why=case.code
                )


def _named(values: Mapping[str, Any]) -> Instrument | None:
    """The paper of the register by which another was replaced, if its code was told."""
    if values.get("termination_ground") != "replaced":
        return None
    code = str(values.get("replaced_by", "")).strip().upper()
    return Instrument.objects.filter(code=code, withdrawn_at=None).first()


def _follow_change(case, was, now, log: Log, by) -> Followed:
    """The same for an extension or amendment: a paper of its own, linked to the one it changes; none
    when the case names no paper that it changes."""
    if case.instrument is None:
        return Followed()
    if SIGNED not in was:
        return _register_change(case, log, now, by) if SIGNED in now else Followed()
    made = queries.change_made(case)
    if made is None:
        return Followed()
    if SIGNED not in now:
        raise Refused(Refusal(STANDS.fill(code=made.code)))
    if was == now:
        return Followed(paper=made)
    paper, parties = instruments.hold(made)
    return Followed(parties=parties, paper=_revise(case, paper, parties, was, now, by))


def _register_change(case, log: Log, facts: dict[str, Any], by) -> Followed:
    """Enter the extension or amendment that was signed."""
    whole, change = case.instrument, CHANGES[case.track]
    if not may_enter(case, log, by):
        return Followed()
    parties = [
        Party(organisation=party.organisation, side=party.side, signed_on=facts[SIGNED])
        for party in parties_with_lines(whole)
    ]
    signing.put_signers(case, facts, parties)
    made = instruments.register(
        by=by, why=case.code, origin=case.code, kind="amendment", parties=parties,
        title_id=change.title.id.format(title=whole.title_id) if whole.title_id else "",
        title_en=change.title.en.format(title=whole.title_en) if whole.title_en else "",
        owner_unit_id=case.owner_unit_id, classification=_class_of(case, log),
        follows=[(whole, change.link)],
        **{name: getattr(whole, name) for name in OF_THE_WHOLE}, **_columns(facts),
    )  # fmt: skip
    return Followed({"change": ["", made.code]}, parties, made)


def told(case, log: Log) -> dict[str, Any]:
    """What the acts of a case say of its paper, as columns of the register: nothing before it is
    signed, and only what is known. A termination tells of the end of the paper that it is about."""
    values = log.given().values
    if case.track == TERMINATION:
        found = {name: _day(values.get(name)) for name in ENDS}
        return _known(found | {"termination_ground": values.get("termination_ground")})
    if case.track in CHANGES:
        return _told_change(CHANGES[case.track], values)
    if not values.get(SIGNED):
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
        SIGNATORIES: list(values.get(SIGNATORIES, ())),
    })  # fmt: skip


def _told_change(change: _Change, values: Mapping[str, Any]) -> dict[str, Any]:
    """The same of an extension or amendment; only an extension has an end of its own."""
    if not values.get(change.signed):
        return {}
    until = _day(values.get("new_ends_on")) if change.link == Link.Kind.EXTENDS else None
    return _known({
        SIGNED: _day(values[change.signed]),
        "in_force_from": _day(values.get(change.begins)),
        "place_signed": values.get("signing_place"),
        "languages": list(values.get("languages") or ()),
        "until": until,
        "duration_rule": DurationRule.UNTIL.value if until else None,
        SIGNATORIES: list(values.get(SIGNATORIES, ())),
    })  # fmt: skip


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of the paper itself, without its parties."""
    return {name: value for name, value in facts.items() if name != SIGNATORIES}


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


def paper_of(case):
    """The paper in the register that the signing of this case is about; None when there is none."""
    return queries.change_made(case) if case.track in CHANGES else case.instrument


def is_signed(case, log: Log) -> bool:
    """Whether this case tells of a signed paper, which then belongs into the register."""
    return SIGNED in told(case, log)


def may_enter(case, log: Log, by) -> Verdict:
    """Whether `by` may register a paper of the class that this case gives it (docs/permissions.md)."""
    return may(by, "register", _Paper(rank(_class_of(case, log)), case.seen_by))


def enter(case, log: Log, by) -> Followed:
    """Register the paper of a case that was signed by somebody who might not; sets
    `case.instrument`. `Refused` when nothing waits for it or `by` may not either."""
    if not is_signed(case, log) or paper_of(case) is not None:
        raise Refused(Refusal(NOTHING_WAITS))
    if not (verdict := may_enter(case, log, by)):
        raise Refused(verdict.refusal)
    return follow(case, Log(log.procedure), log, by)


def _class_of(case, log: Log) -> str:
    """The class of the paper: as its acts say, else that of the case; an extension or amendment is
    seen by whoever sees the paper it changes, unless the case was classified higher."""
    kept = case.classification
    if case.track in CHANGES and case.instrument:
        whole = case.instrument.classification
        kept = whole if kept == lifecycle.at_least_limited(whole) else kept
    return log.given().values.get("classification") or kept


def _register(case, log: Log, facts: dict[str, Any], by) -> Followed:
    """Enter the paper that was signed; where `by` may not, it waits for somebody who may (`enter`)."""
    if not may_enter(case, log, by):
        return Followed()
    parties = _parties(case, log)
    signing.put_signers(case, facts, parties)
    case.instrument = instruments.register(
        by=by, why=case.code, origin=case.code, kind=kind_of(case), parties=parties,
        title_id=case.title_id, title_en=case.title_en, owner_unit_id=case.owner_unit_id,
        parent_id=case.parent_id,
        classification=_class_of(case, log), **_columns(facts),
        follows=[(earlier, kind) for _later, earlier, kind in _follows(case, log)],
    )  # fmt: skip
    return Followed({"instrument_id": ["", case.instrument.code]}, parties, case.instrument)


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
