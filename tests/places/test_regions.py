"""Indonesian regions as they are written."""

import pytest

from ecoop.places.regions import find_regions, provinces_of


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Strengthen disaster risk management in East Java, Bali, NTB and NTT",
            ("35", "51", "52", "53"),
        ),
        ("Sulawesi Tengah", ("72",)),
        ("Lombok, NTB", ("52",)),
        ("Pemerintah Provinsi Jawa Tengah", ("33",)),
        ("BPBD Kabupaten Balangan", ("63.11",)),
        ("Kota Palu dan Donggala", ("72.71", "72.03")),
        ("Cianjur, Jawa Barat", ("32.03", "32")),
        ("Bantul, Yogyakarta", ("34.02", "34")),
        ("Semarang", ("33",)),
        ("BPBD Sumsel, Riau, Kalbar", ("16", "14", "61")),
        ("Papua Barat Daya", ("96",)),
        ("Aceh", ("11",)),
        ("batang pohon dan batu", ()),
        ("kota besar di asia", ()),
        ("diy kits for schools", ()),
        ("Papua Nugini", ()),
        ("SAR Papua New Guinea", ()),
    ],
)
def test_regions_are_found(text, codes):
    assert find_regions(text) == codes


def test_provinces_of_codes_come_once():
    assert provinces_of(["72.71", "72.03", "33"]) == ["72", "33"]
