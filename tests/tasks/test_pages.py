"""Pages of tasks: the inbox, a task, finishing, passing on, acting officers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ecoop.accounts.actions import load_units
from ecoop.accounts.models import Acting
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.listing import Listing
from ecoop.tasks import lifecycle, listing
from tests.people import someone
from tests.statements import at_most
from tests.tasks.papers import open_one

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def staff():
    return someone("staff", unit="HOKS", username="staff")


def fill(user, rows=1, **more):
    with acting(SYSTEM) as by:
        load_units()
        return [
            open_one(by, to=lifecycle.person(user.pk), what=f"Work {n}",
                     due_on=TODAY + (n - 1) * DAY, **more) for n in range(rows)
        ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "address",
    ["tasks/", "tasks/?show=closed", "tasks/{pk}/", "tasks/{pk}/pass-on/", "acting/", "desk/"],
)
def test_pages_stay_within_their_statements(client, staff, rows, address):
    task = fill(staff, rows)[0]
    client.force_login(staff)
    client.get("/en/tasks/")

    with at_most(8):
        assert client.get("/en/" + address.format(pk=task.pk)).status_code == 200


@pytest.mark.parametrize(
    ("language", "late", "mine"), [("id", "Lewat tenggat", "Anda"), ("en", "Overdue", "you")]
)
def test_the_inbox_and_the_desk_show_the_same_task(client, staff, language, late, mine):
    task = fill(staff)[0]
    client.force_login(staff)

    for address in ("tasks", "desk"):
        page = client.get(f"/{language}/{address}/").content.decode()
        assert "Work 0" in page and late in page and mine in page
        assert f"/{language}/tasks/{task.pk}/" in page


def test_filters_tabs_and_downloads_agree(client, staff):
    fill(staff, 3, urgency="now")
    fill(staff, 2)
    client.force_login(staff)

    urgent = client.get("/en/tasks/?urgency=now&format=json").json()
    late = client.get("/en/tasks/?standing=overdue&format=json").json()
    page = client.get("/en/tasks/?standing=overdue").content.decode()

    assert (urgent["total"], late["total"]) == (3, 2)
    assert 'data-total><b class="num">2</b>' in page
    assert client.get("/en/tasks/?show=closed&format=json").json()["total"] == 0
    assert client.get("/en/tasks/?show=given&format=json").json()["total"] == 0
    for sort in ("due", "urgency", "given"):
        assert client.get(f"/en/tasks/?sort={sort}&direction=down").status_code == 200


def test_pages_after_the_first_continue_it(staff):
    fill(staff, 5)
    seen, cursor = [], ""
    with acting(f"user:{staff.pk}") as actor:
        for _ in range(3):
            asked = Listing((("cursor", cursor),), listing.LIST_COLUMNS, "due")
            page = listing.LIST.page(actor, asked, limit=2)
            seen += [row.what.en for row in page.rows]
            cursor = page.next

    assert seen == [f"Work {n}" for n in range(5)] and not cursor


def test_a_task_is_finished_with_a_result(client, staff):
    task = fill(staff)[0]
    client.force_login(staff)

    empty = client.post(f"/en/tasks/{task.pk}/finish/", {"result": ""})
    with at_most(15):
        done = client.post(f"/en/tasks/{task.pk}/finish/", {"result": "Sent as B-12/2026"})
    shown = client.get(f"/en/tasks/{task.pk}/").content.decode()

    assert empty.status_code == 200 and "Result" in empty.content.decode()
    assert done.status_code == 302
    assert "Sent as B-12/2026" in shown and "finish/" not in shown
    again = client.post(f"/en/tasks/{task.pk}/finish/", {"result": "x"})
    assert again.status_code == 403


def test_a_task_is_passed_on_and_says_by_whom(client, staff):
    task = fill(staff, note="first words")[0]
    other = someone("unit", unit="DEP-2", username="other")
    client.force_login(staff)

    with at_most(15):
        answer = client.post(
            f"/en/tasks/{task.pk}/pass-on/", {"to": f"user:{other.pk}", "note": "please"}
        )
    client.force_login(other)
    page = client.get(f"/en/tasks/{task.pk}/").content.decode()

    assert answer.status_code == 302
    assert "please" in page and "Passed on by" in page and "Test staff" in page


def test_a_too_secret_task_says_why_it_cannot_be_passed_on(client):
    legal = someone("legal", unit="HOKS", username="legal")
    task = fill(legal, classification="secret")[0]
    other = someone("unit", unit="DEP-2", username="other")
    client.force_login(legal)

    page = client.post(f"/en/tasks/{task.pk}/pass-on/", {"to": f"user:{other.pk}"})

    assert "forwarding never widens a classification" in page.content.decode()
    assert page.status_code == 200


def test_a_missing_right_is_explained(client, staff):
    task = fill(someone("unit", unit="DEP-2", username="other"))[0]
    client.force_login(staff)

    page = client.get(f"/en/tasks/{task.pk}/").content.decode()

    assert "does not lie on your desk" in page and "<textarea" not in page


def test_who_is_not_concerned_ends_no_acting(client):
    head, officer, other = (
        someone("unit", unit=unit, username=unit) for unit in ("DEP-2", "DEP-3", "DEP-4")
    )
    given = {"acts_for": str(head.pk), "officer": str(officer.pk), "kind": "plh", "basis": "SP-1",
             "from_on": TODAY.isoformat(), "to_on": TODAY.isoformat()}  # fmt: skip
    client.force_login(head)
    client.post("/id/acting/", given)
    with acting(SYSTEM):
        power = Acting.objects.get()
    button = f"/id/acting/{power.pk}/end/"
    assert button in client.get("/id/acting/").content.decode()

    client.force_login(other)
    page = client.get("/id/acting/").content.decode()
    refused = client.post(button)

    assert "SP-1" in page and button not in page
    assert refused.status_code == 403
    assert "pejabatnya sendiri" in refused.content.decode()
    with acting(SYSTEM):
        assert Acting.objects.get().ended_at is None
    client.force_login(officer)
    assert client.post(button).status_code == 302


def test_an_acting_officer_is_named_and_ended(client):
    head = someone("unit", unit="DEP-2", username="head")
    officer = someone("unit", unit="DEP-3", username="officer")
    client.force_login(head)
    given = {"acts_for": str(head.pk), "officer": str(officer.pk), "kind": "plh", "basis": "SP-1",
             "from_on": TODAY.isoformat(), "to_on": TODAY.isoformat()}  # fmt: skip

    wrong = client.post("/id/acting/", given | {"to_on": (TODAY - DAY).isoformat()})
    named = client.post("/id/acting/", given)
    page = client.get("/id/acting/").content.decode()
    with acting(SYSTEM):
        power = Acting.objects.get()
    ended = client.post(f"/id/acting/{power.pk}/end/")

    assert "mendahului" in wrong.content.decode() or "sebelum" in wrong.content.decode()
    assert (named.status_code, ended.status_code) == (302, 302)
    assert "berjalan" in page
    with acting(SYSTEM):
        assert Acting.objects.get().ended_at is not None
