"""Rows put in by one statement are the rows that Django would have put in."""

from datetime import date
from uuid import UUID

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.inserting import insert_beside, insert_many
from ecoop.instruments.models import Instrument, Link, Party
from ecoop.matrix.actions import receive
from ecoop.matrix.models import ImportRow
from tests.matrix.workbooks import ROWS, workbook
from tests.people import acting_as, organisation
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def paper(number, **facts):
    made = Instrument(
        code=f"KS-INT-2020-{number:04d}", title_id="“Kutip” 'tunggal' \\ %s", kind="mou",
        signed_on=PartialDate.parse("2020-04"), next_step_due=date(2026, 1, 31), months=60,
        fields=["training", "early_warning"], seen_by=["org:1"], last_act_at=None, **facts,
    )  # fmt: skip
    made.classify("limited")
    return made


def held(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_every_kind_of_column_comes_back_as_it_went(staff):
    with acting_as(staff) as by:
        batch = receive(content=workbook(*ROWS), filename="matriks.xlsx", by=by)
        papers = [paper(1), paper(2, is_completed=True)]
        insert_many(papers)
        row = ImportRow(batch=batch, position=99, sheet="L", row=7, fingerprint="f",
                        understood={"a": [1, None, "é\n"]}, group="new", plan="register")  # fmt: skip
        row.classify("confidential")
        insert_many([row])

        for given in (*papers, row):
            kept = type(given).objects.get(pk=given.pk)
            want = held(given) | {"search": kept.search} if hasattr(kept, "search") else held(given)
            assert held(kept) == want
            assert isinstance(given.pk, UUID)


def test_numbers_of_the_database_are_set_in_order(staff):
    with acting_as(staff) as by:
        first, second = organisation(by), organisation(by, "Ministry of Rivers")
        made = paper(3)
        insert_many([made])
        parties = [
            Party(instrument=made, organisation=each, side="partner", position=at)
            for at, each in enumerate((first, second))
        ]
        insert_many(parties)

        assert [Party.objects.get(pk=party.pk).organisation for party in parties] == [first, second]


def test_rows_of_two_models_go_in_by_one_statement(staff):
    with acting_as(staff) as by:
        first, second = organisation(by), organisation(by, "Ministry of Rivers")
        old, new = paper(4), paper(5)
        insert_many([old, new])
        parties = [
            Party(instrument=new, organisation=each, side="partner", position=at)
            for at, each in enumerate((first, second))
        ]
        link = Link(later=new, earlier=old, kind="extends")
        with at_most(1):
            insert_beside(parties, [link], holding=(Instrument, [old.pk]))

        assert [Party.objects.get(pk=party.pk).organisation for party in parties] == [first, second]
        assert Link.objects.get(pk=link.pk).earlier == old


def test_nothing_is_nothing():
    insert_many([])
