"""Sending letters: each handed over once, also when the worker is killed at any moment.

A letter is claimed in one transaction, handed over outside any, and settled in another. What a
dead worker left in state "sending" is told by its marks (`handover`): not handed over is sent
again, answered is settled by the answer, handed over without an answer known is never sent again
by itself; administrators see it and decide (docs/mail.md).
"""

import logging
import smtplib
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_string
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.tasks import dialogue, handover, letters
from ecoop.tasks.dialogue import DONE, LATER, NEVER, Outcome
from ecoop.tasks.models import Mailing

log = logging.getLogger("ecoop.mail")
MOST = 200  # letters of one run
WAITS = (1, 5, 15, 60, 240, 720)  # minutes before the next try
S = Mailing.State
STATES = {DONE: S.SENT, LATER: S.READY, NEVER: S.REFUSED}


def folder():
    """Where the marks of letters under way are kept."""
    return settings.ENV.home / "outbox"


def recover() -> int:
    """Settle what workers that died left behind; returns how many letters that were."""
    with acting(SYSTEM):
        held = list(Mailing.objects.filter(state=S.SENDING).values_list("pk", flat=True))
    return sum(_recover(pk) for pk in held)


def _recover(pk: int) -> bool:
    try:
        with handover.left(folder(), str(pk)) as marks:
            state = marks.state if marks else handover.NOTHING
            answer = marks.answer if state == handover.ANSWERED else None
            if state == handover.OFFERED:
                _settle(pk, S.DOUBTFUL, "")
            elif answer:
                found = dialogue.outcome(*answer)
                _settle(pk, STATES[found.how], found.words)
            else:
                _settle(pk, S.READY, "")
    except handover.Busy:
        return False
    handover.forget(folder(), str(pk))
    return True


def post() -> int:
    """Send what is ready, over one connection; returns how many letters were handed over."""
    with acting(SYSTEM):
        ready = Mailing.objects.filter(state=S.READY, next_try_at__lte=timezone.now())
        waiting = list(ready.order_by("next_try_at", "pk").values_list("pk", flat=True)[:MOST])
    if not waiting:
        return 0
    try:
        with _way() as hand_over:
            return sum(_post(pk, hand_over) for pk in waiting)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("the mail server cannot be reached: %s", error)
        return 0


def _post(pk: int, hand_over) -> bool:
    try:
        with handover.begun(folder(), str(pk)) as marks:
            mailing = _claim(pk)
            if mailing is None:
                return False
            found = hand_over(mailing, marks)
            _settle(pk, STATES[found.how], found.words)
    except handover.Busy:
        return False
    handover.forget(folder(), str(pk))
    return found.how == DONE


def _claim(pk: int) -> Mailing | None:
    """Take the letter in hand, or None when somebody else was quicker. A try that comes to nothing
    is not made again before its time: a server that lost its way is not asked in a circle."""
    with acting(SYSTEM):
        mailing = Mailing.objects.select_for_update(skip_locked=True).filter(
            pk=pk, state=S.READY
        ).first()  # fmt: skip
        if mailing is None:
            return None
        mailing.state = S.SENDING
        pause = timedelta(minutes=WAITS[min(mailing.tries, len(WAITS) - 1)])
        mailing.tries, mailing.next_try_at = mailing.tries + 1, timezone.now() + pause
        mailing.save(update_fields=["state", "tries", "next_try_at"])
    return mailing


def _settle(pk: int, state: str, words: str) -> None:
    with acting(SYSTEM) as by:
        mailing = Mailing.objects.select_for_update().get(pk=pk)
        if mailing.state != S.SENDING:
            return
        mailing.state, mailing.answer = state, words
        if state != S.READY:
            mailing.settled_at = timezone.now()
        elif not words:  # nothing was handed over: it may go at once
            mailing.next_try_at = timezone.now()
        mailing.save(update_fields=["state", "answer", "settled_at", "next_try_at"])
        if state != S.READY:
            ledger.record(actor=by, act=f"mailing.{state}", kind="mailing", code=mailing.message_id,
                          class_rank=1, changes={"answer": ["", words]})  # fmt: skip


@contextmanager
def _way():
    """How letters leave here: by the house's own dialogue where there is a server, else as Django
    is set up (the folder `mail/` of a demo)."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield _into_folder
        return
    with dialogue.server() as smtp:

        def by_server(mailing: Mailing, marks: handover.Marks) -> Outcome:
            letter = mailing.letter.encode("ascii")
            return dialogue.deliver(
                smtp, sender=sender, to=mailing.address, letter=letter, marks=marks
            )

        yield by_server


class _AsComposed(EmailMessage):
    """A letter that stays as it was composed."""

    composed = ""

    def message(self):
        return message_from_string(self.composed, policy=letters.LONG_LINES)


def _into_folder(mailing: Mailing, marks: handover.Marks) -> Outcome:
    letter = _AsComposed(to=[mailing.address], connection=get_connection())
    letter.composed = mailing.letter
    marks.offering()
    letter.send()
    marks.answered(250, "kept")
    return Outcome(DONE, "250 kept")
