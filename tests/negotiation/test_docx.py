"""Word files: the same articles after export and import; what could do harm is refused."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecoop.documents.kinds import Unfit
from ecoop.negotiation.articles import Article, Wording, docx
from ecoop.negotiation.articles.reading import tidy
from tests.negotiation import bank_one, generator
from tests.negotiation.texts import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
line = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40
)
bodies = st.lists(line, max_size=4).map(tidy)
titles = line.map(lambda said: " ".join(tidy([said]).split()))


@given(st.lists(st.tuples(titles, bodies), min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_export_then_import_gives_the_same_articles(rows, draw):
    both = []
    for lang in ("id", "en"):
        kept = draw.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4))
        articles = [Article(number=n, title=t, body=b) for n, (t, b) in enumerate(kept, start=1)]
        both.append(Wording(lang, tuple(articles)))

    assert docx.read(docx.write(both, title="Naskah")) == tuple(both)


def test_a_whole_agreement_survives_with_opening_and_closing():
    texts, _ = generator.agreement(1, bank_one)
    both = tuple(read(texts[lang], lang) for lang in ("id", "en"))

    content = docx.write(both, title="Nota & <Kesepahaman>")

    assert docx.read(content) == both
    assert content == docx.write(both, title="Nota & <Kesepahaman>")


def made(document, **parts):
    """A DOCX of a stranger with these parts."""
    ours = docx.write([Wording("id", (Article(number=1, title="x", body="y"),))], title="x")
    given = {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    given["word/document.xml"] = document
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ours)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in dict.fromkeys((*old.namelist(), *given)):
            new.writestr(name, given[name] if name in given else old.read(name))
    return out.getvalue()


def counted(*marks):
    """A part of numbering with one list, number 3, whose levels have these marks."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{mark}"/></w:lvl>'
        for at, mark in enumerate(marks)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


LEVEL = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'


def paragraph(text, extra=""):
    return f"<w:p><w:pPr>{extra}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body):
    return f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'


def test_two_columns_of_a_stranger_are_two_languages():
    def cell(*lines):
        return f"<w:tc>{''.join(paragraph(each) for each in lines)}</w:tc>"

    rows = (
        f"<w:tr>{cell('Pasal 1', 'Tujuan', 'Kerja sama selama 5 tahun.')}"
        f"{cell('Article 1', 'Purpose', 'Cooperation for five years.')}</w:tr>"
    )

    home, away = docx.read(made(document(f"<w:tbl>{rows}</w:tbl>")))

    assert (home.lang, home.articles[0].body) == ("id", "Kerja sama selama 5 tahun.")
    assert (away.lang, away.articles[0].title) == ("en", "Purpose")


def test_lines_around_the_columns_are_kept_each_in_its_language():
    row = (
        f"<w:tr><w:tc>{paragraph('Pasal 1')}{paragraph('Kerja sama ini untuk para pihak.')}</w:tc>"
        f"<w:tc>{paragraph('Article 1')}{paragraph('The cooperation is for the parties.')}</w:tc></w:tr>"
    )
    before = paragraph("MEMORANDUM SALING PENGERTIAN / MEMORANDUM OF UNDERSTANDING")
    after = paragraph("Ditandatangani di Jakarta / Signed in Jakarta") + paragraph("[.....]")

    home, away = docx.read(made(document(f"{before}<w:tbl>{row}</w:tbl>{after}")))

    assert [each.body for each in home.articles] == [
        "MEMORANDUM SALING PENGERTIAN", "Kerja sama ini untuk para pihak.",
        "Ditandatangani di Jakarta\n[.....]",
    ]  # fmt: skip
    assert [each.body for each in away.articles] == [
        "MEMORANDUM OF UNDERSTANDING", "The cooperation is for the parties.",
        "Signed in Jakarta\n[.....]",
    ]  # fmt: skip


def test_numbers_that_word_counts_become_marks():
    body = "".join(
        paragraph(text, LEVEL.format(at))
        for text, at in (("Tujuan", 0), ("Satu.", 1), ("Dua.", 1), ("Lingkup", 0), ("Lagi.", 1))
    )

    (wording,) = docx.read(made(document(body), word__numbering=counted("Pasal %1", "(%2)")))

    assert [(a.number, a.title, a.body) for a in wording.articles] == [
        (1, "Tujuan", "(1) Satu.\n(2) Dua."),
        (2, "Lingkup", "(1) Lagi."),
    ]


def test_a_style_is_numbered_like_the_one_it_is_based_on():
    styles = (
        f'<w:styles {W}><w:style w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
        '</w:style><w:style w:styleId="Para"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Child"><w:basedOn w:val="Para"/></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn '
        'w:val="A"/></w:style></w:styles>'
    )
    body = paragraph("Tujuan", '<w:pStyle w:val="Head"/>') + "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (
            ("Satu.", "Child"),
            ("Dua.", "Child"),
            ("Tiga.", "A"),
            ("Lingkup", "Head"),
            ("Lagi.", "Child"),
        )
    )

    (wording,) = docx.read(
        made(document(body), word__numbering=counted("Pasal %1", "(%2)"), word__styles=styles)
    )

    assert [(a.number, a.title, a.body) for a in wording.articles] == [
        (1, "Tujuan", "(1) Satu.\n(2) Dua.\nTiga."), (2, "Lingkup", "(1) Lagi."),
    ]  # fmt: skip


STRUCK = "<w:rPr><w:{}/></w:rPr>"


@pytest.mark.parametrize("how", ["del", "moveFrom"])
def test_a_paragraph_that_was_struck_out_or_moved_away_is_not_counted(how):
    head = LEVEL.format(0)
    gone = f"<w:p><w:pPr>{head}{STRUCK.format(how)}</w:pPr><w:{how}><w:r><w:t>Dicoret</w:t></w:r></w:{how}></w:p>"
    body = paragraph("Tujuan", head) + paragraph("Satu.") + gone
    body += paragraph("Lingkup", head) + paragraph("Dua.")

    (wording,) = docx.read(made(document(body), word__numbering=counted("Pasal %1", "(%2)")))

    assert [(a.number, a.title, a.body) for a in wording.articles] == [
        (1, "Tujuan", "Satu."), (2, "Lingkup", "Dua."),
    ]  # fmt: skip


def test_paragraphs_whose_border_was_struck_out_are_one():
    body = paragraph("Pasal 1") + paragraph("Selama lima ", STRUCK.format("del"))
    body += paragraph("tahun.") + paragraph("Tanpa akhir", STRUCK.format("del"))

    (wording,) = docx.read(made(document(body)))

    assert wording.articles[0].body == "Selama lima tahun.\nTanpa akhir"


def test_a_footnote_stands_behind_its_paragraph_once():
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Hari kerja.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    body = paragraph("Pasal 1") + (
        f"<w:p><w:r><w:t>Dalam 5 hari</w:t></w:r>{refers}<w:r><w:t> setelah itu.</w:t></w:r>{refers}</w:p>"
    )

    (wording,) = docx.read(made(document(body), word__footnotes=notes))

    assert wording.articles[0].body == "Dalam 5 hari setelah itu. (* Hari kerja.)"


def test_spaces_and_hyphens_of_the_setting_become_those_that_people_type():
    body = paragraph("Pa\u00adsal\u00a01") + (
        "<w:p><w:r><w:t>Rp\u202f5.000\u00a0per\u00adsen non\u2011</w:t><w:softHyphen/><w:t>aktif, "
        "dua</w:t><w:noBreakHyphen/><w:t>dua.</w:t></w:r></w:p>"
    )

    (wording,) = docx.read(made(document(body)))

    assert (wording.articles[0].number, wording.articles[0].body) == (
        1, "Rp 5.000 persen non-aktif, dua-dua.",
    )  # fmt: skip


def test_a_table_inside_an_article_keeps_its_rows():
    def cell(*inside):
        return f"<w:tc>{''.join(inside)}</w:tc>"

    rows = "".join(
        f"<w:tr>{''.join(cell(paragraph(word)) for word in row)}</w:tr>"
        for row in (("Lokasi", "Jumlah"), ("Padang", "2.000"))
    )
    struck = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph('x'))}{cell(paragraph('y'))}</w:tr>"
    table = f"<w:tbl>{rows}{struck}</w:tbl>"
    columns = (
        f"<w:tr>{cell(paragraph('Pasal 1'), paragraph('Untuk para pihak.'), table)}"
        f"{cell(paragraph('Article 1'), paragraph('For the parties.'), table)}</w:tr>"
    )

    found = docx.read(made(document(f"<w:tbl>{columns}</w:tbl>")))

    assert [wording.articles[0].body for wording in found] == [
        "Untuk para pihak.\nLokasi | Jumlah\nPadang | 2.000",
        "For the parties.\nLokasi | Jumlah\nPadang | 2.000",
    ]
    assert docx.read(docx.write(found, title="x")) == found


def test_struck_out_words_are_left_out_and_inserted_ones_kept():
    body = paragraph("Pasal 1") + (
        "<w:p><w:r><w:t>Selama </w:t></w:r><w:del><w:r><w:delText>tiga</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>lima</w:t></w:r></w:ins><w:r><w:t> tahun.</w:t></w:r></w:p>"
    )

    (wording,) = docx.read(made(document(body)))

    assert wording.articles[0].body == "Selama lima tahun."


HOSTILE = {
    "entities": made(f'<!DOCTYPE x [<!ENTITY a "aaaa">]>{document(paragraph("&a;"))}'),
    "macros": made(document(""), word__vbaProject="x"),
    "bomb": made(document(paragraph("a" * 40_000_000))),
    "broken": made("<w:document"),
    "no zip": b"not a file of Word at all",
    "empty": b"",
    "deep": made(document("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_plain_words(name):
    with pytest.raises(Unfit) as refused:
        docx.read(HOSTILE[name])

    reason = refused.value.refusals[0].reason
    assert reason.id
    assert reason.en
