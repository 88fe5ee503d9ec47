"""The dialogue with the mail server for one letter, in two halves around the handing over."""

import smtplib
import ssl
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings

from ecoop.tasks.handover import Marks

LATER, NEVER, DONE = "later", "never", "done"
END = b"\r\n.\r\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: done, later (try again) or never (refused for good), and the server's words."""

    how: str
    words: str


@contextmanager
def server():
    """A connection to the server that the settings name; raises OSError or SMTPException."""
    kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    with kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT) as smtp:
        if settings.EMAIL_USE_TLS:
            smtp.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        smtp.ehlo_or_helo_if_needed()
        yield smtp


def deliver(smtp, *, sender: str, to: str, letter: bytes, marks: Marks) -> Outcome:
    """Hand one letter over; `letter` has CR LF line ends. Only the last step is not repeatable."""
    for code, words in _envelope(smtp, sender, to):
        if code not in (250, 251, 354):
            smtp.rset()
            return outcome(code, words.decode("ascii", "replace"))
    body = smtplib._quote_periods(letter.rstrip(b"\r\n"))  # type: ignore[attr-defined]
    smtp.sock.sendall(body)
    marks.offering()
    smtp.sock.sendall(END)
    code, words = smtp.getreply()
    told = words.decode("ascii", "replace")
    marks.answered(code, told)
    return outcome(code, told)


def outcome(code: int, words: str) -> Outcome:
    """What an answer of the server means: 2xx done, 5xx never, everything else later."""
    how = DONE if 200 <= code < 300 else NEVER if 500 <= code < 600 else LATER
    return Outcome(how, f"{code} {words}"[:300])


def _envelope(smtp, sender: str, to: str):
    yield smtp.mail(sender)
    yield smtp.rcpt(to)
    yield smtp.docmd("DATA")
