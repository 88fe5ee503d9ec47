"""The clock against a second one, and properties that hold for every case."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ecoop.core.dates import MONTHS, PartialDate
from ecoop.instruments.clock import Status, bounds, facts_from, reading
from tests.instruments import almanac
from tests.instruments.cases import (
    ANY_DAY,
    CASES,
    DATES,
    MIDDLE,
    RULE_NAMES,
    a_random_case,
    a_random_day,
)

CASES_TRIED = 20_000
QUICK = settings(
    max_examples=200, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
ORDER = ["draft", "signed", "unknown", "in_force", "expiring"]
DAY_NAMED = re.compile(
    r"(?:(\d{1,2}) )?(" + "|".join({*MONTHS["id"], *MONTHS["en"]}) + r") (\d{4})|\b(\d{4})\b"
)


def days_of_interest(case, on):
    """The day asked for, and those around every turn in the life of the case."""
    index = bounds(facts_from(case))
    turns = [index.first_day, index.last_low, index.last_high, index.notice_day]
    around = [turn + timedelta(step) for turn in turns if turn for step in (-1, 0, 1)
              if date(1990, 1, 1) < turn < date(2200, 1, 1)]  # fmt: skip
    return [on, *around]


@QUICK
@given(case=CASES, on=ANY_DAY)
@example(case={"rule": "FIXED", "signed_on": "2015", "months": 60}, on=date(2020, 12, 31))
@example(case={"rule": "FIXED", "signed_on": "2016-02-29", "months": 12}, on=date(2017, 2, 28))
def test_clock_agrees_with_the_almanac(case, on):
    facts = facts_from(case)

    for day in days_of_interest(case, on):
        assert reading(facts, day).status == almanac.status(case, day), day


def test_clock_agrees_with_the_almanac_on_twenty_thousand_cases():
    chance = Random(20261121)  # noqa: S311
    seen = Counter()

    for _ in range(CASES_TRIED):
        case = a_random_case(chance)
        facts = facts_from(case)
        for day in (a_random_day(chance), chance.choice(days_of_interest(case, MIDDLE))):
            found = reading(facts, day).status
            assert found == almanac.status(case, day), (case, day)
            seen.update([case["rule"], len(case.get("signed_on", "")), found])

    every = [*RULE_NAMES, 0, 4, 7, 10, *Status]
    assert [each for each in every if seen[each] < 400] == []


def test_dates_agree_with_the_almanac():
    chance = Random(4)  # noqa: S311
    compared = Counter()

    for _ in range(6000):
        case, on = a_random_case(chance), a_random_day(chance)
        found = reading(facts_from(case), on)
        if found.sight.course.closing or case.get("is_draft"):
            continue
        spans = (found.ends, found.next_renewal, found.last_notice_day)
        numbers = tuple(each and (each.first.toordinal(), each.last.toordinal()) for each in spans)
        assert numbers == almanac.dates(case, on), (case, on)
        compared.update(place for place, each in enumerate(numbers) if each)
        if found.starts and found.is_in_force:
            assert found.is_dormant == almanac.slept(case, on), (case, on)

    assert min(compared[place] for place in range(3)) > 300


def test_the_end_is_the_last_day_in_force_whatever_computed_it():
    chance = Random(12)  # noqa: S311
    compared = Counter()

    for _ in range(6000):
        case = a_random_case(chance)
        if case.keys() & {"terminated_on", "completed_on", "replaced_on", "is_draft"}:
            continue
        found = reading(facts_from(case), MIDDLE)
        closing = found.sight.course.closing
        if found.ends is None or (closing and not closing.by_notice):
            continue
        expected = almanac.last_day(case)
        assert found.ends.last.toordinal() == expected[1], case
        over = reading(facts_from(case), found.ends.last + timedelta(1))
        earliest = found.sight.course.earliest
        if earliest and earliest.first <= found.ends.last:
            last_day = reading(facts_from(case), found.ends.last)
            assert last_day.status in ("in_force", "expiring", "unknown"), case
            assert over.status in ("expired", "terminated"), case
            compared[over.status] += 1

    assert min(compared[each] for each in ("expired", "terminated")) > 100


def test_certain_means_the_same_in_every_possible_world():
    chance = Random(7)  # noqa: S311
    worlds = Counter()

    for _ in range(6000):
        case, on = a_random_case(chance), a_random_day(chance)
        found = reading(facts_from(case), on)
        if found.is_certain:
            world = reading(facts_from(made_exact(case, chance)), on)
            assert world.status.simple == found.status.simple, (case, on)
            worlds[found.status.simple] += 1

    assert min(worlds[each] for each in ("draft", "active", "expired", "completed")) > 50


def made_exact(case, choose):
    """The case with every date moved to one of the days it can mean."""
    exact = {key: a_day(value, choose) if key.endswith(("_on", "_from", "until")) else value
             for key, value in case.items()}  # fmt: skip
    exact["extensions"] = [
        made_exact({"extensions": [], **each}, choose) for each in case["extensions"]
    ]
    for each in exact["extensions"]:
        del each["extensions"]
    return exact


def a_day(iso, choose):
    span = PartialDate.parse(iso).span
    days = (span.last - span.first).days
    return (span.first + timedelta(choose.choice([0, days, choose.randint(0, days)]))).isoformat()


@QUICK
@given(case=CASES, days=st.lists(ANY_DAY, min_size=2, max_size=6))
def test_life_never_goes_back(case, days):
    facts = facts_from(case)

    statuses = [reading(facts, day).status.value for day in sorted(days)]

    ranks = [ORDER.index(each) if each in ORDER else len(ORDER) for each in statuses]
    assert ranks == sorted(ranks)
    assert len({each for each in statuses if each not in ORDER}) <= 1


@QUICK
@given(signed=DATES, months=st.integers(1, 400), more=st.integers(1, 60), on=ANY_DAY)
def test_longer_duration_never_ends_sooner(signed, months, more, on):
    short = {"signed_on": signed, "months": months}

    sooner, later = (
        reading(facts_from(case), on).ends for case in (short, short | {"months": months + more})
    )

    assert later.first > sooner.first
    assert later.last > sooner.last


@QUICK
@given(case=CASES, on=ANY_DAY)
def test_both_languages_tell_the_same_dates(case, on):
    found = reading(facts_from(case), on)

    for text in (found.explanation, *(step.text for step in found.steps)):
        assert text.id
        assert text.en
        assert dates_in(text.id, "id") == dates_in(text.en, "en")


def dates_in(words, lang):
    numbers = {name: number for number, name in enumerate(MONTHS[lang], start=1)}
    return [
        (day, numbers[month], year) if month else (int(alone),)
        for day, month, year, alone in DAY_NAMED.findall(words)
    ]


@QUICK
@given(case=CASES, on=ANY_DAY)
def test_every_answer_is_whole_sentences_without_gaps(case, on):
    found = reading(facts_from(case), on)

    for words in (found.explanation.id, found.explanation.en):
        assert words[0].isupper()
        assert words.endswith(".")
        assert not re.search(r"[{}]|None|\s\s|\.\.| [,;.]|\Bnot_", words), words


@QUICK
@given(case=CASES, on=ANY_DAY)
def test_alerts_precede_the_day_they_warn_of(case, on):
    found = reading(facts_from(case), on)

    assert [alert.months for alert in found.alerts] in ([], [12, 9, 6, 3, 1])
    assert [alert.on for alert in found.alerts] == sorted(alert.on for alert in found.alerts)
    if found.alerts and found.next_notice_day:
        assert found.alerts[-1].on < found.next_notice_day.first
