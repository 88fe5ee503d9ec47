"""Macros never reach the store; what is no workbook is left for the reader to refuse."""

import io
import zipfile

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.matrix import actions, lifecycle
from ecoop.matrix.actions import storing
from ecoop.matrix.commands import main
from ecoop.matrix.reading import read_matrix
from tests.matrix.workbooks import ROWS, workbook
from tests.people import acting_as

MACROS = {
    "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macro",
    "xl/macrosheets/sheet1.xml": b"<xml/>",
    "customUI/customUI.xml": b"<customUI/>",
}


def with_macros() -> bytes:
    """A workbook as Excel saves it with macros."""
    source, target = zipfile.ZipFile(io.BytesIO(workbook(*ROWS))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            part = source.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(storing._PLAIN_TYPE, storing._MACRO_TYPE).replace(
                    b"</Types>",
                    b'<Override PartName="/xl/vbaProject.bin" ContentType="application/'
                    b'vnd.ms-office.vbaProject"/></Types>',
                )
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/'
                    b'relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
                )
            package.writestr(name, part)
        for name, part in MACROS.items():
            package.writestr(name, part)
    return target.getvalue()


def test_macros_and_every_word_of_them_are_taken_out():
    clean = zipfile.ZipFile(io.BytesIO(storing.without_macros(with_macros())))

    assert not set(clean.namelist()) & set(MACROS)
    everything = b"".join(clean.read(name) for name in clean.namelist())
    assert b"vbaProject" not in everything
    assert b"macroEnabled" not in everything


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"No;Judul\n", workbook(*ROWS)])
def test_what_has_no_macros_stays_as_it_is(content):
    assert storing.without_macros(content) == content


@pytest.mark.django_db
def test_a_workbook_with_macros_is_read_without_them(staff):
    with acting_as(staff) as by:
        batch = actions.receive(content=with_macros(), filename="matriks.xlsm", by=by)
    with acting(SYSTEM):
        batch.refresh_from_db()

        assert batch.state == lifecycle.READY
        assert batch.rows.count() == 3
        assert b"vbaProject" not in storing.bytes_of(batch.file)
        assert [one["code"] for one in batch.reading["findings"]] == ["macros_not_kept"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("id", "tidak dibuka dan tidak disimpan"), ("en", "are not kept")]
)
def test_the_page_says_that_macros_were_dropped(client, staff, language, words):
    with acting_as(staff) as by:
        batch = actions.receive(content=with_macros(), filename="matriks.xlsm", by=by)
        batch = actions.remap(batch=batch, sheet="Matriks", mapping={"J": "notes"}, by=by)
    client.force_login(staff)

    assert words in client.get(f"/{language}/matrix/{batch.code}/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("id", "tidak dibuka dan tidak disimpan"), ("en", "are not kept")]
)
def test_the_report_says_that_macros_were_dropped(tmp_path, capsys, language, words):
    file = tmp_path / "matriks.xlsm"
    file.write_bytes(with_macros())

    assert main(["read", str(file), "--lang", language, "--quiet"]) == 0
    assert words in capsys.readouterr().out


def test_a_workbook_without_macros_has_nothing_to_say():
    codes = [one.code for one in read_matrix(workbook(*ROWS), filename="m.xlsx").findings]

    assert codes == []


@pytest.mark.django_db
def test_a_csv_as_excel_writes_it_is_read(staff):
    lines = ["No;Mitra;Negara;Jenis;Judul;Tanggal TTD;Masa Berlaku"]
    lines += [f"{n};JICA;Jepang;MoU;Kerja sama tahap {n};{n}/4/2015;5 tahun" for n in range(1, 6)]
    with acting_as(staff) as by:
        batch = actions.receive(
            content="\r\n".join(lines).encode("cp1252"), filename="matriks.csv", by=by
        )

        assert (batch.state, batch.rows.count()) == (lifecycle.READY, 5)
        assert batch.rows.get(position=2).values["signed_on"] == "2015-04-02"
