"""The register as it was: rebuilt from the ledger, unmoved by later acts, never showing more."""

from datetime import UTC, datetime

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions, listing, past
from tests.people import instrument, organisation

pytestmark = pytest.mark.django_db
TODAY_ONLY = ("seen_by", "last_act_at", "version", "stamp")


def test_a_record_and_its_list_as_they_were():
    with acting(SYSTEM) as by:
        made = instrument(
            by, partner=organisation(by), title_en="Before", duration_rule="FIXED", months=60
        )
        moment = datetime.now(UTC)
        now_rows = listing.every(by, listing.Filters())
        then = past.rows(by, listing.Filters(), moment)
        actions.revise(instrument=made, by=by, title_en="After", months=12)
        instrument(by, title_en="Later")

        again = past.rows(by, listing.Filters(), moment)
        assert past.record(made, moment).instrument.title_en == "Before"

    assert then == again
    assert [row.title_en for row in again] == ["Before"]
    same = [name for name in listing.COLUMNS if name not in TODAY_ONLY]
    for name in same:
        assert getattr(again[0], name) == getattr(now_rows[0], name), name


def test_nothing_before_the_first_entry():
    with acting(SYSTEM) as by:
        before = datetime.now(UTC)
        made = instrument(by)

        assert past.record(made, before) is None
        assert past.rows(by, listing.Filters(), before) == []


def test_a_record_closed_since_is_not_shown_from_its_open_past():
    with acting(SYSTEM) as by:
        made = instrument(by)
        open_then = datetime.now(UTC)
        actions.classify(instrument=made, by=by, classification="confidential")
    with acting("anonymous") as by:
        assert past.rows(by, listing.Filters(), open_then) == []


def test_a_record_secret_then_is_not_shown_because_it_is_open_now():
    with acting(SYSTEM) as by:
        made = instrument(by, classification="confidential")
        closed_then = datetime.now(UTC)
        actions.classify(instrument=made, by=by, classification="public")
    with acting("anonymous") as by:
        assert past.rows(by, listing.Filters(), closed_then) == []


def test_withdrawn_since_is_still_in_the_past_list():
    with acting(SYSTEM) as by:
        made = instrument(by)
        moment = datetime.now(UTC)
        actions.withdraw(instrument=made, by=by, why="twice")

        assert [row.code for row in past.rows(by, listing.Filters(), moment)] == [made.code]


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-02-30", "99999-01-01"])
def test_no_instant(text):
    with pytest.raises(past.NotAnInstant):
        past.instant(text)


def test_a_day_means_its_last_moment_in_jakarta():
    assert past.instant("2026-01-31").isoformat() == "2026-01-31T23:59:59.999999+07:00"
    assert past.instant("2026-01-31T00:00Z").isoformat() == "2026-01-31T00:00:00+00:00"


@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_of_the_past_are_the_same_after_later_acts(client, language):
    with acting(SYSTEM) as by:
        made = instrument(by, partner=organisation(by), title_en="Before")
    moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    pages = [
        f"/{language}/instruments/?as_at={moment}",
        f"/{language}/instruments/{made.code}/?as_at={moment}",
    ]
    first = [client.get(page) for page in pages]
    with acting(SYSTEM) as by:
        actions.revise(instrument=made, by=by, title_en="After")
        instrument(by, title_en="Later")
    again = [client.get(page) for page in pages]

    assert [r.status_code for r in first] == [200, 200]
    assert [r.content for r in first] == [r.content for r in again]
    assert b"Before" in first[0].content and b"Before" in first[1].content
    assert client.get(f"/{language}/instruments/?as_at=yesterday").status_code == 400
