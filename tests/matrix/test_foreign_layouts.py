"""Layouts that another bureau might keep: each came from a workbook written to defeat the reader."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from ecoop.matrix.reading import read_matrix
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.partnership import whose
from ecoop.matrix.reading.periods import read_period
from ecoop.matrix.reading.signing import read_signing_text

AS_OF = dt.date(2025, 12, 31)
HEADS = ["No", "Negara", "Jenis", "Judul", "Tanggal TTD", "Masa Berlaku", "Status"]
ROWS = (
    (1, "Jepang", "MoU", "Peringatan dini tsunami", dt.date(2023, 3, 1), "5 tahun", "Berlaku"),
    (2, "Turki", "PKS", "Pelatihan tim reaksi cepat", "10-IV-2015", "5 tahun", "Berakhir"),
    (3, "Swiss", "LoI", "Pencarian di perkotaan", "1 Mei 2024", "3 tahun", "Berlaku"),
)


def read(book: Workbook, *, as_of=AS_OF):
    held = io.BytesIO()
    book.save(held)
    return read_matrix(held.getvalue(), filename="matriks.xlsx", as_of=as_of)


def sheet_of(*rows, name="Matriks"):
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def test_day_month_and_year_in_columns_of_their_own():
    book, sheet = sheet_of(
        ["No", "Negara", "Judul", "Bentuk", "Penandatanganan", None, None, "Jangka Waktu"],
        [None, None, None, None, "Tgl", "Bln", "Thn", None],
        [1, "Jepang", "Peringatan dini", "MoU", 26, 6, 2018, "5 tahun"],
        [2, "Australia", "Pelatihan", "MoU", 5, "X", 2020, "3 tahun"],
        [3, "India", "Riset", "PKS", "-", "Agustus", 2024, "1 tahun"],
        [4, "Fiji", "Logistik", "PKS", None, "-", 2021, "1 tahun"],
        [5, "Swiss", "Simulasi", "PKS", 31, 2, 2021, "1 tahun"],
    )
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2"):
        sheet.merge_cells(area)

    found = read(book).records

    signed = ["2018-06-26", "2020-10-05", "2024-08", "2021", None]
    assert [record.signed_on for record in found] == signed
    assert [record.expires_on for record in found] == [
        "2023-06-26", "2023-10-05", "2025-08", "2022", None,
    ]  # fmt: skip
    assert "impossible_date" in [finding.code for finding in found[4].findings]


def test_two_tables_side_by_side():
    left, right = HEADS, ["No", "Mitra", *HEADS[2:]]
    domestic = ("Universitas Mataram", "PKS", "Rekonstruksi Lombok", "2 Juni 2024", "2 tahun", "?")
    book, sheet = sheet_of([*left, None, *right])
    for number, row in enumerate(ROWS, start=1):
        sheet.append([*row, None, number, *domestic])

    found = read(book).records

    assert [(record.row, record.column) for record in found] == [
        (2, "A"), (2, "I"), (3, "A"), (3, "I"), (4, "A"), (4, "I"),
    ]  # fmt: skip
    assert [record.title for record in found[:2]] == [ROWS[0][3], domestic[2]]
    assert [record.expires_on for record in found[:2]] == ["2028-03-01", "2026-06-02"]
    assert found[3].duplicate_of == {"sheet": "Matriks", "row": 2, "column": "I"}


def test_a_summary_beside_the_table_is_no_second_table():
    book, sheet = sheet_of([*HEADS, None, "Jenis", "Jumlah"])
    for row, summary in zip(ROWS, (("MoU", 1), ("PKS", 1), ("LoI", 1)), strict=True):
        sheet.append([*row, None, *summary])

    found = read(book).records

    assert [record.title for record in found] == [row[3] for row in ROWS]
    assert [record.doc_type for record in found] == ["mou", "pks", "letter_of_intent"]


def test_a_transposed_table_tells_its_records_apart_by_column():
    labels = ["Negara/Organisasi", "Lembaga mitra", "Jenis naskah", "Judul", "Tanggal tanda tangan",
              "Masa berlaku", "Status"]  # fmt: skip
    values = [
        ("Jepang", "JICA", "MoU", "Peringatan dini", "1 Maret 2023", "5 tahun", "Valid"),
        ("Turki", "AFAD", "Agreement", "Pelatihan", "10 April 2015", "5 tahun", "Valid"),
    ]
    book, _ = sheet_of(*([label, *cells] for label, *cells in zip(labels, *values, strict=True)))

    found = read(book).records

    assert [(record.row, record.column) for record in found] == [(1, "B"), (1, "C")]
    assert [record.partner_country_iso2 for record in found] == ["JP", "TR"]
    assert [record.status_conflict for record in found] == [False, True]


GREEN, RED = "FF92D050", "FFFF0000"


@pytest.mark.parametrize("legend", ["beside", "inside", "by name"])
def test_a_status_told_by_colour_alone(legend):
    book, sheet = sheet_of(HEADS[:-1], *(row[:-1] for row in ROWS))
    for row, colour in ((2, GREEN), (3, GREEN), (4, RED)):
        for col in range(2, 7):
            sheet.cell(row, col).fill = PatternFill("solid", start_color=colour)
    if legend == "by name":
        sheet.cell(7, 2, "Catatan: hijau = masih berlaku, merah = sudah berakhir")
    for row, colour, words in ((7, GREEN, "Masih berlaku"), (8, RED, "Sudah berakhir")):
        if legend != "by name":
            shift = legend == "beside"
            sheet.cell(row, 3).fill = PatternFill("solid", start_color=colour)
            sheet.cell(row, 3 + shift, words)

    found = read(book).records

    assert [record.status for record in found] == ["active", "expired", "active"]
    assert [record.status_conflict for record in found] == [False, True, True]
    assert found[0].status_written.lower() == "masih berlaku"
    assert "status_from_colour" in [finding.code for finding in found[0].findings]


def test_colours_without_a_legend_mean_nothing():
    book, sheet = sheet_of(HEADS[:-1], *(row[:-1] for row in ROWS))
    for col in range(1, 7):
        sheet.cell(2, col).fill = PatternFill("solid", start_color=RED)

    assert [record.status_written for record in read(book).records] == [None] * 3


FORMULAS = (
    ("=EDATE(E2,F2*12)", '=IF(G2<TODAY(),"Expired","Active")', "2028-03-01", "active"),
    ("=DATE(YEAR(E3)+F3,MONTH(E3),DAY(E3))", '=IF(TODAY()>G3,"Kadaluarsa","Berlaku")', "2020-04-10",
     "expired"),
    ('=IF(F4="","",EDATE(E4,12*$F4)-1)', '=IF(AND(G4<>"",G4<TODAY()),"Expired","In force")',
     "2027-04-30", "active"),
    ("=IFERROR(EDATE(E5,F5*12),\"?\")", "=XLOOKUP(A5,Z:Z,Y:Y)", "2012-01-15", "expired"),
)  # fmt: skip


def test_formulas_that_nobody_computed():
    book, sheet = sheet_of(["No", "Negara", "Jenis", "Judul", "Tgl TTD", "Lama (tahun)", "Berakhir",
                            "Status"])  # fmt: skip
    signed = (dt.date(2023, 3, 1), dt.date(2015, 4, 10), dt.date(2024, 5, 1), dt.date(2009, 1, 15))
    years = (5, 5, 3, 3)
    for number, (end, status, _, _) in enumerate(FORMULAS):
        sheet.append(["=ROW()-1", "Jepang", "MoU", f"Kerja sama {'abcd'[number]}x", signed[number],
                      years[number], end, status])  # fmt: skip

    found = read(book).records

    assert [record.expires_on for record in found] == [want for _, _, want, _ in FORMULAS]
    assert [record.status for record in found] == [want for _, _, _, want in FORMULAS]
    assert [record.status_conflict for record in found] == [False] * 4
    assert "formula_not_computed" in [finding.code for finding in found[3].findings]


def test_today_in_a_formula_is_the_day_asked_for():
    book, sheet = sheet_of([*HEADS[:-1], "Berakhir", "Status"])
    sheet.append([*ROWS[0][:-1], dt.date(2028, 3, 1), '=IF(G2<TODAY(),"Expired","Active")'])

    assert read(book, as_of=dt.date(2028, 3, 2)).records[0].status_written == "Expired"
    assert read(book, as_of=dt.date(2028, 3, 1)).records[0].status_written == "Active"


@pytest.mark.parametrize("formula", ["=ROW(A:A)", "=IF(", "=DATE(1)", "=EDATE(E2)", "=1/0", "=SUM(A1:ZZ99999)",
                                     "=YEAR(\"x\")", "=A2", "=IF(TODAY()>\"x\",1,2)", "=((((", "=CHAR(-1)"])  # fmt: skip
def test_a_formula_that_cannot_be_computed_harms_nothing(formula):
    book, sheet = sheet_of(HEADS, *ROWS)
    sheet["G2"] = formula

    assert len(read(book).records) == 3


def test_a_head_for_signature_and_entry_into_force_is_that_of_the_signature():
    head = "Tanggal Penandatanganan / Entry into Force"
    book, _ = sheet_of([*HEADS[:4], head, *HEADS[5:]], *ROWS)

    assert [record.signed_on for record in read(book).records] == [
        "2023-03-01", "2015-04-10", "2024-05-01",
    ]  # fmt: skip


def test_a_country_as_heading_tells_whose_a_body_is():
    book, sheet = sheet_of(["No", "Mitra", "Jenis", "Judul", "Tanggal TTD"])
    for mark, country in (("I", "INDIA"), ("VIII", "NZ")):
        sheet.append([mark, country])
        sheet.append(
            ["a.", "National Institute of Disaster Management", "MoU", "Riset", "1/2/2020"]
        )

    assert [record.partner_country_iso2 for record in read(book).records] == ["IN", "NZ"]


def test_instructions_and_examples_are_no_records():
    book, sheet = sheet_of(HEADS, ["Contoh", *ROWS[0][1:]], *ROWS)
    guide = book.create_sheet("Petunjuk Pengisian")
    for row in (HEADS, *ROWS):
        guide.append(list(row))

    reading = read(book)

    assert [record.row for record in reading.records] == [3, 4, 5]
    assert ("Petunjuk Pengisian", None) in [(one.sheet, one.row) for one in reading.left_out]


@pytest.mark.parametrize(
    ("written", "months"),
    [("in force for 5 years unless terminated with six months notice", 60),
     ("5 tahun, dapat diakhiri dengan pemberitahuan 6 bulan sebelumnya", 60),
     ("5 tahun (60 bulan)", 60), ("1 (satu) tahun 6 (enam) bulan", 18), ("24m", 24)],
)  # fmt: skip
def test_a_length_is_not_mixed_with_that_of_a_notice(written, months):
    assert read_period(written).months == months


@pytest.mark.parametrize(
    ("written", "iso"),
    [("10/IV/15", "2015-04-10"), ("2015 April 10", "2015-04-10"), ("xx/04/2015", "2015-04"),
     ("tanggal belum diketahui (2015)", "2015"), ("10th day of April 2015", "2015-04-10"),
     ("belum ditandatangani 2015", "")],
)  # fmt: skip
def test_further_spellings_of_dates(written, iso):
    assert read_signing_text(written).iso == iso


@pytest.mark.parametrize(
    ("country", "partner", "iso2"),
    [("JPN", "", "JP"), ("Jepan", "", "JP"), ("Sri Langka", "", "LK"), ("Korsel", "", "KR"),
     ("", "Oregon National Guard", "US"), ("", "Kyushu Fire Bureau, Nagoya", "JP")],
)  # fmt: skip
def test_countries_by_code_slip_or_city(country, partner, iso2):
    assert whose(country=country, partner=partner, title="", above=()).iso2 == iso2


def test_a_workbook_of_nothing_but_an_example_is_read():
    book, _ = sheet_of(HEADS, *ROWS, name="Contoh")

    assert len(read(book).records) == 3


def test_the_year_of_a_document_number_is_no_date():
    head = "Nomor dan Tanggal Naskah"
    book, _ = sheet_of(
        ["No", "Mitra", "Judul", head, "Jenis"],
        [1, "AFAD", "Pelatihan", "Nomor 1/BNPB/KS/2009\ntanggal 11 Agustus 2017", "MoU"],
        [2, "JICA", "Logistik", "PKS/12/2015/BNPB, 2 Mei 2016", "PKS"],
    )

    assert [record.signed_on for record in read(book).records] == ["2017-08-11", "2016-05-02"]


def test_a_date_beside_a_length_is_the_start_or_the_end_by_the_signature():
    book, _ = sheet_of(
        HEADS[:-1],
        [1, "Jepang", "MoU", "Pelatihan", "2 Mei 2024", "31 Desember 2027 (3 tahun)"],
        [2, "Swiss", "MoU", "Logistik", "2 Mei 2024", "2 Mei 2024 (3 tahun)"],
    )

    assert [record.expires_on for record in read(book).records] == ["2027-12-31", "2027-05-02"]


@pytest.mark.parametrize(
    "words", ["Kampung Hijau berlaku di desa", "Green Climate Fund active programme"]
)
def test_a_title_with_a_colour_is_no_legend(words):
    book, sheet = sheet_of(HEADS[:-1], [9, "Jepang", "MoU", words, "1 Mei 2024", "-"])
    for col in range(1, 7):
        sheet.cell(2, col).fill = PatternFill("solid", start_color=GREEN)

    assert read(book).records[0].status_written is None


def test_a_title_that_begins_with_initials_tells_the_country():
    found = whose(country="", partner="", title="USAID funding for mitigation", above=())

    assert found.iso2 == "US"


@pytest.mark.parametrize(
    ("head", "field"),
    [("Ctry.", "country"), ("Country of origin", "country"), ("Date of sig.", "signed_on"),
     ("Concluded on", "signed_on"), ("Tanggal disepakati", "signed_on"), ("EIF", "in_force_from"),
     ("Effective until", "expires_on"), ("Exp. dt", "expires_on"), ("Term of validity", "duration"),
     ("Dur.", "duration"), ("Subject matter", "title"), ("Type of Instr.", "kind"),
     ("Situation", "status"), ("Desk officer", "pic")],
)  # fmt: skip
def test_heads_as_other_hands_write_them(head, field):
    assert heading(head).field == field
    assert heading(head).score >= 0.5


def test_a_column_of_days_under_an_unknown_head_goes_before_one_of_years():
    book, _ = sheet_of(
        ["No", "Year", "Country", "Instrument", "Subject", "Zzyx", "Term"],
        [1, 2014, "Japan", "MoU", "Early warning of tsunamis", "Tokyo, 3 Feb 2015", "5 years"],
        [2, 2016, "Fiji", "MoU", "Relief goods for islands", dt.date(2016, 5, 17), "3 years"],
    )

    assert [one.signed_on for one in read(book).records] == ["2015-02-03", "2016-05-17"]
    assert heading("Done at / on").field == "signed_on"


def test_yes_and_no_under_a_status_are_claims():
    book, _ = sheet_of(
        [*HEADS[:-1], "In force?"],
        (1, "Jepang", "MoU", "Peringatan dini tsunami", "1 Maret 2018", "5 tahun", "yes"),
        (2, "Turki", "PKS", "Pelatihan tim reaksi cepat", "10 April 2015", "5 tahun", "no"),
        (3, "Swiss", "LoI", "Pencarian di perkotaan", "1 Mei 2024", "3 tahun", "no"),
        (4, "Fiji", "MoU", "Logistik kepulauan", "1 Mei 2024", "-", "done"),
    )

    found = read(book).records

    assert [one.status_conflict for one in found] == [True, False, True, False]
    assert [one.status for one in found] == ["expired", "expired", "active", "completed"]
    assert found[0].status_written == "In force? yes"


def test_words_under_progress_are_a_status_and_no_ticks():
    english = ["No.", "Country", "Type", "Title", "Date of signing", "Duration", "Progress"]
    book, _ = sheet_of([*HEADS[:-1], "Perkembangan"], english, *ROWS)

    assert [one.status_written for one in read(book).records] == [row[-1] for row in ROWS]


def test_what_the_paper_is_about_is_its_title_where_no_column_holds_titles():
    book, _ = sheet_of(["No", "Nama Lembaga", "Jenis", "Pokok Kerja Sama", "Tanggal TTD", "Keterangan"],
                       [1, "UGM", "PKS", "Shelter evakuasi tsunami", "30-9-2021", ""],
                       [2, "ITB", "MoU", "Peta risiko likuefaksi", "1-4-2022", ""])  # fmt: skip

    titles = [one.title for one in read(book).records]
    assert titles == ["Shelter evakuasi tsunami", "Peta risiko likuefaksi"]


def test_a_transposed_table_may_count_its_records_in_the_first_line():
    book, _ = sheet_of(
        ["Uraian", "Naskah 1", "Naskah 2"], ["Negara", "Mongolia", "Fiji"], ["Jenis", "MoU", "RoD"],
        ["Judul", "Kerja sama kedaruratan", "Lokakarya siklon"], ["Tanggal TTD", "13 Nov 2012", "IX/2017"],
        ["Masa berlaku", "5 tahun", "s.d. April 2019"],
    )  # fmt: skip

    found = read(book).records

    assert [(one.row, one.title) for one in found] == [
        (1, "Kerja sama kedaruratan"), (1, "Lokakarya siklon"),
    ]  # fmt: skip
    assert [one.expires_on for one in found] == ["2017-11-13", "2019-04"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("tgl 3 bln 2 thn 2022", "2022-02-03"),
        ("2024.0", "2024"),
        ("NPHD 3/2018 tanggal 10 Desember 2018", "2018-12-10"),
        ("3/2018 s.d. 10 Desember 2020", "2018-03"),
    ],
)
def test_numbers_beside_dates(written, iso):
    assert read_signing_text(written).iso == iso


def test_a_comment_on_an_empty_cell_is_told():
    book, sheet = sheet_of(
        HEADS, *ROWS, (4, "Italia", "MoU", "Proteksi sipil", "1 Mei 2024", None, "")
    )
    sheet["F5"].comment = Comment("Sudah diakhiri 17/8/2025", "kasubdit")

    told = [one for one in read(book).records[3].findings if one.code == "comment"]
    assert [(one.cell, "17/8/2025" in one.message.en) for one in told] == [("F5", True)]


def test_formulas_that_lean_on_one_another_are_each_read_once():
    book, sheet = sheet_of(HEADS, *ROWS)
    sheet["J23"] = 1
    for row in range(1, 23):
        sheet.cell(row, 10, f"=J{row + 1}+J{row + 1}")
    sheet["E2"], sheet["K2"], sheet["K3"] = "=DATE(2023,3,J23)", "=K3", "=K2"

    assert read(book).records[0].signed_on == "2023-03-01"
