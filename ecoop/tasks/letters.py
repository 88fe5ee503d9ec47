"""What a reminder says: why it came, by which rule and source, and how to have no more of its kind."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from textwrap import shorten
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS
from ecoop.core.shown import cited, day, language, short_day, term
from ecoop.tasks import ladder
from ecoop.tasks.models import Mailing, Reminder

SALT = "tasks.mute"
LONG_LINES = SMTP.clone(cte_type="7bit", max_line_length=998)  # a link in a header stays whole
MOST_WORDS = 100  # of a subject: what stands behind them must not be cut off
Why = tuple[dict[str, Text], Mapping[str, str]]  # the words of each rung; for whom one acts
DISCREET = RANKS["confidential"]  # from this class on a letter names no more than the record's code


def compose(
    person, told: list[Reminder], *, reasons: dict[str, Text], absent: Mapping[str, str],
    is_digest: bool, made_on: date, now: datetime,
):  # fmt: skip
    """An unsaved letter to `person` about these reminders, in the person's language; `reasons` says
    of each rung of the ladder why it reminds, `absent` {desk: name} for whom the person acts."""
    known = ":".join(sorted(f"{one.task_id}/{one.rung}/{one.due_on}" for one in told))
    digest = hashlib.sha256(f"{person.pk}:{known}".encode()).hexdigest()[:32]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    message_id = f"<reminder.{digest}@{domain}>"
    told = sorted(told, key=lambda one: (one.task.due_on or date.max, one.task.record_code))
    with override(person.language):
        letter = _letter(person, told, (reasons, absent), message_id, now)
    return Mailing(
        recipient=person, address=person.email, message_id=message_id, is_digest=is_digest,
        made_on=made_on, letter=letter.as_string(policy=LONG_LINES),
        next_try_at=now,
    )  # fmt: skip


def mute_token(person_id, kinds) -> str:
    """What proves, without signing in, that somebody may mute these kinds for this person."""
    return signing.dumps([str(person_id), sorted(set(kinds))], salt=SALT)


def meant_by(token: str) -> tuple[str, list[str]]:
    """(person, kinds) of a mute link; raises `signing.BadSignature` when it is not ours."""
    person, kinds = signing.loads(token, salt=SALT)
    return person, kinds


def address(path: str) -> str:
    """The full address of a page, for a letter; `path` is below the language."""
    return urljoin(settings.SITE_ADDRESS, path)


def _letter(person, told, why, message_id, now) -> EmailMessage:
    kinds = {one.task.kind for one in told}
    letter = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    letter["From"] = settings.DEFAULT_FROM_EMAIL
    letter["To"] = person.email
    letter["Subject"] = _subject(told)
    letter["Date"] = format_datetime(timezone.localtime(now))
    letter["Message-ID"] = message_id
    letter["List-Unsubscribe"] = f"<{_mute_link(person, kinds)}>"
    if len(kinds) == 1:  # else the page asks which: one click never mutes more than one kind
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_body(person, told, why, timezone.localdate(now)), cte="quoted-printable")
    letter["Content-Language"] = person.language
    return letter


def _subject(told: list[Reminder]) -> str:
    """What is latest, of which record and by when, and how much more the letter tells."""
    first, others = told[0].task, len(told) - 1
    place = first.record_code
    if first.due_on:
        place = _("%(code)s, by %(day)s") % {"code": place, "day": short_day(first.due_on)}
    words = f"{shorten(_what(first), MOST_WORDS, placeholder='...')} ({place})"
    if not others:
        return words
    more = ngettext("%(first)s, and %(count)d more", "%(first)s, and %(count)d more", others)
    return more % {"first": words, "count": others}


def _what(task) -> str:
    """What to do; of a Confidential or Secret task a letter tells the kind only."""
    if task.class_rank >= DISCREET:
        return str(_label("task_kind", task.kind))
    return _said(task.what)


def _body(person, told: list[Reminder], why: Why, today: date) -> str:
    parts = [_("Dear %(name)s,") % {"name": person.name}, ""]
    for one in told:
        parts += [*_lines(one, why, today), ""]
    parts += [_("All that waits for you: %(address)s") % {"address": _link("tasks/")}, ""]
    for kind in sorted({one.task.kind for one in told}):
        words = _("No more letters about “%(kind)s”: %(address)s")
        parts.append(
            words % {"kind": _label("task_kind", kind), "address": _mute_link(person, [kind])}
        )
    parts += ["", "-- ", _("e-Cooperation, sent by the system; answers are not read.")]
    return "\n".join(parts)


def _lines(one: Reminder, why: Why, today: date) -> list[str]:
    task, (reasons, absent) = one.task, why
    lines = [f"* {_what(task)}", "  " + _("Record: %(code)s") % {"code": task.record_code}]
    if task.due_on:
        lines.append(f"  {_last_day(task.due_on, today)}")
        rule = {"rule": _said(task.due.rule), "source": _said(task.due.source_said)}
        lines.append("  " + _("Counted: %(rule)s. Source: %(source)s.") % rule)
        if task.due.note:
            lines.append(f"  {_said(task.due.note)}")
    if task.class_rank < DISCREET:
        lines.append("  " + _("Why it is yours: %(why)s") % {"why": _said(task.why)})
    if name := absent.get(task.holder):
        lines.append("  " + _("It waits for %(name)s, for whom you act.") % {"name": name})
    because = {"reason": _said(reasons[one.rung]), "source": cited(ladder.SOURCE)}
    lines.append("  " + _("Why this letter came: %(reason)s. Source: %(source)s.") % because)
    return [*lines, "  " + _link(f"tasks/{task.pk}/")]


def _last_day(due_on: date, today: date) -> str:
    late = (today - due_on).days
    if late <= 0:
        return _("Last day: %(day)s") % {"day": day(due_on)}
    words = ngettext(
        "Last day: %(day)s, %(count)d day ago", "Last day: %(day)s, %(count)d days ago", late
    )
    return words % {"day": day(due_on), "count": late}


def _said(text) -> str:
    return text.in_(language())


def _label(vocabulary: str, code: str) -> str:
    return term(vocabulary, code).in_(language())


def _link(path: str) -> str:
    return address(f"/{language()}/{path}")


def _mute_link(person, kinds) -> str:
    return _link(f"reminders/mute/{mute_token(person.pk, kinds)}/")
