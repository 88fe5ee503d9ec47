"""What is written in the bureau's layout is read back as the same records."""

import datetime as dt
from pathlib import Path

import pytest

from ecoop.matrix.reading import Record, read_matrix
from ecoop.matrix.reporting import differences
from ecoop.matrix.writing import write_matrix
from tests.matrix.generator import make

AS_OF = dt.date(2025, 12, 31)
SAMPLE = Path(__file__).parent / "data" / "matriks.xlsx"


def _again(records: list[Record]) -> list[Record]:
    return read_matrix(write_matrix(records), filename="again.xlsx", as_of=AS_OF).records


def test_the_bureaus_workbook_comes_back_unchanged():
    records = read_matrix(SAMPLE, as_of=AS_OF).records

    assert [line.en for line in differences(records, _again(records))] == []


@pytest.mark.parametrize("seed", range(12))
def test_generated_records_come_back_unchanged(seed: int):
    records = read_matrix(make(seed)[0], filename="g.xlsx", as_of=AS_OF).records

    assert [line.en for line in differences(records, _again(records))] == []


def test_nothing_written_can_run_as_a_formula():
    record = Record(sheet="S", row=1, title='=HYPERLINK("http://x.test","MoU")', doc_type="mou",
                    partner_written="@SUM(A1)", partner_country_iso2="JP", signed_on="2020-01-02")  # fmt: skip

    again = _again([record])

    assert [each.title for each in again] == [record.title]
    assert again[0].partner_written == "@SUM(A1)"


def test_a_difference_is_named():
    records = read_matrix(SAMPLE, as_of=AS_OF).records
    changed = read_matrix(SAMPLE, as_of=AS_OF).records
    changed[0].signed_on = "2024-01-01"

    lines = [line.en for line in differences(records, changed)]

    assert len(lines) == 1
    assert "signed_on: None -> '2024-01-01'" in lines[0]
