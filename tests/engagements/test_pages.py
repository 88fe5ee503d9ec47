"""Pages of engagements."""

import pytest

from ecoop.config.demo import engagements
from ecoop.core.identity import SYSTEM, acting
from ecoop.engagements.models import Engagement
from ecoop.places.actions import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    with acting(SYSTEM) as actor:
        load_reference()
        engagements.load(actor)
        yield actor


@pytest.mark.parametrize("lang", ["id", "en"])
def test_list_and_record_are_shown_in_both_languages(loaded, client, lang):
    meeting = Engagement.objects.get(origin="demo:EN-001")

    listed = client.get(f"/{lang}/engagements/?q=MOIS")
    shown = client.get(f"/{lang}/engagements/{meeting.code}/")

    assert meeting.code in listed.content.decode()
    assert "continue MoU drafting" in shown.content.decode()


def test_downloads_hold_exactly_the_rows_of_the_list(loaded, client):
    every = client.get("/en/engagements/?format=json").json()
    forums = client.get("/en/engagements/?kind=forum&format=json").json()

    assert every["total"] == 65
    assert forums["total"] == Engagement.objects.filter(kind="forum").count() == 21


@pytest.mark.parametrize(("language", "kind"), [("id", "Forum dan konferensi"), ("en", "Forum")])
def test_a_download_holds_the_columns_and_words_of_the_page(loaded, client, language, kind):
    address = f"/{language}/engagements/?kind=forum&format=json"
    usual = client.get(address).json()["items"][0]
    chosen = client.get(f"{address}&cols=kind,source").json()["items"][0]

    assert list(usual) == ["code", "title", "date", "kind", "partner", "place"]
    assert list(chosen) == ["code", "title", "kind", "source"]
    assert usual["kind"].startswith(kind)


def test_the_calendar_has_every_engagement_whose_day_is_known(loaded, client):
    feed = client.get("/en/engagements/?format=ics")
    text = feed.content.decode()
    dated = [e for e in Engagement.objects.all() if e.starts_on and e.starts_on.day]

    assert feed["Content-Type"].startswith("text/calendar")
    assert text.count("BEGIN:VEVENT") == len(dated) > 30
    assert "UID:KG-2025-0002@ecoop\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "format=ics" in client.get("/en/engagements/").content.decode()


def test_filters_narrow_and_combine(loaded, client):
    found = client.get("/en/engagements/?country=KR&kind=forum&format=json").json()

    assert {item["title"] for item in found["items"]} == {
        "UN Public Service Forum (UNPSF) 2024",
        "Digital Government Cooperation Center (DGCC) Forum Indonesia-Korea 2023",
    }


def test_an_engagement_that_is_not_to_be_seen_is_like_none(loaded, client):
    meeting = Engagement.objects.get(origin="demo:EN-001")
    meeting.classify("limited")
    meeting.save()

    hidden = client.get(f"/en/engagements/{meeting.code}/")
    missing = client.get("/en/engagements/KG-1999-9999/")
    listed = client.get("/en/engagements/?format=json").json()

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(meeting.code.encode(), b"") == missing.content.replace(
        b"KG-1999-9999", b""
    )
    assert listed["total"] == 64


def test_a_bad_cursor_or_sort_is_no_error(loaded, client):
    assert client.get("/en/engagements/?sort=nonsense&direction=up").status_code == 200
    assert client.get("/en/engagements/?q=%00&kind=x").status_code == 400  # no text has a NUL
