"""The deadline library on the one working-day calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ecoop.core.dates import PartialDate
from ecoop.core.workdays import jakarta
from ecoop.instruments.clock import Facts, reading
from ecoop.procedures.deadlines import add_working_hours, due_on
from ecoop.procedures.loading import clock_library
from tests.procedures.situations import read, without


@pytest.mark.parametrize(
    ("kind", "anchor", "due"),
    [
        ("kemlu_answer", "2024-01-10", "2024-01-24"),
        ("treaty_paper", "2024-09-13", "2024-09-19"),  # 16 September is a holiday
        ("original_completion", "2024-04-04", "2024-04-23"),  # Eid and joint leave between
        ("certified_copy", "2026-03-17", "2026-03-27"),
        ("archive_report", "2024-02-29", "2025-02-28"),
        ("archive_copy", "2024-06-30", "2025-06-30"),
        ("principle_permit_renewal", "2027-01-04", "2026-10-04"),
        ("operational_permit_renewal", "2026-05-31", "2026-02-28"),
        ("council_approval", "2024-03-01", "2024-05-21"),
        ("travel_permission", "2024-06-23", "2024-06-16"),
        ("internal_travel_request", "2024-06-23", "2024-05-09"),
        ("customs_decision_on_paper", "2024-05-08", "2024-05-13"),
        ("emergency_accountability", "2018-10-26", "2019-01-26"),
        ("foreign_actor_half_year_report", "2018-10-26", "2019-04-26"),
        ("foreign_actor_annual_report", "2018-10-26", "2019-10-26"),
        ("president_report", "2024-01-31", "2024-02-29"),
        ("protocol_review", "2024-01-31", "2025-01-31"),
        ("minutes", "2024-06-24", "2024-06-27"),
        ("plan_of_action", "2024-06-24", "2024-09-22"),
        ("dormant", "2024-06-24", "2024-12-21"),
    ],
)
def test_a_period_of_the_library(kind, anchor, due):
    assert due_on(kind, date.fromisoformat(anchor))[0] == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("filed", "decided"),
    [
        ("2026-03-16T08:00", "2026-03-16T13:00"),
        ("2026-03-16T14:00", "2026-03-17T11:00"),
        ("2026-03-17T15:30", "2026-03-25T12:30"),  # Nyepi, Eid and joint leave between
        ("2026-11-20T20:00", "2026-11-23T13:00"),  # a Friday evening
        ("2026-11-23T06:00", "2026-11-23T13:00"),
    ],
)
def test_customs_decide_in_five_office_hours(filed, decided):
    due, note = due_on("customs_decision", datetime.fromisoformat(filed))

    assert due == datetime.fromisoformat(decided)
    assert not note


def test_a_year_without_holidays_is_said():
    due, note = due_on("certified_copy", date(2027, 12, 30))

    assert due == date(2028, 1, 4)
    assert "2027, 2028" in note.en
    assert "2027, 2028" in note.id
    assert add_working_hours(datetime(2031, 1, 1, 9), 5)[1]


def test_the_deposit_clocks_appear_when_they_run_and_go_when_met():
    signed = without("international_agreement", signed_on="2024-08-20")

    def open_ones(on="2024-09-30", **more):
        found = read("international_agreement", signed | more, on).deadlines
        return {each.kind: (each.due.isoformat(), each.source, each.state) for each in found}

    assert open_ones()["archive_report"] == ("2025-08-20", "UU 43/2009 art. 43(2)", "open")
    sent = {"original_sent_on": "2024-08-26"}
    asked = open_ones(**sent, completion_requested_on="2024-09-02")
    assert asked["original_completion"] == ("2024-09-11", "Permenlu 4/2023 art. 8(6)", "overdue")
    assert "original_delivery" not in asked
    stored = {**sent, "original_deposited_on": "2024-09-13", "deposit_receipt": "7"}
    assert open_ones(**stored)["certified_copy"] == (
        "2024-09-19", "Permenlu 4/2023 art. 12(4)", "overdue",
    )  # fmt: skip
    assert "certified_copy" not in open_ones(**stored, certified_copy_received_on="2024-09-18")


def test_notice_and_extension_count_back_from_the_end():
    facts = {"ends_on": "2025-03-31", "notice_months": 6, "evaluated_on": "2024-06-01"}

    found = {each.kind: each.due for each in read("extension", facts, "2024-08-20").deadlines}

    assert found["notice"] == date(2024, 9, 30)
    assert found["extension"] == date(2025, 3, 31)
    assert found["evaluation_age"] == date(2024, 12, 1)


def test_a_day_known_in_part_is_counted_from_its_first_and_said():
    found = read("archive", {"signed_on": "2024-05"}, "2024-06-01").deadlines

    assert found[0].due == date(2025, 5, 1)
    assert "not known exactly" in found[0].note.en


def test_a_day_not_known_starts_no_deadline():
    assert read("archive", {"signed_on": True}, "2024-06-01").deadlines == ()


@settings(max_examples=100, deadline=None)
@drawn(
    kind=st.sampled_from([c.kind for c in clock_library().values() if c.unit == "working_days"]),
    start=st.dates(date(2024, 1, 1), date(2026, 9, 1)),
)
def test_working_days_are_counted_one_by_one(kind, start):
    calendar, clock = jakarta(), clock_library()[kind]

    due, _ = due_on(kind, start)

    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == clock.amount
    assert calendar.is_working_day(due)


def test_every_kind_of_the_domain_page_is_there():
    kinds = {
        "kemlu_answer", "treaty_paper", "original_completion", "certified_copy", "archive_report",
        "archive_copy", "principle_permit_renewal", "operational_permit_renewal",
        "council_approval", "travel_permission", "internal_travel_request", "customs_decision",
        "customs_decision_on_paper", "emergency_accountability", "foreign_actor_half_year_report",
        "foreign_actor_annual_report", "president_report", "protocol_review", "minutes",
        "plan_of_action", "dormant",
    }  # fmt: skip

    assert kinds <= set(clock_library())


@settings(max_examples=150, deadline=None)
@drawn(
    active=st.dates(date(2024, 1, 1), date(2025, 6, 1)),
    signed=st.dates(date(2024, 8, 20), date(2024, 12, 31)),
    after=st.integers(-3, 3),
)
def test_what_sleeps_and_the_period_before_it_say_the_same(active, signed, after):
    last = max(active, signed)
    on = last + timedelta(days=180 + after)
    told = {"signed_on": signed.isoformat(), "last_activity_on": active.isoformat(),
            "entry_rule": "SIGNATURE", "signature_kind": "wet"}  # fmt: skip

    found = read("international_agreement", told, on.isoformat())
    clock = next(each for each in found.deadlines if each.kind == "dormant")

    assert clock.due == last + timedelta(days=180)
    assert found.is_dormant == (clock.state == "overdue") == (after > 0)
    facts = Facts(signed_on=PartialDate.of(signed), rule="EVERGREEN", last_act_on=last)
    assert reading(facts, on).is_dormant == found.is_dormant


@pytest.mark.parametrize(
    ("facts", "kind", "due"),
    [
        ({"departure_on": "2026-09"}, "travel_permission", date(2026, 8, 25)),
        ({"ends_on": "2027", "notice_months": 3}, "notice", date(2026, 10, 1)),
        ({"kemlu_consultation_requested_on": "2026-06"}, "kemlu_answer", date(2026, 6, 15)),
    ],
)
def test_a_period_from_a_day_known_in_part_runs_from_the_first_that_it_may_be(facts, kind, due):
    """So nobody is told of a day for notice that may have passed already."""
    track = "extension" if kind == "notice" else "international_agreement"
    found = {each.kind: each for each in read(track, facts, "2026-06-20").deadlines}

    assert found[kind].due == due
    assert "earliest possible day" in found[kind].note.en
