"""The feed of acts: for those who look after the register, in words, page by page."""

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions
from tests.people import instrument, someone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_auditor_reads_who_did_what(client, language):
    with acting(SYSTEM) as by:
        made = instrument(by)
        actions.plan_next_step(instrument=made, by=by, next_step="Call the embassy", why="asked")
    client.force_login(someone("auditor", unit="INSPEKTORAT"))
    page = client.get(f"/{language}/acts/").content.decode()

    assert made.code in page and "Call the embassy" in page
    assert "did “" not in page and "melakukan “" not in page


def test_older_acts_are_a_page_further(client):
    with acting(SYSTEM) as by:
        actions.register_many(
            [actions.Draft(facts={"kind": "mou", "title_en": f"P{n}"}) for n in range(60)], by=by
        )
    client.force_login(someone("auditor", unit="INSPEKTORAT"))
    first = client.get("/en/acts/?kind=instrument").content.decode()
    address = first.split('href="?kind=instrument')[1].split('"')[0].replace("&amp;", "&")
    second = client.get(f"/en/acts/?kind=instrument{address}").content.decode()

    assert first.count("KS-NAS-") + second.count("KS-NAS-") == 60


@pytest.mark.parametrize(
    "asked", ["kind=x", "who=nobody", "before=x", "before=99999999999999999999"]
)
def test_odd_questions_are_no_error(client, asked):
    client.force_login(someone("auditor", unit="INSPEKTORAT"))

    assert client.get(f"/en/acts/?{asked}").status_code == 200


def test_others_are_refused(client):
    assert client.get("/en/acts/").status_code in (302, 403)
    client.force_login(someone("partner", scope="org:none"))
    assert client.get("/en/acts/").status_code == 403
