"""The turn of a case is a task on the desk that has it."""

from datetime import date

import pytest

from ecoop.cases import actions, handing, queries, tasks
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.tasks import actions as desk_work
from ecoop.tasks import lifecycle
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


def test_the_step_of_a_region_does_not_lie_on_our_desk(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by), track="regional_foreign")

    assert case.turn_side == "authority"
    assert {task.kind for task in waiting(case)} == {"case_follow_up"}


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


def people_about():
    """Somebody of every kind to whom a step of the bureau might be passed on."""
    return {
        "owner": people.someone("unit", unit="DEP-2"),
        "stranger": people.someone("unit", unit="DEP-3"),
        "auditor": people.someone("auditor", unit="HOKS"),
        "legal": people.someone("legal", unit="HOKS"),
    }


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("stranger", "does not belong to your unit|bukan milik unit"),
        ("owner", "recorded by|dicatat oleh"),
        ("auditor", "could take a task|dapat menerima tugas"),
        ("legal", ""),
    ],
)
def test_a_step_is_passed_on_to_who_may_record_it_only(frozen, client, who, why):
    frozen(2025, 6, 2)
    there, staff = people_about(), people.someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by), owner_unit_id="DEP-2")
        (task,) = waiting(walk(case, by=by, until="explore"))
    desk = lifecycle.person(there[who].pk)
    client.force_login(staff)
    offered = client.get(f"/en/tasks/{task.pk}/pass-on/").content.decode()

    with people.acting_as(staff) as by:
        if why:
            with pytest.raises(Refused, match=why):
                desk_work.delegate(task=task, by=by, to=desk)
        else:
            assert desk_work.delegate(task=task, by=by, to=desk).holder == desk

    assert (desk in offered) is not bool(why)
