"""Articles to a Word file: one column for each language, a row for each article."""

import io
import zipfile
from collections.abc import Sequence
from importlib import resources
from xml.sax.saxutils import escape

from ecoop.negotiation.articles.languages import name
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING, Article, Wording

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {"[Content_Types].xml": "types.xml", "_rels/.rels": "rels.xml",
         "word/_rels/document.xml.rels": "document-rels.xml", "word/styles.xml": "styles.xml"}  # fmt: skip
PAGE_WIDTH = 9638  # twentieths of a point: A4 between margins of 2 cm
WORD = {"id": "Pasal"}
BODY = {OPENING: "EcoopOpening", CLOSING: "EcoopClosing", ARTICLE: "EcoopText"}


def write(wordings: Sequence[Wording], *, title: str, note: str = "") -> bytes:
    """A DOCX of these wordings side by side; the same input gives the same bytes.

    `note` stands under the title (which version, its digests). Reading the file again gives the
    same articles.
    """
    rows = [_row([_paragraph("EcoopLanguage", _language(each.lang)) for each in wordings])]
    if len(wordings) == 1:
        rows = [*rows, *(_row([_article(each, wordings[0].lang)]) for each in wordings[0].articles)]
    else:
        # the language line is repeated in each row, so that every cell says whose it is
        keys = list(dict.fromkeys(each.key for each in _merged(wordings)))
        rows += [_row([_cell(wording, key) for wording in wordings]) for key in keys]
    width = PAGE_WIDTH // len(wordings)
    grid = f'<w:gridCol w:w="{width}"/>' * len(wordings)
    body = (
        _paragraph("Title", title) + (_paragraph("Subtitle", note) if note else "")
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="EcoopTable"/><w:tblW w:w="{PAGE_WIDTH}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
        '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )  # fmt: skip
    document = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return _packed(document)


def _merged(wordings: Sequence[Wording]) -> list[Article]:
    """Every key once: the opening, the numbers in their order, the closing."""
    articles = [article for wording in wordings for article in wording.articles]
    place = {OPENING: -1, CLOSING: 1}
    return sorted(articles, key=lambda each: (place.get(each.kind, 0), each.number))


def _row(cells: Sequence[str]) -> str:
    width = PAGE_WIDTH // len(cells)
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells
    )
    return f"<w:tr>{inside}</w:tr>"


def _cell(wording: Wording, key: str) -> str:
    found = next((each for each in wording.articles if each.key == key), None)
    said = _article(found, wording.lang) if found else ""
    return _paragraph("EcoopLanguage", _language(wording.lang)) + said


def _article(article: Article, lang: str) -> str:
    head = ""
    if article.kind == ARTICLE:
        head = _paragraph("EcoopArticle", f"{WORD.get(lang, 'Article')} {article.number}")
        head += _paragraph("EcoopTitle", article.title) if article.title else ""
    lines = article.body.split("\n") if article.body else []
    return head + "".join(_paragraph(BODY[article.kind], line) for line in lines)


def _language(lang: str) -> str:
    home, away = name(lang)
    return f"{home[:1].upper()}{home[1:]} / {away} ({lang})"


def _paragraph(style: str, text: str) -> str:
    tabs = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
        for piece in _plain(text).split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{tabs}</w:r></w:p>'


def _plain(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return "".join(
        sign for sign in text
        if sign == "\t" or (" " <= sign < "\ud800") or ("\ue000" <= sign <= "\ufffd") or sign > "\uffff"
    )  # fmt: skip


def _packed(document: str) -> bytes:
    shelf = resources.files(__package__) / "parts"
    files = {path: (shelf / kept).read_text(encoding="utf-8") for path, kept in PARTS.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in (*files.items(), ("word/document.xml", document)):
            info = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return out.getvalue()
