"""Matrices of other offices: lists without columns of dates, everyday words, boxes filled with words."""

import datetime as dt

import pytest

from ecoop.matrix.reading import read_matrix
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.kinds import kind_in_title
from ecoop.matrix.reading.statuses import status_in_notes, status_of
from ecoop.matrix.reading.titles import day_in_title, period_in_title
from tests.matrix.workbooks import sheets

AS_OF = dt.date(2025, 12, 31)


def read(*rows, name="Matriks", more=None):
    content = sheets({name: rows, **(more or {})})
    return read_matrix(content, filename="matriks.xlsx", as_of=AS_OF)


def test_days_and_periods_that_stand_only_in_the_titles():
    found = read(
        ("No.", "Mitra Kerja Sama", "Uraian Dokumen Kerja Sama", "Kondisi"),
        (1, "Jepang - JICA", "Record of Discussion Informasi Risiko (Jakarta, 3 Mei 2018)", "Selesai"),
        (2, "Kanada - GAC", "Hibah Ketangguhan Perempuan (2022)", None),
        (3, "Turki - AFAD", "Rencana Aksi 2026-2027", "Draf"),
        (4, "Swiss", "MoU Kesiapsiagaan, ttd 21-07-2020, s.d. 21-07-2025", "Aktif"),
        (5, "Timor-Leste", "Pengaturan Lintas Batas, Dili, 8 Februari 2024 (masa berlaku 2 tahun)", None),
    ).records  # fmt: skip

    assert [(one.signed_on, one.expires_on) for one in found] == [
        ("2018-05-03", None), ("2022", None), (None, "2027"), ("2020-07-21", "2025-07-21"),
        ("2024-02-08", "2026-02-08"),
    ]  # fmt: skip
    assert [one.status_conflict for one in found] == [False, False, False, True, False]
    assert "date_from_text" in [one.code for one in found[0].findings]


@pytest.mark.parametrize(
    "title",
    [
        "MoU Pemulihan Pascagempa Palu 28 September 2018",
        "PKS Hunian Tetap Korban Gempa Palu, 28 September 2018",
        "Program Kesiapsiagaan tahun 2018",
        "MoU Riset (Jakarta, 1 Mei 2019; Tokyo, 3 Mei 2020)",
    ],
)
def test_no_day_of_signing_is_taken_from_what_a_title_is_about(title):
    assert day_in_title(title) == ""


def test_a_paper_does_not_hold_as_long_as_the_plan_that_it_serves():
    assert period_in_title("MoU Dukungan RPJMN 2020-2024") == ""
    assert period_in_title("Hibah Kesiapsiagaan, Periode 2019-2024") == "2019-2024"


def test_heads_that_ask_in_everyday_words():
    found = read(
        ("data kerjasama buat laporan",),
        ("Dengan siapa", "Dari mana", "Surat apa", "Soal apa", "Kapan diteken", "Berapa lama",
         "Sampai kapan", "Gimana sekarang"),
        ("JICA", "Jepang", "MoU", "alat sensor", "1 mei 2019", "3 taun", None, "udah abis"),
        ("SCDF", "Singapur", "MoU", "latihan SAR", "20/5/20", "lima thn", None, "masih"),
        ("DFAT", "Ausi", "hibah", "siap siaga", "2021", "-", "3 okt 23", "beres"),
        ("EMERCOM", "Rusia", "MoU", "pesawat", None, None, None, "belum diteken"),
    ).records  # fmt: skip

    assert [one.partner_country_iso2 for one in found] == ["JP", "SG", "AU", "RU"]
    assert [one.doc_type for one in found] == ["mou", "mou", "grant", "mou"]
    assert [one.signed_on for one in found] == ["2019-05-01", "2020-05-20", "2021", None]
    assert [one.expires_on for one in found] == ["2022-05-01", "2025-05-20", "2023-10-03", None]
    assert [one.status_conflict for one in found] == [False, True, False, False]
    assert found[3].status == "draft"


@pytest.mark.parametrize(
    ("head", "field"),
    [("Mulai kapan", "in_force_from"), ("Sampai kapan", "expires_on"), ("Tentang apa", "title"),
     ("Negara asal", "country"), ("Tanggal mulai dari", "in_force_from"), ("With whom", "partner")],
)  # fmt: skip
def test_a_head_that_asks_names_a_field(head, field):
    assert heading(head).field == field


def test_spoken_words_say_the_status_as_written_ones_do():
    assert status_in_notes("msh berlaku") == ("active", "msh berlaku")
    assert status_of("gak aktif") == "expired"
    assert status_of("blm diteken") == "draft"
    assert status_of("kelar") == "completed"


def test_a_box_for_other_kinds_is_filled_with_the_kind():
    found = read(
        ("No", "Pihak II", "JENIS NASKAH", None, None, "Pokok Kerja Sama", "Tanggal TTD"),
        (None, None, "MoU", "PKS", "Lainnya", None, None),
        (1, "AFAD", "√", None, None, "Kerja sama kegempaan", "10 April 2025"),
        (2, "JICA", None, None, "RoD", "Sistem peringatan dini", "3 Desember 2018"),
        (3, "DFAT", None, None, "√", "Dana kemitraan kemanusiaan", "1 Juli 2022"),
    ).records

    assert [one.doc_type for one in found][:2] == ["mou", "record_of_discussion"]
    assert found[2].doc_type_written == "Lainnya"


def test_a_list_of_grants_whose_day_is_the_only_fact_is_a_register():
    found = read(
        ("No", "Pemberi Hibah", "Kegiatan", "Tanggal Perjanjian", "Nilai Hibah"),
        (1, "Pemerintah Jepang", "Peralatan komunikasi", "2016", "JPY 500 juta"),
        (2, "USAID", "Ketangguhan kota", "Februari 2021", "USD 3 juta"),
        ("TOTAL", 2),
        name="Hibah",
    ).records

    assert [(one.signed_on, one.doc_type) for one in found] == [
        ("2016", "grant"),
        ("2021-02", "grant"),
    ]


def test_a_list_that_holds_only_starts_repeats_one_that_holds_the_days_of_signing():
    found = read(
        ("No", "Negara", "Mitra", "Judul", "Jenis", "Tanggal TTD", "Masa Berlaku"),
        (1, "Swiss", "SDC", "MoU kesiapsiagaan dan tanggap darurat", "MoU", "21 Juli 2020", "5 tahun"),
        (2, "Swiss", "SDC", "MoU logistik kemanusiaan", "MoU", "9 Mei 2022", "5 tahun"),
        more={"Semua": [
            ("Mitra (Negara)", "Bentuk", "Ruang Lingkup", "Mulai", "Sampai Dengan"),
            ("SDC - Swiss", "Nota Kesepahaman", "Kesiapsiagaan dan tanggap darurat", "21 Jul 2020", "21 Jul 2025"),
            ("SDC - Swiss", "Nota Kesepahaman", "Kesiapsiagaan dan tanggap darurat", "1 Jan 2024", "1 Jan 2027"),
        ]},
    ).records  # fmt: skip

    assert [one.duplicate_of is not None for one in found] == [False, False, True, False]


def test_a_total_beside_an_amount_written_as_text_is_no_record():
    lines = [
        "No;Negara;Jenis Dokumen;Judul Dokumen;Tanggal Penandatanganan;Tanggal Berakhir;Nilai (juta USD)",
        "1;Jepang;Hibah;Sistem peringatan dini;12/05/2021;11/05/2024;3,5",
        "2;Meksiko;Nota Kesepahaman;Asuransi bencana;19/10/2022;18/10/2025;1,2",
        "Jumlah;;;2 dokumen;;;4,7",
    ]

    found = read_matrix("\r\n".join(lines).encode("cp1252"), filename="m.csv", as_of=AS_OF)

    assert [one.row for one in found.records] == [2, 3]


def test_a_number_below_a_number_belongs_to_the_same_paper():
    found = read(
        ("No", "Perihal", "Mitra", "Tanggal PKS", "Jangka Waktu", "Nomor"),
        (1, "Desa tangguh", "Universitas Jember", "28 Sept 2023", "3 tahun", "360/1/2023"),
        (None, None, None, None, None, "112/UN25/2023"),
        (2, "Radio darurat", "RRI", "5-5-2020", "dua tahun", "360/2/2020"),
    ).records

    assert [(one.row, one.last_row) for one in found] == [(2, 3), (4, 4)]
    assert found[1].section == ""


def test_a_section_below_a_note_in_the_middle_is_a_section():
    found = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal TTD", "Masa Berlaku"),
        (1, "Kyoto University", "MoU", "Riset longsor", "1 April 2022", "5 tahun"),
        ("Catatan: kontak bersama",),
        (2, "University of Canterbury", "MoU", "Riset gunung api", "20 Agustus 2019", "5 tahun"),
        ("DALAM NEGERI",),
        (3, "Universitas Jember", "PKS", "Desa tangguh", "28 September 2023", "3 tahun"),
    ).records

    assert [one.section for one in found] == ["", "", "DALAM NEGERI"]


def test_kinds_are_known_in_the_plural():
    assert kind_in_title("D. IMPLEMENTING ARRANGEMENTS", strict=True) == "implementing_arrangement"


def test_what_a_form_says_a_paper_is_for_is_its_title():
    found = read(
        ("Pihak Kedua", "Prefektur Shiga, Jepang"),
        ("Bentuk Kerja Sama", "Letter of Intent"),
        ("Maksud", "Sister province bidang kebencanaan"),
        ("Waktu Penandatanganan", "9 Agustus 2022"),
        ("Masa Kerja Sama", "3 tahun"),
    ).records

    assert [one.title for one in found] == ["Sister province bidang kebencanaan"]
