"""`?as_at=` of the directory: rebuilt from the ledger, unmoved by later acts, never showing more."""

from datetime import UTC, datetime

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions
from ecoop.instruments.models import Instrument
from ecoop.partners import actions as partners
from tests.people import instrument, organisation, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def then():
    """A partner with one paper, and the moment before its name and papers changed."""
    with acting(SYSTEM) as by:
        body = organisation(by, "Ministry of Rain")
        instrument(by, partner=body, title_en="First paper")
        moment = datetime.now(UTC).isoformat().replace("+", "%2B")
        partners.revise(organisation=body, by=by, name_en="Ministry of Sun")
        instrument(by, partner=body, title_en="Second paper")
        organisation(by, "Body of later days", iso2="JP")
    return body.slug, moment


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_partner_is_shown_as_it_was(client, then, language):
    slug, moment = then
    page = client.get(f"/{language}/partners/{slug}/?as_at={moment}").content.decode()

    head = page[page.index("<h1") : page.index("</h1>")]
    assert "Ministry of Rain" in head
    assert "First paper" in page and "Second paper" not in page


def test_the_directory_is_listed_as_it_was(client, then):
    _slug, moment = then
    page = client.get(f"/en/partners/?as_at={moment}").content.decode()

    assert "Ministry of Rain" in page
    assert "Ministry of Sun" not in page and "later days" not in page
    assert "<b>1</b> partner" in page


@pytest.mark.parametrize("wrong", ["yesterday", "2026-13-01", ""])
def test_what_is_no_time_is_a_bad_request(client, then, wrong):
    assert client.get(f"/en/partners/{then[0]}/?as_at={wrong}").status_code == 400
    assert client.get(f"/en/partners/?as_at={wrong}").status_code == 400


def test_before_its_first_entry_there_was_no_partner(client, then):
    assert client.get(f"/en/partners/{then[0]}/?as_at=2001-01-01").status_code == 404


def test_papers_that_are_closed_now_are_not_shown_from_the_past(client, then):
    slug, moment = then
    with acting(SYSTEM) as by:
        paper = Instrument.objects.get(title_en="First paper")
        actions.classify(instrument=paper, by=by, classification="limited")

    assert "First paper" not in client.get(f"/en/partners/{slug}/?as_at={moment}").content.decode()


def test_the_list_of_papers_of_the_past_knows_its_partner(client, then):
    slug, moment = then
    with acting(SYSTEM) as by:
        instrument(by, title_en="Paper of nobody")
    address = f"/en/instruments/?as_at={moment}&partner={slug}&format=json"

    assert [i["title"] for i in client.get(address).json()["items"]] == ["First paper"]


def test_a_history_leads_to_how_it_was(client, then):
    client.force_login(someone("staff", unit="HOKS"))
    with acting(SYSTEM):
        code = Instrument.objects.get(title_en="First paper").code
    page = client.get(f"/en/instruments/{code}/history/").content.decode()

    link = page.split(f'href="/en/instruments/{code}/?as_at=')[1].split('"')[0]
    assert "First paper" in client.get(f"/en/instruments/{code}/?as_at={link}").content.decode()


def test_a_partner_reads_the_past_of_the_directory_and_of_nothing_else(client, then):
    with acting(SYSTEM) as by:
        other = organisation(by, "Agency of Snow", iso2="JP")
    client.force_login(someone("partner", scope=f"org:{other.pk}"))
    page = client.get(f"/en/partners/?as_at={then[1]}").content.decode()
    body = client.get(f"/en/partners/{then[0]}/?as_at={then[1]}").content.decode()

    assert "Ministry of Rain" in page
    assert "Ministry of Rain" in body and "First paper" not in body
