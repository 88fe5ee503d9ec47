"""The index columns and their CASE tell the same status as the clock, in the database."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection

from ecoop.instruments.clock import (
    Status,
    bounds,
    dormant_sql,
    facts_from,
    next_notice_sql,
    reading,
    status_sql,
    where_sql,
)
from ecoop.instruments.clock.index import _window_end
from tests.instruments.cases import a_random_case, a_random_day

TABLE = """
create temporary table clock_case (
    id int, stage varchar(12), signed_on varchar(10), first_day date, last_low date,
    last_high date, notice_day date, last_act_at timestamptz, on_day date,
    months int, until varchar(10), renew_months int, notice_months int
) on commit drop
"""
CASES = 4000


@pytest.fixture
def cases(db, temporary_tables):
    """Random cases as rows of a temporary table: (facts, day) by id."""
    chance = Random(11)  # noqa: S311
    asked = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        for number in range(CASES):
            case = a_random_case(chance) | {"last_act_on": a_random_day(chance).isoformat()}
            facts = facts_from(case)
            index = bounds(facts)
            turns = [index.first_day, index.last_high, index.notice_day, a_random_day(chance)]
            day = chance.choice([turn for turn in turns if turn and turn.year > 1900])
            asked[number] = facts, day + timedelta(chance.choice([-366, -1, 0, 0, 1]))
            row = [number, index.stage, index.signed_on and str(index.signed_on), index.first_day,
                   index.last_low, index.last_high, index.notice_day,
                   f"{case['last_act_on']} 23:30+07", asked[number][1],
                   *(case.get(key) for key in ("months", "until", "renew_months", "notice_months")),
                   ]  # fmt: skip
            cursor.execute(f"insert into clock_case values ({', '.join(['%s'] * 13)})", row)  # noqa: S608
    return asked


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_sql_and_python_read_the_same_status(cases):
    answers = dict(rows(f"select id, {status_sql(on='on_day')} from clock_case"))  # noqa: S608

    expected = {number: reading(facts, day).status for number, (facts, day) in cases.items()}
    assert answers == expected
    assert set(answers.values()) == {status.value for status in Status}


def test_each_condition_finds_exactly_its_status(cases):
    for status in Status:
        sql = f"select c.id from clock_case c where {where_sql(status, on='on_day', prefix='c.')}"  # noqa: S608
        found = {number for (number,) in rows(sql)}
        assert found == {
            number for number, (facts, day) in cases.items() if reading(facts, day).status == status
        }


def test_sql_and_python_call_the_same_dormant(cases):
    found = {n for (n,) in rows(f"select id from clock_case where {dormant_sql(on='on_day')}")}  # noqa: S608

    expected = {n for n, (facts, day) in cases.items() if reading(facts, day).is_dormant}
    assert found == expected
    assert expected


def test_sql_and_python_give_the_same_next_day_for_notice(cases):
    sql = f"select id, {next_notice_sql(on='on_day')} from clock_case where stage = 'renewing'"  # noqa: S608
    compared = 0

    for number, found in rows(sql):
        facts, day = cases[number]
        told = reading(facts, day)
        expected = told.next_notice_day or told.next_renewal
        if expected is None or expected.is_day:
            assert found == (expected and expected.first), (facts, day)
            compared += expected is not None

    assert compared > 50


def test_the_end_of_the_window_is_the_same_day_counted_forwards(db):
    """Back from the notice and on from the day must agree at every month's end and leap day."""
    for months in (1, 3, 6, 12, 13):
        wrong = rows(
            f"""select d, n from generate_series('2026-12-25'::date, '2028-04-05', '1 day') d,
                lateral generate_series(d + interval '{months} months' - interval '4 days',
                                        d + interval '{months} months' + interval '5 days', '1 day') n
                where ((n::date - interval '{months} months')::date <= d::date)
                   <> (n::date <= {_window_end("d::date", months)})"""  # noqa: S608
        )
        assert not wrong, (months, wrong)
