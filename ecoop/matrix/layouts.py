"""What a person said of the columns of one layout, carried to the next file that has it.

A layout is known by the heads of a table and where they stand. The newest import in which somebody
corrected it, or refused such a correction, decides for the next.
"""

import hashlib

from ecoop.core.words import fold
from ecoop.matrix import queries


def fingerprint(table) -> str:
    """Equal for tables with the same heads in the same columns; "" for one without heads."""
    heads = [
        f"{column['letter']}={fold(column['header'])}"
        for column in table["columns"]
        if column["header"].strip()
    ]
    if table["shape"] != "rows" or not heads:
        return ""
    return hashlib.sha256("\x1f".join(heads).encode()).hexdigest()


def of_sheet(tables, sheet) -> list[str]:
    """The layouts on a sheet."""
    found = (fingerprint(table) for table in tables if table["sheet"] == sheet)
    return [each for each in found if each]


def remember(batch, sheet):
    """Note on the import (not yet saved) how its sheet's layouts are to be read from now on."""
    said = batch.reading.get("layouts", {})
    for layout in of_sheet(batch.reading.get("tables", []), sheet):
        said[layout] = batch.mappings.get(sheet, {})
    batch.reading["layouts"] = said


def carry_over(batch, tables) -> bool:
    """Take over what was said of these layouts in earlier imports; True when there is something.

    Sheets that somebody has spoken of in this import are left as they are.
    """
    open_tables = {
        layout: table["sheet"]
        for table in tables
        if (layout := fingerprint(table))
        and table["sheet"] not in batch.mappings
        and layout not in batch.reading.get("layouts", {})
    }
    if not open_tables:
        return False
    carried = {}
    for layout, (earlier, mapping) in queries.layouts_said(batch, open_tables).items():
        if mapping:
            sheet = open_tables[layout]
            batch.mappings[sheet] = {**batch.mappings.get(sheet, {}), **mapping}
            carried[sheet] = {"code": earlier.code, "filename": earlier.filename}
    batch.reading["carried"] = carried
    return bool(carried)


def drop(batch):
    """Give up what was carried over: the file could not be read that way."""
    for sheet in batch.reading.pop("carried", {}):
        batch.mappings.pop(sheet, None)
