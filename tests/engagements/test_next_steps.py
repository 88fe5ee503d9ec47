"""What a meeting agreed becomes the work of somebody, by a day, done with a result."""

from datetime import date

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.engagements import actions, next_steps
from ecoop.engagements.models import Engagement
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle
from ecoop.tasks.models import Task
from ecoop.tasks.queries import waiting_for
from tests import people
from tests.statements import at_most

pytestmark = pytest.mark.django_db
STEPS = ["send the formal invitation", "continue the MoU"]


@pytest.fixture
def place(frozen):
    """The meeting of 24 June 2024 with two next steps, and people."""
    frozen(2024, 7, 1)
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        facts = {
            "kind": "meeting", "title_en": "Meeting on the MoU", "next_steps": STEPS,
            "starts_on": PartialDate.parse("2024-06-24"),
        }  # fmt: skip
        (meeting,) = actions.record_many([actions.Draft(facts=facts, partners=[body])], by=by)
    return {"meeting": meeting, "staff": people.someone("staff", unit="HOKS"),
            "unit": people.someone("unit", unit="DEP-2"),
            "partner": people.someone("partner", scope=f"org:{body.pk}")}  # fmt: skip


def given(place, *, to="unit:DEP-2", due_on=date(2024, 7, 10), step=0):
    with people.acting_as(place["staff"]) as by:
        return next_steps.hand_out(
            engagement=place["meeting"], place=step, to=to, due_on=due_on, by=by
        )


def told(place, who="staff"):
    with people.acting_as(place[who]) as by:
        return [one.standing for one in next_steps.of(by, Engagement.objects.get())]


def test_a_step_lies_in_the_inbox_of_whoever_does_it_with_day_rule_and_source(place):
    task = given(place)

    with people.acting_as(place["unit"]) as by:
        (row,) = waiting_for(by).rows
    assert (row.what.en, row.record_code) == (STEPS[0], place["meeting"].code)
    assert (row.due_on, row.holder) == (date(2024, 7, 10), "unit:DEP-2")
    assert place["meeting"].code in task.due_source and task.due_rule_id
    assert told(place) == ["later", ""]


@pytest.mark.parametrize(
    ("day", "standing"), [((2024, 7, 10), "today"), ((2024, 7, 11), "overdue")]
)
def test_overdue_is_computed_from_the_day(place, frozen, day, standing):
    given(place)
    frozen(*day)
    assert told(place)[0] == standing


def test_a_step_is_done_with_a_result_only(place):
    task = given(place)
    with people.acting_as(place["unit"]) as by, pytest.raises(Refused):
        tasks.close_task(task=task, by=by, result=" ")
    with people.acting_as(place["unit"]) as by:
        tasks.close_task(task=task, by=by, result="Letter B-12/2024")
    assert told(place) == ["done", ""]
    with pytest.raises(Refused):  # what is done is not given again
        given(place)


def test_a_step_is_given_once_and_not_for_a_day_that_has_passed(place):
    given(place)
    for more in ({}, {"step": 1, "due_on": date(2024, 6, 30)}, {"step": 1, "to": "user:nobody"}):
        with pytest.raises(Refused):
            given(place, **more)
    with acting(SYSTEM):
        assert Task.objects.count() == 1


def test_a_step_that_was_taken_back_is_given_anew(place):
    for name in ("unit:DEP-2", "unit:DEP-3"):
        task = given(place, to=name)
        assert told(place)[0] == "later"
        with people.acting_as(place["staff"]) as by:
            tasks.withdraw(task=task, by=by, why="another unit")
        assert told(place)[0] == ""


def test_a_partner_sees_the_step_and_not_who_does_it(place, client):
    given(place)
    page = f"engagements/{place['meeting'].code}/"
    client.force_login(place["partner"])
    shown = client.get(f"/en/{page}").content.decode()
    assert STEPS[0] in shown and "DEP-2" not in shown and "steps/" not in shown
    assert client.get(f"/en/{page}steps/1/").status_code == 403
    assert told(place, "partner") == ["", ""]


@pytest.mark.parametrize(
    ("language", "words", "desk"),
    [
        ("en", "Due later", "Deputy for Prevention"),
        ("id", "Tenggat masih lama", "Deputi Bidang Pencegahan"),
    ],
)
def test_staff_give_a_step_on_a_page(place, client, language, words, desk):
    client.force_login(place["staff"])
    page = f"/{language}/engagements/{place['meeting'].code}/"
    assert f"{page}steps/0/" in client.get(page).content.decode()
    form = f"{page}steps/0/"
    client.get(form)
    assert client.post(form, {"to": "", "due_on": ""}).status_code == 422
    with at_most(15):
        answer = client.post(form, {"to": lifecycle.unit("DEP-2"), "due_on": "2024-07-10"})
    assert answer["Location"] == page
    with at_most(8):
        shown = client.get(page).content.decode()
    assert (
        words in shown and desk in shown and "DEP-2" not in shown and f"{page}steps/0/" not in shown
    )
    assert client.get(f"{page}steps/9/").status_code == 404
