"""The ladder of reminders and the deadline library as pages; an administrator changes a rung."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.tasks import ladder, laddering, queries
from ecoop.tasks.models import RungChange
from tests.people import acting_as, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db
SHIPPED = ladder.shipped()


def told(code, **other):
    rung = next(one for one in SHIPPED if one.code == code)
    return laddering.Told(**laddering.facts_of(rung) | other)


@pytest.fixture
def admin():
    return someone("admin", unit="HOKS", username="admin")


def changed(rungs, code, **other):
    return [replace(one, **other) if one.code == code else one for one in rungs]


def test_the_ladder_of_the_house_has_no_fault():
    assert ladder.faults(SHIPPED) == []


@pytest.mark.parametrize(
    ("code", "other", "fault"),
    [
        ("late_chain_2", {"after": 0}, "what is late, not before"),
        ("late", {"urgency": ()}, None),  # the day itself still tells whoever holds it
        ("day", {"after": 1}, "would be told of twice 1 working day after the last day"),
        ("late_chain", {"after": 7}, None),
        ("late_chain", {"urgency": ("usual",)}, None),  # the leader two levels up still hears
    ],
)
def test_a_ladder_that_hides_or_doubles_is_told_apart(code, other, fault):
    found = [one.en for one in ladder.faults(ladder.in_order(changed(SHIPPED, code, **other)))]

    assert (fault is None and found == []) or any(fault in one for one in found)


def test_a_late_task_that_nobody_would_hear_of_is_refused():
    silent = changed(changed(SHIPPED, "late", urgency=()), "day", urgency=())
    headless = changed(changed(SHIPPED, "late_chain", urgency=()), "late_chain_2", urgency=("now",))

    assert sum("would not be told" in one.en for one in ladder.faults(silent)) == 3
    assert sum("No leader" in one.en for one in ladder.faults(headless)) == 2


def test_an_administrator_changes_a_rung_and_the_ledger_tells_it(admin):
    with acting_as(admin) as by:
        laddering.change(
            rung="late_chain", version=0, by=by, told=told("late_chain", after=5), why="too early"
        )
        (rung,) = [one for one in queries.ladder() if one.code == "late_chain"]

    assert rung.after == 5 and [one.after for one in SHIPPED if one.code == "late_chain"] == [3]
    with acting(SYSTEM):
        (line,) = ledger.feed(act="ladder.changed")
    assert (line.code, line.changes, line.why) == ("late_chain", {"after": [3, 5]}, "too early")


def test_a_refused_change_leaves_no_trace(admin):
    with acting_as(admin) as by:
        with pytest.raises(Refused, match="late|lewat"):
            laddering.change(
                rung="late_chain_2", version=0, by=by, told=told("late_chain_2", after=-1), why="x"
            )
        assert not RungChange.objects.exists()


def test_of_two_who_change_at_once_the_second_sees_it(admin):
    with acting_as(admin) as by:
        laddering.change(
            rung="late", version=0, by=by, told=told("late", is_at_once=False), why="a"
        )
        with pytest.raises(Conflict):
            laddering.change(rung="day", version=0, by=by, told=told("day", after=0), why="b")


@pytest.mark.parametrize("role", ["staff", "legal", "leader", "unit", "auditor"])
def test_nobody_else_changes_it_not_even_past_the_page(role, client):
    person = someone(role, unit="HOKS", username=role)
    client.force_login(person)

    page = client.get("/en/reminders/ladder/").content.decode()

    assert "Change" not in page.split("The ladder")[-1].split("Deadlines")[0]
    assert client.get("/en/reminders/ladder/late/").status_code == 403
    with acting_as(person) as by:
        with pytest.raises(Refused):
            laddering.change(rung="late", version=0, by=by, told=told("late"), why="x")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            RungChange.objects.create(
                rung="late", version=1, is_at_once=True, reason_id="x", reason_en="x", why="x",
                made_at="2026-11-22T00:00Z", made_by_name="x",
            )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "en",
            (
                "7 working days after the last day",
                "the leader 2 levels up",
                "Permenlu 4/2023 art. 12(4)",
            ),
        ),
        (
            "id",
            (
                "7 hari kerja sesudah hari terakhir",
                "2 tingkat di atasnya",
                "Permenlu 4/2023 pasal 12(4)",
            ),
        ),
    ],
)
def test_the_page_shows_the_ladder_and_every_deadline_with_its_source(client, admin, lang, words):
    client.force_login(admin)

    with at_most(8):
        page = client.get(f"/{lang}/reminders/ladder/").content.decode()

    assert all(one in page for one in words)
    assert "in_force_from" not in page
    assert f"/{lang}/reminders/ladder/late_chain/" in page
    assert "/reminders/ladder/" in client.get(f"/{lang}/reminders/").content.decode()


def test_an_administrator_changes_a_rung_on_the_page(client, admin):
    client.force_login(admin)
    form = {
        "after": "4", "is_at_once": "False", "urgency": ["soon", "usual"], "reason_id": "telat",
        "reason_en": "late by four", "why": "asked by the bureau", "version": "0",
    }  # fmt: skip

    with at_most(15):
        answer = client.post("/en/reminders/ladder/late_chain/", form)
    page = client.get("/en/reminders/ladder/").content.decode()
    early = client.post("/en/reminders/ladder/late_chain/", form | {"after": "-1", "version": "1"})
    over = client.post("/en/reminders/ladder/late/", form | {"after": "1"})
    none = client.get("/en/reminders/ladder/nothing/")

    assert answer.status_code == 302
    assert "late by four" in page and "4 working days after" in page
    assert "asked by the bureau" in page
    assert "Leaders are told of what is late" in early.content.decode()
    assert "Somebody else saved this record meanwhile" in over.content.decode()
    assert none.status_code == 404
