"""Countries and regions in the database: complete, repeatable, dated."""

from datetime import date

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.core.vocabulary import vocabulary
from ecoop.places import queries
from ecoop.places.actions import load_reference
from ecoop.places.models import Country, Region

pytestmark = pytest.mark.django_db
BEFORE_THE_SPLIT = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def _loaded(db):
    with acting(SYSTEM):  # bound until the test's transaction ends
        load_reference()


def test_the_decree_counts_38_provinces_and_514_regencies_and_cities():
    """Kepmendagri 300.2.2-2430/2025."""
    assert queries.counts() == queries.Counts(countries=249, provinces=38, regencies=514)
    assert queries.regions_on().filter(level="city").count() == 98


def test_loading_again_changes_nothing_and_mends_a_changed_row():
    before = list(Region.objects.order_by("code").values())

    with acting(SYSTEM):
        Region.objects.filter(code="33").update(name="Jawa")
        Country.objects.filter(pk="TR").update(name_id="Turkiye")
        load_reference()

    assert list(Region.objects.order_by("code").values()) == before
    assert Country.objects.get(pk="TR").name_id == "Turki"


def test_papua_before_and_after_its_split():
    papua = queries.provinces_on(BEFORE_THE_SPLIT).filter(code__startswith="9")
    now = queries.provinces_on().filter(code__startswith="9")

    assert list(papua.values_list("code", flat=True)) == ["91", "92"]
    assert list(now.values_list("code", flat=True)) == ["91", "92", "93", "94", "95", "96"]
    assert queries.counts(BEFORE_THE_SPLIT).provinces == 34
    assert queries.counts(BEFORE_THE_SPLIT).regencies == 514


def test_a_former_code_leads_to_the_one_in_force():
    merauke = Region.objects.get(code="93.01")

    assert queries.current_code("91.01") == "93.01"
    assert queries.current_code("33.74") == "33.74"
    assert (merauke.name, merauke.parent.name) == ("Kabupaten Merauke", "Papua Selatan")
    assert Region.objects.get(code="91.01").valid_to == merauke.valid_from == date(2022, 7, 25)


def test_every_region_stands_under_a_province_of_its_code():
    rows = Region.objects.exclude(parent=None).select_related("parent")

    assert all(row.code.startswith(f"{row.parent_id}.") for row in rows)
    assert all(row.parent.level == "province" for row in rows)
    assert not Region.objects.filter(level="province", lat=None).exists()
    assert not Region.objects.filter(level="province", parent__isnull=False).exists()


def test_every_country_has_an_area_of_the_vocabulary():
    areas = set(Country.objects.values_list("area", flat=True))

    assert areas == set(vocabulary("world_areas"))
    assert "turkiye" in Country.objects.get(pk="TR").haystack
