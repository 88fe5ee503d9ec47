"""Like cases, their medians, and forecasts whose coverage is counted."""

import random
from datetime import date, timedelta

import pytest

from ecoop.cases import actions, forecast, queries
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.test_acts import opened

START = date(2015, 1, 1)
SIGNED = {"signed_on": "2023-12-01"}
STAGES = ("proposed", "screened", "negotiating", "cleared")


def made(dice, begun):
    """A case whose stages last as such things do: mostly weeks, sometimes years."""
    on, entered, days = begun, {}, {}
    for stage in STAGES:
        entered[stage] = on
        days[stage] = max(1, round(dice.lognormvariate(3.6, 0.8)))
        on += timedelta(days[stage])
    return forecast.Past(entered=entered, days=days, goal_on=on)


def test_four_in_five_forecasts_hold_the_day():
    dice = random.Random(7)  # noqa: S311
    pasts = [made(dice, START + timedelta(10 * number)) for number in range(300)]
    counted = forecast.back_test(pasts)

    print(f"{counted.held} of {counted.made}: {counted.held / counted.made:.3f}")
    assert counted.made > 300
    assert 0.74 <= counted.held / counted.made <= 0.88


def test_too_few_like_cases_foretell_nothing():
    dice = random.Random(1)  # noqa: S311
    pasts = [made(dice, START) for _ in range(forecast.LEAST - 1)]
    assert forecast.forecast(pasts, "screened", START, START) is None
    assert forecast.medians(pasts) == {}
    assert forecast.back_test(pasts) == forecast.Coverage(held=0, made=0)


def test_who_has_waited_longer_is_not_told_of_the_quick():
    dice = random.Random(2)  # noqa: S311
    pasts = [made(dice, START) for _ in range(200)]
    on = START + timedelta(90)
    told = forecast.forecast(pasts, "proposed", START, on)
    assert on < told.earliest <= told.middle <= told.latest


def test_a_course_is_read_up_to_the_goal():
    course = [
        {"on": "2024-01-01", "stage": "proposed"}, {"on": "2024-02-01", "stage": "screened"},
        {"on": "2024-02-11", "stage": "screened"}, {"on": "2024-03-01", "stage": "signed"},
        {"on": "2024-04-01", "stage": "in_force"},
    ]  # fmt: skip
    past = forecast.past_of(course, date(2024, 3, 1))
    assert past.days == {"proposed": 31, "screened": 29}
    assert past.entered["screened"] == date(2024, 2, 1)
    long_ago = forecast.past_of(course, date(2020, 1, 1))
    assert long_ago.days == long_ago.entered == {}


@pytest.mark.django_db
def test_the_page_foretells_from_the_ledger(frozen, client):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        for number in range(forecast.LEAST + 1):
            case = opened(by, track="archive")
            for step, on in (
                ("file_archive", date(2024, 1, 1)),
                ("report_archive", date(2024, 2, 1)),
                ("hand_over_archive_copy", date(2024, 5, 1) + timedelta(number)),
            ):
                case = actions.record_step(case=case, by=by, step=step, on=on, facts=SIGNED)
        running = opened(by, track="archive")
        for step, on in (("file_archive", date(2025, 4, 1)), ("report_archive", date(2025, 6, 1))):
            running = actions.record_step(case=running, by=by, step=step, on=on, facts=SIGNED)
        assert len(queries.like(by, running).pasts) == forecast.LEAST + 1
    client.force_login(people.someone("staff", unit="HOKS"))
    shown = client.get(f"/en/cases/{running.code}/").content.decode()
    assert 'id="forecast"' in shown
    assert "3 September 2025" in shown


@pytest.mark.django_db
def test_what_like_cases_say_is_made_once_for_each_state_of_the_ledger_and_sight():
    with acting(SYSTEM) as by:
        running = opened(by, track="archive")
        first = _arrived(by)
        assert queries.like(by, running).pasts.keys() == {first.pk}
        assert queries.like(by, first).pasts == {}
        second = _arrived(by)
        assert queries.like(by, running).pasts.keys() == {first.pk, second.pk}
        kept = queries.like(by, running)
        assert queries.like(by, running) is kept
    partner = people.someone("partner")
    with acting(f"user:{partner.pk}") as outsider:
        assert queries.like(outsider, running).pasts == {}


def _arrived(by):
    case = opened(by, track="archive")
    for step, day in (("file_archive", 1), ("report_archive", 2), ("hand_over_archive_copy", 3)):
        case = actions.record_step(case=case, by=by, step=step, on=date(2024, 1, day), facts=SIGNED)
    return case
