"""A real SMTP server on the loopback whose mailbox remembers what it accepted, and that can do
something (kill whoever is talking) at any point of a dialogue."""

import email
import socket
from collections import Counter
from contextlib import contextmanager
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

POINTS = ("helo", "mail", "rcpt", "data", "accepted", "answered")


class Mailbox:
    """The server's handler. `act` is called with the name of each point reached."""

    def __init__(self):
        self.letters, self.act, self.answer = [], lambda point: None, "250 kept"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        self.act("helo")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        self.act("mail")
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.act("rcpt")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer.startswith("250"):
            self.letters.append((envelope.rcpt_tos[0], envelope.original_content))
        self.act("accepted")
        return self.answer

    def ids(self) -> Counter:
        """How often each Message-ID stands in the mailbox."""
        return Counter(self.read(n)["Message-ID"] for n in range(len(self.letters)))

    def read(self, number):
        """A letter of the mailbox as mail programs read it."""
        return email.message_from_bytes(self.letters[number][1], policy=default)


class Server(Controller):
    """Counts DATA commands as they begin, which no handler of aiosmtpd hears of."""

    def factory(self):
        mailbox = self.handler

        class Talking(SMTP):
            async def smtp_DATA(self, arg):
                mailbox.act("data")
                await super().smtp_DATA(arg)
                mailbox.act("answered")

        return Talking(mailbox)


@contextmanager
def running(settings):
    """The mailbox of a server that runs, with Django's settings pointing at it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(Mailbox(), hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    try:
        yield server.handler
    finally:
        server.stop()
