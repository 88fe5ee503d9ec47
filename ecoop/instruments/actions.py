"""Everything that changes an instrument. Nothing else in the project does."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import claims, ledger
from ecoop.core.classification import rank
from ecoop.core.inserting import insert_beside, insert_many
from ecoop.core.verdicts import Conflict, Refused
from ecoop.documents import actions as documents
from ecoop.documents.models import File
from ecoop.instruments import disputes, queries, statuses
from ecoop.instruments.indexing import VECTOR, follow_ends, index, search_texts, write_search
from ecoop.instruments.models import Attachment, Instrument, Link, Note, Party
from ecoop.instruments.numbering import give_own_codes
from ecoop.instruments.signals import instruments_changed
from ecoop.instruments.snapshots import difference, snapshot
from ecoop.partners.queries import lineage, told_of

BATCH = 500
SEEN = {"parties", "owner_unit_id", "regions"}  # what says who of the partners and units sees it
ENDING = (Link.Kind.EXTENDS, Link.Kind.REPLACES)  # links on which the earlier paper's end hangs
CHAINED = {  # and what of the later
    "signed_on", "in_force_from", "months", "until", "withdrawn_at", "entry_rule", "entry_days",
    "last_notification_on", "ratified_on",
}  # fmt: skip
SEARCHED = {"code", "title_id", "title_en", "scope_id", "scope_en", "note", "parties"}


@dataclass(kw_only=True)
class Draft:
    """An instrument to be registered: `facts` are columns of `Instrument`, `parties` are unsaved
    `Party` rows with `organisation` set, `follows` the earlier papers that it extends, renews, amends
    or replaces, each with the kind. The classification's default follows kind and signing."""

    facts: dict
    parties: list[Party] = field(default_factory=list)
    follows: list[tuple[Instrument, Link.Kind]] = field(default_factory=list)
    why: str = ""


def register(*, by, parties=(), follows=(), why="", **facts):
    """Add one instrument to the register and return it."""
    draft = Draft(facts=facts, parties=list(parties), follows=list(follows), why=why)
    return register_many([draft], by=by)[0]


@transaction.atomic
def register_many(drafts, *, by):
    """Add many instruments, all or none; each gets its own code and ledger entry."""
    made = []
    for draft in drafts:
        instrument = Instrument(**draft.facts)
        instrument.status_said = statuses.said(instrument.status_written)
        if "classification" not in draft.facts:
            instrument.classification = queries.default_classification(instrument)
        instrument.classify(instrument.classification)
        require(by, "register", instrument)
        made.append((instrument, draft))
    give_own_codes([(instrument, draft.parties) for instrument, draft in made])
    for start in range(0, len(made), BATCH):
        _insert(made[start : start + BATCH], by)
    instruments = [instrument for instrument, _ in made]
    instruments_changed.send(sender=Instrument, ids=[i.pk for i in instruments], by=by)
    return instruments


@transaction.atomic
def revise(
    *, instrument, by, version=None, why="", act="instrument.revised", right="edit", parties=None,
    held=None, is_held=False, signers=(), **changes,
):  # fmt: skip
    """Change facts of an instrument, and its parties when given; `held` are those that it has, if
    at hand (`is_held`: with the instrument itself, from `hold`), `signers` (name, office) of each of
    them in their order, None where it stays.

    `version` is the one the user saw: when somebody else saved meanwhile, `Conflict` is
    raised and nothing is written. Only real differences are recorded; none is no act.
    """
    instrument = instrument if is_held else _lock(instrument)
    require(by, right, instrument)
    if version is not None and version != instrument.version:
        raise Conflict(instrument)
    held = queries.parties_of(instrument) if held is None else held
    before = snapshot(instrument, held)
    for name, value in changes.items():
        setattr(instrument, name, value)
    instrument.classify(instrument.classification)
    signed = _sign(held, signers)
    if parties is not None:
        _replace_parties(instrument, parties)
        held = queries.parties_of(instrument)
    changed = difference(before, snapshot(instrument, held))
    if changed:
        _save(instrument, held, by=by, act=act, changes=changed, why=why, signed=signed)
    return instrument


def hold(instrument) -> tuple[Instrument, list[Party]]:
    """The instrument as it is now, held, with its parties in order: one statement if it has any."""
    rows = Party.objects.filter(instrument=instrument).select_related("organisation", "instrument")
    parties = list(rows.select_for_update(of=("instrument",)).order_by("position", "pk"))
    return (parties[0].instrument if parties else _lock(instrument)), parties


def assign_owner(*, instrument, by, owner_unit, version=None, why=""):
    """Say which unit owns the record; no record stays without one (domain.md 1, Informative)."""
    return revise(
        instrument=instrument, by=by, version=version, why=why, act="instrument.owner_set",
        right="set_owner", owner_unit=owner_unit,
    )  # fmt: skip


def plan_next_step(*, instrument, by, next_step, due=None, version=None, why=""):
    """Say what happens next and by when."""
    return revise(
        instrument=instrument, by=by, version=version, why=why, act="instrument.next_step_set",
        right="set_next_step", next_step=next_step, next_step_due=due,
    )  # fmt: skip


@transaction.atomic
def plan(*, instrument, by, owner_unit, next_step, next_step_due=None, version=None):
    """Set owner and next step together; each is its own act, and only what differs is one."""
    if owner_unit != instrument.owner_unit:
        instrument = assign_owner(
            instrument=instrument, by=by, owner_unit=owner_unit, version=version
        )
        version = None
    if (next_step, next_step_due) != (instrument.next_step, instrument.next_step_due):
        instrument = plan_next_step(
            instrument=instrument, by=by, next_step=next_step, due=next_step_due, version=version
        )
    return instrument


def classify(*, instrument, by, classification, declassify_on=None, version=None, why=""):
    """Change who may see the record; a class above one's own reach is refused."""
    if rank(classification) > by.reach:
        require(by, "classify", _Ranked(rank(classification), instrument.seen_by))
    return revise(
        instrument=instrument, by=by, version=version, why=why, act="instrument.classified",
        right="classify", classification=classification, declassify_on=declassify_on,
    )  # fmt: skip


def withdraw(*, instrument, by, why):
    """Take a record out of the register; its history and code remain."""
    return revise(
        instrument=instrument, by=by, why=why, act="instrument.withdrawn", right="withdraw",
        withdrawn_at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def withdraw_many(ids, *, by, why):
    """Take many records out of the register with one ledger entry each, all or none."""
    ids = sorted(ids)
    for start in range(0, len(ids), BATCH):
        _withdraw(ids[start : start + BATCH], by=by, why=why)
    instruments_changed.send(sender=Instrument, ids=ids, by=by)


def _withdraw(ids, *, by, why):
    rows = Instrument.objects.filter(pk__in=ids, withdrawn_at=None).defer("search", "haystack")
    instruments = list(rows.select_for_update(of=("self",)).order_by("pk"))
    parties_of = queries.parties_of_many(instruments)
    now, entries = timezone.now(), []
    for instrument in instruments:
        require(by, "withdraw", instrument)
        before = snapshot(instrument, parties_of[instrument.pk])
        after = before | {"withdrawn_at": str(now)}
        changes = difference(before, after)
        entries.append(_entry(instrument, by, "instrument.withdrawn", changes, why, after))
    Instrument.objects.filter(pk__in=[instrument.pk for instrument in instruments]).update(
        withdrawn_at=now, last_act_at=now, version=F("version") + 1
    )
    held = Link.objects.filter(later__in=instruments, kind__in=ENDING)
    follow_ends(list(held.values_list("earlier_id", flat=True)))
    ledger.record_many(entries)


@dataclass(frozen=True)
class Outcome:
    """What a bulk action did: codes changed, and refusals by code."""

    done: list[str]
    refused: dict[str, Refused]


def change_many(action, *, codes, by, **changes) -> Outcome:
    """Apply one action to many visible instruments; one refusal does not stop the others."""
    done, refused = [], {}
    for instrument in queries.visible_to(by).filter(code__in=codes).order_by("code"):
        try:
            action(instrument=instrument, by=by, **changes)
        except Refused as refusal:
            refused[instrument.code] = refusal
        else:
            done.append(instrument.code)
    return Outcome(done, refused)


@transaction.atomic
def link(*, later, earlier, kind, by, why=""):
    """Say that one instrument extends, renews, amends or replaces another."""
    require(by, "edit", later)
    link, is_ending = Link(later=later, earlier=earlier, kind=kind), kind in ENDING
    try:
        with transaction.atomic():
            insert_beside([link], holding=(Instrument, [earlier.pk] if is_ending else []))
    except IntegrityError:  # it was said before
        return Link.objects.get(later=later, earlier=earlier, kind=kind)
    ledger.record(**_linked(link, by, why))
    if is_ending:
        follow_ends([earlier.pk], is_held=True)
    return link


def _linked(link, by, why) -> dict:
    changes = {str(link.kind): ["", link.earlier.code]}
    return _entry(link.later, by, "instrument.linked", changes, why, after=None)


@transaction.atomic
def unlink(*, later, earlier, kind, by, why=""):
    """Take back that one instrument extends, renews, amends or replaces another."""
    require(by, "edit", later)
    gone, _ = Link.objects.filter(later=later, earlier=earlier, kind=kind).delete()
    if gone:
        _record(later, by, "instrument.unlinked", {str(kind): [earlier.code, ""]}, why, after=None)
        if kind in ENDING:
            follow_ends([earlier.pk])


@transaction.atomic
def attach(*, instrument, by, content, name, label="", language="", why=""):
    """Keep a file with the instrument, under the instrument's class. Raises `kinds.Unfit`."""
    require(by, "attach", instrument)
    file = documents.store(
        content, name=name, by=by, classification=instrument.classification,
        seen_by=instrument.seen_by, why=instrument.code,
    )  # fmt: skip
    held = Attachment.objects.create(
        instrument=instrument, file=file, label=label, language=language
    )
    _record(instrument, by, "instrument.file_attached", {"files": ["", file.name]}, why, after=None)
    return held


@transaction.atomic
def write_note(*, instrument, by, text):
    """Add an internal note; partners, regions and visitors never read it."""
    require(by, "write_note", instrument)
    note = Note.objects.create(instrument=instrument, author_id=by.user_id, text=text)
    _record(instrument, by, "instrument.note_written", {}, why="", after=None)
    return note


def reindex(ids):
    """Write the derived columns of these instruments anew, for instance after a merge."""
    instruments = list(
        Instrument.objects.filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk")
    )
    parties_of = queries.parties_of_many(instruments)
    for instrument in instruments:
        _index(instrument, parties_of[instrument.pk], queries.changes_of(instrument))
        instrument.save()
        _follow(instrument)
    write_search(instruments, parties_of)


@dataclass(frozen=True)
class _Ranked:
    class_rank: int
    seen_by: list


def _insert(made, by):
    now = timezone.now()
    parties_of = {}
    for instrument, draft in made:
        for position, party in enumerate(draft.parties):
            party.instrument, party.position = instrument, position
        parties_of[instrument.pk] = draft.parties
        instrument.last_act_at = now
    parties = [party for of_one in parties_of.values() for party in of_one]
    lines, aliases = told_of({party.organisation for party in parties})
    for instrument, draft in made:
        index(instrument, draft.parties, lines=lines)
    instruments = [instrument for instrument, _ in made]
    texts = search_texts(instruments, parties_of, aliases)
    insert_many(instruments, computed=VECTOR, texts=texts)
    links = [
        (Link(later=i, earlier=old, kind=kind), d.why) for i, d in made for old, kind in d.follows
    ]
    _tie(parties, [link for link, _ in links])
    ledger.record_many(
        _entry(i, by, "instrument.registered", {}, d.why, snapshot(i, d.parties)) for i, d in made
    )
    ledger.record_many(_linked(link, by, why) for link, why in links)


def _tie(parties, links):
    """Insert the parties of new papers, and the links to those that they follow."""
    if not links:
        insert_many(parties)
        return
    ended = [link.earlier_id for link in links if link.kind in ENDING]
    insert_beside(parties, links, holding=(Instrument, ended))
    follow_ends(ended, is_held=True)


def _save(instrument, parties, *, by, act, changes, why, signed=()):
    instrument.version += 1
    instrument.last_act_at = timezone.now()
    seen = (instrument.class_rank, instrument.seen_by)
    links = queries.links_of(instrument)
    is_seen_as_before = not changes.keys() & (SEEN - {"parties"} if signed else SEEN)
    _index(
        instrument, parties, [link for link in links if link.earlier_id == instrument.pk],
        is_seen_as_before=is_seen_as_before,
    )  # fmt: skip
    instrument.save()
    if "classification" in changes or seen != (instrument.class_rank, instrument.seen_by):
        _follow(instrument)
    if changes.keys() & SEARCHED:
        write_search([instrument], {instrument.pk: parties}, signed)
    _close_answered(instrument, changes)
    _record(instrument, by, act, changes, why, snapshot(instrument, parties))
    instruments_changed.send(sender=Instrument, ids=[instrument.pk], by=by)
    chained = ENDING if changes.keys() & CHAINED else ()
    later = [link for link in links if link.later_id == instrument.pk]
    follow_ends([link.earlier_id for link in later if link.kind in chained])


def _close_answered(instrument, changes):
    """Reports with which the record agrees from now on wait for nobody."""
    if changes.keys() & set(disputes.FIELDS):
        waiting = claims.open_of(instrument.pk, disputes.FIELDS)
        answered = [c for c in waiting if not disputes.differs(instrument, c.field, c.value)]
        if answered:
            claims.close(answered)


def _follow(instrument):
    """Reports and files are never seen by more people than their record (G1)."""
    claims.follow(instrument)
    File.objects.filter(attachment__instrument=instrument).update(
        classification=instrument.classification,
        class_rank=instrument.class_rank,
        seen_by=instrument.seen_by,
    )


def _index(instrument, parties, changes, *, is_seen_as_before=False):
    ids = {party.organisation_id for party in parties}
    lines = None if is_seen_as_before else lineage(ids)
    index(instrument, parties, lines=lines, changes=changes)


def _record(instrument, by, act, changes, why, after):
    ledger.record(**_entry(instrument, by, act, changes, why, after))


def _entry(instrument, by, act, changes, why, after) -> dict:
    return {
        "actor": by,
        "act": act,
        "kind": "instrument",
        "record_id": instrument.pk,
        "code": instrument.code,
        "why": why,
        "changes": changes,
        "after": after,
        "class_rank": instrument.class_rank,
        "seen_by": instrument.seen_by,
    }


def _sign(parties, signers) -> list:
    told = [(party, pair) for party, pair in zip(parties, signers, strict=False) if pair]
    for party, pair in told:
        party.signatory, party.office = pair
    return [party for party, _pair in told]


def _replace_parties(instrument, parties):
    instrument.parties.all().delete()
    for position, party in enumerate(parties):
        party.pk, party.instrument, party.position = None, instrument, position
    Party.objects.bulk_create(parties)


def _lock(instrument):
    return Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
