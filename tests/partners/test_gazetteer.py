"""Organisations under the names that offices write."""

import time

import pytest

from ecoop.partners import gazetteer
from ecoop.partners.kindwords import guess_kind
from ecoop.places.gazetteer import countries

KINDS = {
    "foreign_state",
    "subnational_foreign",
    "io_un",
    "io_regional",
    "mdb",
    "io_other",
    "ingo",
    "red_cross",
    "ministry",
    "agency_domestic",
    "region",
    "university",
    "business",
    "cso",
    "media",
    "military",
    "person",
}


def test_every_row_is_well_formed():
    rows = gazetteer.organisations()

    assert len(rows) > 600
    assert len({row.key for row in rows}) == len({row.name_en for row in rows}) == len(rows)
    assert {row.kind for row in rows} <= KINDS
    assert {row.country for row in rows} <= {"", *countries()}
    assert not [row.key for row in rows if row.kind == "foreign_state" and not row.country]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("AFAD", "afad"),
        ("Turki / AFAD", "afad"),
        ("Turkiye\n(AFAD)", "afad"),
        ("Disaster and Emergency Management Authority (AFAD)", "afad"),
        ("AFAD (Ali Hamza Pehlivan)", "afad"),
        ("Rep. Korea - MOIS", "mois-kr"),
        ("MOIS Korea (Deputy Kim Yong-Kyun)", "mois-kr"),
        ("New Zealand - Ministry of Foreign Affairs & Trade", "mfat"),
        ("Ministry of Foreign Affairs and Trade (MFAT)", "mfat"),
        ("Jerman\n(BMBF)", "bmbf"),
        ("Government of Australia (DFAT)", "dfat"),
        ("Timor Leste - IGTL", "igtl"),
        ("Instituto de Geociencias de Timor-Leste (IGTL)", "igtl"),
        ("Mabes TNI", "tni"),
        ("Tentara Nasional Indonesia (TNI)", "tni"),
        ("PT. BNI (Persero)", "bni"),
        ("PT. POS Indonesia", "pos"),
        ("IAI (Ikatan Apoteker Indonesia)", "iai"),
        ("Institut Teknologi 10 Nopember", "its"),
        ("ITS Surabaya", "its"),
        ("UNSYIAH", "unsyiah"),
        ("Universitas Hasanudin", "unhas"),
        ("Univesitas Brawijaya", "ub"),
        ("1) Universitas Pertahanan", "unhan"),
        ("Bank Dunia (IBRD)", "world-bank"),
        ("Uni Eropa", "eu"),
        ("Sekretariat ASEAN", "asean-sec"),
        ("AHA Centre / ASEAN", "aha"),
        ("World Food Program", "wfp"),
        ("BNPB", "bnpb"),
        ("Departemen Luar Negeri", "kemlu"),
        ("Japan (Self-Defense Forces)", "jsdf"),
        ("International Organization for Migration (IOM)", "iom"),
    ],
)
def test_an_organisation_is_found_as_it_is_written(text, key):
    found = gazetteer.match(text)

    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("text", "canonical", "country"),
    [
        ("Pemerintah Australia", "Government of Australia", "AU"),
        ("Government of Fiji", "Government of Fiji", "FJ"),
        ("Fiji (Minister Sakiasi Ditoka)", "Government of Fiji", "FJ"),
        ("Russian Federation", "Government of Russia", "RU"),
        ("Perancis", "Government of France", "FR"),
        ("Turkiye authorities", "Government of Türkiye", "TR"),
    ],
)
def test_a_state_is_known_by_its_country(text, canonical, country):
    found = gazetteer.match(text)

    assert found is not None
    assert (found.canonical, found.country, found.kind) == (canonical, country, "foreign_state")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BPBD Prov. Jawa Tengah", "BPBD Provinsi Jawa Tengah"),
        ("BPBD Kab. Balangan", "BPBD Kabupaten Balangan"),
        ("Badan Penanggulangan Bencana Daerah Kota Padang", "BPBD Kota Padang"),
        ("Pemprov NTB", "Pemerintah Provinsi NTB"),
        ("Pemerintah Kota Palu", "Pemerintah Kota Palu"),
    ],
)
def test_a_regional_office_is_known_by_its_pattern(text, name):
    found = gazetteer.match(text)

    assert found is not None
    assert (found.canonical, found.kind) == (name, "region")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kementerian Luar Negeri Korea",
        "25 universities of Jawa Tengah",
        "Universitas Entah Berantah",
        "Turkiye and Syria",
        "Various countries",
        "Ministry of Magic",
    ],
)
def test_an_unknown_body_is_not_forced_upon_a_known_one(text):
    assert gazetteer.match(text) is None


def test_a_shared_name_is_settled_by_the_country():
    alone = gazetteer.match("Ministry of Defence", "AU")
    named = gazetteer.match("NDMA", "PK")

    assert alone is None
    assert named is not None
    assert (named.key, named.score) == ("ndma-pk", 1.0)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("UNDP / KfW Jerman", ["undp", "kfw"]),
        ("UNDP; KfW (Germany)", ["undp", "kfw"]),
        ("Uni Eropa - AHA Centre", ["eu", "aha"]),
        ("Rep. Korea - MOIS", ["mois-kr"]),
        ("1) Universitas Pertahanan\n2) Universitas Budi Luhur\n3) Universitas Sahid", None),
        ("Turkiye and Syria", ["gov-tr", "gov-sy"]),
        ("Ministry of the Interior and Safety (MOIS) and NIA", ["mois-kr"]),
        ("GNS Science;MFAT New Zealand;Universitas Gadjah Mada;partner universities", None),
    ],
)
def test_a_cell_may_list_several(text, keys):
    found = [one.key for one in gazetteer.match_all(text)]

    assert found == (keys or found)
    assert len(found) == (len(keys) if keys else 3)


def test_thousands_of_lookups_a_second():
    texts = [f"{row.name_en} {n}" for row in gazetteer.organisations() for n in range(2)]
    gazetteer.match("warm")
    start = time.process_time()

    for text in texts:
        gazetteer.match(text)

    assert len(texts) / (time.process_time() - start) > 1000


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("Universitas Entah Berantah", "university", "ID"),
        ("Palang Merah Peru", "red_cross", "PE"),
        ("Ministry of Civil Defence of Peru", "foreign_state", "PE"),
        ("Yayasan Anu", "cso", "ID"),
        ("PT Anu", "business", "ID"),
        ("Chinese company", "business", "CN"),
        ("anu", "", ""),
    ],
)
def test_the_kind_of_an_unknown_body_is_guessed_by_its_words(text, kind, country):
    assert guess_kind(text) == (kind, country)


@pytest.mark.parametrize(
    ("key", "abbreviation"),
    [
        ("afad", "AFAD"),
        ("ugm", "UGM"),
        ("unsyiah", "Unsyiah"),
        ("bnpb", "BNPB"),
        ("world-bank", ""),
    ],
)
def test_the_abbreviation_is_taken_from_the_name_or_the_aliases(key, abbreviation):
    known = {row.key: row for row in gazetteer.organisations()}[key]

    assert known.abbreviation == abbreviation
