"""A file that we exported comes back from Word: nothing that people wrote in it is lost."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.negotiation import actions, queries
from ecoop.negotiation.articles import Article, Wording, docx, read_text
from tests import people
from tests.negotiation.test_docx import document, made, paragraph
from tests.negotiation.test_pages import at as at_page
from tests.negotiation.test_table import opened

TEXTS = (
    Wording("id", (Article("opening", body="Kedua pihak,"), Article(number=1, title="Tujuan", body="Satu."),
                   Article("closing", body="Dibuat di Jakarta."))),
    Wording("en", (Article("opening", body="The parties,"), Article(number=1, title="Purpose", body="One."),
                   Article("closing", body="Done at Jakarta."))),
)  # fmt: skip


def edited(*changes):
    """Our file after each (old, new) in its document."""
    ours = docx.write(TEXTS, title="Naskah")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ours)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in changes if name == "word/document.xml" else ():
                assert text.count(before) == 1, before
                text = text.replace(before, after)
            new.writestr(name, text)
    return docx.read(out.getvalue())


def at(wording, key):
    return next(each for each in wording.articles if each.key == key)


def ours(style, text):
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def row(*cells):
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def written(text):
    return f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def test_a_paragraph_of_any_style_stays_where_it_was_typed():
    home, away = edited((written("Satu."), written("Satu.") + paragraph("(2) Dua.")))

    assert at(home, "1").body == "Satu.\n(2) Dua."
    assert at(away, "1").body == "One."


@pytest.mark.parametrize("style", ["Normal", "EcoopLanguage", "EcoopText"])
def test_a_row_that_was_added_belongs_to_the_languages_of_its_columns(style):
    cells = [
        "".join(ours(style, text) for text in lines)
        for lines in (("Pasal 2", "Biaya", "Tiga."), ("Article 2", "Costs", "Three."))
    ]
    home, away = edited(("</w:tbl>", f"{row(*cells)}</w:tbl>"))

    found = [(at(each, "2").title, at(each, "2").body) for each in (home, away)]
    assert found == [("Biaya", "Tiga."), ("Costs", "Three.")]
    assert at(home, "closing").body == "Dibuat di Jakarta."


def test_a_title_typed_behind_the_number_is_the_title():
    home, _ = edited((written("Pasal 1"), written("Pasal 1 Maksud dan")))

    assert at(home, "1").title == "Maksud dan Tujuan"


def test_lines_behind_the_table_are_kept_in_their_language():
    home, away = edited(("</w:tbl>", "</w:tbl>" + paragraph(
        "Naskah ini dibuat untuk para pihak dan berlaku sejak tanggal ini."
    )))  # fmt: skip

    assert at(home, "closing").body.endswith("berlaku sejak tanggal ini.")
    assert at(away, "closing").body == "Done at Jakarta."


COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment '
    'w:id="0" w:author="Biro Hukum"><w:p><w:r><w:t>Lima atau enam tahun?</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def test_comments_and_tracked_changes_are_told():
    body = paragraph("Pasal 1") + (
        "<w:p><w:r><w:t>Selama </w:t></w:r><w:del><w:r><w:delText>lima</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>enam</w:t></w:r></w:ins><w:r><w:t> tahun.</w:t></w:r></w:p>"
    )

    found = docx.beside(made(document(body), word__comments=COMMENTS))

    assert found == docx.Beside(("Biro Hukum: Lima atau enam tahun?",), inserted=1, struck=1)


@pytest.mark.django_db
def test_who_brings_a_file_in_is_told_what_stands_beside_its_text(frozen, client):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = opened(by)
    place = {"code": draft.case.code, "draft": draft, "staff": people.someone("staff", unit="HOKS")}
    client.force_login(place["staff"])
    content = made(
        document(paragraph("Pasal 1") + paragraph("Untuk para pihak.")), word__comments=COMMENTS
    )
    sent = {"file": SimpleUploadedFile("x.docx", content), "version": place["draft"].version}

    answer = client.post(at_page(place, "bring-in/"), sent, follow=True)

    assert "The file has 1 comment" in answer.content.decode()
    assert "Lima atau enam tahun?" in answer.content.decode()


def test_an_annex_behind_the_table_belongs_to_the_closing_of_its_language():
    added = "".join(paragraph(text) for text in ("LAMPIRAN I", "ANNEX I"))
    cells = [
        "".join(paragraph(text) for text in lines)
        for lines in (("Pasal 2", "X", "Dua."), ("Article 2", "X", "Two."))
    ]
    home, away = edited(("</w:tbl>", f"{row(*cells)}</w:tbl>{added}"))

    assert [at(each, "2").body for each in (home, away)] == ["Dua.", "Two."]
    assert at(home, "closing").body == "Dibuat di Jakarta.\nLAMPIRAN I"
    assert at(away, "closing").body == "Done at Jakarta.\nANNEX I"


def test_an_article_typed_behind_the_table_is_one():
    added = "".join(
        paragraph(text)
        for text in ("Pasal 2", "Biaya", "Masing-masing pihak menanggung biaya sendiri.")
    )
    home, _ = edited(("</w:tbl>", f"</w:tbl>{added}"))

    assert (at(home, "2").title, at(home, "2").body) == (
        "Biaya", "Masing-masing pihak menanggung biaya sendiri.",
    )  # fmt: skip
    assert at(home, "closing").body == "Dibuat di Jakarta."


ANNEXED = """Pasal 1
Tujuan
Kerja sama ini bertujuan untuk melatih.

Pasal 2
Penutup
Perjanjian ini berlaku selama lima tahun.

LAMPIRAN I
RENCANA KERJA

Pasal 1
Pelatihan diadakan setiap bulan.
"""


def test_articles_of_an_annex_do_not_replace_those_of_the_text():
    (wording,) = read_text(ANNEXED, lang="id")

    assert [each.key for each in wording.articles] == ["1", "2", "closing"]
    assert at(wording, "1").body == "Kerja sama ini bertujuan untuk melatih."
    assert at(wording, "closing").body.split("\n")[-1] == "Pelatihan diadakan setiap bulan."


def test_an_article_about_annexes_is_none():
    (wording,) = read_text(
        "Pasal 1\nLampiran\nLampiran adalah bagian dari Nota.\n\nPasal 2\nX\nIsi.", lang="id"
    )

    assert [each.key for each in wording.articles] == ["1", "2"]
    assert at(wording, "1").title == "Lampiran"


@pytest.mark.django_db
def test_a_file_with_two_articles_of_one_number_is_refused_and_nothing_is_lost(frozen):
    frozen(2024, 9, 11)
    twice = Wording(
        "id", (Article(number=1, title="A", body="a"), Article(number=1, title="B", body="b"))
    )
    with acting(SYSTEM) as by:
        draft = opened(by)
        before = queries.snapshot(queries.articles_of(draft))

        with pytest.raises(Refused) as refused:
            actions.bring_in(draft=draft, by=by, wordings=[twice])

        assert "1" in str(refused.value.refusals[0].reason.en)
        assert queries.snapshot(queries.articles_of(draft)) == before
