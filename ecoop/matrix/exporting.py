"""The register as the bureau keeps it in Excel: two sheets, sections, dates in words.

What is written can be read back: `ecoop matrix read` finds the same records in it. Words are
written as text, never as formulas (trust.md S11).
"""

import io
from typing import Any

import xlsxwriter

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments import queries as register
from ecoop.instruments.models import Party
from ecoop.matrix import queries
from ecoop.places.gazetteer import countries, name_of

TITLES = {
    "abroad": (Text("Luar Negeri", "Abroad"),
               Text("MATRIKS KERJA SAMA LUAR NEGERI", "MATRIX OF COOPERATION ABROAD")),
    "home": (Text("Dalam Negeri", "Domestic"),
             Text("MATRIKS KERJA SAMA DALAM NEGERI", "MATRIX OF DOMESTIC COOPERATION")),
}  # fmt: skip
OFFICE = Text(
    "BADAN NASIONAL PENANGGULANGAN BENCANA", "NATIONAL DISASTER MANAGEMENT AUTHORITY (BNPB)"
)
AS_OF = Text("Keadaan s.d. {day}", "As of {day}")
HEADS = (
    (Text("No", "No"), 5), (Text("Negara", "Country"), 18), (Text("Mitra", "Partner"), 34),
    (Text("Pihak Indonesia", "Indonesian side"), 20), (Text("Jenis Dokumen", "Type of document"), 20),
    (Text("Judul", "Title"), 52), (Text("Nomor BNPB", "BNPB number"), 18),
    (Text("Nomor Mitra", "Partner number"), 18),
    (Text("Tanggal Penandatanganan", "Date of signing"), 18),
    (Text("Mulai Berlaku", "Entry into force"), 18), (Text("Jangka Waktu", "Duration"), 22),
    (Text("Tanggal Berakhir", "Expiry date"), 18), (Text("Ruang Lingkup", "Scope"), 44),
    (Text("Status", "Status"), 18), (Text("Tindak Lanjut", "Follow-up"), 30),
    (Text("PIC", "PIC"), 24), (Text("Keterangan", "Remarks"), 34),
)  # fmt: skip
YEARS, MONTHS = Text("{n} tahun", "{n} years"), Text("{n} bulan", "{n} months")
NO_END = Text("tidak terbatas", "indefinite")
RENEWS = Text("diperpanjang otomatis", "renewed automatically")
TASK = Text("sampai dengan selesainya kegiatan", "until completion of the activities")
LEVELS = ("bilateral", "regional", "multilateral", "national", "subnational", "")
OTHERS = Text("Lainnya", "Other")
MOST_CHARACTERS = 32_000


def workbook(actor, *, lang="id") -> tuple[bytes, int]:
    """The bytes of the matrix of everything `actor` may see, and the number of instruments."""
    rows = [line(*each, lang=lang) for each in _instruments(actor)]
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    for key, (name, title) in TITLES.items():
        mine = [row for row in rows if row["is_home"] == (key == "home")]
        if mine:
            _sheet(book, name.in_(lang), title.in_(lang), mine, lang)
    if not rows:
        _sheet(book, TITLES["abroad"][0].in_(lang), TITLES["abroad"][1].in_(lang), [], lang)
    book.close()
    return target.getvalue(), len(rows)


def _instruments(actor):
    """(instrument, parties, names of the units) of every visible record, in the matrix's order."""
    instruments = list(register.visible_to(actor).order_by("signed_on", "code"))
    parties_of = register.parties_of_many(instruments)
    units = queries.units()
    return [(one, parties_of[one.pk], units) for one in instruments]


def line(instrument, parties, units, *, lang) -> dict[str, Any]:
    """One instrument as the words of its row, with its level for the section."""
    home = [party for party in parties if party.side == Party.Side.HOME]
    theirs = [party for party in parties if party.side == Party.Side.PARTNER]
    unit = units.get(instrument.owner_unit_id)
    held = {party.organisation.country_id for party in theirs}
    country = next(iter(held)) if len(held) == 1 else None
    return {
        "is_home": instrument.level in ("national", "subnational") or held == {"ID"},
        "level": instrument.level,
        "cells": (
            name_of(country, lang) if country in countries() else "",
            "; ".join(_named(party.organisation, lang) for party in theirs),
            "; ".join(_named(party.organisation, lang) for party in home),
            vocabulary("document_kinds").label(instrument.kind).in_(lang),
            instrument.title.in_(lang),
            _number(home), _number(theirs),
            _day(instrument.signed_on, lang), _day(instrument.in_force_from, lang),
            duration(instrument, lang), _end(instrument, lang),
            instrument.scope.in_(lang), instrument.status_written, instrument.next_step,
            (unit[0] if lang == "id" else unit[1]) if unit else "", instrument.note,
        ),
    }  # fmt: skip


def _named(organisation, lang) -> str:
    return organisation.name.in_(lang)


def _number(parties) -> str:
    return next((party.number for party in parties if party.number), "")


def _day(value, lang) -> str:
    return value.words(lang) if value else ""


def duration(instrument, lang) -> str:
    """How long it holds, as the bureau writes it."""
    if instrument.duration_rule == "EVERGREEN":
        return NO_END.in_(lang)
    if instrument.duration_rule == "TASK_BASED":
        return TASK.in_(lang)
    words = []
    if instrument.months:
        years, rest = divmod(instrument.months, 12)
        words.append((MONTHS if rest else YEARS).fill(n=instrument.months if rest else years))
    if instrument.duration_rule == "AUTO_RENEW":
        words.append(RENEWS)
    return ", ".join(word.in_(lang) for word in words)


def _end(instrument, lang) -> str:
    return _day(instrument.until, lang) if instrument.duration_rule != "EVERGREEN" else ""


def _sheet(book, name, title, rows, lang):
    page = book.add_worksheet(name)
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E6EEF4"})
    bold, centre = (
        book.add_format({"bold": True}),
        book.add_format({"bold": True, "align": "center"}),
    )
    last = len(HEADS) - 1
    day = register.today()
    for number, words in enumerate(
        (title, OFFICE.in_(lang), AS_OF.in_(lang).format(day=_today(day, lang)))
    ):
        page.merge_range(number, 0, number, last, words, centre)
    for column, (words, width) in enumerate(HEADS):
        page.set_column(column, column, width)
        page.write_string(4, column, words.in_(lang), head)
    at = 5
    for letter, (label, mine) in zip("ABCDEF", _sections(rows, lang), strict=False):
        page.merge_range(at, 0, at, last, f"{letter}. {label}", bold)
        at += 1
        for row in mine:
            at = _row(page, at, row, plain)
    page.freeze_panes(5, 0)
    page.repeat_rows(4)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _today(day, lang) -> str:
    return PartialDate.of(day).words(lang)


def _row(page, at, row, plain) -> int:
    page.write_string(at, 0, str(row["number"]), plain)
    for column, words in enumerate(row["cells"], start=1):
        page.write_string(at, column, words[:MOST_CHARACTERS], plain)
    return at + 1


def _sections(rows, lang):
    """(heading, rows) by level, the rows numbered through the sheet."""
    known = sorted({row["level"] for row in rows} - set(LEVELS))
    found, number = [], 0
    for level in (*LEVELS[:-1], *known, ""):
        mine = [row for row in rows if row["level"] == level]
        for row in mine:
            number += 1
            row["number"] = number
        if mine:
            label = vocabulary("levels").label(level) if level else OTHERS
            found.append((label.in_(lang).upper(), mine))
    return found
