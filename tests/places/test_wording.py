"""The same in other words: names of countries are equal, a slip of the pen is read."""

import doctest

import pytest

from ecoop.places import wording


def test_examples_hold():
    assert doctest.testmod(wording).failed == 0


@pytest.mark.parametrize("text", ["Turki", "turkey", "TÜRKİYE", "Republik Turki"])
def test_a_country_is_looked_for_under_all_its_names(text):
    assert wording.letters(text) == tuple(
        sorted(("turki", "turkey"), key=wording.letters(text).index)
    )
    assert {"turki", "turkey", "turkiye"} <= set(wording.words(text).split(" or "))


@pytest.mark.parametrize(
    "text", ["Korea", "Amerika", "tsunami", "as built", "bahasa english", "congo"]
)
def test_what_means_no_single_country_stands_for_itself(text):
    assert wording.readings(text) == (text.casefold(),)
    assert wording.words(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gempa", "earthquake"), ("Earthquakes", "gempa"), ("peringatan dini tsunami", "early warning tsunami"),
     ("memorandum of understanding", "nota kesepahaman"), ("pelatihan banjir", "training flood"),
     ("hibah Jepang", "grant japan")],
)  # fmt: skip
def test_a_term_is_looked_for_in_the_other_language(typed, meant):
    assert meant in wording.readings(typed)


def test_a_short_term_that_nobody_typed_is_no_part_of_another_word():
    assert "aid" in wording.readings("bantuan")
    assert "aid" not in wording.letters("bantuan")
    assert wording.letters("aid")[0] == "aid"


@pytest.mark.parametrize(
    "text", ["bantuan logistik gempa gunung api Korea Selatan hibah pelatihan", "kerja sama " * 30]
)
def test_readings_are_few(text):
    assert len(wording.readings(text)) <= wording.MOST_READINGS


def test_a_code_counts_only_alone():
    assert "tiongkok" in wording.readings("RRT")
    assert "amerika serikat" in wording.readings("as")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Jepnag", "jepang"), ("Jepamg", "jepang"), ("Jepng", "jepang"), ("Jeppang", "jepang"),
     ("gemap", "gempa"), ("tsunmai sunda", "tsunami sunda")],
)  # fmt: skip
def test_one_slip_is_read(typed, meant):
    assert meant in wording.nearly(typed)


def test_there_are_never_too_many_readings():
    assert len(wording.nearly("peringatan kebakaran bangunan gedung bertingkat")) <= wording.MOST


@pytest.mark.parametrize("text", ["", "...", "a", "ab"])
def test_nothing_is_read_into_nothing(text):
    assert wording.nearly(text) == ()
