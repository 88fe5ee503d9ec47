"""Countries under every spelling that offices use."""

import pytest

from ecoop.places import gazetteer


def test_there_are_249_countries_with_codes_in_three_forms():
    facts = gazetteer.countries().values()

    assert len(facts) == 249
    assert len({fact.iso3 for fact in facts}) == len({fact.numeric for fact in facts}) == 249
    assert all(-90 <= fact.lat <= 90 and -180 <= fact.lon <= 180 for fact in facts)
    assert all(fact.name_en and fact.name_id and fact.region for fact in facts)


@pytest.mark.parametrize(
    ("text", "iso2"),
    [
        *((name, "TR") for name in ("Turki", "Turkey", "Türkiye", "TURKIYE", "Türki\u0307ye")),
        *((name, "KR") for name in ("Korea Selatan", "korsel", "ROK", "R.O.K.", "Rep. Korea")),
        *((name, "US") for name in ("Amerika Serikat", "AS", "A.S.", "USA", "U.S.", "usa")),
        *((name, "CN") for name in ("Tiongkok", "RRT", "Cina", "China", "Republik Rakyat China")),
        *((name, "NZ") for name in ("Selandia Baru", "NZ", "New Zealand", "NEW  ZEALAND")),
        *((name, "TL") for name in ("Timor-Leste", "Timor Leste", "RDTL")),
        *((name, "GB") for name in ("Inggris", "UK", "United Kingdom", "Britania Raya")),
        *((name, "CI") for name in ("Cote d'Ivoire", "Côte d’Ivoire", "Pantai Gading")),
        ("Belanda (museum)", "NL"),
        ("Jerman\n(BMBF)", "DE"),
        ("Perancis", "FR"),
        ("Papua New Guinea", "PG"),
        ("Papua Nugini (PNG)", "PG"),
        ("Pemerintah Australia", "AU"),
        ("Republik Demokratik Timor-Leste", "TL"),
        ("DPR Korea", "KP"),
        ("Lao PDR", "LA"),
        ("Viet Nam", "VN"),
        ("Swiss", "CH"),
        ("Kedutaan Besar Jepang di Jakarta", "JP"),
    ],
)
def test_a_country_is_found_under_each_spelling(text, iso2):
    assert gazetteer.country_of(text) == iso2


@pytest.mark.parametrize(
    "text",
    ["", "NO", "ID", "PT Pos", "Bahasa Inggris", "Indian Ocean", "as soon as", "let us meet"],
)
def test_ordinary_words_are_no_country(text):
    assert gazetteer.country_of(text) is None


def test_several_countries_come_in_order_each_once():
    text = "Fiji, Australia dan Papua Nugini; Australia (AS tidak ikut)"

    assert gazetteer.find_countries(text) == ("FJ", "AU", "PG", "US")
    assert gazetteer.country_of(text) is None


def test_no_alias_names_two_countries():
    owners: dict[str, set[str]] = {}
    for fact in gazetteer.countries().values():
        for alias in (fact.name_en, fact.name_id, fact.official_en, *fact.aliases):
            owners.setdefault(gazetteer.folded(alias), set()).add(fact.iso2)

    assert {alias: isos for alias, isos in owners.items() if len(isos) > 1} == {}
