"""Lists as files: exactly the rows and columns that were on the page.

A cell that begins like a formula is written so that no spreadsheet runs it (CWE-1236):
XLSX cells are typed as text, CSV cells get a leading apostrophe.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from ecoop.core.listing import Column, Listing

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
}
TABLES = ("xlsx", "csv", "json")
RISKY = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


def answer(
    form: str, *, name: str, keys: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence]
):
    """A download of `rows` in `form` (xlsx, csv or json); `keys` name the fields in JSON."""
    write = {"xlsx": _xlsx, "csv": _csv, "json": _json}[form]
    return attachment(write(keys, heads, rows), form=form, name=name)


def of_list(
    listed: Listing,
    *,
    name: str,
    first: Column,
    rows: Iterable[Any],
    cell: Callable[[Any, str], Any],
) -> HttpResponse:
    """A download of exactly what a list shows: the column that names a row, then those chosen.

    `cell` gives what stands in a row under a column's key, in the words of the page.
    """
    columns = [first, *(column for column in listed.shown if column.key != first.key)]
    keys = [column.key for column in columns]
    heads = [str(column.label) for column in columns]
    cells = ([cell(row, key) for key in keys] for row in rows)
    return answer(listed.format, name=name, keys=keys, heads=heads, rows=cells)


def attachment(body: bytes, *, form: str, name: str) -> HttpResponse:
    """`body` as a file to save under `name` and today's form."""
    return HttpResponse(
        body,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _xlsx(keys: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "constant_memory": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    widths = [len(head) for head in heads]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(last, column, value, plain)
            else:
                sheet.write_string(last, column, _text(value), plain)
            widths[column] = min(WIDEST, max(widths[column], len(_text(value))))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, max(len(heads) - 1, 0))
    book.close()
    return file.getvalue()


def _csv(keys: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(heads)
    writer.writerows([_harmless(_text(value)) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()  # so that Excel reads it as UTF-8


def _json(keys: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    items = [dict(zip(keys, map(_plain, row), strict=True)) for row in rows]
    return json.dumps({"total": len(items), "items": items}, ensure_ascii=False, indent=1).encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    plain = _plain(value)
    return "" if plain is None else str(plain)


def _plain(value: Any) -> Any:
    """JSON's own types stay; dates become ISO, everything else text."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else str(value)
