"""No file, however damaged or hostile, crashes the reader, is half read or takes long."""

import datetime as dt
import subprocess
import sys
import time

import pytest

from ecoop.matrix.commands import main
from ecoop.matrix.reading import Limits, Unreadable, guard, read_guarded, read_matrix
from tests.matrix import hostile
from tests.matrix.workbooks import AFAD, KOREA, sheets, workbook

AS_OF = dt.date(2025, 12, 31)


def _facts(reading) -> list[tuple]:
    return [(one.row, one.doc_type, one.partner_country_iso2) for one in reading.records]


GOOD = _facts(read_matrix(hostile.good(), filename="good.xlsx", as_of=AS_OF))


def _read_or_refuse(content: bytes, name: str = "a.xlsx") -> list[tuple] | str:
    try:
        return _facts(read_matrix(content, filename=name, as_of=AS_OF))
    except Unreadable as refused:
        assert refused.text.id.endswith(".")
        assert refused.text.en.endswith(".")
        return refused.code


def test_the_good_file_is_read():
    assert GOOD == [(3, "mou", "JP"), (4, "pks", "TR"), (5, "letter_of_intent", "FJ")]


def test_a_fault_of_the_reader_is_not_told_as_one_of_the_file(monkeypatch):
    monkeypatch.setattr(guard, "asdict", lambda _limits: {"unheard_of": 1})

    with pytest.raises(Unreadable) as refused:
        read_guarded(hostile.good(), filename="good.xlsx", as_of=AS_OF)

    assert refused.value.code == "failed"
    assert "a fault of this system" in refused.value.text.en


def test_a_cut_file_is_refused_whole():
    results = {how: _read_or_refuse(content) for how, content in hostile.truncated()}

    assert len(results) == 49
    assert all(result in ("damaged", "empty", "not_a_workbook") for result in results.values()), (
        results
    )


def test_changed_bytes_refuse_the_file_or_change_nothing():
    results = [(how, _read_or_refuse(content)) for how, content in hostile.flipped()]

    assert len(results) == 120
    assert [(how, got) for how, got in results if not isinstance(got, str) and got != GOOD] == []


def test_mutilated_parts_never_crash():
    results = [_read_or_refuse(content) for _, content in hostile.mutilated()]

    assert len(results) == 120
    assert sum(result == "damaged" for result in results) >= 30


def test_missing_parts_are_refused_or_done_without():
    results = {how: _read_or_refuse(content) for how, content in hostile.without_parts()}

    assert results[f"without {hostile.SHEET}"] == "damaged"
    assert results[f"without {hostile.STYLES}"] == GOOD
    assert results["without [Content_Types].xml"] == GOOD
    assert results["without docProps/app.xml"] == GOOD


def test_other_formats_are_named():
    wrong = [
        (how, got, code)
        for how, content, name, code in hostile.of_other_kinds()
        if (got := _read_or_refuse(content, name)) != code
    ]

    assert wrong == []


ODD_FIGURES = ("²", "2024²", "①", "½", "٣", "9" * 5000, "31/12/9999", "1²")


@pytest.mark.parametrize("odd", ODD_FIGURES)
@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("No", "Mitra", "Jenis", "Judul", "Tgl", "Bln", "Thn", "Jangka waktu"),
         ("{n}", "AFAD", "MoU", "Kesiapsiagaan {n}", "{odd}", "{odd}", "2024", "3 tahun")),
        (("No", "Mitra", "Jenis", "Judul", "Tanggal", "Jangka waktu (tahun)", "Jangka waktu (bulan)"),
         ("{n}", "AFAD", "MoU", "Kesiapsiagaan {n}", "1 Mei 2024", "{odd}", "{odd}")),
        (("No", "Mitra", "Jenis", "Judul", "Tanggal", "Jangka waktu", "Berakhir"),
         ("{odd}", "AFAD", "MoU", "Kesiapsiagaan {n}", "1 Mei 2024", "3 tahun", "{odd}")),
    ],
)  # fmt: skip
def test_figures_that_are_no_numbers_spoil_only_their_cell(odd, head, row):
    plain = [[cell.format(n=n, odd="3" if n < 4 else odd) for cell in row] for n in range(1, 5)]

    reading = read_matrix(sheets({"Matriks": (head, *plain)}), filename="a.xlsx", as_of=AS_OF)

    assert [one.doc_type for one in reading.records] == ["mou"] * 4


@pytest.mark.parametrize("head", ["Takes effect", "Coming into effect", "Date of effect"])
def test_a_head_of_coming_into_effect_is_understood(head):
    book = workbook(
        (*KOREA, "1 Mei 2015"), (*AFAD, "1 Maret 2025"),
        head=("No", "Country", "Partner", "Type", "Title", "Signature", "Duration", "Status", "Scope",
              "Follow-up", "PIC", head),
    )  # fmt: skip

    reading = read_matrix(book, filename="a.xlsx", as_of=AS_OF)

    assert [one.in_force_from for one in reading.records] == ["2015-05-01", "2025-03-01"]


def test_a_column_of_days_whose_head_says_nothing_is_named():
    head = ("No", "Country", "Partner", "Type", "Title", "Signature", "Duration", "Status", "Scope",
            "Follow-up", "PIC", "Wisp")  # fmt: skip
    book = workbook((*KOREA, "1 Mei 2015"), (*AFAD, "1 Maret 2025"), head=head)

    reading = read_matrix(book, filename="a.xlsx", as_of=AS_OF)

    assert [one.cell for one in reading.findings if one.code == "column_unread"] == ["L1"]


@pytest.mark.parametrize("title", ["State of 30 June 2025", "As on 30 June 2025"])
def test_the_day_of_the_statuses_is_found_in_an_english_title(title):
    book = sheets({"Matriks": ((title,), ("No", "Mitra", "Jenis", "Judul", "Tanggal"),
                               (1, "AFAD", "MoU", "Kesiapsiagaan", "1 Mei 2024"))})  # fmt: skip

    reading = read_matrix(book, filename="a.xlsx")

    assert (reading.as_of, reading.as_of_basis) == ("2025-06-30", "workbook")


# A process of its own, so that the memory of its children is that of the reader alone.
GUARDED = """
import datetime, resource, sys
from ecoop.matrix.reading import Unreadable, read_guarded
try:
    read_guarded(sys.stdin.buffer.read(), filename="hostile.xlsx", as_of=datetime.date(2025, 12, 31))
    verdict = "read"
except Unreadable as refused:
    verdict = refused.code
print(verdict, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _guarded(content: bytes) -> tuple[str, int]:
    """The verdict on a file, and the most memory its reading took in kB."""
    command = [sys.executable, "-c", GUARDED]
    done = subprocess.run(command, input=content, capture_output=True, check=True)
    verdict, peak = done.stdout.split()
    return verdict.decode(), int(peak)


@pytest.mark.slow
def test_bombs_are_refused_in_time_and_memory():
    seen = {}
    for how, content in hostile.made_to_hurt():
        assert len(content) < 10 * 1024 * 1024, how
        began = time.monotonic()
        seen[how], peak = _guarded(content)
        assert time.monotonic() - began < 30, how
        assert peak < 1024 * 1024, how
    assert {seen[how] for how in ("entities", "external entity")} == {"forbidden_xml"}
    assert seen["zip bomb"] == "bomb"
    assert "read" not in {seen[how] for how in seen if how != "one merge over all"}, seen


def test_limits_are_kept_by_the_reader_itself():
    with pytest.raises(Unreadable) as refused:
        read_matrix(hostile.good(), filename="a.xlsx", limits=Limits(cells=0, rows=2))

    assert refused.value.code == "too_many_cells"


def test_the_command_refuses_in_one_sentence(tmp_path, capsys):
    path = tmp_path / "matriks.xlsx"
    path.write_bytes(hostile.good()[:900])

    code = main(["read", str(path), "--lang", "en"])

    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert printed.err == "The file is damaged or incomplete, so no part of it was read.\n"


def test_the_command_says_that_a_file_is_missing(tmp_path, capsys):
    assert main(["read", str(tmp_path / "tiada.xlsx"), "--lang", "id"]) == 2

    assert capsys.readouterr().err == "Berkas tiada.xlsx tidak ditemukan atau tidak dapat dibuka.\n"


ENDLESS = (
    "1" * 5000, "1." * 2000, "1 " * 2000, " " * 6000 + "x", "(" * 5000, "i" * 5000, "1)" * 2000,
    "10 April " * 600, "5 (lima) " * 600, "10/4/2015 " * 500, "s.d. " * 1000, "1/" * 3000, "(5" * 2000,
)  # fmt: skip


@pytest.mark.parametrize("endless", ENDLESS, ids=lambda text: repr(text[:9]))
def test_a_cell_of_thousands_of_letters_spoils_itself_only(endless):
    """Patterns must not try every division of a long text (one cell took half a minute)."""
    heads = ("No", "Mitra", "Jenis Dokumen", "Judul", "Tanggal TTD", "Masa Berlaku", "Status")
    rows = [
        ("1", "JICA", "MoU", f"Kerja sama {n}", "10/04/2015", "5 tahun", "Berlaku") for n in "abc"
    ]
    lines = [heads, *rows, ("4", *[endless] * 6), *rows]
    book = "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines).encode()

    began = time.process_time()
    reading = read_matrix(book, filename="a.csv", as_of=AS_OF)

    assert time.process_time() - began < 2
    assert [one.row for one in reading.records if one.doc_type == "mou"] == [2, 3, 4, 6, 7, 8]
