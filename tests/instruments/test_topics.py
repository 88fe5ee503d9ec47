"""Free topics become codes of the vocabularies."""

import csv

import pytest

from ecoop.config.demo.sources import FOLDER
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments import topics


@pytest.mark.parametrize("name", ["agreements", "engagements"])
def test_every_topic_of_the_demo_data_is_mapped(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        met = {topic for row in csv.DictReader(lines) for topic in row["topics"].split(";")}

    assert len(met) > 50
    assert topics.unknown(sorted(met)) == []


def test_every_code_of_the_table_is_in_its_vocabulary():
    with topics.TOPICS_CSV.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    fields = {code for row in rows for code in row["fields"].split(";") if code}
    hazards = {code for row in rows for code in row["hazards"].split(";") if code}
    assert fields <= set(vocabulary("fields"))
    assert hazards <= set(vocabulary("hazards"))
    assert all(row["fields"] or row["hazards"] for row in rows)


def test_codes_come_once_in_the_order_met():
    written = ["Training", " certification", "tsunami", "CBRN", "never heard"]

    fields, hazards = topics.fields_and_hazards(written)

    assert fields == ["capacity.training", "response.cbrn"]
    assert hazards == ["tsunami", "cbrn"]
    assert topics.unknown(written) == ["never heard"]
