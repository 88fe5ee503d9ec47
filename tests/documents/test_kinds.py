"""What comes in, what does not, and that it is told in time."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecoop.documents import kinds
from ecoop.documents.kinds import names
from tests.documents import hostile


@pytest.mark.parametrize("case", hostile.REFUSED)
def test_hostile_files_are_refused_in_time(case):
    content, code = hostile.REFUSED[case]
    begun = time.thread_time()  # of computing, not on a busy machine's clock

    with pytest.raises(kinds.Unfit) as unfit:
        kinds.examine(content, name="Laporan.pdf")

    assert unfit.value.code == code
    assert all((unfit.value.refusals[0].reason.id, unfit.value.refusals[0].reason.en))
    assert time.thread_time() - begun < 5


def test_there_are_enough_hostile_files():
    assert len(hostile.REFUSED) >= 40


@pytest.mark.parametrize("kind", hostile.HONEST)
def test_honest_files_come_in_whatever_they_are_called(kind):
    taken = kinds.examine(hostile.HONEST[kind], name="Surat.exe" if kind != "csv" else "a.csv")

    assert taken.kind.code == kind
    assert taken.name.endswith(f".{kind}")


def test_a_picture_loses_place_owner_and_tail_but_not_its_turning():
    given = hostile.jpeg(
        hostile.segment(0xE1, hostile.exif(6)),
        hostile.segment(0xFE, b"<?php evil ?>"),
        tail=b"PK\x03\x04",
    )

    taken = kinds.examine(given, name="foto.jpg").content

    assert b"GPS" not in taken
    assert b"php" not in taken
    assert taken.endswith(b"\xff\xd9")
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in taken
    assert kinds.examine(taken, name="foto.jpg").content == taken


def test_a_png_loses_its_words():
    given = hostile.png(
        hostile.chunk(b"tEXt", b"Author\0Somebody"), hostile.chunk(b"eXIf", b"MM"), tail=b"junk"
    )

    taken = kinds.examine(given, name="x.png").content

    assert taken == hostile.png()


@given(st.binary(max_size=400), st.sampled_from(list(hostile.HONEST)), st.integers(0, 10_000))
@settings(max_examples=300, deadline=2000)
def test_damage_never_crashes(noise, kind, place):
    content = hostile.HONEST[kind]
    place %= len(content)

    with contextlib.suppress(kinds.Unfit):
        kinds.examine(content[:place] + noise + content[place + len(noise) :], name="x")


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("Laporan.pdf", "Laporan.pdf"),
        ("Laporan.pdf.exe", "Laporan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\boot.ini", "boot.ini.pdf"),
        ("C:\\x\\Surat.docx", "Surat.pdf"),
        ("Surat\u202efdp.exe", "Suratfdp.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("CON.pdf", "berkas-CON.pdf"),
        ("", "berkas.pdf"),
        (".htaccess", "htaccess.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a_bSet-Cookie_ x.pdf"),
        ("Nota No. 12.2024", "Nota No. 12.2024.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("Türkiye – AFAD.pdf", "Türkiye – AFAD.pdf"),
    ],
)
def test_names_are_cleaned(given_name, clean):
    assert names.clean(given_name, suffix=".pdf") == clean
