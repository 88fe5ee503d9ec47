"""Evidence of entry into force, renewal and notice: typed in a form, read by the clock."""

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.models import Instrument
from tests.people import instrument, someone

pytestmark = pytest.mark.django_db
TYPED = {"title_en": "Notes", "kind": "mou", "signed_on": "10 April 2024", "version": "1"}


@pytest.fixture
def staff(client):
    user = someone("staff", unit="HOKS")
    client.force_login(user)
    return user


def registered(client, frozen, **facts):
    frozen(2026, 11, 22)
    given = TYPED | {"entry_rule": "UNKNOWN", "duration_rule": "UNKNOWN"} | facts
    response = client.post("/en/instruments/new/", given)
    assert response.status_code == 302, response.content.decode()
    return response.url.rstrip("/").split("/")[-1]


@pytest.mark.parametrize(
    ("facts", "status", "starts", "ends"),
    [
        ({"entry_rule": "NOTIFICATION", "duration_rule": "FIXED", "months": "24"},
         "unknown", None, None),
        ({"entry_rule": "NOTIFICATION", "last_notification_on": "1 May 2025", "duration_rule": "FIXED",
          "months": "36"}, "in_force", "2025-05-01", "2028-05-01"),
        ({"entry_rule": "NOTIFICATION", "last_notification_on": "1 May 2025", "entry_days": "30",
          "duration_rule": "FIXED", "months": "12"}, "expired", "2025-05-31", "2026-05-31"),
        ({"entry_rule": "RATIFICATION", "ratified_on": "1/12/2024", "duration_rule": "EVERGREEN"},
         "in_force", "2024-12-01", None),
        ({"entry_rule": "RATIFICATION", "duration_rule": "EVERGREEN"}, "unknown", None, None),
        ({"entry_rule": "SIGNATURE", "duration_rule": "EVERGREEN", "notice_months": "6",
          "notice_given_on": "10 February 2026"}, "terminated", "2024-04-10", "2026-08-10"),
    ],
)  # fmt: skip
def test_the_clock_answers_what_is_typed(client, staff, frozen, facts, status, starts, ends):
    code = registered(client, frozen, **facts)

    told = client.get(f"/api/v1/instruments/{code}").json()

    assert (told["status"], told["clock"]["starts"], told["clock"]["ends"]) == (
        status,
        starts,
        ends,
    )


def test_another_period_of_renewal_moves_the_day_for_notice(client, staff, frozen):
    facts = {"entry_rule": "SIGNATURE", "duration_rule": "AUTO_RENEW", "months": "12",
             "notice_months": "3"}  # fmt: skip
    days = []
    for more in ({}, {"renew_months": "36"}):
        code = registered(client, frozen, **facts, **more)
        days.append(client.get(f"/api/v1/instruments/{code}").json()["clock"]["last_notice_day"])

    assert days == ["2027-01-10", "2028-01-10"]


def test_page_history_and_past_say_it_in_both_languages(client, staff, frozen):
    code = registered(client, frozen, entry_rule="NOTIFICATION", last_notification_on="1 May 2025",
                      entry_days="30", notice_given_on="March 2026")  # fmt: skip
    with acting(SYSTEM):
        version = Instrument.objects.get(code=code).version
    changed = TYPED | {
        "entry_rule": "NOTIFICATION", "last_notification_on": "2 May 2025", "entry_days": "",
        "duration_rule": "UNKNOWN", "version": version,
    }  # fmt: skip
    assert client.post(f"/en/instruments/{code}/edit/", changed).status_code == 302

    for lang, (name, day, past) in {
        "id": ("Notifikasi terakhir", "2 Mei 2025", "1 Mei 2025"),
        "en": ("Last notification", "2 May 2025", "1 May 2025"),
    }.items():
        page = client.get(f"/{lang}/instruments/{code}/").content.decode()
        history = client.get(f"/{lang}/instruments/{code}/history/").content.decode()
        form = client.get(f"/{lang}/instruments/{code}/edit/").content.decode()
        assert name in page and day in page
        assert f"{name}: <del>{past}</del> <ins>{day}</ins>" in history
        assert 'name="last_notification_on"' in form and 'name="renew_months"' in form


def test_the_api_names_the_evidence(client, staff, frozen):
    code = registered(client, frozen, entry_rule="RATIFICATION", ratified_on="2025")

    told = client.get(f"/api/v1/instruments/{code}").json()

    names = ("entry_rule", "ratified_on", "entry_days", "renew_months", "notice_given_on")
    assert [told[name] for name in names] == ["RATIFICATION", "2025", 0, None, None]


def test_a_number_that_cannot_be_is_refused(client, staff):
    given = TYPED | {"entry_rule": "NOTIFICATION", "duration_rule": "UNKNOWN", "entry_days": "-1",
                     "renew_months": "0"}  # fmt: skip
    answer = client.post("/en/instruments/new/", given)

    assert answer.status_code == 422
    with acting(SYSTEM) as by:
        assert not Instrument.objects.filter(title_en="Notes").exists()
        assert instrument(by).entry_days == 0
