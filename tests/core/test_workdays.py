from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ecoop.core.workdays import add_working_days, jakarta, last_working_day


def test_every_known_year_has_its_seventeen_national_holidays_and_a_source():
    calendar = jakarta()

    assert calendar.years == {2023, 2024, 2025, 2026}
    # 2023: Easter was not among them yet; 2024: two election days
    for year, extra in ((2023, -1), (2024, 2), (2025, 0), (2026, 0)):
        days = [each for each in calendar.holidays.values() if each.on.year == year]
        assert sum(each.kind == "national" for each in days) == 17 + extra
        assert all(each.source and each.name.id and each.name.en for each in days)


def test_working_days_leap_over_eid_and_joint_leave():
    # 18 March 2026 is joint leave, 19 Nyepi, 20 joint leave, 21-22 Eid, 23-24 joint leave.
    due = add_working_days(date(2026, 3, 17), 3)

    assert due.on == date(2026, 3, 27)
    assert due.is_certain
    assert not due.note


def test_treaty_paper_takes_three_working_days():
    assert add_working_days(date(2026, 11, 20), 3).on == date(2026, 11, 25)


def test_an_unknown_year_is_said_and_never_taken_as_free_of_holidays():
    due = add_working_days(date(2026, 12, 30), 5)

    assert due.unknown_years == (2027,)
    assert not due.is_certain
    assert due.note.en == (
        "The holidays of 2027 are not known yet; only weekends were taken into account."
    )
    assert "2027" in due.note.id


def test_the_last_working_day_before_a_holiday():
    assert last_working_day(date(2026, 12, 25)).on == date(2026, 12, 23)


@given(st.dates(date(2024, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_counting_day_by_day_gives_the_same(start, count):
    due = add_working_days(start, count).on

    between = [start + timedelta(step) for step in range(1, (due - start).days + 1)]
    assert sum(jakarta().is_working_day(day) for day in between) == count
    assert jakarta().is_working_day(due)
