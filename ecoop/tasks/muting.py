"""Having no more letters of a kind, by a link that needs no signing in (RFC 8058), and again."""

from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.shown import term
from ecoop.core.telling import describe_facts
from ecoop.tasks import letters
from ecoop.tasks.models import Mailing, Mute

ledger.describe({
    "reminder.muted": ("mematikan surat pengingat", "muted the letters about"),
    "reminder.unmuted": ("menyalakan surat pengingat", "unmuted the letters about"),
    "mailing.sent": ("mengirim pengingat", "sent the reminder"),
    "mailing.doubtful": ("menyerahkan tanpa jawaban pengingat", "handed over, without an answer, the reminder"),
    "mailing.refused": ("ditolak peladen surel saat mengirim", "was refused for"),
    "mailing.decided": ("memutuskan nasib pengingat", "decided on the reminder"),
})  # fmt: skip

ledger.describe_codes("mailing", lambda _message_id: Text())
describe_facts("account", {"task_kind": Text(id="Jenis", en="Kind")},
               said={"task_kind": partial(term, "task_kind")})  # fmt: skip
describe_facts(
    "mailing",
    {
        "state": Text(id="Keadaan surat", en="State of the letter"),
        "answer": Text(id="Jawaban peladen", en="Answer of the server"),
    },
    said={"state": lambda state: Mailing.State(state).label},
)


def by_link(token: str, *, kind: str, mute: bool) -> None:
    """Mute one of the kinds that a link of a letter means, or take it back. A link that means one
    kind says which; of several nothing is muted until one of them is named.

    Raises `signing.BadSignature` for a link that is not ours. The link speaks for its person only.
    """
    person, kinds = letters.meant_by(token)
    meant = kind or (kinds[0] if len(kinds) == 1 else "")
    if meant in kinds:
        with acting(SYSTEM):
            change(person=UUID(person), kinds=[meant], mute=mute)


def of_link(token: str) -> list[tuple[str, bool]]:
    """The kinds that a link of a letter means, each with whether it is muted."""
    person, kinds = letters.meant_by(token)
    with acting(SYSTEM):
        muted = Mute.objects.filter(person_id=person).values_list("kind", flat=True)
        return [(kind, kind in muted) for kind in kinds]


@transaction.atomic
def change(*, person: UUID, kinds, mute: bool, by=None) -> None:
    """Mute or unmute kinds of tasks for one person. The inbox keeps showing them."""
    for kind in kinds:
        if mute:
            _, changed = Mute.objects.get_or_create(
                person_id=person, kind=kind, defaults={"since": timezone.now()}
            )
        else:
            changed, _ = Mute.objects.filter(person_id=person, kind=kind).delete()
        if changed:
            act = "reminder.muted" if mute else "reminder.unmuted"
            ledger.record(
                actor=by, act=act, kind="account", record_id=person, class_rank=1,
                changes={"task_kind": ["", kind]},
            )  # fmt: skip


@transaction.atomic
def decide(*, number: int, by, again: bool) -> None:
    """Say of a letter in doubt or refused that it is sent once more (the same letter, with the same
    Message-ID), or that it counts as sent. An administrator's act."""
    wanted = ("doubtful", "refused")
    mailing = Mailing.objects.select_for_update().filter(pk=number, state__in=wanted).first()
    if mailing is None:
        return
    before, mailing.state = mailing.state, "ready" if again else "sent"
    mailing.next_try_at = timezone.now()
    mailing.save(update_fields=["state", "next_try_at"])
    ledger.record(actor=by, act="mailing.decided", kind="mailing", code=mailing.message_id,
                  class_rank=1, changes={"state": [before, mailing.state]})  # fmt: skip
