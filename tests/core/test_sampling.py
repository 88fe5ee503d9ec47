"""What the planner is told of the texts that searches look through."""

import pytest
from django.db import connection

from ecoop.core.lookups import CLOSELY

pytestmark = pytest.mark.django_db
TOLD = """
select c.relname, a.attstattarget from pg_attribute a join pg_class c on c.oid = a.attrelid
where a.attname = 'haystack' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
"""


def test_texts_of_long_registers_are_sampled_closely():
    with connection.cursor() as cursor:
        cursor.execute(TOLD)
        told = dict(cursor.fetchall())

    long = {"instruments_instrument", "partners_organisation", "cases_case", "letters_letter"}
    assert {table for table in long if told[table] != CLOSELY} == set()
