"""Layouts of other hands: what fresh eyes found, so that it stays mended."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from ecoop.matrix.reading import read_matrix
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.partnership import whose
from ecoop.matrix.reading.periods import read_period
from ecoop.matrix.reading.refusals import Unreadable

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


def _read(*rows, name="Sheet"):
    lines = [";".join(row) for row in rows]
    return read_matrix("\n".join(lines).encode(), filename=f"{name}.csv", as_of=date(2025, 12, 31))


LIKE = "No;Mitra;Negara;Jenis;Judul;No. Naskah;Tanggal tanda tangan"
ALIKE = [
    ("Logistik beras di Aceh", "Logistik beras di Banjarmasin", "", "", None),
    ("Logistik beras di Aceh", "Logistik beras di Banda Aceh", "", "", "duplicate"),
    ("Logistik beras", "Logistik beras", "3/KS/2019", "42/KS/2019", "possible_duplicate"),
    ("Logistik beras", "Logistik beras", "3/KS/2019", "No. 3/KS/2019", "duplicate"),
]


@pytest.mark.parametrize(("first", "second", "one", "two", "code"), ALIKE)
def test_places_and_numbers_tell_papers_apart(first, second, one, two, code):
    rows = [f"{n};JICA;Jepang;MoU;{title};{number};5 Mei 2019".split(";")
            for n, (title, number) in enumerate([(first, one), (second, two)], 1)]  # fmt: skip

    later = _read(LIKE.split(";"), *rows).records[1]

    codes = [one.code for one in later.findings if "duplicate" in one.code]
    assert codes == ([code] if code else [])
    assert bool(later.duplicate_of) is (code == "duplicate")


def test_a_reference_of_the_list_tells_no_papers_apart():
    rows = ["REF-01;AFAD;MoU;Pelatihan;5 Mei 2019", "REF-02;AFAD Turki;MoU;Pelatihan;05/05/2019"]

    read = _read(*(row.split(";") for row in ["Ref.;Mitra;Jenis;Judul;Tgl TTD", *rows]))

    assert read.records[1].duplicate_of == {"sheet": read.records[0].sheet, "row": 2}


def test_a_number_of_a_paper_is_no_date():
    heads = ["Mitra", "Judul", "No. & Tgl Dokumen", "Jangka Waktu"]
    rows = [
        ["Thailand", "MoU on Disaster Management", "12/BNPB/2014", "3 thn"],
        ["Malaysia", "MoU Latihan Bersama", "No. 5/BNPB/VII/2018 tgl 9 Juli 2018", "3 thn"],
        ["Filipina", "MoU Peringatan Dini", "7/BNPB/09-07-2019", "3 thn"],
    ]

    records = _read(heads, *rows).records

    assert [record.signed_on for record in records] == [None, "2018-07-09", "2019-07-09"]
    assert [one.code for one in records[0].findings] == ["number_only"]


def test_a_sheet_called_a_recapitulation_may_be_a_register():
    book = Workbook()
    sheet = book.active
    sheet.title = "LN rekap"
    sheet.append(["Mitra LN", "Dokumen", "No. & Tgl Dokumen", "Jk Waktu"])
    sheet.append(["Malaysia - NADMA", "MoU Kerja Sama Pengurusan Bencana", "9 Juli 2018", "5 thn"])
    sheet.append(["Brunei Darussalam - NDMC", "LoI", "12 Feb 2020", "2 thn"])
    sheet.append(["Myanmar", "MoU Kerja Sama Bencana", "2013", "5 thn"])
    sums = book.create_sheet("Rekap")
    for row in (["Jenis", "Jumlah"], ["MoU", 2], ["LoI", 1]):
        sums.append(row)

    records = read_matrix(_bytes(book), as_of=date(2025, 12, 31)).records

    assert [record.sheet for record in records] == ["LN rekap"] * 3
    assert [record.title for record in records][0] == "MoU Kerja Sama Pengurusan Bencana"
    assert [record.doc_type for record in records] == ["mou", "letter_of_intent", "mou"]


def _bytes(book):
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_of_two_columns_for_partners_that_of_countries_says_whose_they_are():
    heads = ["Mitra", "Negara/Lembaga Asal", "Jenis", "Judul", "Tanda Tangan"]
    rows = [
        ["National Emergency Management Agency", "Selandia Baru", "MoU", "Rencana Aksi", "2022"],
        ["Deltares", "Belanda", "MoU", "Riset Banjir", "3 Juli 2020"],
        ["UNDP", "PBB", "PKS", "Pemulihan", "14 Januari 2019"],
    ]

    records = _read(heads, *rows).records

    assert records[0].partner_names == [
        "National Emergency Management Agency (NEMA) of New Zealand"
    ]
    assert records[1].partner_names == ["Deltares"]


def test_a_column_that_says_nothing_to_us_is_told():
    heads = ["Mitra", "Jenis", "Judul", "Tgl TTD", "Kuadran", "Kosong"]

    read = _read(heads, ["AFAD", "MoU", "Pelatihan", "5 Mei 2019", "biru", ""])

    assert [(one.code, one.cell) for one in read.findings] == [("column_unread", "E1")]


@pytest.mark.parametrize(
    ("written", "months"),
    [("two and a half years", 30), ("dua setengah tahun", 30), ("dua tahun setengah", 30),
     ("satu setengah tahun", 18), ("5 tahun, diperpanjang setengah tahun", 60)],
)  # fmt: skip
def test_halves_of_years(written, months):
    assert read_period(written).months == months


@pytest.mark.parametrize(
    ("head", "field"),
    [("Lapses on", "expires_on"), ("Present standing", "status"), ("Thematic areas", "scope"),
     ("Concluded", "signed_on"), ("Desk", "pic"), ("Pemda", "partner")],
)  # fmt: skip
def test_heads_of_further_hands(head, field):
    assert heading(head).field == field


def test_the_position_of_a_list_is_its_day():
    lines = "Position at 31 March 2026;;;\nPartner;Type;Title;Signed\nAFAD;MoU;Drills;2019"

    read = read_matrix(lines.encode(), filename="a.csv")

    assert read.as_of == "2026-03-31"


@pytest.mark.parametrize("later", ["2018", "Mei 2018", "7 Mei 2018"])
def test_two_bodies_of_one_country_with_one_thing_in_one_year(later):
    heads = ["Mitra", "Negara", "Jenis", "Judul", "Tgl TTD"]
    rows = [["JICA", "Jepang", "MoU", "Sabo dan lahar Gunung Merapi", "2018"],
            ["Kementerian Pertanahan (MLIT)", "Jepang", "MoU", "Sabo, lahar Gunung Merapi", later]]  # fmt: skip

    second = _read(heads, *rows).records[1]

    assert [one.code for one in second.findings] == ["possible_duplicate"]


def test_boxes_to_tick_beside_one_another_and_heads_among_other_words():
    heads = ["No", "Seluruh mitra yang bersangkutan", "Judul yang disetujui kedua pihak",
             "Tgl TTD", "Sisa masa berlaku", "MoU", "PKS", "Aktif", "Habis"]  # fmt: skip
    rows = [
        ["1", "AFAD Turki", "Penanganan darurat", "10 April 2025", "16 bulan", "v", "", "v", ""],
        ["2", "JICA", "Pelatihan tsunami", "1 Mei 2019", "-", "", "v", "", "v"],
    ]

    records = _read(heads, *rows).records

    assert [one.partner_written for one in records] == ["AFAD Turki", "JICA"]
    assert [one.title for one in records] == ["Penanganan darurat", "Pelatihan tsunami"]
    assert [one.doc_type for one in records] == ["mou", "pks"]
    assert [one.status_written for one in records] == ["Aktif", "Habis"]
    assert [one.duration_months for one in records] == [None, None]


@pytest.mark.parametrize(
    ("head", "field"),
    [("Name of university", "partner"), ("Calon Mitra", "partner"), ("Judul Rancangan", "title"),
     ("Dunia Usaha", "partner"), ("Sisa waktu (hari)", "extra")],
)  # fmt: skip
def test_heads_of_lists_of_drafts_and_of_universities(head, field):
    assert heading(head).field == field
    assert heading(head).score >= 0.5


def test_a_list_of_titles_and_days_tells_partner_and_length_in_its_words():
    rows = [
        ["MoU antara BNPB dan Kementerian ATR/BPN tentang Relokasi", "17 Juli 2017, 5 tahun"],
        ["Letter of Intent BNPB - CENAPRED Meksiko on Early Warning", "ttd. Mei 2018 (2 tahun)"],
        ["Deklarasi Sendai Framework", "18 Maret 2015"],
    ]

    records = _read(["Uraian Kerja Sama", "Waktu"], *rows).records

    assert [(one.partner_written, one.partner_country_iso2) for one in records] == [
        ("Kementerian ATR/BPN", "ID"), ("CENAPRED Meksiko", "MX"), (None, "")]  # fmt: skip
    assert [one.duration_months for one in records] == [60, 24, None]
    assert "partner_from_title" in [one.code for one in records[0].findings]


def test_names_that_begin_with_a_kind_are_titles():
    heads = ["Kode", "Donor", "Nama Hibah", "Tgl Efektif", "Tgl Closing"]
    rows = [["HLN-01", "AusAID", "Hibah AIFDR", "1 April 2009", "30 Juni 2015"],
            ["HLN-02", "USAID", "Hibah APIK", "1 November 2015", "31 Oktober 2020"]]  # fmt: skip

    records = _read(heads, *rows).records

    assert [(one.title, one.doc_type) for one in records] == [
        ("Hibah AIFDR", "grant"), ("Hibah APIK", "grant")]  # fmt: skip


@pytest.mark.parametrize("name", ["Kemdikbudristek", "Mahkamah Agung", "Polda Jateng"])
def test_bodies_of_the_state_are_ours(name):
    assert whose(country="", partner=name, title="", above=()).iso2 == "ID"


def test_lines_with_another_separator_are_cut_like_the_others():
    lines = ["No;Mitra;Jenis;Judul;Tgl TTD", "1;AFAD;MoU;Pelatihan;5 Mei 2019",
             '2,JICA,MoU,Logistik,"7 Mei 2019"', "3\tUSAID\tMoU\tAir\t8 Mei 2019"]  # fmt: skip

    read = read_matrix("\n".join(lines).encode(), filename="a.csv", as_of=date(2025, 12, 31))

    assert [one.signed_on for one in read.records] == ["2019-05-05", "2019-05-07", "2019-05-08"]


def test_a_csv_called_a_workbook_is_told_what_it_is():
    with pytest.raises(Unreadable) as refused:
        read_matrix(b"No;Mitra;Judul\n1;AFAD;Pelatihan\n", filename="a.xlsx")

    assert refused.value.code == "called_a_workbook"


@pytest.mark.parametrize(
    ("written", "until", "months", "is_told"),
    [("31 Januari 2025; diperpanjang 2 tahun", "2025-01-31", None, True),
     ("5 tahun, telah diperpanjang selama 2 tahun", "", 60, True),
     ("until 31 May 2026, extended for 12 months", "2026-05-31", None, True),
     ("5 tahun dan dapat diperpanjang 2 tahun", "", 60, False),
     ("diperpanjang 2 tahun", "", 24, False)],
)  # fmt: skip
def test_the_length_of_an_extension_is_not_that_of_the_paper(written, until, months, is_told):
    period = read_period(written, lone="until")

    assert (period.until, period.months) == (until, months)
    assert ("extension_written" in period.remarks) is is_told


@pytest.mark.parametrize(
    ("title", "signed", "status"),
    [("MoU on drills (draf)", "", "draft"), ("Draft MoU on drills", "", "draft"),
     ("Konsep: arrangement on drills", "-", "draft"), ("Drills (masih draft)", "", "draft"),
     ("Draft guidelines on drills", "", "unknown"), ("MoU on drills (draf)", "5 Mei 2019", "active")],
)  # fmt: skip
def test_a_title_says_that_a_paper_is_a_draft(title, signed, status):
    heads = ["Mitra", "Judul", "Tgl TTD", "Masa berlaku"]
    length = "tidak terbatas" if signed.startswith("5") else ""

    read = _read(heads, ["AFAD", title, signed, length])

    assert [one.status for one in read.records] == [status]
