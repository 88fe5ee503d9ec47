"""The calendar of cases: whole weeks, days off, deadlines inside and promises outside."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoop.cases import month
from ecoop.cases.models import Case
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.test_acts import opened
from tests.statements import at_most

firsts = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: day.replace(day=1))


@given(firsts)
def test_a_month_is_whole_weeks_that_hold_each_of_its_days_once(first):
    days = month.days_of(first, [], inside=True)

    within = [day.on for day in days if day.is_within]
    assert len(days) % 7 == 0 and days[0].on.weekday() == 0
    assert within[0] == first and within[-1] == month.last_of(first)
    assert len(within) == len(set(within)) == month.last_of(first).day
    assert month.first_of(month.beside(first, 0), date(2000, 1, 1)) == first


@given(firsts, st.integers(-30, 30))
def test_turning_forth_and_back_comes_to_the_same_month(first, months):
    there = month.first_of(month.beside(first, months), first)
    if there is not None:
        assert month.beside(there, -months) == f"{first:%Y-%m}"


def test_a_deadline_is_not_for_outsiders():
    row = SimpleNamespace(next_due=date(2026, 12, 3), promised_on=date(2026, 12, 10))

    def shown(**asked):
        days = month.days_of(date(2026, 12, 1), [row], **asked)
        return [(day.on.day, entry.is_promise) for day in days for entry in day.entries]

    assert shown(inside=True) == [(3, False), (10, True)]
    assert shown(inside=False) == [(10, True)]


def test_days_off_are_named():
    days = {day.on: day for day in month.days_of(date(2026, 8, 1), [], inside=True)}

    assert days[date(2026, 8, 17)].is_off and days[date(2026, 8, 17)].holiday
    assert days[date(2026, 8, 16)].is_off and not days[date(2026, 8, 16)].holiday
    assert not days[date(2026, 8, 18)].is_off


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_shows_the_month_that_is_asked_for(client, language):
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by))
        Case.objects.filter(pk=case.pk).update(next_due=date(2026, 12, 3))
    client.force_login(people.someone("staff", unit="HOKS"))
    address = f"/{language}/cases/calendar/"

    with at_most(8):
        shown = client.get(f"{address}?month=2026-12").content.decode()

    assert f"cases/{case.code}/" in shown and 'datetime="2026-12-03"' in shown
    assert "month=2027-01" in shown and "month=2026-11" in shown
    assert f"cases/{case.code}/" not in client.get(f"{address}?month=2026-11").content.decode()
    assert client.get(f"{address}?month=2026-13").status_code == 400
