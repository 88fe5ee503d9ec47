"""Layouts of other hands: what fresh eyes found, so that it stays mended."""

from datetime import date

import pytest
from openpyxl import Workbook

from ecoop.matrix.reading import read_matrix
from ecoop.matrix.reading.periods import read_period

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


def test_two_levels_of_heads_of_which_some_stand_alone(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(
        [
            "Ref",
            "Counterpart",
            None,
            "Instrument",
            None,
            "Date",
            "Validity",
            None,
            "Remarks",
            "State",
        ]
    )
    sheet.append(
        [
            None,
            "Institution",
            "State/Region",
            "Form",
            "Subject matter",
            "Signed",
            "Effective",
            "Ends",
        ]
    )
    for area in ("B1:C1", "D1:E1", "G1:H1", "A1:A2", "I1:I2", "J1:J2"):
        sheet.merge_cells(area)
    rows = [("National Disaster Management Authority", "Pakistan", "Active"),
            ("Ministry of Emergency", "Republic of Korea", "Expired"),
            ("NEMA", "New Zealand", "Active"), ("Cabinet Office", "Japan", "Active")]  # fmt: skip
    for number, (body, state, status) in enumerate(rows, start=1):
        sheet.append([number, body, state, "MoU", f"Subject {number}", date(2022, 3, number), None,
                      date(2027, 3, number), "-", status])  # fmt: skip
    book.save(tmp_path / "levels.xlsx")

    read = read_matrix(tmp_path / "levels.xlsx", as_of=date(2025, 12, 31))

    assert [record.partner_country_iso2 for record in read.records] == ["PK", "KR", "NZ", "JP"]
    assert [record.title for record in read.records] == [f"Subject {n}" for n in (1, 2, 3, 4)]
    assert [record.expires_on for record in read.records] == [f"2027-03-0{n}" for n in (1, 2, 3, 4)]
    assert [record.status_written for record in read.records] == [
        "Active",
        "Expired",
        "Active",
        "Active",
    ]
    assert [record.status_conflict for record in read.records] == [False, True, False, False]


@pytest.mark.parametrize(
    ("written", "months"),
    [("3 years, automatically renewed for further periods of 3 years", 36),
     ("5 tahun, dapat diperpanjang untuk 5 tahun berikutnya", 60), ("2 tahun 6 bulan", 30)],
)  # fmt: skip
def test_a_renewal_does_not_lengthen_the_first_period(written, months):
    assert read_period(written).months == months


NUMBERED = [
    ("Proyek Kesiapsiagaan Fase 1", "Proyek Kesiapsiagaan Fase 2"),
    ("Proyek Kesiapsiagaan Tahap I", "Proyek Kesiapsiagaan Tahap III"),
    ("Sekolah Aman Bencana SMA Negeri 1 Padang", "Sekolah Aman Bencana SMA Negeri 2 Padang"),
]


@pytest.mark.parametrize(("first", "second"), NUMBERED)
def test_what_differs_by_its_number_is_another_paper(first, second):
    lines = ["No;Mitra;Negara;Jenis;Judul;Tanggal tanda tangan;Status"]
    lines += [
        f"{n};JICA;Jepang;MoU;{title};5 Mei 2019;Berlaku" for n, title in enumerate([first, second])
    ]
    lines += [f"3;JICA;Jepang;MoU;{second};5 Mei 2019;Berlaku"]

    read = read_matrix("\n".join(lines).encode(), filename="a.csv", as_of=date(2025, 12, 31))

    assert [record.duplicate_of for record in read.records[:2]] == [None, None]
    assert read.records[2].duplicate_of == {"sheet": read.records[1].sheet, "row": 3}
