"""What the tracker tells whoever guesses: random receipts, a closed one and one asked too often give
the same bytes (issue 3 B, D; acceptance 6). `ECOOP_GUESSES=10000` is the long drill."""

import io
import os
import random
import re
import secrets
import time
from collections import Counter
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from ecoop.cases import actions, proposing, receipts
from ecoop.cases.models import Proposal
from ecoop.config.wsgi import application
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.queries import today

pytestmark = pytest.mark.django_db(transaction=True)
GUESSES = int(os.environ.get("ECOOP_GUESSES", "1000"))


def place(n):
    """The address of the n-th asker."""
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


def ask(receipt, *, lang="en", at="10.9.9.9"):
    """The whole answer of the house to one receipt: status, headers, body."""
    body, answer = urlencode({"receipt": receipt}).encode(), {}

    def start(status, headers, exc_info=None):
        answer["head"] = (status, tuple(sorted(headers)))

    given = {
        "REQUEST_METHOD": "POST", "PATH_INFO": f"/{lang}/track/", "REMOTE_ADDR": at,
        "HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(),
    }  # fmt: skip
    pages = application(given, start)
    content = b"".join(pages)
    if hasattr(pages, "close"):
        pages.close()
    return (*answer["head"], content)


@pytest.fixture(autouse=True)
def one_connection():
    """Keep the connection from one request to the next, as a pool does in service."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def proposed():
    """(case, receipt) of a proposal handed in by somebody who is known."""
    key = proposing.begin(language="en")
    told = {"track": "domestic_mou", "title": "Early warning", "email": "person@example.org"}
    proposing.save(key=key, facts=told)
    sent = proposing.send(key=key, base="http://testserver/", is_known=True)
    with acting(SYSTEM):
        case = Proposal.objects.select_related("case").get(pk=sent.pk).case
    return case, receipts.spaced(receipts.derived(receipts.RECEIPT, sent.pk))


@pytest.fixture
def closed():
    """The receipt of a proposal that was rejected."""
    case, receipt = proposed()
    with acting(SYSTEM) as by:
        actions.record_step(case=case, by=by, step="reject", on=today(), facts={"reason": "x"})
    return receipt


def guesses(chance):
    """What may be typed by whoever has no receipt."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    while True:
        yield receipts.spaced("".join(chance.choices(alphabet, k=20)))
        yield "".join(chance.choices(alphabet.lower() + " -", k=chance.randint(1, 40)))
        yield secrets.token_hex(chance.randint(0, 150))
        yield "".join(map(chr, (chance.randrange(1, 0x2FF) for _ in range(12))))


@pytest.mark.slow
def test_guesses_get_the_bytes_of_a_closed_receipt(closed):
    chance = random.Random(time.time_ns())  # noqa: S311 - any guesses
    typed = guesses(chance)
    wanted = ask(closed, at="10.200.0.1")

    answers = Counter(
        # Every other one comes from where too many have come from.
        ask(next(typed), at=place(n) if n % 2 else "10.201.0.1")
        for n in range(GUESSES)
    )

    assert answers == {wanted: GUESSES}
    assert wanted[0].startswith("404")


def test_a_right_receipt_asked_too_often_gets_the_bytes_of_a_wrong_one(closed):
    _, right = proposed()
    told = [ask(right, at="10.202.0.1") for _ in range(32)]

    assert [status[:3] for status, *_ in told] == ["200"] * 30 + ["404"] * 2
    assert set(told[30:]) == {ask(receipts.fresh(), at="10.203.0.1"), ask(closed)}


def test_what_is_answered_leaves_the_same_trace_of_statements(closed):
    def statements(receipt, at):
        with CaptureQueriesContext(connection) as captured:
            ask(receipt, at=at)
        told = [re.sub(r"s\d+_x\d+", "savepoint", each["sql"]) for each in captured]
        return [sql.split("(")[0][:60] for sql in told]

    ask(closed, at="10.204.0.9")
    one = statements(closed, "10.204.0.1")

    assert statements(receipts.fresh(), "10.204.0.2") == one
