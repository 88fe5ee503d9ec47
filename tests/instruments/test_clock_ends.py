"""The clock where it ends: the last day in force, notice, contradictions, whole sentences."""

from datetime import date

import pytest

from ecoop.instruments.clock import facts_from, reading

TODAY = date(2026, 11, 21)
FIVE_YEARS = {"signed_on": "2015-04-10", "rule": "FIXED", "months": 60}
NOTICE = {"notice_given_on": "2020-08-28", "notice_months": 6}


def read(on=TODAY, **case):
    return reading(facts_from(case), on)


@pytest.mark.parametrize(
    ("ending", "after"),
    [
        ({"rule": "FIXED", "months": 12}, "expired"),
        ({"rule": "UNTIL", "until": "2021-02-28"}, "expired"),
        ({"rule": "AUTO_RENEW", "months": 12} | NOTICE, "expired"),
        *(
            ({"rule": rule} | NOTICE, "terminated")
            for rule in ("EVERGREEN", "TASK_BASED", "UNKNOWN", "FIXED", "UNTIL")
        ),
    ],
)
def test_the_end_is_the_last_day_in_force_by_every_rule(ending, after):
    case = {"signed_on": "2020-02-28"} | ending

    last, over = read(date(2021, 2, 28), **case), read(date(2021, 3, 1), **case)

    assert last.ends.iso == over.ends.iso == "2021-02-28"
    assert (last.is_in_force, last.is_certain) == (True, True)
    assert (over.status, over.is_certain) == (after, True)


def test_a_reported_termination_takes_effect_on_its_day():
    found = read(date(2021, 2, 28), signed_on="2020", rule="EVERGREEN", terminated_on="2021-02-28")

    assert (found.status, found.ends.iso) == ("terminated", "2021-02-28")


@pytest.mark.parametrize(
    ("on", "status", "certain"),
    [
        ("2020-12-01", "expiring", True),
        ("2020-12-02", "expiring", False),
        ("2020-12-31", "expiring", False),
        ("2021-01-01", "terminated", True),
    ],
)
def test_a_notice_of_which_only_the_month_is_known_ends_when_its_last_day_has_passed(
    on, status, certain
):
    case = {"rule": "EVERGREEN", "notice_given_on": "2020-06", "notice_months": 6}

    found = read(date.fromisoformat(on), signed_on="2015-04-10", **case)

    assert (found.status, found.is_certain, found.ends.iso) == (status, certain, "2020-12")


def test_a_notice_cannot_outlive_the_end_by_the_text():
    notice = {"notice_given_on": "2020", "notice_months": 0}

    last, over = (read(date(2020, 4, day), **FIVE_YEARS, **notice) for day in (10, 11))

    assert (last.status, last.is_certain) == ("expiring", False)
    assert (over.status, over.is_certain) == ("terminated", False)
    assert over.ends.iso == "2020-01-01/2020-04-10"


def test_dates_that_contradict_each_other_are_said_and_not_certain():
    for on in (date(2018, 1, 1), date(2019, 6, 1), TODAY):
        found = read(on, signed_on="2020-01-01", rule="UNTIL", until="2019-01-01")

        assert not found.is_certain
        assert (
            "Its dates contradict each other: its end on 1 January 2019 comes before its signing "
            "on 1 January 2020." in found.explanation.en
        )
        assert (
            "Tanggalnya saling bertentangan: akhir masanya pada 1 Januari 2019 mendahului "
            "penandatanganannya pada 1 Januari 2020." in found.explanation.id
        )


def test_an_end_before_the_entry_into_force_is_a_contradiction_too():
    case = {"signed_on": "2018-01-01", "in_force_from": "2020-02", "rule": "UNTIL"}

    assert not read(**case, until="2020-01").is_certain
    assert "comes before its entry into force in February 2020." in (
        read(**case, until="2020-01").explanation.en
    )
    assert "contradict" not in read(**case, until="2020-02").explanation.en


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"rule": "EVERGREEN"}, "is dated; it has no end date: it stays in force until"),
        ({"rule": "AUTO_RENEW", "months": 12}, "is dated; it runs for one year; it renews itself"),
        ({"rule": "AUTO_RENEW", "until": "2018"}, "is dated; its first period runs until 2018;"),
        ({"rule": "TASK_BASED"}, "is dated; it runs until its task is done;"),
        ({"rule": "UNTIL", "until": "2018"}, "is dated; it is valid until 2018,"),
        ({"rule": "FIXED"}, "is dated; it runs for a fixed period whose length is not known."),
        (
            {"signed_on": "2015", "entry_rule": "RATIFICATION", "rule": "UNTIL", "until": "2018"},
            "whose date is not known; it is valid until 2018,",
        ),
        (
            {"signed_on": "2015", "rule": "AUTO_RENEW", "months": 12, "max_renewals": 1},
            "for one year at a time, once at most, unless notice is given; its last period ended",
        ),
        (
            {"signed_on": "2015", "rule": "AUTO_RENEW", "months": 12, "max_renewals": 0},
            "Signed in 2015 for one year; it does not renew itself; its only period ended in 2016.",
        ),
    ],
)
def test_beginning_and_duration_make_a_whole_sentence(case, words):
    assert words in read(**case).explanation.en


@pytest.mark.parametrize(
    "key", ["months", "renew_months", "max_renewals", "notice_months", "entry_days"]
)
def test_a_whole_number_may_be_written_as_text(key):
    assert getattr(facts_from({key: " 12 "}), key) == 12
    assert facts_from({"extensions": [{"months": "24"}]}).extensions[0].months == 24


def test_a_notice_that_may_have_come_too_late_is_told_after_the_end_as_well():
    case = {
        "rule": "AUTO_RENEW", "in_force_from": "2019", "months": 36, "renew_months": 12,
        "notice_months": 3, "notice_given_on": "2023-07-23",
    }  # fmt: skip

    found = read(date(2024, 6, 6), **case)

    assert not found.is_certain
    assert "When the notice given on 23 July 2023 ends it is not sure." in found.explanation.en
