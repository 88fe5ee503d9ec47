"""Lists as bureaus keep them: gathered by standing, with codes of their own, two kinds side by side."""

import datetime as dt
import io
import zipfile

import pytest

from ecoop.matrix.reading import Unreadable, read_matrix
from ecoop.matrix.reading.partnership import whose
from ecoop.matrix.reading.periods import read_period
from tests.matrix.workbooks import ROWS, sheets, workbook

AS_OF = dt.date(2026, 9, 30)


def read(*rows, name="Matriks", more=None):
    content = sheets({name: rows, **(more or {})})
    return read_matrix(content, filename="matriks.xlsx", as_of=AS_OF)


def test_a_section_says_the_status_of_the_papers_below_it():
    found = read(
        ("RINGKASAN KERJA SAMA INTERNASIONAL",),
        (),
        ("I. KERJA SAMA YANG MASIH BERLAKU",),
        ("No", "Negara", "Nama Perjanjian", "Tahun TTD", "Masa Laku"),
        (1, "Australia", "Arrangement on Search and Rescue", 2023, "5 tahun"),
        (2, "India", "MoU on Coast Guard Cooperation", 2018, "5 tahun"),
        (),
        ("II. KERJA SAMA DALAM PROSES",),
        ("No", "Negara", "Nama Perjanjian", "Perkembangan"),
        (1, "Malaysia", "SAR Agreement", "Naskah diterima"),
    ).records

    assert [one.status for one in found] == ["active", "expired", "draft"]
    assert [one.status_conflict for one in found] == [False, True, False]


def test_codes_mean_what_the_legend_says():
    found = read(
        ("Pemberi", "Nama Kegiatan", "Jns", "Tgl Perjanjian", "Closing Date", "Status"),
        ("Jepang", "Peralatan Kebencanaan", "H", "1 Maret 2019", "28-02-2023", "T"),
        ("Australia", "Ketangguhan Masyarakat", "P", "15 Maret 2021", "28-02-2027", "B"),
        (),
        ("Keterangan: H = Hibah; P = Pinjaman; B = masih berlaku; T = sudah berakhir",),
    ).records

    assert [one.doc_type for one in found] == ["grant", "loan"]
    assert [one.doc_type_written for one in found] == ["H", "P"]
    assert not any(one.status_conflict for one in found)


def test_the_kind_is_that_of_the_columns_which_are_filled_in():
    found = read(
        ("No", "Nama Mitra", "Nota Kesepahaman", None, "Perjanjian Kerja Sama", None, "Ket"),
        (None, None, "Tanggal", "Berakhir", "Tanggal", "Berakhir", None),
        (1, "Universitas Udayana", "4-5-2021", "4-5-2026", None, None, None),
        (2, "Badan POM", None, None, "17-8-2024", "17-8-2027", "aktif"),
    ).records

    assert [one.doc_type for one in found] == ["mou", "pks"]
    assert [one.signed_on for one in found] == ["2021-05-04", "2024-08-17"]
    assert [one.expires_on for one in found] == ["2026-05-04", "2027-08-17"]


@pytest.mark.parametrize(
    ("title", "head"),
    [("All dates MM/DD/YYYY", "Date signed"), ("Tracker", "Date signed (mm/dd/yyyy)")],
)
def test_the_order_of_days_is_the_one_that_is_stated(title, head):
    found = read(
        (title,),
        (),
        ("Country", "Agreement", "Type", head),
        ("Japan", "Flood early warning", "MoU", "04/05/2022"),
        ("Korea", "Landslide monitoring", "MoU", "12/11/2020"),
    ).records

    assert [one.signed_on for one in found] == ["2022-04-05", "2020-12-11"]


def test_a_period_may_name_the_day_of_signing():
    found = read(
        ("No", "Nama OKI", "Negara Asal", "Naskah", "Program", "Periode MSP"),
        (1, "MSF", "Belgia", "MSP", "Kesehatan Darurat", "3 tahun (ttd. 9 Mei 2023)"),
        (2, "Plan", "Inggris", "MSP", "Anak Tangguh", "3 tahun sejak ttd, s.d. 9 Mei 2028"),
    ).records

    assert [one.signed_on for one in found] == ["2023-05-09", None]
    assert [one.expires_on for one in found] == ["2026-05-09", "2028-05-09"]


def test_one_sheet_for_each_paper_with_numbered_labels():
    def page(title, partner, day):
        return (
            ("AGREEMENT SUMMARY SHEET",),
            (),
            ("1. Title", title),
            ("2. Parties", partner),
            ("3. Type of document", "MoU"),
            ("4. Date and place of signature", day),
            ("5. Duration", "5 (five) years"),
        )

    found = read(
        *page("Volcano Monitoring", "PVMBG and USGS (United States)", "Bandung, 4 March 2020"),
        name="AG-01",
        more={
            "AG-02": page("School Safety", "BNPB and DFAT (Australia)", "Canberra, 10 June 2023")
        },
    ).records

    assert [(one.sheet, one.row, one.title) for one in found] == [
        ("AG-01", 3, "Volcano Monitoring"), ("AG-02", 3, "School Safety"),
    ]  # fmt: skip
    assert [one.expires_on for one in found] == ["2025-03-04", "2028-06-10"]
    assert [one.partner_country_iso2 for one in found] == ["US", "AU"]


def test_a_form_with_two_columns_of_labels_is_no_table():
    found = read(
        ("FORMULIR DATA KERJA SAMA",),
        (),
        ("Judul Kerja Sama", "Ketangguhan di Palu", None, "Tanggal Penandatanganan", "6 Des 2019"),
        ("Mitra", "JICA, Jepang", None, "Jangka Waktu", "60 bulan"),
        ("Bentuk Dokumen", "Record of Discussion", None, "Status Saat Ini", "Selesai"),
    ).records

    assert [(one.row, one.doc_type, one.partner_country_iso2) for one in found] == [
        (3, "record_of_discussion", "JP")
    ]
    assert (found[0].signed_on, found[0].expires_on) == ("2019-12-06", "2024-12-06")


def test_numbered_blocks_headed_by_their_partner():
    def block(number, partner, title, day):
        return (
            (f"{number}.", partner),
            (None, "a. Judul", title),
            (None, "b. Bentuk", "MoU"),
            (None, "c. Tanggal TTD", day),
            (None, "d. Masa berlaku", "5 tahun"),
        )

    found = read(
        *block(1, "AUSTRALIA (DFAT)", "Kerja Sama Kemanusiaan", "4 Oktober 2023"),
        *block(2, "CHILE", "MoU antara BNPB dan ONEMI", "22 Mei 2017"),
    ).records

    assert [(one.row, one.partner_country_iso2) for one in found] == [(1, "AU"), (6, "CL")]
    assert [one.expires_on for one in found] == ["2028-10-04", "2022-05-22"]


def test_the_same_heads_in_another_order_head_another_table():
    found = read(
        ("1. JEPANG",),
        ("No", "Judul", "Jenis", "Tanggal", "Masa Berlaku", "Ket"),
        (1, "Sistem InaTEWS", "Hibah", "7 Nov 2021", "s.d. 7 Nov 2027", "aktif"),
        (),
        ("2. ORGANISASI INTERNASIONAL",),
        ("No", "Lembaga", "Judul", "Jenis", "Tanggal", "Masa Berlaku", "Ket"),
        (1, "IFRC", "Kerja Sama Respons", "MoU", "13 Juni 2023", "3 thn", "aktif"),
    ).records

    assert [one.title for one in found] == ["Sistem InaTEWS", "Kerja Sama Respons"]
    assert [one.doc_type for one in found] == ["grant", "mou"]
    assert [one.expires_on for one in found] == ["2027-11-07", "2026-06-13"]


def test_a_day_in_three_columns_and_put_together_in_a_fourth_is_read_from_the_fourth():
    found = read(
        ("No", "Mitra", "Judul PKS", "Thn", "Bln", "Tgl", "Tanggal TTD", "Lama (bulan)"),
        (1, "Bank Mandiri", "Dana Siap Pakai", 2023, 11, 30, dt.date(2023, 11, 30), 36),
        (2, "Universitas Twente", "Penginderaan Jauh", None, None, None, dt.date(2025, 2, 20), 60),
    ).records

    assert [one.signed_on for one in found] == ["2023-11-30", "2025-02-20"]
    assert [one.expires_on for one in found] == ["2026-11-30", "2030-02-20"]
    assert found[1].partner_country_iso2 == "NL"


def test_true_and_false_say_whether_a_paper_is_active():
    found = read(
        ("id", "partner_name", "agreement_type", "agreement_title", "date_signed", "date_expiry", "is_active"),
        ("a1", "JICA", "ROD", "Flood risk", "2019-05-06T00:00:00Z", "2022-05-31", "TRUE"),
        ("a2", "GIZ", "MOU", "Inclusive DRM", "2023-03-20T00:00:00Z", "2027-03-31", "TRUE"),
        ("a3", "AFD", "LOAN", "Policy loan", "2021-12-15T00:00:00Z", "2025-12-15", "FALSE"),
    ).records  # fmt: skip

    assert [one.status_conflict for one in found] == [True, False, False]


def test_a_paper_under_another_name_of_the_partner_is_known_by_number_day_and_subject():
    found = read(
        ("No", "Pihak II", "Tentang", "Jenis", "Nomor Naskah", "Tanggal"),
        (1, "Universitas Brawijaya", "Pendidikan dan Pengabdian", "KSB", "120/14/KSB/2019\n1180/HK/2019", "14-02-2019"),
        (2, "UNIBRAW Malang", "Pendidikan & Pengabdian", "KSB", "120/14/KSB/2019", "14 Pebruari 2019"),
        (3, "Universitas Jember", "Pendidikan dan Pengabdian", "KSB", "120/15/KSB/2019", "14-02-2019"),
    ).records  # fmt: skip

    assert [one.duplicate_of and one.duplicate_of["row"] for one in found] == [None, 2, None]


@pytest.mark.parametrize(
    ("text", "since", "until", "indefinite"),
    [
        ("5 years w.e.f. 1 Jan 2023", "2023-01-01", "", False),
        ("1 Maret 2022 – selesai", "2022-03-01", "", False),
        ("sepanjang tidak diakhiri", "", "", True),
        ("1 Maret 2022 – 3 Mei 2023", "2022-03-01", "2023-05-03", False),
    ],
)
def test_periods_that_begin_on_a_day_or_never_end(text, since, until, indefinite):
    period = read_period(text)

    assert (period.since, period.until, period.indefinite) == (since, until, indefinite)


@pytest.mark.parametrize(
    ("partner", "iso2"),
    [("Pemerintah Kota Sendai", "JP"), ("Negara Bagian Victoria", "AU"), ("Univ. Kyoto", "JP"),
     ("Pemerintah Kota Semarang", "ID"), ("Universitas Andalas", "ID")],
)  # fmt: skip
def test_translated_names_of_foreign_bodies_stay_foreign(partner, iso2):
    found = whose(country="", partner=partner, title="Pelatihan", above=())

    assert found.iso2 == iso2


def test_a_list_in_english_repeats_one_in_indonesian():
    head = ("No", "Negara", "Lembaga", "Judul", "Bentuk", "Tgl TTD")
    english = ("Ref.", "Partner", "Subject", "Instrument", "Signed")
    found = read(
        head,
        (1, "Jepang", "Cabinet Office", "Nota Kerja Sama Pengurangan Risiko Bencana", "MoC", "3 Des 2023"),
        (2, "Jepang", "JICA", "Record of Discussion Peringatan Dini Banjir", "RoD", "27/7/2021"),
        (3, "Jepang", "JICA", "Record of Discussion Ketangguhan Palu", "RoD", "27/7/2021"),
        name="Bilateral",
        more={"English": (
            english,
            ("E-1", "Cabinet Office, Government of Japan", "Disaster Risk Reduction", "Memorandum of Cooperation", "3 Dec 2023"),
            ("E-2", "JICA", "Flood Early Warning", "Record of Discussions", "27 July 2021"),
            ("E-3", "JICA", "Coastal Forest", "Record of Discussions", "27 July 2021"),
        )},
    ).records  # fmt: skip

    assert [one.duplicate_of and one.duplicate_of["row"] for one in found[3:]] == [2, 3, None]


def test_a_form_that_is_mostly_empty_is_a_form_like_its_copies():
    found = read(
        ("FORMULIR DATA KERJA SAMA",),
        (),
        ("Nama Mitra", "SAR Malaysia", "Negara", "Malaysia"),
        ("Judul", "Kerja sama SAR Malindo", "Jenis", "Persetujuan"),
        ("Tanggal TTD", None, "Jangka Waktu", None),
        ("Status", "?", "PIC", "Pusdalops"),
        (),
        ("Nama Mitra", "JICA", "Negara", "Jepang"),
        ("Judul", "Peringatan dini banjir", "Jenis", "MoU"),
        ("Tanggal TTD", "9 Oktober 2024", "Jangka Waktu", "3 tahun"),
        ("Status", "Aktif", "PIC", "Pusdalops"),
        (),
        ("Nama Mitra", "AFAD", "Negara", "Turki"),
        ("Judul", "Kesiapsiagaan", "Jenis", "MoU"),
        ("Tanggal TTD", "belum ditandatangani", "Jangka Waktu", None),
        ("Status", None, "PIC", "Pusdalops"),
        (),
        ("Nama Mitra", "KOICA", "Negara", "Korea Selatan"),
        ("Judul", "Pelatihan", "Jenis", "MoU"),
        ("Tanggal TTD", "Mei 2023", "Jangka Waktu", "5 tahun"),
        ("Status", "Aktif", "PIC", "Pusdalops"),
    ).records

    assert [(one.row, one.partner_country_iso2) for one in found] == [
        (3, "MY"), (8, "JP"), (13, "TR"), (18, "KR"),
    ]  # fmt: skip
    assert [one.signed_on for one in found] == [None, "2024-10-09", None, "2023-05"]
    assert [one.pic for one in found] == ["Pusdalops"] * 4


def test_a_column_of_lengths_is_no_column_of_statuses():
    found = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal TTD", "Masa Berlaku", "Ket"),
        (1, "AFAD", "MoU", "Kesiapsiagaan", "5 Mei 2015", "berlaku 5 tahun sejak ditandatangani", "Kadaluarsa"),
    ).records  # fmt: skip

    assert [(one.expires_on, one.status_written) for one in found] == [("2020-05-05", "Kadaluarsa")]
    assert not found[0].status_conflict


@pytest.mark.parametrize(
    "head", ["Diperpanjang s.d.", "Extended until", "Perpanjangan berlaku sampai"]
)
@pytest.mark.parametrize("day", ["31 Desember 2027", dt.datetime(2027, 12, 31), "31/12/2027"])
def test_an_extension_has_a_column_of_its_own(head, day):
    found = read(
        ("No", "Negara", "Jenis", "Judul", "Tanggal TTD", "Durasi (bln)", head),
        (1, "Jepang", "MoU", "Peringatan dini", "10 Mei 2020", 24, day),
        *(
            (2, "Turki", "MoU", f"Bagian {word}", "10 Mei 2020", 24, None)
            for word in ("a", "b", "c", "d")
        ),
    ).records

    assert [one.expires_on for one in found] == ["2027-12-31", *["2022-05-10"] * 4]
    assert "expiry_extended" in [one.code for one in found[0].findings]


@pytest.mark.parametrize(
    ("written", "iso"),
    [("9 (sembilan) Oktober 2024", "2024-10-09"), ("2024 (Oktober)", "2024-10"), ("2020-an", None)],
)
def test_days_in_figures_and_words_and_months_in_brackets(written, iso):
    found = read(
        ("No", "Negara", "Jenis", "Judul", "Tanggal TTD"),
        (1, "Jepang", "MoU", "Peringatan dini", written),
    ).records

    assert [one.signed_on for one in found] == [iso]


def test_a_year_and_as_long_as_it_is_needed():
    assert read_period("a year").months == 12
    assert read_period("half a year").months == 6
    assert read_period("selama masih diperlukan").indefinite


@pytest.mark.parametrize(
    ("country", "iso2"),
    [("Perancs", "FR"), ("Ingris", "GB"), ("Repulik Korea", "KR"), ("Swasta", "")],
)
def test_a_slip_in_another_name_of_a_country(country, iso2):
    assert whose(country=country, partner="", title="Pelatihan", above=()).iso2 == iso2


def test_a_file_whose_sheets_are_all_hidden_is_refused_by_that_name():
    held = zipfile.ZipFile(io.BytesIO(workbook(*ROWS)))
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as copy:
        for name in held.namelist():
            copy.writestr(name, held.read(name).replace(b'state="visible"', b'state="hidden"'))

    with pytest.raises(Unreadable, match="hidden") as refused:
        read_matrix(hidden.getvalue(), filename="a.xlsx")
    assert refused.value.code == "all_hidden"


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [("Hibah", "grant"), ("Pengaturan", "arrangement"), ("Proyek", "project"), ("MoU & PKS", "programme"),
     ("Perjanjian", "programme"), ("2024", "programme")],
)  # fmt: skip
def test_a_programme_on_a_sheet_of_grants_is_a_grant(sheet, kind):
    found = read(
        ("No", "Mitra", "Judul", "Tanggal TTD"),
        (1, "USAID", "Program ketangguhan masyarakat", "5 Mei 2021"),
        name=sheet,
    ).records

    assert [one.doc_type for one in found] == [kind]


def test_a_range_without_an_end_only_begins():
    unknown, endless = read_period("10 Mei 2020 - -"), read_period("10 Mei 2020 - tidak terbatas")

    assert (unknown.since, unknown.until, unknown.indefinite) == ("2020-05-10", "", False)
    assert (endless.since, endless.until, endless.indefinite) == ("2020-05-10", "", True)
