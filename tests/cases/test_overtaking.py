"""A renewal case is closed when the end of its paper was settled elsewhere, and nobody is asked."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from ecoop.cases import actions as cases
from ecoop.cases import overtaking, queries, renewing, tasks
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions as instruments
from ecoop.instruments.queries import today
from ecoop.tasks.models import Task
from tests import people
from tests.cases.endings import (
    EXTENDED,
    evaluated,
    ready_to_end,
    ready_to_extend,
    signed_in,
    walk,
)

pytestmark = pytest.mark.django_db


def work():
    """What the worker does after acts, until nothing waits."""
    while jobs := list(ProcrastinateJob.objects.filter(task_name="cases.hand_out", status="todo")):
        for job in jobs:
            tasks.hand_out(**job.args)
        ProcrastinateJob.objects.filter(pk__in=[job.pk for job in jobs]).update(status="succeeded")


def asked_for(case):
    return Task.objects.open().filter(record_id=case.pk)


def terminate(paper, by):
    return walk(ready_to_end(paper, by), by, "terminate").code


def extend(paper, by):
    case = ready_to_extend(paper, by, why="The partner asked for a case of its own")
    return signed_in(walk(case, by, ("sign_extension", EXTENDED))).code


def follow(kind):
    def by_hand(paper, by):
        new = people.instrument(by, title_en="What follows", signed_on=paper.signed_on)
        instruments.link(later=new, earlier=paper, kind=kind, by=by)
        return new.code

    return by_hand


def withdraw(paper, by):
    instruments.withdraw(instrument=paper, by=by, why="entered twice")
    return paper.code


@pytest.mark.parametrize(
    "settle", [terminate, extend, follow("renews"), follow("replaces"), withdraw]
)
def test_what_settles_the_end_of_a_paper_closes_its_renewal_case(paper, settle):
    with acting(SYSTEM) as by:
        case = renewing.open_renewal(instrument=paper, by=by)
        work()
        assert asked_for(case).count() > 1
        code = settle(paper, by)
        tasks.open_renewals(timestamp=0)
        work()
        case.refresh_from_db()

        assert (case.status, case.is_live, case.turn_actor) == ("closed", False, "")
        act = queries.log_of(case).standing_acts[-1]
        assert (act.step, act.by, act.facts) == (
            "close_overtaken",
            "SYSTEM",
            {"overtaken_by": code},
        )
        assert not asked_for(case).exists()
        assert overtaking.close_overtaken(by=by) == []
        assert Case.objects.filter(track="extension", is_live=True).count() == int(settle is extend)


def test_the_case_that_settled_it_closes_the_other_at_once(paper):
    with acting(SYSTEM) as by:
        case = renewing.open_renewal(instrument=paper, by=by)
        code = terminate(paper, by)
        work()
        case.refresh_from_db()
        assert queries.log_of(case).standing_acts[-1].facts == {"overtaken_by": code}


def test_what_settles_nothing_closes_nothing(paper):
    with acting(SYSTEM) as by:
        old = people.instrument(by, title_en="An older extension", signed_on=paper.signed_on)
        instruments.link(later=old, earlier=paper, kind="extends", by=by)
        draft = people.instrument(by, title_en="A draft", signed_on=None, status_written="draft")
        instruments.link(later=draft, earlier=paper, kind="renews", by=by)
        case = evaluated(paper, by)
        ready_to_end(paper, by)  # proposed, and not terminated
        work()
        assert overtaking.close_overtaken(by=by) == []
        case.refresh_from_db()
        assert case.is_live


def test_nobody_but_the_house_records_it_and_no_page_offers_it(paper, client):
    staff = people.someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        case = renewing.open_renewal(instrument=paper, by=by)
    with people.acting_as(staff) as by, pytest.raises(NotRecorded):
        cases.record_step(case=case, by=by, step="close_overtaken", on=today(),
                          facts={"overtaken_by": "KS-2025-9999"})  # fmt: skip
    client.force_login(staff)
    assert "close_overtaken" not in client.get(f"/en/cases/{case.code}/").content.decode()
