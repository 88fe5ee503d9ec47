"""Full names and their abbreviations: when two spellings may be one body."""

import pytest

from ecoop.partners import gazetteer, shortening


@pytest.mark.parametrize(
    ("one", "two", "kin"),
    [
        ("Yayasan Tangguh Pesisir (YTP)", "YTP", True),
        ("Yayasan Tangguh Pesisir (YTP)", "yayasan tangguh pesisir", True),
        ("Jaringan Relawan Muara Kita", "JRMK", True),
        ("Yayasan Tangguh Pesisir (YTP)", "Yayasan Tangguh Pegunungan (YTG)", False),
        ("Dinas Sosial (Provinsi)", "Dinas Kesehatan (Provinsi)", False),
        ("PT Maju", "PM", False),
    ],
)
def test_spellings_of_one_body_are_kin(one, two, kin):
    assert shortening.is_kin(one, two) is kin
    assert shortening.is_kin(two, one) is kin


@pytest.mark.parametrize(
    ("text", "key"),
    [("Kwarnas Pramuka", "kwarnas"), ("Kwartir Nasional Gerakan Pramuka", "kwarnas"),
     ("Palang Merah PMI", "pmi"), ("PMI Peduli Bencana", None)],
)  # fmt: skip
def test_a_short_name_beside_words_of_the_full_one_is_that_body(text, key):
    found = gazetteer.match(text, "ID")

    is_certain = found is not None and found.score >= gazetteer.CERTAIN
    assert (found.key if is_certain else None) == key
