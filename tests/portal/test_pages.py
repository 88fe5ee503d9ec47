"""The public pages: open to everybody, both languages, within their statements."""

import pytest

from ecoop.config.demo.load import main as load_demo
from ecoop.core.identity import SYSTEM, acting
from tests.people import instrument, organisation

pytestmark = pytest.mark.django_db
PAGES = ["", "about/", "data/", "help/", "accessibility/", "countries/"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_in_its_language(client, language, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_front_page_figures_are_those_of_the_list(client, capsys):
    load_demo(None)
    total = client.get("/api/v1/instruments").json()["total"]
    lines = client.get("/api/v1/instruments.csv").content.count(b"\r\n") - 1

    assert f"<b>{total}</b>" in client.get("/en/").content.decode()
    assert f"{total} instruments, as on the list page" in client.get("/en/data/").content.decode()
    assert lines >= total


def test_a_limited_record_is_not_counted_in_public(client):
    with acting(SYSTEM) as by:
        instrument(by, classification="limited", title_en="Hidden paper")

    page = client.get("/en/").content.decode()

    assert "Hidden paper" not in page and "<b>1</b>" not in page


def _with(by, country, title):
    partner = organisation(by, f"Body of {country}", iso2=country)
    return instrument(by, partner=partner, title_en=title)


def test_the_list_of_countries_has_what_the_register_has(client):
    with acting(SYSTEM) as by:
        for country, title in (("KR", "One"), ("KR", "Two"), ("TR", "Three")):
            _with(by, country, title)
        instrument(by, partner=organisation(by, "Hidden", iso2="JP"), classification="limited")

    page = client.get("/en/countries/?sort=instruments").text
    found = client.get("/en/countries/?format=json&sort=instruments").json()["items"]

    assert [(row["code"], row["instruments"]) for row in found] == [("KR", 2), ("TR", 1)]
    assert page.index("/en/countries/KR/") < page.index("/en/countries/TR/")
    assert '<a href="/en/instruments/?country=KR">2</a>' in page
    assert "/en/countries/JP/" not in page


@pytest.mark.parametrize("words", ["turki", "Turkey", "TUR", "Türkiye", "turk"])
def test_a_country_is_found_under_all_its_names(client, words):
    with acting(SYSTEM) as by:
        _with(by, "KR", "One")
        _with(by, "TR", "Two")

    found = client.get("/id/countries/", {"q": words, "format": "json"}).json()

    assert [row["code"] for row in found["items"]] == ["TR"]


def test_words_that_name_no_country_say_so(client):
    with acting(SYSTEM) as by:
        _with(by, "KR", "One")

    assert "No country matches" in client.get("/en/countries/?q=zzzz").text
