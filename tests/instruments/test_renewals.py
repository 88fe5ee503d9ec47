"""The radar becomes work: a task opens once as the last day for notice nears."""

from datetime import date, timedelta

import pytest

from ecoop.accounts.actions import load_units
from ecoop.accounts.models import Unit
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions, renewals
from ecoop.tasks.models import Task
from ecoop.tasks.queries import waiting_for
from tests.people import acting_as, instrument, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def clock(frozen, db):
    frozen(2026, 11, 22)
    with acting(SYSTEM):
        load_units()


def paper(by, *, until, unit="DEP-2", **more):
    return instrument(
        by, duration_rule="UNTIL", until=PartialDate.of(until), title_en="A paper",
        title_id="Sebuah naskah", owner_unit=Unit.objects.get(pk=unit) if unit else None, **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "notice_months", "opens"),
    [
        (date(2027, 5, 22), None, True), (date(2027, 5, 23), None, False),
        (date(2027, 11, 22), 6, True), (date(2027, 11, 30), 6, False), (date(2026, 6, 1), None, False),
    ],
)  # fmt: skip
def test_a_task_opens_six_months_before_the_day_that_counts(until, notice_months, opens):
    with acting(SYSTEM) as by:
        paper(by, until=until, notice_months=notice_months)

        assert renewals.open_tasks(by=by) == Task.objects.count() == int(opens)


def test_it_waits_for_the_owner_unit_with_rule_and_source():
    user = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        made = paper(by, until=date(2027, 7, 25), notice_months=6)  # notice by Monday 25 January
        renewals.open_tasks(by=by)

    with acting_as(user) as actor:
        (row,) = waiting_for(actor).rows
        task = Task.objects.get()
    assert (
        row.record_code == made.code and row.what.en == "Decide: renew, amend or let end: A paper"
    )
    assert "25 Januari 2027" in task.due.rule.id and "25 January 2027" in task.due.rule.en
    assert made.code in task.due.source and task.due_on <= date(2027, 1, 25)
    assert task.due_on.weekday() < 5


def test_a_second_run_opens_nothing_and_a_finished_one_stays_finished():
    with acting(SYSTEM) as by:
        made = paper(by, until=date(2027, 1, 22))
        for _ in range(2):
            renewals.open_tasks(by=by)
        assert Task.objects.count() == 1
        assert renewals.settle(instrument=made, by=by, result="Case opened") == 1
        renewals.open_tasks(by=by)

        assert list(Task.objects.values_list("outcome", flat=True)) == ["done"]


def test_a_paper_that_was_prolonged_takes_its_task_back_and_asks_anew_in_time():
    with acting(SYSTEM) as by:
        made = paper(by, until=date(2027, 1, 22))
        renewals.open_tasks(by=by)
        actions.revise(instrument=made, by=by, until=PartialDate.of("2027-02-10"))
        renewals.open_tasks(by=by)
        assert sorted(Task.objects.values_list("outcome", flat=True)) == ["", "withdrawn"]

        actions.revise(instrument=made, by=by, until=PartialDate.of("2037-02-10"))
        renewals.open_tasks(by=by)
        assert not Task.objects.open().exists()


@pytest.mark.parametrize(
    ("unit", "classification", "desk"),
    [("DEP-3", "public", "unit:DEP-3"), (None, "public", "unit:HOKS"), ("DEP-3", "secret", "role:legal")],
)  # fmt: skip
def test_whose_it_is_when_nobody_owns_it_or_the_unit_may_not_read_it(unit, classification, desk):
    with acting(SYSTEM) as by:
        made = paper(by, until=date(2027, 1, 22), unit=unit)
        actions.classify(instrument=made, by=by, classification=classification, why="x")
        renewals.open_tasks(by=by)

        assert Task.objects.get().holder == desk
        assert Task.objects.get().classification != "public"


def test_the_radar_and_the_tasks_agree():
    from ecoop.desk import queries as desk  # noqa: PLC0415 - a room above

    with acting(SYSTEM) as by:
        for n in range(5):
            paper(by, until=TODAY + timedelta(days=40 * n - 30))

        codes = {lapse.row.code for lapse in desk.radar(by, months=6)}
        assert {one.code for one in renewals.nearing(by)} == codes and len(codes) >= 2


def test_the_hourly_round_asks_no_more_for_many_papers_than_for_one():
    with acting(SYSTEM) as by:
        for day in range(1, 9):
            paper(by, until=date(2027, 2, day))
        assert renewals.open_tasks(by=by) == 8
        with at_most(4):
            renewals.open_tasks(by=by)
