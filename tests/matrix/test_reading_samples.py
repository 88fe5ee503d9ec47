"""The bureau's own workbook and hundreds of generated ones are read as well as promised."""

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from ecoop.matrix.reading import read_matrix
from tests.matrix.generator import make
from tests.matrix.scoring import Score, score

SAMPLES = Path(__file__).parent / "data"
AGREEMENTS = Path(__file__).parents[2] / "ecoop/config/demo/agreements.csv"
AS_OF = dt.date(2025, 12, 31)


def test_the_bureaus_workbook_is_read_completely():
    truth = json.loads((SAMPLES / "matriks.truth.json").read_text(encoding="utf-8"))

    result = score(read_matrix(SAMPLES / "matriks.xlsx", as_of=AS_OF), truth)

    assert result.misses == []
    assert result.tries["row found"] == 95


def test_reference_day_is_taken_from_the_workbook_when_none_is_given():
    reading = read_matrix(SAMPLES / "matriks.xlsx")

    assert (reading.as_of, reading.as_of_basis) == ("2025-12-31", "workbook")


def test_hidden_sheet_and_summary_are_left_out_and_said_so():
    reading = read_matrix(SAMPLES / "matriks.xlsx", as_of=AS_OF)

    whole_sheets = [(each.sheet, each.reason) for each in reading.left_out if each.row is None]
    assert whole_sheets == [("Rekap", "summary_sheet"), ("LN 2023 (lama)", "hidden_sheet")]


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_generated_workbooks_reach_the_promise(first: int):
    total = Score()
    for seed in range(first, first + 10):
        content, truth = make(seed)
        score(read_matrix(content, filename="generated.xlsx", as_of=AS_OF), truth, total)

    assert total.tries["no false record"] == 0, total.misses
    assert total.share("row found") >= 0.99, total.misses
    for measure in (
        "signed_on",
        "expires_on",
        "doc_type",
        "partner_country_iso2",
        "duration_months",
    ):
        assert total.share(measure) >= 0.98, total.misses
    assert total.share("conflict") >= 0.99, total.misses
    assert total.share("duplicate") >= 0.9, total.misses
    assert total.share("no false duplicate") >= 0.99, total.misses


def test_a_reading_survives_its_journey_as_json():
    reading = read_matrix(SAMPLES / "matriks.xlsx", as_of=AS_OF)

    assert type(reading).from_json(reading.as_json()) == reading
    assert type(reading).unpacked(reading.packed()) == reading


def test_the_demo_register_itself_is_read_as_a_matrix():
    with AGREEMENTS.open(encoding="utf-8", newline="") as lines:
        wanted = list(csv.DictReader(lines))

    records = read_matrix(AGREEMENTS, as_of=AS_OF).records

    assert [(one.title, one.signed_on or "", one.partner_country_iso2) for one in records] == [
        (row["title"], row["signed_on"], row["partner_country_iso2"]) for row in wanted
    ]
