"""No file, however damaged or hostile, crashes the reader, is half read or takes long."""

import datetime as dt
import subprocess
import sys
import time

import pytest

from ecoop.matrix.commands import main
from ecoop.matrix.reading import Limits, Unreadable, read_matrix
from tests.matrix import hostile

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
