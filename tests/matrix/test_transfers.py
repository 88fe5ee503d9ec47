"""The command line's import and export, and that both agree with the reader."""

import argparse

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.models import Instrument
from ecoop.matrix import actions, exporting, transfers
from ecoop.matrix.reading import read_matrix
from tests.matrix.workbooks import ROWS, SAMPLE, workbook
from tests.people import acting_as

pytestmark = pytest.mark.django_db
SAME = (
    "doc_type", "title", "signed_on", "in_force_from", "duration_months", "indefinite",
    "expires_on", "status_written", "scope_items", "follow_up",
)  # fmt: skip


def given(**values):
    base = {"lang": "en", "as_of": None, "confirm": False, "username": "staff-HOKS"}
    return argparse.Namespace(**base | values)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "matriks.xlsx"
    path.write_bytes(workbook(*ROWS))
    return path


def told(record):
    kept = {name: getattr(record, name) for name in SAME}
    kept["title"] = " ".join((record.title or "").split())
    kept["scope_items"] = tuple(" ".join(item.split()) for item in record.scope_items)
    kept["follow_up"] = " ".join((record.follow_up or "").split())[:300]
    return tuple(sorted((name, str(value)) for name, value in kept.items()))


def test_import_waits_for_confirmation_and_says_so(staff, file, capsys):
    assert transfers.bring_in(given(file=file)) == 0

    said = capsys.readouterr().out
    assert "3 rows; 3 new" in said
    assert "--confirm" in said
    with acting(SYSTEM):
        assert not Instrument.objects.exists()


def test_import_with_confirm_fills_the_register(staff, file, capsys):
    assert transfers.bring_in(given(file=file, confirm=True)) == 0

    with acting(SYSTEM):
        assert Instrument.objects.count() == 3


@pytest.mark.parametrize("username", ["nobody", "partner-org:x"])
def test_import_as_nobody_is_one_plain_sentence(staff, file, capsys, username):
    assert transfers.bring_in(given(file=file, username=username)) == 2

    assert capsys.readouterr().err.count("\n") == 1


def test_import_of_a_broken_file_changes_nothing(staff, file, capsys):
    file.write_bytes(file.read_bytes()[:900])

    assert transfers.bring_in(given(file=file, confirm=True)) == 2

    assert capsys.readouterr().err.strip()
    with acting(SYSTEM):
        assert not Instrument.objects.exists()


def test_export_after_import_reads_back_the_same_records(staff, tmp_path, capsys):
    with acting_as(staff) as by:
        batch = actions.receive(content=SAMPLE.read_bytes(), filename="matriks.xlsx", by=by)
        kept = {(row.sheet, row.row) for row in batch.rows.filter(plan="register")}
        actions.confirm(batch=batch, by=by)
    original = [r for r in read_matrix(SAMPLE).records if (r.sheet, r.row) in kept]

    assert transfers.export(given(file=tmp_path / "out.xlsx", username=None)) == 0
    again = read_matrix(tmp_path / "out.xlsx")

    assert len(again.records) == len(original)
    assert sorted(map(told, again.records)) == sorted(map(told, original))
    countries = {r.title: r.partner_country_iso2 for r in again.records}
    for record in original:  # the directory may know a country that the row did not say
        assert record.partner_country_iso2 in ("", countries[" ".join(record.title.split())])


def test_export_holds_what_the_asker_may_see_and_no_formula(staff):
    with acting_as(staff) as by:
        batch = actions.receive(content=workbook(ROWS[0]), filename="m.xlsx", by=by)
        actions.correct(row=batch.rows.get(), field="title", value="=1+1 kerja sama", by=by)
        actions.confirm(batch=batch, by=by)
        content, count = exporting.workbook(by)
    with acting("anonymous") as nobody:
        Instrument.objects.count()
        _, seen = exporting.workbook(nobody)

    assert count == 1
    assert seen == 1  # a signed paper is public
    assert b"<f>" not in content
