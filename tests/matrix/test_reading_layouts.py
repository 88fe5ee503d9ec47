"""Layouts that clerks really make, one small sheet each."""

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from ecoop.matrix.reading import MatrixReading, read_matrix

AS_OF = dt.date(2025, 12, 31)


def sheet_of(
    rows: Sequence[Sequence], *, title: str = "Matriks", merges: Sequence[str] = ()
) -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for area in merges:
        book.active.merge_cells(area)
    return book


def read(book: Workbook) -> MatrixReading:
    out = io.BytesIO()
    book.save(out)
    return read_matrix(out.getvalue(), filename="layout.xlsx", as_of=AS_OF)


def told(reading: MatrixReading, *names: str) -> list[tuple]:
    return [tuple(getattr(record, name) for name in ("row", *names)) for record in reading.records]


def codes(reading: MatrixReading) -> list[set[str]]:
    return [{each.code for each in record.findings} for record in reading.records]


def test_english_matrix_with_periods_and_combined_heads():
    reading = read(sheet_of([
        ["MATRIX OF INTERNATIONAL COOPERATION"], ["As of 30 June 2025"], [],
        ["No.", "Partner Country/Organization", "Title of the Agreement", "Legal Instrument", "Date & Place of Signing", "Period of Validity", "Status/Remarks"],
        [1, "Japan (JICA)", "Technical Cooperation on Mitigation", "Record of Discussion (R/D)", "Jakarta, 12 May 2014", "12 May 2014 - 11 May 2019", "Expired"],
        [2, "Republic of Korea (MOIS)", "MoU on Disaster Management", "MoU", "Seoul, May 2023", "5 years", "Ongoing"],
        ["Total", 2],
    ]))  # fmt: skip

    assert told(
        reading, "partner_country_iso2", "doc_type", "signed_on", "expires_on", "status"
    ) == [
        (5, "JP", "record_of_discussion", "2014-05-12", "2019-05-11", "expired"),
        (6, "KR", "mou", "2023-05", "2028-05", "active"),
    ]


def test_country_rows_head_groups():
    reading = read(sheet_of([
        ["NO", "NEGARA / DOKUMEN", "TANGGAL", "MASA BERLAKU", "KET"],
        ["1", "JEPANG"],
        ["", "a. MoC BNPB - Cabinet Office tentang PB", "10 April 2015", "5 tahun", "Berakhir"],
        ["", "b. RoD BNPB - JICA", "2 Mei 2018", "3 tahun", "Berakhir"],
        ["2", "AUSTRALIA"],
        ["", "a. MoU BNPB - DFAT", "9 Oktober 2024", "s.d. 2027", "Berlaku"],
    ]))  # fmt: skip

    assert told(reading, "partner_country_iso2", "doc_type", "expires_on") == [
        (3, "JP", "moc", "2020-04-10"), (4, "JP", "record_of_discussion", "2021-05-02"), (6, "AU", "mou", "2027"),
    ]  # fmt: skip


def test_two_parties_with_a_number_each_under_two_level_heads():
    reading = read(sheet_of([
        ["NO", "PIHAK I", "PIHAK II", "NOMOR", None, "TENTANG", "TANGGAL", None, "KETERANGAN"],
        [None, None, None, "PIHAK I", "PIHAK II", None, "MULAI", "BERAKHIR", None],
        [1, "BNPB", "Universitas Indonesia", "12/BNPB/2015", "45/UI/2015", "Nota Kesepahaman tentang penelitian", "10-04-2015", "10-04-2020", "Berakhir"],
    ], merges=["D1:E1", "G1:H1", "A1:A2", "B1:B2", "C1:C2", "F1:F2", "I1:I2"]))  # fmt: skip

    assert told(reading, "our_party", "partner_written", "number_ours", "number_theirs", "in_force_from", "expires_on") == [
        (3, "BNPB", "Universitas Indonesia", "12/BNPB/2015", "45/UI/2015", "2015-04-10", "2020-04-10"),
    ]  # fmt: skip


def test_ticked_boxes_give_kind_and_status():
    reading = read(sheet_of([
        ["NO", "MITRA", "JENIS", None, "JUDUL", "TGL TTD", "MASA BERLAKU", "STATUS", None],
        [None, None, "MoU", "PKS", None, None, None, "Aktif", "Tidak Aktif"],
        [1, "JICA", "V", None, "Mitigasi bersama", "1 Mei 2020", "5 Tahun", "V", None],
        [2, "UGM", None, "√", "Riset bersama", "1 Mei 2024", "5 Tahun", "x", None],
    ], merges=["C1:D1", "H1:I1"]))  # fmt: skip

    assert told(reading, "doc_type", "status_written", "status_conflict") == [
        (3, "mou", "Aktif", True), (4, "pks", "Aktif", False),
    ]  # fmt: skip


def test_formulas_without_stored_result_and_formats_with_words():
    book = sheet_of([
        ["No", "Negara", "Judul", "Jenis", "Tanggal TTD", "Lama", "Tanggal Berakhir"],
        [1, "Jepang", "MoC A", "MoC", dt.date(2020, 4, 10), 5, "=EDATE(E2,12*F2)"],
        [2, "Fiji", "MoU B", "MoU", dt.date(2024, 4, 10), 3, "=DATE(YEAR(E3)+F3,MONTH(E3),DAY(E3))"],
    ])  # fmt: skip
    for row in (2, 3):
        book.active[f"F{row}"].number_format = '0 "tahun"'
    book.active["E2"].number_format = "mm/dd/yy"

    reading = read(book)

    assert told(reading, "signed_on", "duration_months", "expires_on") == [
        (2, "2020-04-10", 60, "2025-04-10"), (3, "2024-04-10", 36, "2027-04-10"),
    ]  # fmt: skip
    assert all("formula_computed" in each for each in codes(reading))


def test_struck_rows_hidden_rows_and_hidden_columns_are_left_out_and_said_so():
    book = sheet_of([
        ["No", "Negara", "Judul lama", "Judul", "Jenis", "Tanggal TTD", "Status"],
        [1, "Jepang", "x", "MoC A", "MoC", "1 Mei 2020", "Berlaku"],
        [2, "Fiji", "y", "MoU B", "MoU", "1 Mei 2021", "Berlaku"],
        [3, "India", "z", "MoU C", "MoU", "1 Mei 2022", "Berlaku"],
    ])  # fmt: skip
    sheet = book.active
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[4].hidden = True
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    sheet["G2"] = CellRichText(TextBlock(InlineFont(strike=True), "Berlaku "), "Berakhir")
    sheet["D2"].comment = Comment("cek naskah asli", "x")

    reading = read(book)

    assert told(reading, "title", "status_written") == [(2, "MoC A", "Berakhir")]
    assert codes(reading) == [{"partly_struck", "comment"}]
    assert {(each.row, each.reason) for each in reading.left_out} >= {
        (3, "struck_row"),
        (4, "hidden_row"),
    }
    assert [each.code for each in reading.findings] == ["hidden_column"]


def test_conflicts_are_reported():
    reading = read(sheet_of([
        ["No", "Mitra", "Judul", "Jenis", "Nomor", "Tanggal TTD", "Jangka Waktu", "Tanggal Berakhir", "Status"],
        [1, "TNI", "PKS logistik", "PKS", "12/BNPB/2020", "1 Mei 2020", "3 tahun", "1 Mei 2025", "Berlaku"],
        [2, "UGM", "MoU riset", "MoU", "12/BNPB/2020", "1 Mei 2021", "5 tahun", "1 Mei 2020", ""],
        [3, "IPB", "MoU kebakaran", "MoU", "14/X/2020", "31/02/2021", "5 (enam) tahun", "", "Draft"],
    ]))  # fmt: skip

    assert codes(reading) == [
        {"expiry_conflict", "status_conflict"},
        {"expiry_conflict", "dates_out_of_order", "same_number"},
        {"impossible_date", "duration_contradicts_itself"},
    ]


def test_ditto_marks_and_blank_cells_mean_the_same_as_above():
    reading = read(sheet_of([
        ["No", "Negara", "Mitra", "Jenis", "Perihal", "Tgl", "Berlaku s/d"],
        [1, "Jepang", "JICA", "MoU", "A mitigasi", "1/5/2020", "1/5/2025"],
        [2, '"', '"', '"', "B latihan", "2/5/2021", "-"],
        [3, "sda", "MLIT", "RoD", "C riset", "3-5-2022", "s.d. 2026"],
        [4, None, None, "RoD", "D kajian", "3-5-2023", None],
    ]))  # fmt: skip

    assert told(reading, "partner_country_iso2", "doc_type", "expires_on") == [
        (2, "JP", "mou", "2025-05-01"), (3, "JP", "mou", None), (4, "JP", "record_of_discussion", "2026"),
        (5, "JP", "record_of_discussion", None),
    ]  # fmt: skip


def test_labels_and_values_below_one_another():
    reading = read(sheet_of([
        ["LEMBAR DATA"], [],
        ["Negara", "Jepang"], ["Judul", "MoC BNPB - Cabinet Office"], ["Jenis Dokumen", "MoC"], ["Tanggal Penandatanganan", "10 April 2015"],
        ["Masa Berlaku", "5 tahun"], ["Ruang Lingkup", "- pelatihan"], [None, "- simulasi"], ["Status", "Berakhir"], [],
        ["Negara", "Australia"], ["Judul", "Subsidiary Arrangement"], ["Jenis Dokumen", "SA"], ["Tanggal Penandatanganan", "9/10/24"],
        ["Masa Berlaku", "2024-2027"], ["Status", None],
    ]))  # fmt: skip

    assert told(
        reading, "partner_country_iso2", "doc_type", "signed_on", "expires_on", "scope_items"
    ) == [
        (3, "JP", "moc", "2015-04-10", "2020-04-10", ["pelatihan", "simulasi"]),
        (12, "AU", "subsidiary_arrangement", "2024-10-09", "2027", []),
    ]


def test_a_transposed_table_gives_a_record_for_each_column():
    reading = read(sheet_of([
        ["No", 1, 2, 3], ["Negara", "Jepang", "Fiji", "Turki"], ["Judul", "MoU A", "MoU B", "MoU C"], ["Jenis", "MoU", "MoU", "PKS"],
        ["Tanggal", "1 Jan 2020", "2 Feb 2021", "3 Mar 2022"], ["Masa Berlaku", "3 tahun", "5 tahun", "tidak terbatas"],
    ]))  # fmt: skip

    assert told(reading, "partner_country_iso2", "signed_on", "expires_on", "indefinite") == [
        (1, "JP", "2020-01-01", "2023-01-01", False), (1, "FJ", "2021-02-02", "2026-02-02", False), (1, "TR", "2022-03-03", None, True),
    ]  # fmt: skip


def test_a_table_without_heads_is_read_by_content_and_marked_as_a_guess():
    reading = read(sheet_of([
        [1, "Jepang", "MoC BNPB - Cabinet Office tentang mitigasi", "MoC", "10 April 2015", "5 tahun", "Berakhir"],
        [2, "Australia", "Subsidiary Arrangement SIAP SIAGA kedua", "SA", "9/10/24", "2024-2027", "Berlaku"],
        [3, "Fiji", "MoU RI - Fiji tentang penanggulangan", "MoU", "06/2016", "3 tahun", "Berakhir"],
    ]))  # fmt: skip

    assert told(reading, "partner_country_iso2", "doc_type", "expires_on") == [
        (1, "JP", "moc", "2020-04-10"), (2, "AU", "subsidiary_arrangement", "2027"), (3, "FJ", "mou", "2019-06"),
    ]  # fmt: skip
    assert "columns_guessed" in [each.code for each in reading.findings]


def test_the_sheet_of_a_year_completes_its_dates():
    reading = read(sheet_of([
        ["No", "Mitra", "Judul", "Tanggal", "Masa Berlaku"],
        [1, "JICA", "MoC mitigasi", "10 April", "5 tahun"],
    ], title="2019"))  # fmt: skip

    assert told(reading, "signed_on", "expires_on") == [(2, "2019-04-10", "2024-04-10")]
    assert "year_from_context" in codes(reading)[0]


def test_a_corrected_mapping_is_obeyed():
    book = sheet_of([
        ["No", "Negara", "Uraian", "Judul", "Jenis", "Tanggal"],
        [1, "Jepang", "MoU yang benar", "kode 17", "MoU", "1 Mei 2020"],
    ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)

    reading = read_matrix(
        out.getvalue(),
        filename="a.xlsx",
        as_of=AS_OF,
        mappings={"Matriks": {"C": "title", "D": "number"}},
    )

    assert told(reading, "title", "number") == [(2, "MoU yang benar", "kode 17")]
