"""No way to tell a hidden record from none (trust.md S1): neither by the answer, to the byte and to
the header, nor by the work that it costs, nor by the time that it takes."""

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import test_rights
from tests.statements import FRAME
from tests.test_rights import RECORDS, signed_in, where

pytestmark = pytest.mark.django_db
world = test_rights.world
ACTORS = ("anonymous", "partner-b", "unit")
ADDRESSES = (
    "instruments:detail", "instruments:edit", "instruments:history", "api:instrument",
    "documents:file", "partners:detail", "api:partner",
)  # fmt: skip
SAMPLES, ROUNDS = 31, 4
TOLERANCE = 0.2  # of the median time, as trust.md S1 promises
OTHER_NONE = {
    "instrument": "KS-INT-2020-8888", "file": "0197a000-0000-7000-8000-000000000001",
    "partner": "no-such-firm",
}  # fmt: skip


def pair(world, name):
    """(address of a hidden record, address of none, address of another none) of one kind."""
    kind, missing = RECORDS[name]
    hidden = world["hidden"][kind]
    return tuple(where(name, kind, value) for value in (hidden, missing, OTHER_NONE[kind]))


def told(response):
    """All that reaches the caller but the clock and the random part of the form's token."""
    headers = [(k, v) for k, v in response.headers.items() if k != "Date"]
    cookies = [
        (name, {k: v for k, v in cookie.items() if k != "expires"})
        for name, cookie in response.cookies.items()
    ]
    return response.status_code, response.reason_phrase, headers, cookies, response.content


def work(client, address):
    """The statements that an answer costs, without their values."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    texts = [query["sql"] for query in captured if not query["sql"].startswith(FRAME)]
    return [re.sub(r"b?'[^']*'|\b\d+\b", "?", text) for text in texts]


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_answer_and_the_work_are_the_same(world, who, name):
    client = signed_in(world, who)
    foreign, none, _ = pair(world, name)
    client.get(none)  # what is remembered from the first request on is remembered now

    assert told(client.get(foreign)) == told(client.get(none))
    assert work(client, foreign) == work(client, none)


def seconds(client, foreign, none, other_none):
    """(what a hidden record takes longer than none, what another none does, what none takes):
    medians over many turns in which each is asked for once, so that a busy machine slows all."""
    turns = []
    for number in range(SAMPLES):
        order = [foreign, none, other_none]
        taken = {}
        for address in order[number % 3 :] + order[: number % 3]:
            began = time.perf_counter()
            client.get(address)
            taken[address] = time.perf_counter() - began
        turns.append(taken)
    return (
        median(turn[foreign] - turn[none] for turn in turns),
        median(turn[other_none] - turn[none] for turn in turns),
        median(turn[none] for turn in turns),
    )


def differs(client, *addresses):
    """Whether a hidden record takes another time than none, in every one of several rounds. What
    two addresses of nothing differ by is the noise of the machine and no sign."""
    for _ in range(ROUNDS):
        hidden, noise, usual = seconds(client, *addresses)
        if abs(hidden) <= TOLERANCE * usual + abs(noise):
            return False
    return True


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_time_is_the_same(world, name):
    client = signed_in(world, "partner-b")

    assert not differs(client, *pair(world, name))


def test_a_planted_difference_is_found(world, monkeypatch):
    """Without this the test above could be blind: what exists takes as long again."""
    client = signed_in(world, "partner-b")
    addresses = pair(world, "instruments:detail")
    _, _, usual = seconds(client, *addresses)
    honest = client.get

    def slower(address):
        if address == addresses[0]:
            time.sleep(usual)
        return honest(address)

    monkeypatch.setattr(client, "get", slower)
    assert differs(client, *addresses)
