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
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ours)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
        for name, text in parts.items():
            new.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


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
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="Pasal %1"/></w:lvl><w:lvl w:ilvl="1">'
        '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    level = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = "".join(
        paragraph(text, level.format(at))
        for text, at in (("Tujuan", 0), ("Satu.", 1), ("Dua.", 1), ("Lingkup", 0), ("Lagi.", 1))
    )

    (wording,) = docx.read(made(document(body), word__numbering=numbering))

    assert [(a.number, a.title, a.body) for a in wording.articles] == [
        (1, "Tujuan", "(1) Satu.\n(2) Dua."),
        (2, "Lingkup", "(1) Lagi."),
    ]


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
