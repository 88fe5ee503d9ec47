"""Matrices as ministries, provinces and foreign agencies keep them: what other bureaus write."""

import argparse
import datetime as dt

import pytest

from ecoop.matrix import reporting
from ecoop.matrix.reading import MatrixReading, read_matrix
from ecoop.matrix.reading.guard import since_start
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.kinds import kind_in_cell
from ecoop.matrix.reading.limits import Limits
from ecoop.matrix.reading.periods import read_period
from ecoop.matrix.reading.statuses import status_of
from tests.matrix.workbooks import sheets

AS_OF = dt.date(2026, 11, 22)


def read(*rows, name="Matriks", as_of=AS_OF):
    return read_matrix(sheets({name: rows}), filename="matriks.xlsx", as_of=as_of).records


def test_a_day_hoped_for_is_no_signature():
    found = read(
        ("Calon Mitra", "Jenis", "Usulan Judul", "Tahapan", "Target Ttd", "Rencana Durasi"),
        ("Fiji", "MoU", "Kerja sama respons siklon", "Inisiasi", "Maret 2027", "5 tahun"),
        ("Filipina", "MoU", "Gudang logistik bersama", "Reviu hukum", dt.date(2027, 1, 15), "3 tahun"),
        ("Laos", "LoI", "Pelatihan pencarian", "Penjajakan", "2027", None),
    )  # fmt: skip

    assert [(one.signed_on, one.expires_on) for one in found] == [(None, None)] * 3
    assert [one.status for one in found] == ["draft"] * 3
    assert "planned_date" in [one.code for one in found[0].findings]


def test_the_day_of_signing_stands_beside_the_one_hoped_for():
    found = read(
        ("Mitra", "Jenis", "Judul", "Rencana Ttd", "Realisasi Ttd", "Durasi"),
        ("Fiji", "MoU", "Kerja sama respons siklon", "Mei 2024", "3 Juni 2024", "5 tahun"),
        ("Laos", "MoU", "Pelatihan pencarian", "Juli 2024", "4 Juli 2024", "5 tahun"),
    )

    assert [one.signed_on for one in found] == ["2024-06-03", "2024-07-04"]


@pytest.mark.parametrize("head", ["Target selesai", "Rencana mulai", "Planned date"])
def test_other_days_hoped_for_are_no_dates_of_the_paper(head):
    assert heading(head).field == "extra"


def test_years_and_the_option_of_more_are_not_added_up():
    period = read_period("3+2 thn")

    assert (period.months, period.remarks) == (36, ["extension_written"])


def test_joint_agreement_by_its_initials():
    assert kind_in_cell("KSB") == "joint_agreement"


def test_the_clock_of_a_command_began_with_the_command(monkeypatch, capsys):
    limits = []
    reading = MatrixReading(filename="x.csv", as_of="2026-11-22", as_of_basis="given")
    monkeypatch.setattr(reporting, "since_start", lambda: 9.0)
    monkeypatch.setattr(
        reporting, "read_guarded", lambda *_, **given: limits.append(given["limits"]) or reading
    )

    reporting.run_read(
        argparse.Namespace(file="x.csv", as_of=None, json=None, lang="en", quiet=True)
    )

    assert limits[0].wall_seconds == Limits().wall_seconds - 9.0
    assert since_start() > 0
    assert "x.csv" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Berlaku Selama", "duration"),
        ("Pemberi Hibah", "partner"),
        ("Funding source", "partner"),
        ("Country of registration", "country"),
        ("Nomor Naskah Mitra", "number_theirs"),
        ("Renewal", "notes"),
    ],
)
def test_heads_of_other_offices(head, field):
    assert heading(head).field == field


def test_years_and_months_in_columns_of_their_own_are_one_length():
    head = (
        "No",
        "Mitra",
        "Jenis",
        "Tentang",
        "Tanggal Ttd",
        "Jangka Waktu (Thn)",
        "Jangka Waktu (Bln)",
    )
    found = read(
        head,
        (1, "Belanda", "MoU", "Fasilitas rob", "8/7/2010", 2, 6),
        (2, "Belanda", "MoU", "Kajian air tanah", "9/7/2012", 3, None),
        (3, "Belanda", "PKS", "Pelatihan pintu air", "9/7/2014", None, 36),
    )

    assert [one.duration_months for one in found] == [30, 36, 36]
    assert found[0].expires_on == "2013-01-08"


def test_a_column_of_renewals_says_what_goes_on():
    found = read(
        ("No", "Counterpart", "Instrument", "Subject", "Date signed", "Expiry date", "Renewal", "Status"),
        (1, "Kanada", "MoU", "Lintas batas", "7 Juli 2009", None, "none; in force until terminated", "active"),
        (2, "Australia", "MoU", "Kedaruratan", "3 Juli 2015", "3 Juli 2020", "auto-renews", "active"),
        (3, "Meksiko", "MoU", "Gunung api", "29 Oktober 2018", "31 Oktober 2023", "new paper", "active"),
    )  # fmt: skip

    assert [one.indefinite for one in found] == [True, False, False]
    assert [one.status_conflict for one in found] == [False, False, True]


def test_a_draft_by_its_kind_is_a_draft_whatever_is_answered_elsewhere():
    (one, _) = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal Ttd", "Aktif?"),
        (1, "Israel", "Draft MoU", "Kesiapsiagaan", None, "N"),
        (2, "Korea Selatan", "MoU", "Kesiapsiagaan", "29/4/2014", "Y"),
    )

    assert one.status == "draft"


def test_days_of_a_meeting_are_compared_by_their_month():
    found = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal Ttd", "Durasi"),
        (1, "JICA", "RoD", "Project for early warning of tsunami", "10-15 Juni 2019", "60 bln"),
        (2, "JICA", "R/D", "Project for Early Warning of Tsunami", "15 June 2019", "5 years"),
        (3, "JICA", "RoD", "Project for landslide maps", "12 Juni 2019", "60 bln"),
    )

    assert [one.duplicate_of is not None for one in found] == [False, True, False]


@pytest.mark.parametrize(
    ("written", "status"), [("on hold", "draft"), ("ditangguhkan", "draft"), ("TRUE", "")]
)
def test_words_of_a_status(written, status):
    assert status_of(written) == status


def test_true_and_false_answer_whether_a_paper_holds():
    found = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal Ttd", "Lama (th)", "Berlaku?"),
        (1, "BPBD Bali", "PKS", "Pariwisata siaga", "1/7/2023", "2 ½", True),
        (2, "Kementerian Sosial", "NK", "Tagana", "1/1/2019", 3, False),
        (3, "Fiji", "MoU", "Siklon", "1/1/2026", 3, True),
    )

    assert [one.status_conflict for one in found] == [True, False, False]
    assert found[0].duration_months == 30


def test_an_open_length_has_no_end():
    assert read_period("open").indefinite


def test_place_and_day_alone_in_the_remarks_are_the_signature():
    found = read(
        ("No", "Naskah Kerja Sama", "Mitra", "Keterangan"),
        (1, "Joint Statement on Resilience", "Uni Eropa", "Bali, 23 Mei 2022"),
        (2, "LoI kerja sama bencana", "Peru", "rapat di Lima, 2 Juni 2023"),
        (3, "MoU kerja sama bencana", "Chile", "dibahas pada Maret 2024"),
    )

    assert [one.signed_on for one in found] == ["2022-05-23", None, None]


def test_codes_that_count_the_rows_tell_no_papers_apart():
    signed = dt.date(2015, 7, 3)
    found = read(
        ("Agreement #", "Counterpart", "Instrument type", "Description", "Date signed"),
        ("IAA-001", "Australia", "MOU", "Emergency management cooperation", signed),
        ("IAA-002", "Meksiko", "MOU", "Volcano monitoring", dt.date(2018, 10, 29)),
        ("IAA-003", "Kanada", "MOU", "Border floods", dt.date(2008, 12, 12)),
        ("IAA-004", "Australia", "MOU", "Emergency management co-operation", signed),
    )

    assert [one.duplicate_of is not None for one in found] == [False, False, False, True]


def test_days_in_findings_are_words():
    found = read(
        ("No", "Mitra", "Jenis", "Judul", "Tanggal Ttd", "Masa Berlaku", "Status"),
        (1, "Fiji", "MoU", "Siklon", "1/7/2019", "5 tahun", "Berlaku"),
        (2, "Laos", "MoU", "Banjir", "1/7/2027", "5 tahun", "Berlaku"),
    )

    told = {one.code: one.message for record in found for one in record.findings}
    assert "pada 22 November 2026 statusnya" in told["status_conflict"].id
    assert "on 22 November 2026 it is" in told["status_conflict"].en
    assert "1 Juli 2027 setelah tanggal keadaan 22 November 2026" in told["signed_in_future"].id


def test_the_year_of_a_list_is_no_signature_of_a_draft():
    found = read(
        ("#", "Year", "Country", "Instrument", "Subject", "Date signed", "Remarks", "Status"),
        (1, 2014, "Viet Nam", "MoU", "Typhoon relief", None, None, "active"),
        (2, 2025, "Yordania", "Draft MoU", "Civil defence training", None, None, None),
        (3, 2025, "Mesir", "MoU", "Flash floods", None, None, "being negotiated"),
    )

    assert [one.signed_on for one in found] == ["2014", None, None]
    assert [one.status for one in found] == ["unknown", "draft", "draft"]
