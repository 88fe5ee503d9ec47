"""A Word file to articles: one language, both in two columns, or both one after the other."""

from collections.abc import Iterable, Iterator

from ecoop.documents.kinds import Unfit
from ecoop.negotiation.articles.docx import ours
from ecoop.negotiation.articles.docx.numbering import Counter
from ecoop.negotiation.articles.docx.ours import CELL, Line, shared
from ecoop.negotiation.articles.docx.package import Node, parts
from ecoop.negotiation.articles.languages import of_line
from ecoop.negotiation.articles.model import Wording
from ecoop.negotiation.articles.reading import (
    heading_of,
    in_order,
    plain,
    read_lines,
)

LINES_MOST = 50_000
WRAPS = ("sdt", "sdtContent", "smartTag", "ins", "moveTo", "hyperlink", "customXml", "fldSimple",
         "AlternateContent", "Choice", "r", "bdo", "dir")  # fmt: skip
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
NOTES = ("footnotes", "endnotes")


def read(content: bytes, *, lang: str = "") -> tuple[Wording, ...]:
    """The wordings of a DOCX, Indonesian first; `lang` says that it has one language only.

    Numbers that Word counts by itself become marks; footnotes stand behind their paragraph; text
    that was struck out is left out. Raises `Unfit`
    for a hostile or damaged file and `NoArticles` when no heading of an article is found.
    """
    names = ("document", "numbering", "styles", *NOTES)
    document, numbering, styles, *notes = parts(
        content, *(f"word/{name}.xml" for name in names)
    ).values()
    body = document.first("body")
    if body is None:
        raise Unfit("broken")
    flow = _Flow(Counter.of(numbering, styles), _notes(notes))
    flow.take(body)
    flow.close()
    if any(style == "EcoopArticle" for _, (style, _) in flow.lines):
        return ours.read([line for _, line in flow.lines])
    return _theirs(flow.lines, lang)


def _notes(found: Iterable[Node]) -> dict[tuple[str, str], str]:
    """{(element that refers to it, its id): the words of a note}."""
    return {
        (f"{note.tag}Reference", note.given.get("id", "")): " ".join(
            plain("".join(_said(line))).strip() for line in note.each("p")
        ).strip()
        for part in found
        for note in part.inside
    }


class _Flow:
    """The lines of a document in order, each with the language of its column, '' outside.

    `joined` are the words of a paragraph whose end was struck out: they go on in the next one.
    """

    def __init__(self, counter: Counter, notes: dict[tuple[str, str], str]) -> None:
        self.counter, self.notes = counter, notes
        self.lines: list[tuple[str, Line]] = []
        self.joined = ""

    def take(self, node: Node, column: str = "") -> None:
        for each in node.inside:
            if each.tag == "p":
                self._add(column, self._lines(each))
            elif each.tag == "tbl":
                self._table(each, column)
            elif each.tag in WRAPS:
                self.take(each, column)

    def close(self, column: str = "") -> None:
        """Keep what waits for a paragraph that does not come."""
        self._add(column, _pieces("", self.joined))
        self.joined = ""

    def _add(self, column: str, lines: list[Line]) -> None:
        self.lines.extend((column, line) for line in lines)
        if len(self.lines) > LINES_MOST:
            raise Unfit("bomb")

    def _lines(self, paragraph: Node) -> list[Line]:
        properties = paragraph.first("pPr")
        style = properties.value("pStyle") if properties else ""
        text = self.joined + "".join(_said(paragraph))
        self.joined = ""
        if _has_no_end(properties):
            self.joined = text
            return []
        if not style.startswith("Ecoop"):
            text = plain(text)
        mark = self.counter.mark(properties)
        lines = _pieces(style, text)
        if mark and lines:
            lines[0] = (style, f"{mark} {lines[0][1]}")
        elif mark and heading_of(mark):
            lines = [(style, mark)]
        return self._with_notes(paragraph, lines)

    def _with_notes(self, paragraph: Node, lines: list[Line]) -> list[Line]:
        """The words of footnotes belong to the text: they stand behind their paragraph, each once."""
        told = [self.notes.pop(key, "") for key in _referred(paragraph)]
        if lines and any(told):
            style, text = lines[-1]
            lines[-1] = (style, " ".join([text, *(f"(* {note})" for note in told if note)]))
        return lines

    def _table(self, table: Node, column: str) -> None:
        """Columns in two languages run side by side; any other table is read row by row."""
        rows = [row.each("tc") for row in _rows(table)]
        cells = [[self._cell(cell) for cell in row] for row in rows]
        found = _languages(cells)
        langs = {} if column else found
        is_ours = any(
            style == "EcoopArticle" for row in cells for lines in row for style, _ in lines
        )
        for row in cells:
            if column and not found and _is_of_values(row):
                self._add(column, [("", " | ".join(text for lines in row for _, text in lines))])
                continue
            for place, lines in enumerate(row):
                alone = len(row) == 1 and of_line(" ".join(text for _, text in lines))
                where = column or langs.get(place, "") if len(row) > 1 else alone or ""
                self._add(where, [(CELL, str(place)), *lines] if is_ours else lines)
        if is_ours:
            self._add(column, [(CELL, "")])

    def _cell(self, cell: Node) -> list[Line]:
        inner = _Flow(self.counter, self.notes)
        inner.take(cell, "x")
        inner.close("x")
        return [line for _, line in inner.lines]


def _pieces(style: str, text: str) -> list[Line]:
    return [(style, piece.strip()) for piece in text.split("\n") if piece.strip()]


def _has_no_end(properties: Node | None) -> bool:
    """Whether the end of the paragraph was struck out or moved away."""
    marks = properties.first("rPr") if properties else None
    return bool(marks and marks.each("del", "moveFrom"))


def _is_of_values(row: list[list[Line]]) -> bool:
    """Whether a row is one line of a table in an article: short cells, no heading among them."""
    texts = [text for lines in row for _, text in lines]
    alone = len(row) > 1 and all(len(lines) < 2 for lines in row)
    return alone and not any(heading_of(text) for text in texts)


def _rows(table: Node) -> Iterator[Node]:
    for each in table.inside:
        if each.tag == "tr" and not each.first("trPr", "del"):
            yield each
        elif each.tag in WRAPS:
            yield from _rows(each)


def _said(node: Node) -> Iterator[str]:
    for each in node.inside:
        if each.tag == "t":
            yield each.text
        elif each.tag in SIGNS:
            yield SIGNS[each.tag]
        elif each.tag in WRAPS:
            yield from _said(each)


def _referred(node: Node) -> Iterator[tuple[str, str]]:
    """The notes that a paragraph refers to, in their order."""
    for each in node.inside:
        if each.tag.endswith("noteReference"):
            yield each.tag, each.given.get("id", "")
        elif each.tag in WRAPS:
            yield from _referred(each)


def _languages(cells: list[list[list[Line]]]) -> dict[int, str]:
    """{column: language} when a table sets two languages beside each other."""
    widest = max((len(row) for row in cells), default=0)
    found: dict[int, str] = {}
    for place in range(widest):
        lines = [line for row in cells if len(row) > place for _, line in row[place]]
        headed = [heading[0] for line in lines if (heading := heading_of(line))]
        lang = headed[0] if headed and len(set(headed)) == 1 else of_line(" ".join(lines))
        if lang and lang not in found.values():
            found[place] = lang
    return found if len(found) > 1 else {}


def _theirs(lines: list[tuple[str, Line]], lang: str) -> tuple[Wording, ...]:
    columns = {column for column, _ in lines if column}
    if lang or len(columns) < 2:
        return read_lines([text for _, (_, text) in lines], lang=lang)
    said: dict[str, list[str]] = {column: [] for column in sorted(columns)}
    for column, (_, text) in lines:
        for each, words in shared(text, said).items() if not column else ((column, text),):
            said[each].append(words)
    return in_order(each for own, texts in said.items() for each in read_lines(texts, lang=own))
