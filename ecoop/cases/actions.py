"""Everything that changes a case. An act is one entry of the ledger; the case's row follows it."""

import tomllib
from copy import copy

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.cases import (
    indexing,
    lifecycle,
    opening,
    policies,
    queries,
    registering,
    signing,
    versions,
)
from ecoop.cases.drafts import Draft
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case, CasePartner, Mandate, ProcedureLibrary, ProcedureVersion
from ecoop.core import jobs, ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.core.workdays import add_working_days
from ecoop.custody import filing
from ecoop.instruments.actions import hold as hold_paper
from ecoop.instruments.numbering import give_codes
from ecoop.instruments.queries import today
from ecoop.procedures import log as logs
from ecoop.tasks.lifecycle import units_among

KIND = "case"
TOO_LATE = Text(
    id="Hari mulai berlaku sudah lewat: versi baru berlaku hari ini atau kemudian.",
    en="The first day has passed: a new version is in force from today or later.",
)
NO_CHANGE = Text(
    id="Tidak ada yang berubah dari versi terakhir.", en="Nothing differs from the last version."
)
ANSWER_DAYS = 10  # working days in which the bureau promises a first answer: a rule of the house
PLAIN = (
    "code", "title_id", "title_en", "track", "promised_on", "classification", "origin",
    "owner_unit_id", "person_id", "instrument_id", "procedure_id", "renews_id",
    "parent_id",
)  # fmt: skip


@transaction.atomic
def open_case(draft, *, by):
    """Open a case by the version of its procedure that is in force on the day."""
    case = _new(draft, by)
    return _open(case, logs.Log(versions.procedure_by(case.procedure_id)), draft, by)


@transaction.atomic
def open_from_instrument(*, instrument, by, track="", is_asked=False, **given):
    """Open a case for a paper of the register: it enters at its derived place, no step invented.
    With `is_asked` it is refused where the law refuses today what the case would be for, and always
    where it refuses papers of this kind. A second live case of a track needs a reason, `why`."""
    instrument, parties = hold_paper(instrument)
    bodies = [party.organisation for party in parties if party.side == "partner"]
    draft = Draft(
        **{
            "track": track or queries.track_of(instrument, parties),
            "title_id": instrument.title_id, "title_en": instrument.title_en,
            "partners": bodies, "owner_unit_id": instrument.owner_unit_id, "instrument": instrument,
            "classification": lifecycle.at_least_limited(instrument.classification),
            "parent_id": instrument.parent_id,
        } | given
    )  # fmt: skip
    case = _new(draft, by)
    policies.require_record(by, case)
    procedure = versions.procedure_by(case.procedure_id)
    if not draft.why.strip() and (second := opening.second(instrument, case.track, by)):
        raise Refused(second)
    facts = queries.entry_facts(instrument, case.track)
    facts |= queries.kind_facts(procedure, instrument, parties)
    is_judged = is_asked or case.track in opening.BY_KIND
    if is_judged and (against := opening.against(facts, procedure)):
        raise NotRecorded(against)
    return _enter(case, procedure, facts, draft, by)


def _enter(case, procedure, facts, draft, by):
    """Save the case with the entry of its paper as the first act."""
    act = logs.Act(id="new", step=logs.ENTRY, on=today(), facts=ledger.plain(facts), by="HOKS")
    log = logs.enter(procedure, act)
    if why_not := logs.refusals(logs.Log(procedure), log.acts[0], today=today()):
        raise NotRecorded(why_not)
    with ledger.together():
        _open(case, log, draft, by)
        way, changes = lifecycle.course(log, today()), lifecycle.changes_of(log.acts[0])
        tell(case, way, by, lifecycle.STEP, why="", changes=changes)
    jobs.hand_in("cases.hand_out", lock=f"case:{case.pk}:{case.version}", case=str(case.pk))
    return case


def _new(draft, by):
    """The unsaved case of a draft, with its code, by the version that is in force on its day."""
    held = versions.heads()
    if adopt_shipped(held):
        held = versions.heads()
    on = draft.on or today()
    case = Case(
        track=draft.track, title_id=draft.title_id, title_en=draft.title_en,
        owner_unit_id=draft.owner_unit_id, person_id=draft.person_id, instrument=draft.instrument,
        promised_on=draft.promised_on or add_working_days(on, ANSWER_DAYS).on,
        procedure=versions.last_begun(held, on)[draft.track], origin=draft.origin,
        renews=draft.renews, occasion=draft.occasion, parent_id=draft.parent_id,
    )  # fmt: skip
    case.classify(draft.classification)
    give_codes([(case, "KS", "KS", on.year)])
    indexing.index_partners([case], {case.pk: draft.partners})
    require(by, "open_case", case)
    return case


def _open(case, log, draft, by):
    way = indexing.index_log(case, log, today())
    case.save(force_insert=True)
    CasePartner.objects.bulk_create(
        CasePartner(case=case, organisation=body, position=place)
        for place, body in enumerate(draft.partners)
    )
    tell(case, way, by, "case.opened", why=draft.why)
    return case


@transaction.atomic
def record_step(
    *, case, by, step, on, facts=None, supplied=None, version=None, supersedes="", why="",
    capacity="", is_held=False,
):  # fmt: skip
    """Record that a step was done on a day; `facts` have the keys of docs/procedures.md. What the
    rooms above compute for the step (`queries.supplied`) goes before what was typed; whoever knows
    it already, of the case at this `version` or of records that they hold, gives it as `supplied`.

    With `supersedes` (the id of an act) it is a correction of it; with the step "void" it only
    takes that act back. `capacity` is for whom the system records; `is_held`: the case was read in
    this transaction so that nobody else acts on it (`policies.get_inner`). Raises NotRecorded with
    every reason of the law, Conflict when somebody else recorded meanwhile; nothing is written then.
    """
    case = copy(case) if is_held else hold(case)
    policies.require_record(by, case)
    if supersedes:
        require(by, "correct_step", policies.acts_of(case))
    if version is not None and version != case.version:
        raise Conflict(case)
    log = queries.log_of(case)
    known = log.procedure.steps.get(step)
    if supplied is None:
        supplied = queries.supplied(case, step, by) if known else {}
    told = (facts or {}) | ({} if supersedes else supplied)
    act = logs.Act(
        id="new", step=step, on=on, facts=ledger.plain(told), supersedes=supersedes,
        by=capacity or (lifecycle.capacity(by.roles, known) if known else "HOKS"),
    )  # fmt: skip
    why_not = logs.refusals(log, act, today=today())
    if why_not:
        raise NotRecorded(why_not)
    _save(case, logs.Log(log.procedure, (*log.acts, act)), by, act=act, why=why)
    return case


@transaction.atomic
def revise(*, case, by, version=None, why="", partners=None, **changes):
    """Change who and what a case is: titles, partners, unit, person, promised day."""
    case = hold(case)
    require(by, "edit_case", policies.acts_of(case))
    if version is not None and version != case.version:
        raise Conflict(case)
    held = queries.partners_of(case)
    before = _plain(case, held)
    for name, value in changes.items():
        setattr(case, name, value)
    if partners is not None:
        case.partners.all().delete()
        CasePartner.objects.bulk_create(
            CasePartner(case=case, organisation=body, position=place)
            for place, body in enumerate(partners)
        )
        held = partners
    after = _plain(case, held)
    found = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if found.keys() & {"person_id", "owner_unit_id"}:  # the work lies on another desk now
        jobs.hand_in("cases.hand_out", lock=f"case:{case.pk}:{case.version + 1}", case=str(case.pk))
    if found:
        indexing.index_partners([case], {case.pk: held})
        case.version += 1
        case.save()
        tell(case, _way(case), by, "case.revised", why=why, changes=found)
    return case


@transaction.atomic
def write_mandate(*, case, by, background, analysis, position, version=None):
    """Add a version of the mandate; the ledger tells that it was written and not a word of it."""
    case = hold(case)
    require(by, "edit_case", policies.acts_of(case))
    if version is not None and version != case.version:
        raise Conflict(case)
    number = case.mandates.count() + 1
    made = Mandate(
        case=case, number=number, background=background, analysis=analysis, position=position,
        written_by_id=by.user_id, written_at=timezone.now(),
        seen_by=units_among(case.seen_by),
    )  # fmt: skip
    made.classify(Classification.values[queries.acts_rank(case)])
    made.save(force_insert=True)
    case.version += 1
    case.save(update_fields=["version"])
    changes = {"mandate": ["", number]}
    tell(case, _way(case), by, "case.mandate_written", why="", changes=changes)
    return made


@transaction.atomic
def reindex(case_ids, *, on=None):
    """Compute the derived columns of these cases anew, for instance because a day has passed."""
    rows = Case.objects.filter(pk__in=list(case_ids)).select_for_update(of=("self",)).order_by("pk")
    cases = list(rows)
    indexing.index_partners(cases, queries.partners_of_many(cases))
    for case in cases:
        indexing.index_log(case, queries.log_of(case), on or today())
        case.save(update_fields=[*indexing.FROM_LOG, *indexing.FROM_PARTNERS])


@transaction.atomic
def adopt_shipped(held=None) -> list:
    """Publish the tracks that came with the house and are not yet published here; `held` are
    `versions.heads`, if at hand."""
    known = {(each.track, each.number) for each in held or versions.heads()}
    found = [(text, versions.parsed(text)) for text in versions.shipped_texts()]
    return [
        publish_version(text=text, by=None)
        for text, each in found
        if (each.track, each.version) not in known
    ]


@transaction.atomic
def publish(*, track, text, from_on, by, why=""):
    """Publish the next version of a track from a day that has not passed. Running cases keep
    theirs. Refuses a text with any fault, each named."""
    require(by, "publish_procedure")
    if from_on < today():
        raise Refused(Refusal(TOO_LATE))
    judged = versions.judge(text, track=track, from_on=from_on)
    if judged.faults:
        raise Refused(*(Refusal(each) for each in judged.faults))
    if judged.changes == ():
        raise Refused(Refusal(NO_CHANGE))
    return publish_version(text=judged.text, by=by, why=why)


@transaction.atomic
def move(*, case, procedure, by, version=None, why=""):
    """Let a running case go on by another version of its track; nothing recorded is judged anew."""
    case = hold(case)
    require(by, "move_case", policies.acts_of(case))
    if version is not None and version != case.version:
        raise Conflict(case)
    if procedure.track != case.track:
        raise Refused(Refusal(versions.OTHER_TRACK.fill(track=case.track)))
    versions.require_begun(procedure, today())
    before, case.procedure = case.procedure, procedure
    log = queries.log_of(case)
    way = indexing.index_log(case, log, today())
    case.version += 1
    case.save(update_fields=[*indexing.FROM_LOG, "version", "procedure"])
    tell(case, way, by, "case.moved", why=why, changes={"procedure": [str(before), str(procedure)]})
    jobs.hand_in("cases.hand_out", lock=f"case:{case.pk}:{case.version}", case=str(case.pk))
    return case


def publish_version(*, text, by, why=""):
    """Keep one version of a procedure, word for word, with the library of the house as it is today;
    what it says is not judged here."""
    told, library = tomllib.loads(text), versions.library_for(text)
    kept, _ = ProcedureLibrary.objects.get_or_create(
        digest=versions.digest(library), defaults={"text": library}
    )
    made = ProcedureVersion.objects.create(
        track=told["track"], number=told["version"], text=text, digest=versions.digest(text),
        library=kept, in_force_from=told["in_force_from"], published_at=timezone.now(),
        published_by_id=getattr(by, "user_id", None),
    )  # fmt: skip
    ledger.record(
        actor=by, act="procedure.published", kind="procedure", record_id=made.pk,
        code=str(made), why=why, class_rank=0,
        after={"digest": made.digest, "library": kept.digest, "in_force_from": made.in_force_from},
    )  # fmt: skip
    return made


@transaction.atomic
def enter_paper(*, case, by, version=None):
    """Register the paper that was signed in this case, when whoever recorded the signing might not;
    its originals, and what was done with them, follow. Raises Refused, and Conflict."""
    case = hold(case)
    policies.require_record(by, case)
    if version is not None and version != case.version:
        raise Conflict(case)
    log = queries.log_of(case)
    case.version += 1
    with ledger.together():
        paper = registering.enter(case, log, by)
        case.save(update_fields=["version", "instrument"])
        way = lifecycle.ahead(log)
        tell(case, way, by, "case.paper_entered", why="", changes=paper.changes)
        for act in log.standing_acts:
            signing.take_in(case, log, act, by, paper=_signed(case, paper), parties=paper.parties)
    _tell_custody(case, logs.Log(log.procedure), log, by)
    return case


def _save(case, log, by, *, act, why):
    before = (case.status, case.stage, case.turn_actor, case.turn_side)
    way = indexing.index_log(case, log, today())
    case.version += 1
    with ledger.together():
        paper = registering.follow(case, _without_last(log), log, by)
        case.save(update_fields=[*indexing.FROM_LOG, "version", "instrument"])
        after = (case.status, case.stage, case.turn_actor, case.turn_side)
        moved = zip(("status", "stage", "turn", "side"), before, after, strict=True)
        changes = (
            lifecycle.changes_of(act)
            | paper.changes
            | {name: [old, new] for name, old, new in moved if old != new}
        )
        tell(case, way, by, lifecycle.STEP, why=why, changes=changes)
        signing.take_in(case, log, act, by, paper=_signed(case, paper), parties=paper.parties)
        decided = {"decided": act.step} if act.step in lifecycle.DECISIONS else {}
        jobs.hand_in(
            "cases.hand_out", lock=f"case:{case.pk}:{case.version}", case=str(case.pk), **decided
        )
    _tell_custody(case, _without_last(log), log, by)


def _without_last(log) -> logs.Log:
    return logs.Log(log.procedure, log.acts[:-1])


def _signed(case, followed):
    """The paper whose originals a signing tells of: that of a case about another one is its own."""
    is_own = case.track not in lifecycle.OTHER_PAPER
    return followed.paper or (case.instrument if is_own else None)


def _tell_custody(case, before, log, by):
    """What the acts since `before` said of deposit, certified copy or archive is kept in custody
    as well."""
    days = lifecycle.custody_changes(before, log)
    paper = registering.paper_of(case) if days and case.track != lifecycle.TERMINATION else None
    if paper is None:
        return
    receipts = {one.step: one.facts.get("deposit_receipt", "") for one in log.standing_acts}
    filing.follow(
        instrument=paper, by=by, days=days, besides=case.pk, facts={},
        numbers={step: receipts.get(step, "") for step in days},
    )  # fmt: skip


def _way(case) -> tuple:
    return lifecycle.ahead(queries.log_of(case))


def tell(case, way, by, act, *, why, changes=None):
    """Write the entry; its snapshot holds the course of the case (`way`), so that one statement over
    the ledger tells the days of each stage and side."""
    derived = {name: getattr(case, name) for name in indexing.FROM_LOG}
    course = [
        {"on": stay.begins, "stage": stay.stage, "turn": stay.actor, "side": stay.side}
        for stay in way
    ]
    ledger.record(
        actor=by, act=act, kind=KIND, record_id=case.pk, code=case.code, why=why,
        changes=changes, after=_plain(case, None) | derived | {"course": course},
        class_rank=queries.acts_rank(case), seen_by=case.seen_by,
    )  # fmt: skip


def _plain(case, partners) -> dict:
    """The case as plain values, for the ledger."""
    found = {name: str(getattr(case, name) or "") for name in PLAIN}
    names = case.partner_names if partners is None else [str(body) for body in partners]
    return found | {"partners": list(names)}


def hold(case):
    """The case as it is now; nobody else acts on it before the transaction ends."""
    rows = Case.objects.select_for_update(of=("self",)).select_related(
        "instrument", "renews", "parent"
    )
    return rows.get(pk=case.pk)
