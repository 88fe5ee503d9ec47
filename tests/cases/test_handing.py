"""The turn of a case is a task on the desk that has it."""

from datetime import date

import pytest

from ecoop.cases import actions, handing, queries, tasks
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.test_acts import opened, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by))
        return walk(case, by=by, until="explore")


def waiting(case):
    with acting(SYSTEM) as by:
        handing.hand_out(case.pk, by=by)
        return queries.open_tasks(by, case)


def test_the_turn_becomes_one_task_with_its_step_and_desk(case):
    first, again = waiting(case), waiting(case)

    assert [task.pk for task in first] == [task.pk for task in again]
    assert first[0].address == f"cases/{case.code}/record/request_kemlu_consultation/"
    assert (first[0].kind, first[0].holder) == ("case_step", "role:staff")
    assert "Bureau of Law" in first[0].why_en


def test_what_another_must_do_is_followed_up_by_its_deadline(case):
    before = waiting(case)
    with acting(SYSTEM) as by:
        actions.record_step(
            case=case, by=by, step="request_kemlu_consultation", on=date(2025, 5, 30),
            facts={"kemlu_letter_number": "B-1"},
        )  # fmt: skip
    (task,) = waiting(case)

    assert task.pk != before[0].pk
    assert (task.kind, task.due_on) == ("case_follow_up", date(2025, 6, 13))
    assert "Ministry of Foreign Affairs" in task.what_en


def test_a_case_that_is_over_leaves_nothing_to_do(case):
    assert waiting(case)
    with acting(SYSTEM) as by:
        actions.record_step(
            case=case, by=by, step="reject", on=date(2025, 6, 1), facts={"reason": "overlap"}
        )
    assert waiting(case) == []


def test_a_secret_case_goes_to_the_legal_desk(case):
    with acting(SYSTEM) as by:
        secret = opened(by, classification="secret")
    assert [task.holder for task in waiting(secret)] == ["role:legal"]


def test_the_day_turns_statuses_by_itself(case, frozen):
    with acting(SYSTEM) as by:
        signed = walk(opened(by), by=by)
        assert signed.status == "in_force"
        assert signed.is_live
    frozen(2030, 1, 5)
    tasks.turn_over(timestamp=0)
    with acting(SYSTEM):
        signed.refresh_from_db()
        assert signed.status == "expired"
