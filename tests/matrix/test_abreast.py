"""Tables side by side with another below them, and transposed tables one below the other."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ecoop.matrix.reading import MatrixReading, read_matrix

HEADS = ["No", "Mitra", "Jenis Naskah", "Tentang", "Tanggal Penandatanganan", "Jangka Waktu"]
ENGLISH = ["#", "Counterpart", "Type of Instrument", "Subject", "Date of Signature", "Validity"]


def _table(sheet: Worksheet, row: int, col: int, heads: list[str], titles: list[str]) -> None:
    for step, head in enumerate(heads):
        sheet.cell(row, col + step, head)
    for number, title in enumerate(titles, start=1):
        values = [number, "BMKG", "MoU", title, f"{number} Mei 2021", "5 tahun"]
        for step, value in enumerate(values):
            sheet.cell(row + number, col + step, value)


def _read(book: Workbook, folder: Path) -> MatrixReading:
    book.save(folder / "book.xlsx")
    return read_matrix(folder / "book.xlsx", as_of=date(2025, 12, 31))


def test_a_table_below_two_that_stand_side_by_side(tmp_path):
    book = Workbook()
    sheet = book.active
    _table(sheet, 3, 1, HEADS, ["Peringatan dini", "Logistik"])
    _table(sheet, 3, 8, ENGLISH, ["Drills", "Training", "Radio"])
    sheet.cell(9, 2, "C. MULTILATERAL")
    _table(sheet, 10, 2, HEADS, ["Relawan", "Dapur umum"])

    records = _read(book, tmp_path).records

    found = [(record.row, record.title) for record in records]
    assert found == [(4, "Peringatan dini"), (4, "Drills"), (5, "Logistik"), (5, "Training"),
                     (6, "Radio"), (11, "Relawan"), (12, "Dapur umum")]  # fmt: skip
    assert [record.signed_on for record in records[-2:]] == ["2021-05-01", "2021-05-02"]


def test_a_table_above_two_that_stand_side_by_side(tmp_path):
    book = Workbook()
    sheet = book.active
    _table(sheet, 2, 3, HEADS, ["Relawan", "Dapur umum"])
    sheet.cell(6, 1, "Dalam negeri dan luar negeri")
    _table(sheet, 7, 1, HEADS, ["Peringatan dini", "Logistik"])
    _table(sheet, 7, 8, ENGLISH, ["Drills", "Training"])

    records = _read(book, tmp_path).records

    assert [record.title for record in records] == [
        "Relawan", "Dapur umum", "Peringatan dini", "Drills", "Logistik", "Training",
    ]  # fmt: skip
    assert all(record.expires_on and record.expires_on.startswith("2026") for record in records)


def test_transposed_tables_whose_statuses_sound_like_heads(tmp_path):
    book = Workbook()
    sheet = book.active
    lines = [["Mitra", "BMKG", "Basarnas", "PMI"], ["Jenis", "PKS", "MoU", "MoU"],
             ["Judul", "Peringatan dini", "Gladi", "Relawan"],
             ["Tanggal Ditandatangani", "1 Mei 2012", "2 Mei 2013", "3 Mei 2023"],
             ["Jangka Waktu", "5 tahun", "5 tahun", "5 tahun"],
             ["Status", "Berakhir", "Habis masa berlaku", "Masih berlaku"],
             ["PIC", "Biro A", "Biro B", "Biro C"]]  # fmt: skip
    for start in (3, 12):
        for step, line in enumerate(lines):
            for col, value in enumerate(line, start=1):
                sheet.cell(start + step, col, value)

    records = _read(book, tmp_path).records

    assert [record.title for record in records] == ["Peringatan dini", "Gladi", "Relawan"] * 2
    assert [record.status for record in records[:3]] == ["expired", "expired", "active"]
    assert [record.pic for record in records[3:]] == ["Biro A", "Biro B", "Biro C"]


def test_a_section_that_is_the_name_of_a_kind_holds_for_programmes_below_it(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["No", "Mitra", "Tentang", "Nomor & Tanggal", "Penjab"])
    rows = {
        "PERJANJIAN KERJA SAMA": ["Program relawan", "Logistik"],
        "LETTER OF INTENT": ["Program radio", "Nota Kesepahaman tentang gladi"],
    }
    for section, titles in rows.items():
        sheet.append([section])
        for number, title in enumerate(titles, start=1):
            sheet.append([number, "BMKG", title, f"No. {number}/KS\n{number} Mei 2021", "Biro A"])

    records = _read(book, tmp_path).records

    assert [record.doc_type for record in records] == ["pks", "pks", "letter_of_intent", "mou"]
    assert [record.pic for record in records] == ["Biro A"] * 4
