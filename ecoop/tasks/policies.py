"""Who may open, finish, pass on and take back a task."""

from typing import NamedTuple

from django.db import connection
from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM
from ecoop.core.verdicts import Refusal, Refused
from ecoop.tasks import queries

NOT_YOURS = Text(
    id="Tugas ini tidak berada di meja Anda.", en="This task does not lie on your desk."
)
NOT_GIVEN = Text(
    id="Hanya pemberi tugas yang dapat menariknya kembali.",
    en="Only whoever gave a task takes it back.",
)
CLOSED = Text(id="Tugas ini sudah selesai.", en="This task is closed already.")


class Rights(NamedTuple):
    """What one may do with one task; the refusal says why not."""

    finish: Refusal | None
    pass_on: Refusal | None
    withdraw: Refusal | None


def get_visible(actor, pk):
    """The task `pk`; 404 whether it does not exist or is not to be seen (S1)."""
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def desks() -> frozenset[str]:
    """The desks at which whoever is asking works today."""
    with connection.cursor() as cursor:
        cursor.execute("select ecoop.desks()")
        return frozenset(cursor.fetchone()[0])


def rights(actor, task) -> Rights:
    """What `actor` may do with `task` now."""
    refused = _refused(actor, task)
    if refused or actor.principal == SYSTEM:
        return Rights(refused, refused, refused)
    has_given = task.given_by is not None and task.given_by == actor.user_id
    is_mine = task.holder in desks()
    return Rights(
        finish=None if is_mine else Refusal(NOT_YOURS, rule="T1"),
        pass_on=None if is_mine or has_given else Refusal(NOT_YOURS, rule="T1"),
        withdraw=None if has_given else Refusal(NOT_GIVEN, rule="T1"),
    )


def require_right(actor, task, act: str) -> None:
    """Raise `Refused` unless `actor` may do `act` (finish, pass_on, withdraw) with `task`."""
    refusal = getattr(rights(actor, task), act)
    if refusal:
        raise Refused(refusal)


def _refused(actor, task) -> Refusal | None:
    verdict = may(actor, "do_task")
    if not verdict:
        return verdict.refusal
    return Refusal(CLOSED) if task.closed_at else None
