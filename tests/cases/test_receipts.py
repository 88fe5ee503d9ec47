"""What the tracker tells whoever guesses: random receipts, a closed one and one asked too
often give the same bytes in the same time (issue 3 B, D; acceptance 6). `ECOOP_GUESSES=10000` is the
long drill."""

import io
import os
import random
import re
import secrets
import time
from collections import Counter
from math import comb
from urllib.parse import urlencode

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from ecoop.cases import actions, proposing, queries, receipts
from ecoop.cases.models import Proposal
from ecoop.config.wsgi import application
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.queries import today

pytestmark = pytest.mark.django_db(transaction=True)
GUESSES = int(os.environ.get("ECOOP_GUESSES", "1000"))
PAIRS = 600
SAME = 1e-4  # below this share of chance two kinds of answer are told apart


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


def sign_test(one, other):
    """How likely chance alone parts the pairs as unevenly, if both kinds take the same time: exact,
    whatever the times are like and however busy the machine is."""
    differing = [a < b for a, b in zip(one, other, strict=True) if a != b]
    n, fewer = len(differing), min(sum(differing), len(differing) - sum(differing))
    return min(1.0, 2 * sum(comb(n, k) for k in range(fewer + 1)) / 2**n)


def timed(first, second):
    """Seconds of both in each of many pairs, in an order that chance decides."""
    chance, found = random.Random(time.time_ns()), ([], [])  # noqa: S311
    for _ in range(PAIRS):
        order = [(first, found[0]), (second, found[1])]
        chance.shuffle(order)
        for asked, times in order:
            began = time.perf_counter()
            asked()
            times.append(time.perf_counter() - began)
    return found


def median_difference(one, other):
    """(lowest, highest) median of what `other` takes longer, in 999 of 1,000 samples: by the ranks of
    a fair coin, as the sign test."""
    apart = sorted(b - a for a, b in zip(one, other, strict=True))
    half = round(3.3 * len(apart) ** 0.5 / 2)
    return apart[len(apart) // 2 - half], apart[len(apart) // 2 + half]


def look_up(receipt):
    return lambda: queries.by_receipt(receipts.digest(receipt))


def test_a_closed_receipt_takes_as_long_as_a_wrong_one(closed):
    wrong = receipts.spaced(receipts.fresh())
    for _ in range(20):
        look_up(closed)(), look_up(wrong)()

    one, other = timed(look_up(wrong), look_up(closed))
    low, high = median_difference(one, other)
    print(f"wrong to closed: {low * 1e6:.0f} to {high * 1e6:.0f} microseconds of"
          f" {sorted(one)[PAIRS // 2] * 1e6:.0f}, p = {sign_test(one, other):.3g}")  # fmt: skip
    assert sign_test(one, other) > SAME


def test_the_clock_would_tell_a_difference(closed):
    """Without this the test above could pass on a clock that tells nothing."""
    wrong = look_up(receipts.spaced(receipts.fresh()))

    def slower():
        wrong()
        wrong()

    assert sign_test(*timed(wrong, slower)) < SAME
