"""Parity of texts in formats that the generator does not make: nothing but what was planted."""

import pytest

from ecoop.negotiation.articles import read_text
from ecoop.negotiation.parity import check
from tests.negotiation.strange_texts import DECIMAL, MEMO, WRAPPED

PLANTED = [
    (MEMO, "en", "period of five years", "period of three years", "duration", "5"),
    (MEMO, "en", "six months prior", "six days prior", "duration", "5"),
    (MEMO, "en", "If either Party wishes", "If the Parties wish", "party", "4"),
    (MEMO, "en", "c. exchange of data, information and satellite technology;\n", "", "list", "2"),
    (MEMO, "id", "c. pertukaran data, informasi, dan teknologi satelit;\nd.", "c.", "list", "2"),
    (MEMO, "en", "under Article III", "under Article IV", "reference", "5"),
    (MEMO, "id", "pada ayat 1", "pada ayat 2", "reference", "3"),
    (MEMO, "en", "twenty-fourth day", "twenty-sixth day", "date", "closing"),
    (MEMO, "id", "US$ 1,5 juta", "US$ 1,5 miliar", "money", "3"),
    (MEMO, "id", "US$ 1,5 juta", "EUR 1,5 juta", "money", "3"),
    (MEMO, "en", "once a year", "twice a year", "duration", "3"),
    (MEMO, "en", "Safety of the Republic of Korea (here", "Safety of Japan (here", "party", "opening"),
    (MEMO, "id", "20 orang", "25 orang", "number", "2"),
    (MEMO, "id", "14 (empat belas)", "14 (lima belas)", "words", "4"),
    (MEMO, "en", "the English text shall", "the Korean text shall", "language", "closing"),
    (MEMO, "en", "RECOGNIZING the importance of cooperation in reducing disaster risk;\n", "",
     "paragraph", "opening"),
    (MEMO, "en", "Each Party shall undertake", "The First Party shall undertake", "party", "4"),
    (MEMO, "en", "DONE in duplicate", "DONE in triplicate", "number", "closing"),
    (WRAPPED, "en", "72 hours", "48 hours", "duration", "5"),
    (WRAPPED, "id", "35% (tiga puluh lima persen)", "30% (tiga puluh persen)", "percent", "4"),
    (WRAPPED, "en", "Number 21 of 2008", "Number 22 of 2008", "law", "1"),
    (WRAPPED, "en", "Fiscal Year 2025", "Fiscal Year 2026", "number", "4"),
    (WRAPPED, "en", "quarterly", "monthly", "duration", "3"),
    (WRAPPED, "en", " (b) education and training;\nand (c)", " and (b)", "list", "2"),
    (WRAPPED, "en", "(2) The SECOND PARTY shall", "(2) The FIRST PARTY shall", "party", "3"),
    (WRAPPED, "id", "2 Maret 2028", "3 Maret 2028", "date", "6"),
    (WRAPPED, "en", "Kav. 38", "Kav. 88", "number", "opening"),
    (WRAPPED, "en", "Monday", "Tuesday", "date", "opening"),
    (WRAPPED, "en", "PKS.01/BNPB", "PKS.02/BNPB", "number", "opening"),
    (WRAPPED, "id", "pada ayat (1).", "pada ayat (2).", "reference", "3"),
    (DECIMAL, "en", "2.3 The Foundation may", "2.3 BNPB may", "party", "2"),
    (DECIMAL, "id", "2.1 BNPB", "2.1 Yayasan", "party", "2"),
    (DECIMAL, "en", "Article 3.1(b)", "Article 3.1(c)", "reference", "2"),
    (DECIMAL, "en", "Annex A", "Annex B", "reference", "1"),
    (DECIMAL, "id", " - kendala yang dihadapi;\n", "", "list", "3"),
    (DECIMAL, "en", "31 December of each", "30 December of each", "date", "3"),
    (DECIMAL, "en", "Twenty-five officers", "Fifteen officers", "number", "2"),
    (DECIMAL, "id", "Rp. 1.000.000,-", "Rp. 10.000.000,-", "money", "3"),
    (DECIMAL, "en", "ninety days'", "sixty days'", "duration", "4"),
]  # fmt: skip


def found(texts):
    pair = [read_text(texts[lang], lang=lang)[0] for lang in ("id", "en")]
    return [(each.kind, each.article) for each in check(*pair)]


@pytest.mark.parametrize("texts", [MEMO, WRAPPED, DECIMAL], ids=["memo", "wrapped", "decimal"])
def test_nothing_is_reported_where_nothing_differs(texts):
    assert found(texts) == []


@pytest.mark.parametrize("texts", [MEMO, WRAPPED, DECIMAL], ids=["memo", "wrapped", "decimal"])
def test_one_file_with_both_languages_reads_the_same(texts):
    apart = tuple(read_text(texts[lang], lang=lang)[0] for lang in ("id", "en"))

    both = read_text(f"{texts['id']}\n{texts['en']}")

    assert [each.numbered() for each in both] == [each.numbered() for each in apart]


@pytest.mark.parametrize(("texts", "lang", "old", "new", "kind", "number"), PLANTED)
def test_one_planted_difference_is_the_one_finding(texts, lang, old, new, kind, number):
    changed = texts | {lang: texts[lang].replace(old, new)}
    assert changed != texts

    ((seen, article),) = found(changed)

    assert (seen, number) == (kind, article["id"] or article["en"])
