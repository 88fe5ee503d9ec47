"""Everything that changes letters and dispositions."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.accounts.standins import colleagues
from ecoop.accounts.units import unit_name
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification, rank, widest
from ecoop.core.numbering import code_of, take_numbers
from ecoop.core.shown import term
from ecoop.core.telling import describe_facts
from ecoop.core.verdicts import Refusal, Refused
from ecoop.core.words import fold
from ecoop.documents import actions as documents
from ecoop.letters import policies
from ecoop.letters.models import Agenda, Disposition, Enclosure, Letter, Receiver
from ecoop.places.names import country_names
from ecoop.tasks import actions as tasks
from ecoop.tasks import desks, lifecycle
from ecoop.tasks.models import Task

KIND = "disposition"  # of the tasks of whoever is in charge
SERIES = {"in": "SM", "out": "SK"}  # surat masuk, surat keluar
SEARCHED = ("code", "number", "srikandi_ref", "subject", "sender", "addressee", "summary")
TWICE = Text(
    id="Satu penerima hanya disebut sekali: sebagai penanggung jawab atau untuk diketahui.",
    en="A receiver is named once only: in charge or for information.",
)
WIDER = Text(
    id="Disposisi tidak boleh lebih terbuka daripada surat atau disposisi yang diteruskan.",
    en="A disposition may not be wider than the letter or disposition that it forwards.",
)
READ = Text(
    id="Disposisi ini sudah dibaca atau diteruskan, jadi tidak dapat dibatalkan lagi.",
    en="This disposition has been read or forwarded, so it can no longer be cancelled.",
)
WHY = Text(
    id="{name} mendisposisikan surat {code} kepada Anda sebagai penanggung jawab.",
    en="{name} disposed letter {code} to you as the one in charge.",
)
ledger.describe({
    "letter.registered": ("mencatat surat", "registered the letter"),
    "letter.file_attached": ("melampirkan berkas pada surat", "attached a file to the letter"),
    "disposition.given": ("memberikan disposisi atas", "gave a disposition on"),
    "disposition.read": ("membaca disposisi atas", "read a disposition on"),
    "disposition.passed_on": ("meneruskan tugas disposisi atas", "passed on a disposition on"),
    "disposition.cancelled": ("membatalkan disposisi atas", "cancelled a disposition on"),
})  # fmt: skip
describe_facts(
    "letter",
    {
        "files": Text(id="Berkas", en="Files"),
        "in_charge": Text(id="Penanggung jawab", en="In charge"),
        "copies": Text(id="Tembusan", en="Copies for information"),
        "instructions": Text(id="Instruksi", en="Instructions"),
        "done_by": Text(id="Oleh", en="By"),
    },
    said={"instructions": partial(term, "instruction"), "in_charge": unit_name},
)


@dataclass(kw_only=True)
class Given:
    """What a disposition says: `in_charge` and `copies` are desks ("user:<id>", "unit:HOKS")."""

    in_charge: str
    instructions: list[str]
    copies: tuple[str, ...] = ()
    note: str = ""
    urgency: str = "usual"
    due: lifecycle.Due | None = None
    classification: str = ""


@transaction.atomic
def register(*, by, **facts):
    """Enter a letter into the register; it gets the next agenda number of its year. Never public."""
    letter = Letter(**facts, registered_by=by.user_id, registered_at=timezone.now())
    letter.classify(widest([letter.classification, Classification.LIMITED]))
    require(by, "register_letter", letter)
    letter.code = _next_code(letter)
    letter.haystack = _haystack(letter)
    letter.save(force_insert=True)
    after = {name: str(facts[name] or "") for name in sorted(facts)} | {
        "classification": letter.classification
    }
    ledger.record(actor=by, act="letter.registered", subject=letter, kind="letter", after=after)
    return letter


@transaction.atomic
def attach(*, letter, by, content, name, label=""):
    """Keep a file with the letter, under the letter's class. Raises `kinds.Unfit`."""
    require(by, "register_letter", letter)
    file = documents.store(
        content, name=name, by=by, classification=letter.classification, seen_by=letter.seen_by,
        why=letter.code,
    )  # fmt: skip
    held = Enclosure.objects.create(letter=letter, file=file, label=label)
    ledger.record(actor=by, act="letter.file_attached", subject=letter, kind="letter",
                  changes={"files": ["", file.name]})  # fmt: skip
    return held


@transaction.atomic
def dispose(*, letter, by, given: Given, parent=None):
    """Give a disposition on a letter, or forward `parent`; the desk in charge gets a task.

    The class is that of what is forwarded unless a stricter one is given; a wider one is refused,
    and so is a receiver who may not read it (G1). Returns the disposition.
    """
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    parent = parent and _hold(parent)
    policies.require_dispose(by, letter, parent)
    made = Disposition(
        letter=letter, parent=parent, instructions=given.instructions, note=given.note,
        urgency=given.urgency, given_by=by.user_id, given_at=timezone.now(),
        given_by_name=desks.signed(by, *_here(parent, by)) if parent else by.name,
    )  # fmt: skip
    made.classify(_class_of(given, letter, parent))
    copies = tuple(dict.fromkeys(given.copies))
    if given.in_charge in copies:
        raise Refused(Refusal(TWICE))
    people = colleagues()
    for one in copies:
        desks.require_reach(one, made.class_rank, people=people)
    _open_to(letter, [given.in_charge, *copies])
    made.task = _task_of(made, letter, by, given, people)
    made.save(force_insert=True)
    if parent is not None:  # whoever forwards has read
        _read(parent, by)
    Receiver.objects.bulk_create(
        Receiver(disposition=made, holder=one, is_in_charge=one == given.in_charge)
        for one in (given.in_charge, *copies)
    )
    _record(by, "disposition.given", made, letter, why=given.note, changes={
        "in_charge": ["", desks.name(given.in_charge, people=people)], "copies": ["", len(copies)],
        "instructions": ["", given.instructions]})  # fmt: skip
    return made


@transaction.atomic
def mark_read(*, disposition, by) -> bool:
    """Note that a desk at which `by` works has read it; a second reading changes nothing."""
    held = _hold(disposition)
    return held is not None and not held.cancelled_at and _read(held, by)


def _here(held: Disposition, by, **more) -> list[str]:
    """The desks of a disposition at which `by` works."""
    mine = held.receivers.filter(holder__in=policies.desks_of(by), **more)
    return list(mine.values_list("holder", flat=True))


def _read(held: Disposition, by) -> bool:
    unread = _here(held, by, read_at=None)
    if not unread:
        return False
    name = desks.signed(by, *unread)
    held.receivers.filter(holder__in=unread).update(read_at=timezone.now(), read_by_name=name)
    _record(by, "disposition.read", held, held.letter, changes=desks.told(by, name))
    return True


def _hold(disposition) -> Disposition | None:
    """A disposition as it is now, held until the transaction ends: it is read, forwarded or
    cancelled by one at a time. None for whoever may change nothing."""
    rows = Disposition.objects.select_for_update(of=("self",)).select_related("letter", "task")
    return rows.filter(pk=disposition.pk).first()


def _hold_around(disposition) -> None:
    """Hold the task and the letter of a disposition before itself, as whoever passes on or forwards."""
    Task.objects.select_for_update().get(pk=disposition.task_id)
    Letter.objects.select_for_update().get(pk=disposition.letter_id)


@transaction.atomic
def cancel(*, disposition, by, why):
    """Take a disposition back that one has given, while nobody has read it."""
    _hold_around(disposition)
    disposition = _hold(disposition)
    policies.require_giver(by, disposition)
    if disposition.cancelled_at:
        raise Refused(Refusal(READ))
    _cancel(disposition, by, why)
    if disposition.task.closed_at is None:
        tasks.withdraw(task=disposition.task, by=by, why=why)
    return disposition


@transaction.atomic
def follow_withdrawal(*, task, by, why) -> None:
    """Cancel the disposition whose task was taken back. Raises `Refused` once somebody has read it."""
    disposition = Disposition.objects.get(task=task)
    _hold_around(disposition)
    disposition = _hold(disposition)
    if not disposition.cancelled_at:
        _cancel(disposition, by, why)


def _cancel(disposition, by, why) -> None:
    """Cancel a disposition that is held; `Refused` when it was read or forwarded."""
    if disposition.receivers.exclude(read_at=None).exists() or disposition.children.exists():
        raise Refused(Refusal(READ))
    disposition.cancelled_at = timezone.now()
    disposition.save(update_fields=["cancelled_at"])
    _close_to(disposition)
    _record(by, "disposition.cancelled", disposition, disposition.letter, why=why)


@transaction.atomic
def hand_on(*, task, before, by) -> None:
    """Put whoever holds the task of a disposition now in charge of it; who held it `before` keeps
    the disposition for information."""
    disposition = Disposition.objects.select_related("letter").get(task=task)
    letter = Letter.objects.select_for_update().get(pk=disposition.letter_id)
    disposition.receivers.filter(is_in_charge=True).update(is_in_charge=False)
    disposition.receivers.update_or_create(holder=task.holder, defaults={"is_in_charge": True})
    _open_to(letter, [task.holder])
    _record(by, "disposition.passed_on", disposition, letter,
            changes={"in_charge": [desks.name(before), desks.name(task.holder)]})  # fmt: skip


def _class_of(given: Given, letter, parent) -> str:
    """The class of a new disposition; `Refused` when it would be wider than what it forwards."""
    least = parent.classification if parent else letter.classification
    wanted = given.classification or least
    if rank(wanted) < rank(least):
        raise Refused(Refusal(WIDER, source="UU 14/2008 art. 17; rule G1", rule="G1"))
    return wanted


def _task_of(made, letter, by, given: Given, people):
    """The task of the one in charge, until the day given or the one that goes with the urgency."""
    words = [term("instruction", code) for code in given.instructions]
    what = Text(id=", ".join(one.id for one in words), en=", ".join(one.en for one in words))
    subject = Text.same(f": {letter.subject}")
    return tasks.open_task(
        by=by, kind=KIND, what=what + subject, to=given.in_charge,
        why=WHY.fill(name=by.name, code=letter.code),
        record=lifecycle.Record(
            kind="letter", code=letter.code, id=letter.pk,
            address=reverse("letters:detail", args=[letter.code]),
        ),
        due=given.due or _due(given.urgency, made.parent),
        urgency=given.urgency, classification=made.classification, note=given.note,
        people=people,
    )  # fmt: skip


def _due(urgency, parent):
    """The day that goes with the urgency; of what is forwarded no later than its own last day."""
    today = timezone.localdate()
    due = lifecycle.by_urgency(urgency, today)
    asked = parent.task.due if parent else None
    return asked if asked and today <= asked.on < due.on else due


def _open_to(letter, holders: list[str]) -> None:
    """Let those desks see the letter and its files, as far as its class allows."""
    letter.desks = sorted({*letter.desks, *holders})
    _save_sight(letter)


def _close_to(disposition) -> None:
    """The letter is shown to its remaining receivers only."""
    letter = Letter.objects.select_for_update().get(pk=disposition.letter_id)
    left = Receiver.objects.filter(disposition__letter=letter, disposition__cancelled_at=None)
    letter.desks = sorted(set(left.values_list("holder", flat=True)))
    _save_sight(letter)


def _save_sight(letter) -> None:
    before = letter.seen_by
    letter.seen_by = sorted(lifecycle.units_among(letter.desks))
    letter.save(update_fields=["desks", "seen_by"])
    if letter.seen_by == before:
        return
    files = [one.file for one in letter.enclosures.select_related("file")]
    if files:
        documents.reclassify(files=files, by=None, classification=letter.classification,
                             seen_by=letter.seen_by)  # fmt: skip


def _haystack(letter) -> str:
    """All that a letter is found by, folded."""
    body = letter.organisation
    told = [getattr(letter, name) for name in SEARCHED]
    if body:
        told += [body.name_id, body.name_en, body.abbreviation]
    if body and body.country_id:
        country = country_names()[body.country_id]
        told += [country.id, country.en]
    return " | ".join(fold(word) for word in told if word)


def _next_code(letter) -> str:
    """SM-2026-0001: the next agenda number of its direction and year."""
    year = letter.moved_on.year
    (number,) = take_numbers(Agenda, direction=letter.direction, year=year)
    return code_of(SERIES[letter.direction], year, number)


def _record(by, act, disposition, letter, **more):
    ledger.record(
        actor=by, act=act, kind="letter", record_id=letter.pk, code=letter.code,
        class_rank=disposition.class_rank, seen_by=letter.seen_by, **more,
    )  # fmt: skip
