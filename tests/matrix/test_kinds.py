"""The reader and the register name the kinds of paper alike (domain.md 2.3, data/README.md)."""

import pytest

from ecoop.core.vocabulary import vocabulary
from ecoop.matrix.reading.kinds import KINDS, kind_in_cell, kind_in_title

KINDS_OF_THE_REGISTER = vocabulary("document_kinds")


def spellings():
    for kind in KINDS_OF_THE_REGISTER.values():
        names = (kind.label.id, kind.label.en, kind.extra["short_id"], kind.extra["short_en"])
        for words in dict.fromkeys((*names, *kind.extra["written_as"].split(";"))):
            yield pytest.param(words, kind.code, id=f"{kind.code}-{words}")


def test_the_reader_knows_every_kind_of_the_register_and_no_other():
    assert set(KINDS) == set(KINDS_OF_THE_REGISTER)


@pytest.mark.parametrize(("words", "code"), list(spellings()))
def test_a_kind_is_read_as_the_register_writes_it(words, code):
    assert kind_in_cell(words) == kind_in_cell(words.upper()) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Exchange of Letters on the delivery of shelters", "exchange_of_notes"),
        ("Pertukaran Nota antara Pemerintah RI dan Pemerintah Jepang", "exchange_of_notes"),
        ("MoU on the exchange of notes and experts", "mou"),
        ("Agreed Minutes of the 4th joint meeting", "minutes"),
        ("Peringatan dini tsunami dalam 5 minutes", ""),
        ("Minutes of handover of relief goods", "handover_record"),
        ("Partnership Arrangement on local capacity", "arrangement"),
    ],
)
def test_a_kind_is_read_from_a_title(title, code):
    assert kind_in_title(title, strict=True) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Mem. of Cooperation", "moc"),
        ("Mem. of Understanding", "mou"),
        ("SoI", "letter_of_intent"),
    ],
)
def test_a_kind_cut_short_is_read_as_the_whole_word(words, code):
    assert kind_in_cell(words) == code
