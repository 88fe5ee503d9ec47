"""The machines' door, from outside: shapes, visibility, cursors, ETags, refusals."""

import json

import pytest
from django.db import transaction

from ecoop.config.demo.load import main as load_demo
from ecoop.core.identity import SYSTEM, acting
from ecoop.places.actions import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The records of the demo, loaded once for this file; each test goes back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    """For a test that reads them."""


def test_lists_answer_total_items_next(demo, client):
    first = client.get("/api/v1/instruments?limit=30").json()
    second = client.get(f"/api/v1/instruments?limit=30&cursor={first['next']}").json()

    assert set(first) == {"total", "items", "next"}
    assert len(first["items"]) == 30
    assert first["total"] == second["total"]
    assert not {i["code"] for i in first["items"]} & {i["code"] for i in second["items"]}


def test_every_item_opens_and_matches_its_line(demo, client):
    item = client.get("/api/v1/instruments?q=AFAD").json()["items"][0]
    record = client.get(item["url"]).json()

    assert item.items() <= record.items()
    assert record["countries"] == ["TR"]
    assert record["clock"]["explanation"]["id"] and record["clock"]["explanation"]["en"]


def test_anonymous_never_learns_of_a_limited_record(demo, client):
    draft = client.get("/api/v1/instruments?q=MOIS").json()

    assert all(item["classification"] == "public" for item in draft["items"])
    hidden = client.get("/api/v1/instruments/KS-INT-2024-0001")
    nothing = client.get("/api/v1/instruments/KS-INT-2024-9999")
    assert (hidden.status_code, hidden.content) == (nothing.status_code, nothing.content)


@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", W/{0}', "*"])
@pytest.mark.parametrize(
    "address", ["instruments", "partners", "countries", "countries/KR", "cases", "metadata"]
)
def test_same_state_costs_nothing(demo, client, address, form):
    first = client.get(f"/api/v1/{address}")
    known = form.format(first["ETag"].removeprefix("W/"))
    again = client.get(f"/api/v1/{address}", headers={"If-None-Match": known})
    other = client.get(f"/api/v1/{address}", headers={"If-None-Match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize(
    ("query", "status"),
    [("limit=0", 422), ("limit=x", 422), ("cursor=zzz", 404), ("sort=password", 422),
     ("year=20x5", 422), ("q=%00", 422), ("limit=201", 422)],
)  # fmt: skip
def test_bad_requests_are_refused_in_both_languages(client, query, status):
    response = client.get(f"/api/v1/instruments?{query}")

    assert response.status_code == status
    assert set(response.json()["message"]) == {"id", "en"}


def test_list_stays_within_its_statements(demo, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/api/v1/instruments?status=unknown")


def test_partners_and_countries(demo, client):
    partners = client.get("/api/v1/partners?q=Turki").json()
    country = client.get("/api/v1/countries/TR").json()

    assert any(p["country"] == "TR" for p in partners["items"])
    assert country["name"] == {"id": "Turki", "en": "Türkiye"}
    assert country["instruments"] >= 1
    assert client.get("/api/v1/partners/nobody-here").status_code == 404
    assert client.get("/api/v1/countries/XX").status_code == 404


def test_countries_are_those_of_the_public_list(demo, client):
    listed = client.get("/api/v1/countries?limit=200").json()
    page = client.get("/en/countries/?format=json&sort=name").json()["items"]
    some = client.get("/api/v1/countries?limit=2").json()
    rest = client.get(f"/api/v1/countries?limit=200&cursor={some['next']}").json()
    nothing = client.get("/api/v1/countries/AQ").json()

    assert listed["total"] == len(listed["items"]) == len(page) > 5
    assert {row["iso2"]: row["instruments"] for row in listed["items"]} == {
        row["code"]: row["instruments"] for row in page
    }
    assert some["items"] + rest["items"] == listed["items"]
    assert nothing["instruments"] == nothing["engagements"] == 0
    assert client.get("/api/v1/countries/ID").json()["instruments"] > 0


def test_download_has_the_rows_of_the_list(demo, client):
    total = client.get("/api/v1/instruments").json()["total"]
    lines = client.get("/api/v1/instruments.csv").content.decode("utf-8-sig").splitlines()

    assert len(lines) - 1 >= total
    assert client.get("/api/v1/metadata").json()["rows"] == total
    for table in client.get("/api/v1/metadata").json()["tables"]:
        lines = client.get(table["download"]).content.decode("utf-8-sig").splitlines()
        listed = client.get(f"/api/v1/{table['name']}").json()
        assert len(lines) - 1 == listed["total"] == table["rows"], table["name"]
        assert lines[0].split(",") == [column["name"] for column in table["columns"]]


def test_openapi_is_3_1(client):
    document = json.loads(client.get("/api/v1/openapi.json").content)

    assert document["openapi"].startswith("3.1")


NOWHERE = (
    "/api",
    "/api/",
    "/api/v1/",
    "/api/v2/x",
    "/api/v1/nope",
    "/api/v1/instruments/x/y",
    "/api/v1/%00",
)


@pytest.mark.parametrize("address", NOWHERE)
@pytest.mark.parametrize("method", ["get", "post", "options", "delete"])
def test_no_address_of_the_api_answers_with_a_page(client, address, method):
    response = getattr(client, method)(address)

    assert response.status_code in (400, 404) or (address, response.status_code) == ("/api", 301)
    if response.status_code != 301:
        assert set(response.json()["message"]) == {"id", "en"}


def test_an_unknown_address_is_as_a_hidden_record(client):
    nothing = client.get("/api/v1/nope")
    hidden = client.get("/api/v1/instruments/KS-INT-2024-9999")

    assert (nothing.status_code, nothing.content) == (hidden.status_code, hidden.content)


@pytest.mark.parametrize(
    "address", ["/api/v1/instruments", "/api/v1/instruments.csv", "/api/v1/partners/"]
)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_the_api_only_reads(client, address, method):
    response = getattr(client, method)(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json()["code"] == "method"


def test_a_slash_too_many_leads_on(demo, client):
    response = client.get("/api/v1/instruments/?status=expiring")

    assert response.status_code == 301 and response.url == "/api/v1/instruments?status=expiring"
    assert client.get("/api/v1/countries/TR/", follow=True).json()["iso2"] == "TR"


@pytest.mark.parametrize("address", ["/api/v1/instruments", "/api/v1/openapi.json", "/api/v1/nope"])
def test_head_is_get_without_the_body(demo, client, address):
    got, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head["Content-Length"] == str(len(got.content))


def test_options_tell_the_methods(client):
    response = client.options("/api/v1/instruments")

    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_mistake_of_ours_is_told_in_json_with_its_reference(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("ecoop.api.answers.country", lambda row: 1 / 0)
    with acting(SYSTEM):
        load_reference()

    response = client.get("/api/v1/countries/TR")

    assert response.status_code == 500
    assert response.json()["code"] == "broken" and len(response.json()["reference"]) == 8


@pytest.mark.parametrize(
    ("query", "told"),
    [("limit=500", "`limit`: at most 200."), ("limit=x", "`limit`: must be a whole number."),
     ("limit=0&year=20x5", "`limit`: at least 1. `year`: is not of the form"),
     ("q=" + "x" * 201, "`q`: at most 200 letters.")],
)  # fmt: skip
def test_a_refused_parameter_is_named(client, query, told):
    answer = client.get(f"/api/v1/instruments?{query}").json()

    assert told in answer["message"]["en"]
    assert answer["message"]["id"].count("`") == answer["message"]["en"].count("`")
