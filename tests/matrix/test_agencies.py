"""Lists as national agencies, embassies and units abroad keep them."""

import pytest
from openpyxl import Workbook

from tests.matrix.test_foreign_layouts import read as read_book
from tests.matrix.test_foreign_layouts import sheet_of


def read(*rows, name="Matriks"):
    book, _ = sheet_of(*rows, name=name)
    return read_book(book).records


def test_a_known_body_heads_the_papers_below_it():
    found = read(
        ("Mitra / Dokumen", "Jenis", "Tanggal", "Periode"),
        ("Hungaria",),
        ("Hibah peralatan banjir", "Hibah", "9/9/2019", "-"),
        ("Bank Dunia",),
        ("Pinjaman komponen kedua", "Pinjaman", "Nov 2019", "6 tahun"),
    )

    assert [one.partner_country_iso2 for one in found] == ["HU", ""]
    assert found[1].partner_names == ["World Bank"]


def test_a_body_of_many_countries_inherits_none_from_the_row_above():
    found = read(
        ("No", "Country", "Counterpart", "Instrument type", "Subject", "Signed"),
        (1, "Canada", "Global Affairs Canada", "Arrangement", "Gender", "Sept 2022"),
        (2, None, "UNESCO-IOC", "Project", "Tsunami ready communities", "2021"),
        (3, None, "Universitas Waterloo", "MoU", "Banjir", "2021"),
    )

    assert [one.partner_country_iso2 for one in found] == ["CA", "", "CA"]


def test_the_name_of_an_agency_above_a_list_does_not_make_its_papers_domestic():
    found = read(
        ("NATIONAL DISASTER MANAGEMENT AUTHORITY",),
        ("Name of instrument", "Type", "Date signed", "Term"),
        ("EUROPEAN UNION",),
        ("Arrangement with DG ECHO", "Arrangement", "5 December 2020", "2 years"),
        name="International",
    )

    assert found[0].partner_country_iso2 == ""


def test_the_column_of_kinds_is_the_one_that_holds_them():
    found = read(
        ("No", "Nama Mitra", "Kategori", "Naskah", "Judul Kegiatan", "Tanggal Ttd"),
        (1, "Save the Children", "NGO", "MoU", "Pendidikan aman", "1 Jan 2021"),
        (2, "ICRC", "Organisasi Internasional", "PKS", "Forensik", "6 Jun 2024"),
    )

    assert [one.doc_type for one in found] == ["mou", "pks"]


def test_kind_and_title_in_one_column():
    (found,) = read(
        ("No", "Tanggal & Tempat", "Pihak-pihak", "Bentuk & Judul", "Masa berlaku"),
        (1, "2 Mei 2023, Wina", "1. BNPB\n2. IAEA", "Pengaturan tentang kedaruratan nuklir", "3 tahun"),
    )  # fmt: skip

    assert (found.doc_type, found.title) == ("arrangement", "Pengaturan tentang kedaruratan nuklir")
    assert found.partner_country_iso2 == ""  # we stand in the cell too, but are nobody's partner


def test_small_numbers_under_years_are_lengths():
    found = read(
        ("Doc", "Date", "Years", "Party"),
        ("MOU", "07.05.2019", 5, "Ethiopia"),
        ("MOU", "08.05.2022", 3, "Tanzania"),
    )

    assert [one.expires_on for one in found] == ["2024-05-07", "2025-05-08"]


def test_the_column_of_countries_tells_the_country_beside_one_of_regions():
    found = read(
        ("Kawasan", "Negara", "Mitra", "Jenis", "Judul", "Ditandatangani"),
        ("Asia", "Singapura", "SCDF", "MoU", "USAR", "1-Feb-21"),
        ("Eropa", "Belgia", "B-FAST", "Arrangement", "Darurat", "4-May-23"),
    )

    assert [one.partner_country_iso2 for one in found] == ["SG", "BE"]


@pytest.mark.parametrize(
    ("written", "ends", "conflict"),
    [
        ("diperpanjang s.d. 1 Februari 2027", "2027-02-01", False),
        ("diusulkan diperpanjang s.d. 1 Februari 2027", "2024-02-01", True),
        ("tidak diperpanjang", "2024-02-01", True),
    ],
)
def test_an_extension_until_a_day_is_the_end(written, ends, conflict):
    (found,) = read(
        ("Negara", "Mitra", "Jenis", "Judul", "Ditandatangani", "Lama", "Perpanjangan", "Status"),
        ("Singapura", "SCDF", "MoU", "USAR", "1 Februari 2021", "3 tahun", written, "Berlaku"),
    )

    assert (found.expires_on, found.status_conflict) == (ends, conflict)


@pytest.mark.parametrize(
    "title",
    ["Rencana MoU bidang gunung api", "MoU bidang gunung api, masih dalam pembahasan"],
)
def test_a_title_of_a_paper_still_discussed_is_a_draft(title):
    (found,) = read(("No", "Mitra", "Uraian kerja sama"), (1, "Islandia", title))

    assert found.status == "draft"


def test_short_words_for_status_and_for_no_end():
    found = read(
        ("Mitra", "Jns", "Judul naskah", "Tgl ttd", "Jangka waktu", "Sts"),
        ("BPKP", "MoU", "Pengawasan", "20 Feb 2016", "tidak mempunyai batas waktu", "berlaku"),
        ("Pemprov Bali", "PKS", "Simulasi", None, None, "rancangan"),
    )

    assert [(one.indefinite, one.status) for one in found] == [(True, "active"), (False, "draft")]


def test_forms_of_two_columns_with_values_missing_are_forms():
    book = Workbook()
    sheet = book.active
    for first, kind, day, length, status in (
        (1, "MoU", "6 Oktober 2021", "36 bulan", "Aktif"),
        (10, "Letter of Intent", "19-09-2023", None, None),
    ):
        sheet.cell(first, 1, f"KERJA SAMA KE-{first}")
        for row, line in enumerate(
            (
                ("Judul", "Respons gempa", "Negara", "Maroko"),
                ("Mitra", "Kementerian Dalam Negeri", "Jenis", kind),
                ("Tgl. penandatanganan", day, "Jangka waktu", length),
                ("Status", status, "Unit", "Biro"),
            ),
            first + 1,
        ):
            for col, text in zip((1, 2, 4, 5), line, strict=True):
                sheet.cell(row, col, text)
    found = read_book(book).records

    assert [one.signed_on for one in found] == ["2021-10-06", "2023-09-19"]
    assert [one.doc_type for one in found] == ["mou", "letter_of_intent"]
