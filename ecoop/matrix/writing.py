"""The bureau's layout written back: records to a workbook that reads as the same records.

Pure: no Django, no database. Cells are typed as text or dates, so that nothing a partner wrote can
run as a formula (CWE-1236).
"""

import datetime as dt
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ecoop.matrix.reading.kinds import kind_in_cell
from ecoop.matrix.reading.model import Record
from ecoop.matrix.reading.written_dates import MONTHS
from ecoop.places.gazetteer import country_of, name_of

MANY_COUNTRIES = "Organisasi internasional"
_MONTH_NAMES = ("", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                "September", "Oktober", "November", "Desember")  # fmt: skip
_KIND_WORDS = {
    "agreement": "Persetujuan", "mou": "Nota Kesepahaman", "moc": "Memorandum Kerja Sama",
    "pks": "Perjanjian Kerja Sama", "arrangement": "Pengaturan",
    "subsidiary_arrangement": "Subsidiary Arrangement",
    "implementing_arrangement": "Pengaturan Pelaksanaan", "amendment": "Amandemen",
    "plan_of_action": "Rencana Aksi", "letter_of_intent": "Letter of Intent",
    "record_of_discussion": "Record of Discussion", "grant": "Hibah", "loan": "Pinjaman",
    "programme": "Program", "project": "Proyek", "handover_record": "Berita Acara Serah Terima",
    "joint_statement": "Pernyataan Bersama", "joint_agreement": "Kesepakatan Bersama",
    "declaration": "Deklarasi", "other": "Lainnya",
}  # fmt: skip
_COLUMNS = (
    ("No", 5), ("Negara", 18), ("Mitra", 30), ("Jenis Dokumen", 18), ("Judul", 45),
    ("Nomor Dokumen", 18), ("Nomor BNPB", 18), ("Nomor Mitra", 18), ("Tanggal TTD", 14),
    ("Mulai Berlaku", 14), ("Masa Berlaku", 18), ("Tanggal Berakhir", 14), ("Ruang Lingkup", 35),
    ("Status", 16), ("Tindak Lanjut", 25), ("PIC", 16), ("Keterangan", 25),
    ("Tempat Penandatanganan", 16),
)  # fmt: skip
_TITLE_ROWS = 4
assert set(map(str.lower, _MONTH_NAMES[1:])) <= set(MONTHS)  # noqa: S101  # what we write we read


@dataclass(frozen=True, slots=True)
class _Formats:
    title: Format
    head: Format
    section: Format
    text: Format
    day: Format


def write_matrix(records: Iterable[Record], *, as_of: dt.date | None = None) -> bytes:
    """A workbook with one sheet for each `record.sheet`, sections kept, rows in their order."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    formats = _Formats(
        title=book.add_format({"bold": True, "font_size": 13}),
        head=book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}),
        section=book.add_format({"bold": True, "bg_color": "#EEEEEE"}),
        text=book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
        day=book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1}),
    )
    sheets: dict[str, list[Record]] = {}
    for record in records:
        sheets.setdefault(record.sheet, []).append(record)
    taken: set[str] = set()
    for name, held in sheets.items() or {"Matriks": []}.items():
        sheet = book.add_worksheet(_sheet_name(name, taken))
        _write_sheet(sheet, name, held, formats, as_of)
    book.close()
    return out.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts: at most 31 letters, none of []:*?/\\, no twin."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name).strip().strip("'")[:31] or "Matriks"
    unique, number = plain, 2
    while unique.lower() in taken:
        unique = f"{plain[:27]} ({number})"
        number += 1
    taken.add(unique.lower())
    return unique


def _write_sheet(
    sheet: Worksheet, name: str, records: list[Record], formats: _Formats, as_of: dt.date | None
) -> None:
    sheet.write_string(0, 0, "MATRIKS KERJA SAMA", formats.title)
    sheet.write_string(1, 0, "BADAN NASIONAL PENANGGULANGAN BENCANA", formats.title)
    if as_of is not None:
        words = f"Keadaan s.d. {as_of.day} {_MONTH_NAMES[as_of.month]} {as_of.year}"
        sheet.write_string(2, 0, words)
    for col, (head, width) in enumerate(_COLUMNS):
        sheet.write_string(_TITLE_ROWS, col, head, formats.head)
        sheet.write_string(_TITLE_ROWS + 1, col, f"({col + 1})", formats.head)
        sheet.set_column(col, col, width)
    sheet.freeze_panes(_TITLE_ROWS + 2, 3)
    row, section = _TITLE_ROWS + 2, ""
    for number, record in enumerate(records, 1):
        if record.section != section:
            section = record.section
            sheet.merge_range(row, 0, row, len(_COLUMNS) - 1, "", formats.section)
            sheet.write_string(row, 0, section or "Lain-lain", formats.section)
            row += 1
        _write_record(sheet, row, number, record, formats)
        row += 1


def _write_record(
    sheet: Worksheet, row: int, number: int, record: Record, formats: _Formats
) -> None:
    sheet.write_number(row, 0, number, formats.text)
    dates = {8: record.signed_on, 9: record.in_force_from, 11: record.expires_on}
    for col, text in enumerate(_texts(record), 1):
        if col in dates:
            _write_date(sheet, row, col, dates[col], formats)
        elif text:
            sheet.write_string(row, col, text[:32_767], formats.text)
        else:
            sheet.write_blank(row, col, None, formats.text)


def _texts(record: Record) -> list[str]:
    """The cells after the running number; dates are written elsewhere."""
    return [
        _country(record),
        record.partner_written or "",
        _kind(record),
        record.title or "",
        record.number or "",
        record.number_ours or "",
        record.number_theirs or "",
        "",
        "",
        _duration(record),
        "",
        "\n".join(f"- {item}" for item in record.scope_items),
        record.status_written or "",
        record.follow_up or "",
        record.pic or "",
        record.notes or "",
        record.place or "",
    ]


def _country(record: Record) -> str:
    if record.partner_country_iso2 and len(record.partner_country_iso2) == 2:
        written = record.country_written or ""
        if country_of(written) == record.partner_country_iso2:
            return written
        return name_of(record.partner_country_iso2, "id")
    return MANY_COUNTRIES if record.partner_written else ""


def _kind(record: Record) -> str:
    written = record.doc_type_written or ""
    if written and kind_in_cell(written) == record.doc_type and record.doc_type != "other":
        return written
    return _KIND_WORDS.get(record.doc_type or "", "Lainnya")


def _duration(record: Record) -> str:
    if record.duration_months:
        years, rest = divmod(record.duration_months, 12)
        words = f"{record.duration_months} bulan" if rest else f"{years} tahun"
        return f"{words}, diperpanjang otomatis" if record.auto_renews else words
    if record.indefinite:
        return "tidak terbatas"
    return "sampai selesai kegiatan" if record.task_based and not record.expires_on else ""


def _write_date(sheet: Worksheet, row: int, col: int, iso: str | None, formats: _Formats) -> None:
    if not iso:
        sheet.write_blank(row, col, None, formats.text)
    elif len(iso) == 10 and int(iso[:4]) >= 1901:
        day = dt.datetime.combine(dt.date.fromisoformat(iso), dt.time())
        sheet.write_datetime(row, col, day, formats.day)
    elif len(iso) == 7:
        sheet.write_string(row, col, f"{_MONTH_NAMES[int(iso[5:])]} {iso[:4]}", formats.text)
    else:
        sheet.write_string(row, col, iso, formats.text)
