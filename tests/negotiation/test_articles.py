"""Texts read by article: headings, marks, closings, both languages in one file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoop.negotiation.articles import outline, read_text
from ecoop.negotiation.articles.reading import NoArticles
from tests.negotiation import bank_one, bank_two, generator
from tests.negotiation.texts import read

HEADS = [
    ("PASAL 1\nTUJUAN\n\n", "id"), ("Pasal 1\n\nTujuan\n\n", "id"), ("Pasal 1. Tujuan\n", "id"),
    ("Pasal I\nTujuan\n", "id"), ("## Pasal 1 - Tujuan\n", "id"), ("**Pasal 1**\n**Tujuan**\n", "id"),
    ("ARTICLE I\nPURPOSE\n", "en"), ("Article 1: Purpose\n", "en"), ("Article One\nPurpose\n", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "lang"), HEADS)
def test_headings_of_many_hands_are_known(head, lang):
    wording = read(f"{head}(1) Kalimat pertama.\n(2) Kalimat kedua.", lang)

    (article,) = wording.articles
    assert article.number == 1
    assert article.title.casefold() in ("tujuan", "purpose")
    assert article.body == "(1) Kalimat pertama.\n(2) Kalimat kedua."


def test_a_sentence_that_begins_with_an_article_is_no_heading():
    wording = read(
        "Pasal 1\nTujuan\nPasal 2 berlaku juga bagi kegiatan ini.\nPasal 2\nLain\nx.", "id"
    )

    assert [article.number for article in wording.articles] == [1, 2]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bank", [bank_one, bank_two])
def test_both_languages_in_one_file_are_told_apart(seed, bank):
    texts, _ = generator.agreement(seed, bank, plants=0)
    apart = tuple(read(texts[lang], lang) for lang in ("id", "en"))

    assert read_text(f"{texts['id']}\n\n{texts['en']}") == apart


def test_lines_wrapped_at_a_width_are_joined():
    text = (
        "Pasal 1\nTujuan\n\n(1) Kalimat yang\npanjang sekali.\n(2) Kedua.\n\nPasal 2\nLain\n\nx y."
    )

    assert read(text, "id").articles[0].body == "(1) Kalimat yang panjang sekali.\n(2) Kedua."


ARRANGEMENT = (
    "Paragraph 1\nPurpose\n1. As paragraph 2 says.\n\nPARAGRAPH II: Costs\n(a) None.\n\n"
    "Paragraph 2 of the Agreement applies."
)


def test_an_arrangement_may_call_its_articles_paragraphs():
    articles = read(ARRANGEMENT, "en").numbered()

    assert [(each.number, each.title) for each in articles] == [(1, "Purpose"), (2, "Costs")]
    assert read("Paragraf 1\nTujuan\nSatu hal.", "id").articles[0].title == "Tujuan"


def test_where_articles_are_headed_a_paragraph_is_none():
    parted = "Article 1\nPurpose\nParagraph 1\nOne.\nArticle 2\nCosts\nNone."

    assert [each.number for each in read(parted, "en").numbered()] == [1, 2]


def test_a_text_without_articles_is_refused():
    with pytest.raises(NoArticles):
        read_text("Surat biasa tanpa pasal.")


def test_points_stand_under_their_paragraph():
    points = outline("(1) Meliputi:\na. satu:\n1) x;\n2) y;\nb. dua.\n(2) Lain.")

    assert [(p.mark, [(q.mark, [r.mark for r in q.points]) for q in p.points]) for p in points] == [
        ("(1)", [("a.", ["1)", "2)"]), ("b.", [])]),
        ("(2)", []),
    ]


def test_a_list_inside_a_sentence_is_a_list():
    (paragraph,) = outline("Ruang lingkup meliputi: a. pelatihan; b. riset; dan c. kunjungan.")

    assert [(p.mark, p.text) for p in paragraph.points] == [
        ("a.", "pelatihan;"), ("b.", "riset; dan"), ("c.", "kunjungan."),
    ]  # fmt: skip


def test_the_letter_i_after_h_is_a_letter():
    points = outline("\n".join(f"{letter}. butir" for letter in "abcdefghijk"))

    assert [point.sort for point in points] == ["letter"] * 11


@given(st.text(alphabet="ab1(.)\n iIvx-", max_size=200))
def test_any_body_has_an_outline_that_keeps_its_words(body):
    letters = [sign for sign in "".join(p.mark + p.whole() for p in outline(body)) if sign == "b"]

    assert len(letters) <= body.count("b")
