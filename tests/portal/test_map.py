"""The map page: the same facts in drawing and table, and no more than one may see."""

import itertools
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ecoop.assistance.models import AidRecord
from ecoop.config.demo import agreements, assistance, engagements
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting, assume
from ecoop.desk.mapfacts import MEASURES, map_facts
from ecoop.engagements.models import Engagement
from ecoop.instruments.models import Instrument
from ecoop.places.actions import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker):
    """The records of the demo, loaded once for this file; each test goes back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting(SYSTEM) as actor:
            load_reference()
            agreements.load(actor)
            engagements.load(actor)
            assistance.load(actor)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(records, db):
    with acting(SYSTEM) as actor:
        yield actor


def test_facts_agree_with_the_records(loaded):
    facts = map_facts(loaded)

    japan = facts.country("JP")
    assert japan.instruments == Instrument.objects.filter(countries__contains=["JP"]).count() > 0
    assert japan.aid.came_in == AidRecord.objects.filter(countries__contains=["JP"]).count()
    assert facts.instruments == Instrument.objects.count() == 96
    assert facts.of_no_country == Instrument.objects.filter(countries=[]).count() > 5
    central_java = next(place for place in facts.provinces if place.code == "33")
    assert central_java.instruments == 2
    assert set(central_java.regions) == {"33", "33.05"}


def test_the_order_follows_the_measure(loaded):
    by_aid = map_facts(loaded, measure="aid")

    counts = [place.aid.both for place in by_aid.countries]
    assert counts == sorted(counts, reverse=True)
    assert by_aid.countries[0].code == "JP"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_partner_countries_stand_by_weight_then_by_name_and_indonesia_apart(loaded, lang):
    with translation.override(lang):
        facts = map_facts(loaded)

    order = [(-place.instruments, place.name.in_(lang)) for place in facts.countries]
    assert order == sorted(order)
    assert "ID" not in {place.code for place in facts.countries}
    assert facts.home.instruments == Instrument.objects.filter(countries__contains=["ID"]).count()


def test_facts_take_three_statements(loaded):
    map_facts(loaded)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        map_facts(loaded)

    assert len(caught) == 3


def test_a_visitor_s_map_leaves_out_what_is_not_public(loaded):
    before = map_facts(assume(ANONYMOUS)).country("JP")
    assume(SYSTEM)
    for model in (Instrument, Engagement, AidRecord):
        row = model.objects.filter(countries__contains=["JP"], class_rank=0).order_by("pk").first()
        row.classify("confidential")
        row.save()

    after = map_facts(assume(ANONYMOUS)).country("JP")

    assert after.instruments == before.instruments - 1
    assert after.engagements == before.engagements - 1
    assert after.aid.both == before.aid.both - 1


def test_the_page_says_in_the_table_what_the_drawing_says(loaded, client):
    for lang, show in itertools.product(("id", "en"), (*MEASURES, "nonsense")):
        page = client.get(f"/{lang}/map/?show={show}")

        assert page.status_code == 200
        assert len(page.content) < 200_000
        body = page.content.decode()
        drawings = re.findall(r"<svg class=\"map\".*?</svg>", body, re.DOTALL)
        links = [link for drawing in drawings for link in _links(drawing)]
        tables = unescape(body.split('id="countries-table"')[1])
        assert len(drawings) == 2
        assert len(links) > 10
        assert all(unescape(link.get("href")).split("?")[0] in tables for link in links)


def _links(drawing):
    """The links of a drawing; the name that is read aloud is the one that is shown on hovering."""
    links = list(ElementTree.fromstring(drawing).iter("a"))  # noqa: S314 - our own page
    assert all(link.get("aria-label") == link.find("title").text for link in links)
    return links


def test_every_figure_leads_to_as_many_rows(loaded, client):
    facts = map_facts(assume(ANONYMOUS))
    korea = facts.country("KR")

    listed = client.get(f"/en/engagements/?{korea.short}&format=json").json()
    given = client.get(f"/en/assistance/?direction=in&{korea.short}&format=json").json()
    papers = client.get(f"/en/instruments/?{korea.query}&format=json").json()

    assert listed["total"] == korea.engagements > 0
    assert given["total"] == korea.aid.came_in > 0
    assert papers["total"] == korea.instruments > 0
    place = next(place for place in facts.provinces if place.code == "72")
    went = client.get(f"/en/assistance/?direction=in&{place.short}&format=json").json()
    assert went["total"] == place.aid.came_in
    papers = client.get(f"/en/instruments/?{place.query}&format=json").json()
    assert papers["total"] == place.instruments
