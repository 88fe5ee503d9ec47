"""The file once more with the findings marked in its cells, and a list of all of them.

The cells' words are written as text at their old places, never as formulas (trust.md S11).
"""

import io
import re

import xlsxwriter
from django.utils.translation import gettext as _

from ecoop.core.bilingual import Text
from ecoop.matrix.models import Severity

FILLS = {"error": "#F6C7C3", "warning": "#FBE3B0", "info": "#D9E6F5"}
GRAVITY = ("info", "warning", "error")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MOST_CHARACTERS = 32_000


def workbook(batch, rows, language: str) -> bytes:
    """The bytes of the marked workbook, its words in `language`."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    formats = {code: book.add_format({"bg_color": fill, "text_wrap": True, "valign": "top"})
               for code, fill in FILLS.items()}  # fmt: skip
    formats |= {
        "": book.add_format({"text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "ignored": book.add_format({"font_color": "#6B6B6B", "italic": True, "valign": "top"}),
    }
    names: dict[str, str] = {}
    _list(book, batch, rows, language, formats)
    for sheet in dict.fromkeys(row.sheet for row in rows):
        page = book.add_worksheet(_name(sheet, names))
        _sheet(page, batch, [row for row in rows if row.sheet == sheet], sheet, language, formats)
    book.close()
    return target.getvalue()


def _name(sheet: str, names: dict[str, str]) -> str:
    """A sheet name that Excel allows and no other sheet has."""
    base = _FORBIDDEN.sub(" ", sheet).strip("' ")[:28] or "Sheet"
    name, number = base, 2
    while name.casefold() in names or name.casefold() in ("history", _("Findings").casefold()):
        name, number = f"{base[:25]} {number}", number + 1
    names[name.casefold()] = sheet
    return name


def _place(address: str) -> tuple[int, int] | None:
    found = _ADDRESS.fullmatch(address)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= 1_048_576 and column <= 16_384 else None


def _sheet(page, batch, rows, sheet, language, formats):
    _heads(page, batch, sheet, formats)
    for row in rows:
        remarks: dict[str, list[dict]] = {}
        for one in row.findings:
            remarks.setdefault(one["cell"], []).append(one)
        for cell in row.cells:
            _cell(page, cell["address"], cell["text"], remarks.pop(cell["address"], []), language,
                  formats)  # fmt: skip
        for address, rest in remarks.items():
            _cell(page, address, "", rest, language, formats)
    for one in batch.reading.get("left_out", ()):
        if one["sheet"] == sheet and one["row"]:
            page.write_string(one["row"] - 1, 0, one["text"][:MOST_CHARACTERS], formats["ignored"])


def _heads(page, batch, sheet, formats):
    for table in batch.reading.get("tables", ()):
        if table["sheet"] != sheet or table["shape"] != "rows":
            continue
        for column in table["columns"]:
            place = _place(f"{column['letter']}{max(table['first_row'], 1)}")
            if place:
                page.set_column(place[1], place[1], 24)
                page.write_string(*place, column["header"][:MOST_CHARACTERS], formats["head"])


def _cell(page, address, text, remarks, language, formats):
    place = _place(address)
    if place is None:
        return
    worst = max((one["severity"] for one in remarks), key=GRAVITY.index, default="")
    page.write_string(*place, text[:MOST_CHARACTERS], formats[worst])
    if remarks:
        words = "\n".join(_words(one, language) for one in remarks)
        page.write_comment(
            *place, words[:MOST_CHARACTERS], {"x_scale": 2, "author": "e-Cooperation"}
        )


def _words(one, language) -> str:
    return Text(**one["message"]).in_(language)


def _list(book, batch, rows, language, formats):
    page = book.add_worksheet(_("Findings"))
    heads = (
        _("Sheet"),
        _("Row"),
        _("Cell"),
        _("Severity"),
        _("Finding"),
        _("As written"),
        _("Title"),
    )
    for column, (head, width) in enumerate(zip(heads, (18, 7, 9, 22, 60, 30, 40), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, head, formats["head"])
    labels, line = dict(Severity.choices), 0
    for row in rows:
        texts = {cell["address"]: cell["text"] for cell in row.cells}
        for one in row.findings:
            line += 1
            said = (row.sheet, str(row.row), one["cell"], str(labels[one["severity"]]),
                    _words(one, language), texts.get(one["cell"], ""), row.values.get("title") or "")  # fmt: skip
            for column, text in enumerate(said):
                page.write_string(line, column, text[:MOST_CHARACTERS], formats[one["severity"]])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(line, 1), len(heads) - 1)
