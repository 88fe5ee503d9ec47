"""Papers signed on one day with many partners are not duplicates of one another."""

from datetime import date

from openpyxl import Workbook

from ecoop.matrix.reading import read_matrix

PARTNERS = [
    "Universitas Syiah Kuala",
    "Institut Teknologi Bandung",
    "Universitas Udayana",
    "UPN Veteran",
]


def test_one_signing_day_with_four_universities(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["No", "Tentang", "Para Pihak", "Bentuk", "Tanggal"])
    for number, partner in enumerate(PARTNERS, start=1):
        title = f"Nota Kesepahaman BNPB - {partner} on disaster research"
        sheet.append([number, title, f"BNPB – {partner}", "NK", "28 Februari 2013"])
    sheet.append([5, "NK BNPB dengan ITB tentang penelitian bencana", "ITB", "NK", "28/2/2013"])
    book.save(tmp_path / "signing.xlsx")

    read = read_matrix(tmp_path / "signing.xlsx", as_of=date(2025, 12, 31))

    assert [record.duplicate_of for record in read.records[:4]] == [None] * 4
    assert read.records[4].duplicate_of == {"sheet": "Sheet", "row": 3}
