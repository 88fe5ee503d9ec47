"""Writing, sealing and reading the ledger."""

import threading
import time
from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import Error, connection, connections, transaction

from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting, assume
from ecoop.core.ledger import sealing
from tests.statements import at_most

RECORD = "3f1c1a52-7f0c-7cc5-9b4e-1d2f3a4b5c6d"


def write(act="created", **more):
    with acting(SYSTEM) as actor:
        return ledger.record(actor=actor, act=act, **({"class_rank": 0} | more))


def head():
    with acting(SYSTEM):
        return ledger.head()


@pytest.fixture
def known(db):
    assume(SYSTEM)


def test_record_keeps_who_what_when_and_differences(known):
    write("changed", kind="instrument", record_id=RECORD, code="KS-1", why="letter 7",
          changes={"title": ["a", "b"]}, after={"title": "b", "months": 60})  # fmt: skip

    line = ledger.history(RECORD)[0]

    assert (line.actor, line.act, line.code, line.why) == ("system", "changed", "KS-1", "letter 7")
    assert line.changes == {"title": ["a", "b"]}
    assert line.after == {"title": "b", "months": 60}
    assert line.at.tzinfo is not None


def test_record_refuses_floats(known):
    with pytest.raises(TypeError):
        write(after={"share": 0.5})

    assert ledger.feed() == []


@pytest.mark.django_db(transaction=True)
def test_record_refuses_to_write_outside_a_transaction():
    with pytest.raises(RuntimeError):
        ledger.record(actor=None, act="created")


def test_entries_written_together_are_one_statement_in_their_order(known):
    with at_most(1), ledger.together():
        for act in ("first", "second"):
            with ledger.together():
                ledger.record(actor=None, act=act, kind="instrument", record_id=RECORD)

    assert [line.act for line in ledger.history(RECORD)] == ["second", "first"]


def test_of_entries_together_none_is_written_after_an_exception(known):
    with pytest.raises(ZeroDivisionError), ledger.together():
        ledger.record(actor=None, act="created", kind="instrument", record_id=RECORD)
        raise ZeroDivisionError

    ledger.record(actor=None, act="after", kind="instrument", record_id=RECORD)
    assert [line.act for line in ledger.history(RECORD)] == ["after"]


CHANGES = ["delete from {table}", "truncate {table}", "update {table} set {column} = {column}"]
TABLES = [("core_entry", "act"), ("core_seal", "leaf"), ("core_batch", "root")]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize(
    "command", [c.format(table=t, column=n) for c in CHANGES for t, n in TABLES]
)
@pytest.mark.parametrize("alias", ["default", "owner"])
def test_ledger_refuses_change_by_application_and_owner(alias, command):
    write()
    sealing.seal_once()

    with pytest.raises(Error, match=r"append-only|denied"), connections[alias].cursor() as cursor:
        cursor.execute(command)

    with acting(SYSTEM):
        assert len(ledger.feed()) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "command", [c.format(table=t, column=n) for c in CHANGES for t, n in TABLES]
)
def test_ledger_refuses_change_by_a_superuser(ground, command):
    write()

    with ground.superuser() as superuser, pytest.raises(psycopg.Error, match="append-only"):
        superuser.execute(command)


@pytest.mark.django_db(transaction=True)
def test_application_cannot_write_a_seal():
    with pytest.raises(Error, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("insert into core_seal values (1, 1, 'x', 'x')")


@pytest.mark.django_db(transaction=True)
def test_late_commit_with_a_lower_id_is_sealed(ground):
    began, go_on = threading.Event(), threading.Event()

    def slow_writer():
        with acting(SYSTEM) as actor:
            ledger.record(actor=actor, act="created", code="late", class_rank=0)
            began.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    began.wait(10)
    write(code="early")
    first = sealing.seal_once()
    go_on.set()
    thread.join()
    second = sealing.seal_once()

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute("select entry_id from core_seal order by seq")
        order = [row[0] for row in cursor.fetchall()]
    assert (first, second) == (1, 1)
    assert order == sorted(order, reverse=True)


@pytest.mark.django_db(transaction=True)
def test_head_changes_with_every_committed_entry_and_not_by_sealing():
    heads = [head()]
    for _ in range(3):
        write()
        heads.append(head())
        sealing.seal_once()
        assert head() == heads[-1]

    with transaction.atomic():
        assume(SYSTEM)
        ledger.record(actor=None, act="created")
        transaction.set_rollback(True)

    assert heads == ["0", "1", "2", "3"]
    assert head() == "3"


def test_as_at_gives_the_latest_snapshot_and_leaves_out_what_is_gone(known):
    other = str(uuid4())
    write(kind="k", record_id=RECORD, after={"n": 1})
    write(kind="k", record_id=other, after={"n": 7})
    between = datetime.now(UTC)
    write(kind="k", record_id=RECORD, after={"n": 2})
    write("removed", kind="k", record_id=other, after={})

    then = {str(s.record_id): s.after["n"] for s in ledger.as_at("k", between)}
    now = {str(s.record_id): s.after["n"] for s in ledger.as_at("k", datetime.now(UTC))}

    assert then == {RECORD: 1, other: 7}
    assert now == {RECORD: 2}
    assert ledger.as_at_one(RECORD, between).after == {"n": 1}
    assert ledger.as_at_one(other, datetime.now(UTC)) is None


def test_as_at_is_one_statement(known, django_assert_num_queries):
    write(kind="k", record_id=RECORD, after={"n": 1})

    with django_assert_num_queries(1):
        ledger.as_at("k", datetime.now(UTC))


def test_feed_goes_on_before_the_last_one_shown(known):
    for number in range(5):
        write(code=str(number))

    first = ledger.feed(limit=3)
    rest = ledger.feed(limit=3, before=first[-1].id)

    assert [line.code for line in first + rest] == ["4", "3", "2", "1", "0"]


def test_last_activity_is_the_newest_entry_of_each_record(known):
    write(record_id=RECORD)
    write("changed", record_id=RECORD)

    seen = ledger.last_activity([RECORD, str(uuid4())])

    assert {str(key): at for key, at in seen.items()} == {RECORD: ledger.history(RECORD)[0].at}


def test_anonymous_sees_public_entries_only(known):
    write(code="open", class_rank=0)
    write(code="closed", class_rank=2)

    assume("anonymous")

    assert [line.code for line in ledger.feed()] == ["open"]


def test_words_name_actor_act_and_record_in_both_languages(known):
    write("instrument.registered", code="KS-INT-2015-0007")

    said = ledger.words(ledger.feed()[0])

    assert said.id == "Sistem mendaftarkan KS-INT-2015-0007"
    assert said.en == "The system registered KS-INT-2015-0007"


def test_ten_thousand_entries_are_written_in_seconds(known, django_assert_num_queries):
    rows = [
        {"actor": None, "act": "imported", "kind": "instrument", "record_id": uuid4(),
         "code": f"KS-{n}", "class_rank": 0, "after": {"title": "Nota kesepahaman " * 5, "n": n}}
        for n in range(10_000)
    ]  # fmt: skip
    began = time.process_time()  # of computing, not on a busy machine's clock

    with django_assert_num_queries(1):
        ledger.record_many(rows)

    assert time.process_time() - began < 3
