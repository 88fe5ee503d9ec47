"""Cases for machines, from outside: the same sight as the pages."""

from datetime import date

import pytest

from ecoop.cases import actions
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.test_acts import opened, walk
from tests.statements import at_most

pytestmark = pytest.mark.django_db
INNER = "A word of the act that nobody outside reads"
LINE = "/api/v1/cases"


@pytest.fixture
def place(frozen):
    """A case with Korea and one with Japan, with staff and a partner of each."""
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        korea = people.organisation(by, "Ministry of the Interior and Safety")
        japan = people.organisation(by, "Ministry of Japan", iso2="JP")
        case = walk(opened(by, korea), by=by, until="screen")
        case = actions.record_step(
            case=case, by=by, step="explore", on=date(2024, 2, 12), why=INNER
        )
        other = opened(by, japan)
    return {
        "case": case, "other": other, "staff": people.someone("staff", unit="HOKS"),
        "korea": people.someone("partner", scope=f"org:{korea.pk}"),
    }  # fmt: skip


def test_staff_get_the_list_and_the_whole_file(place, client):
    client.force_login(place["staff"])
    with at_most(8):
        listed = client.get(LINE).json()
    item = next(one for one in listed["items"] if one["code"] == place["case"].code)
    with at_most(8):
        whole = client.get(item["url"]).json()

    assert listed["total"] == 2 and listed["next"] is None
    assert item["inside"]["owner_unit"] is None and item["inside"]["status"] == "draft"
    assert {key: whole[key] for key in item} == item
    assert [act["step"] for act in whole["file"]["acts"]] == ["propose", "screen", "explore"]
    assert whole["file"]["acts"][-1]["note"] == INNER
    refused = {one["step"]: one["reasons"] for one in whole["file"]["standing"]["refused"]}
    assert any("UU 24/2000 art. 5(1)" in reason["source"] for reason in refused["sign"])


def test_a_partner_gets_the_outline_of_its_own_and_nothing_of_others(place, client):
    client.force_login(place["korea"])
    listed = client.get(LINE).json()
    answer = client.get(listed["items"][0]["url"])
    hidden = client.get(f"{LINE}/{place['other'].code}")
    nothing = client.get(f"{LINE}/KS-1999-0001")

    assert [one["code"] for one in listed["items"]] == [place["case"].code]
    assert answer.json() == {
        "code": place["case"].code,
        "title": {"id": place["case"].title_id, "en": place["case"].title_en},
        "track": "international_agreement",
        "partners": ["Ministry of the Interior and Safety"],
        "stage": "exploring", "turn": "ours", "promised_on": place["case"].promised_on.isoformat(),
        "url": f"{LINE}/{place['case'].code}", "inside": None, "file": None,
    }  # fmt: skip
    assert INNER.encode() not in answer.content
    assert (hidden.status_code, hidden.content) == (404, nothing.content)


def test_a_partner_neither_filters_nor_sorts_by_what_it_does_not_see(place, client):
    client.force_login(place["korea"])
    plain = client.get(LINE).json()

    for asked in ("due=overdue", "unit=HOKS", "sort=since", "sort=due&direction=down"):
        assert client.get(f"{LINE}?{asked}").json() == plain, asked


def test_visitors_get_an_empty_list_and_the_404_of_nothing(place, client):
    hidden = client.get(f"{LINE}/{place['case'].code}")
    nothing = client.get(f"{LINE}/KS-1999-0001")

    assert client.get(LINE).json() == {"total": 0, "items": [], "next": None}
    assert (hidden.status_code, hidden.content) == (404, nothing.content)


def test_pages_follow_each_other_and_the_same_state_costs_nothing(place, client):
    client.force_login(place["staff"])
    first = client.get(f"{LINE}?limit=1")
    second = client.get(f"{LINE}?limit=1&cursor={first.json()['next']}").json()
    again = client.get(f"{LINE}?limit=1", headers={"If-None-Match": first["ETag"]})

    assert (first.json()["total"], second["total"], second["next"]) == (2, 2, None)
    assert first.json()["items"] != second["items"]
    assert (again.status_code, again.content) == (304, b"")


def test_what_was_told_to_one_is_not_unchanged_to_another(place, client):
    """An auditor reads the acts, a partner in the same browser does not."""
    address = f"{LINE}/{place['case'].code}"
    client.force_login(people.someone("auditor", unit="HOKS"))
    told = client.get(address)
    client.force_login(place["korea"])
    other = client.get(address, headers={"If-None-Match": told["ETag"]})

    assert told.json()["file"] and other.status_code == 200 and other.json()["file"] is None


def test_an_act_changes_the_answer_at_once(place, client):
    client.force_login(place["staff"])
    before = client.get(LINE)
    with acting(SYSTEM) as by:
        actions.record_step(
            case=place["case"], by=by, step="request_kemlu_consultation", on=date(2024, 2, 20),
            facts={"kemlu_letter_number": "B-1"},
        )  # fmt: skip
    after = client.get(LINE, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    turns = {one["code"]: one["turn"] for one in after.json()["items"]}
    assert turns[place["case"].code] == "authority"


@pytest.mark.parametrize(
    ("query", "status"),
    [("limit=0", 422), ("cursor=zzz", 404), ("sort=person", 422), ("state=x", 422),
     ("q=%00", 422), ("due=soon", 422)],
)  # fmt: skip
def test_bad_requests_are_refused_in_both_languages(client, query, status):
    response = client.get(f"{LINE}?{query}")

    assert response.status_code == status
    assert set(response.json()["message"]) == {"id", "en"}
