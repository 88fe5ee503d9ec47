"""The form of an evaluation begins with what is open; what was fulfilled stands beside it."""

from datetime import date

import pytest

from ecoop.cases import queries, renewing
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.engagements import actions as engagements
from ecoop.engagements import next_steps
from ecoop.tasks import actions as tasks
from ecoop.tasks import lifecycle
from tests import people
from tests.statements import at_most

pytestmark = pytest.mark.django_db
STEPS = ["send the invitation", "continue the MoU", "nominate two trainers"]


@pytest.fixture
def case(paper):
    """The renewal case of a paper whose partner met us; one step was done, one is on a desk."""
    staff = people.someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        case = renewing.open_renewal(instrument=paper, by=by)
        facts = {"kind": "meeting", "title_en": "Meeting on volcanoes", "next_steps": STEPS,
                 "starts_on": PartialDate.parse("2025-06-24")}  # fmt: skip
        draft = engagements.Draft(facts=facts, partners=queries.partners_of(case))
        (meeting,) = engagements.record_many([draft], by=by)
    with people.acting_as(staff) as by:
        given = {"engagement": meeting, "to": lifecycle.unit("HOKS"), "by": by}
        done = next_steps.hand_out(place=0, due_on=date(2025, 12, 5), **given)
        next_steps.hand_out(place=1, due_on=date(2025, 12, 9), **given)
        tasks.close_task(task=done, by=by, result="sent by letter B-7")
    return case, staff, meeting


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What was agreed there and is done"),
        ("id", "Yang disepakati di sana dan sudah selesai"),
    ],
)
def test_what_is_done_is_told_apart_from_what_is_open(case, client, language, words):
    case, staff, meeting = case
    client.force_login(staff)
    page = f"/{language}/cases/{case.code}/evaluation/"
    client.get(page)
    with at_most(8):
        shown = client.get(page).content.decode()

    begun = shown.split('name="commitments"')[1].split("</textarea>")[0]
    assert [line for line in STEPS if line in begun] == STEPS[1:]
    assert meeting.code in begun
    beside = shown.split('id="done"')[1]
    assert words in beside and "sent by letter B-7" in beside and STEPS[1] not in beside


def test_where_nothing_is_done_nothing_is_listed_as_done(paper, client):
    with acting(SYSTEM) as by:
        case = renewing.open_renewal(instrument=paper, by=by)
    client.force_login(people.someone("staff", unit="HOKS"))
    assert 'id="done"' not in client.get(f"/en/cases/{case.code}/evaluation/").content.decode()


def test_only_whole_lines_go_into_the_form():
    step = next_steps.NextStep(place=0, text="x" * 30)
    meeting = engagements.Engagement(code="KG-2025-0001")
    assert queries.in_lines([(meeting, step)] * 3, 100).count("\n") == 1
