"""Desk, radar, portfolio, partners and countries: figures equal their rows, within statements."""

import re

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.desk import queries as desk
from tests.people import instrument, organisation, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return someone("staff", unit="HOKS")


def fill(rows):
    with acting(SYSTEM) as by:
        partner = organisation(by)
        for number in range(rows):
            instrument(by, partner=partner, title_en=f"Paper {number}", level="bilateral",
                       fields=["risk.research"], phases=["pre"], duration_rule="UNTIL",
                       until=PartialDate(2027 + number, 3, 1), status_written="expired")  # fmt: skip
        return partner


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "address", ["desk/", "radar/", "portfolio/", "partners/", "partners/{slug}/", "countries/KR/"]
)
def test_pages_stay_within_their_statements(client, staff, rows, address, frozen):
    frozen(2026, 11, 21)
    partner = fill(rows)
    client.force_login(staff)
    client.get("/en/partners/")  # names of countries are read once by each process

    with at_most(8):
        response = client.get("/en/" + address.format(slug=partner.slug))

    assert response.status_code == 200


@pytest.mark.parametrize("language", ["id", "en"])
def test_desk_shows_what_waits(client, staff, language, frozen):
    frozen(2026, 11, 21)
    fill(1)
    client.force_login(staff)

    page = client.get(f"/{language}/desk/").content.decode()

    assert "Paper 0" in page
    assert {"en": "Contradictions", "id": "Pertentangan"}[language] in page


def test_every_figure_of_the_portfolio_leads_to_its_rows(client, staff, frozen):
    frozen(2026, 11, 21)
    fill(3)
    client.force_login(staff)
    page = client.get("/en/portfolio/").content.decode()

    links = re.findall(r'<a href="(/en/instruments/\?[^"]*)">([\d,]+)</a>', page)

    assert len(links) >= 5
    for address, figure in links:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        assert f'<b class="num">{figure}</b>' in listed, address


def test_a_merged_partners_address_leads_on(client, staff):
    from ecoop.partners import actions  # noqa: PLC0415

    with acting(SYSTEM) as by:
        kept, twin = organisation(by, "Kept Ministry"), organisation(by, "Twin Ministry")
        actions.merge(duplicate=twin, into=kept, by=by, why="the same")

    response = client.get(f"/en/partners/{twin.slug}/")

    assert response.status_code == 301 and response.url == f"/en/partners/{kept.slug}/"


def test_partner_list_downloads_what_it_shows(client):
    fill(2)

    found = client.get("/en/partners/?format=json&q=tests").json()

    assert found["total"] == 1
    assert found["items"][0]["total"] == 2


def test_partners_without_a_name_in_the_language_stand_among_the_others(client):
    with acting(SYSTEM) as by:
        for name in ("Zebra Agency", "Alpha Agency", "Middle Agency"):
            organisation(by, name)

    found = client.get("/id/partners/?format=json&q=agency").json()["items"]

    assert [item["name"] for item in found] == ["Alpha Agency", "Middle Agency", "Zebra Agency"]


def test_visitors_have_no_desk(client):
    for page in ("desk", "radar"):
        assert client.get(f"/en/{page}/").status_code == 302


ENDS = [("2026", [1]), ("2026-11", [1]), ("2026-11-22", [1]), ("2026-12", [1]), ("2026-11-19", []),
        ("2025", [])]  # fmt: skip


@pytest.mark.parametrize(("until", "steps"), ENDS)
def test_what_may_end_any_day_stands_on_the_radar_until_it_has_ended(until, steps, frozen):
    """A year is no day that has passed while the year lasts; its end is told as far as known."""
    frozen(2026, 11, 20)
    with acting(SYSTEM) as by:
        instrument(by, partner=organisation(by), title_en="Vague", duration_rule="UNTIL",
                   until=PartialDate.parse(until))  # fmt: skip

        found = desk.radar(by)

    assert [lapse.step for lapse in found] == steps


def test_the_radar_tells_the_end_where_no_notice_is_known(client, staff, frozen):
    frozen(2026, 11, 20)
    with acting(SYSTEM) as by:
        instrument(by, partner=organisation(by), title_en="Vague", duration_rule="UNTIL",
                   until=PartialDate.parse("2026-12"))  # fmt: skip
    client.force_login(staff)

    page = client.get("/en/radar/").text

    assert 'until <time datetime="2026-12" class="nowrap">Dec 2026</time>' in page
