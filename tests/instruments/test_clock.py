"""The clock by example: every rule, every precision, and the words."""

from datetime import date

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.workdays import jakarta
from ecoop.instruments.clock import Extension, Facts, FactsError, Status, facts_from, reading

TODAY = date(2026, 11, 21)
FIVE_YEARS = {"signed_on": "2015-04-10", "rule": "FIXED", "months": 60}


def read(on=TODAY, **case):
    return reading(facts_from(case), on)


def test_the_clock_says_what_the_brief_quotes():
    found = read(**FIVE_YEARS)

    assert found.status == Status.EXPIRED
    assert found.explanation.en == (
        "Signed 10 April 2015 for five years, so it ended on 10 April 2020; no extension is known."
    )
    assert found.explanation.id == (
        "Ditandatangani pada 10 April 2015 untuk jangka waktu lima tahun, sehingga telah berakhir "
        "pada 10 April 2020; tidak diketahui adanya perpanjangan."
    )


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2015-04-09", "draft"),
        ("2015-04-10", "in_force"),
        ("2019-04-09", "in_force"),
        ("2019-04-10", "expiring"),
        ("2020-04-10", "expiring"),
        ("2020-04-11", "expired"),
    ],
)
def test_fixed_term_day_by_day(on, status):
    assert read(date.fromisoformat(on), **FIVE_YEARS).status == status


@pytest.mark.parametrize(
    ("on", "status", "certain"),
    [
        ("2014-12-31", "draft", True),
        ("2015-01-01", "in_force", False),
        ("2015-12-31", "in_force", True),
        ("2020-01-01", "expiring", True),
        ("2020-01-02", "expiring", False),
        ("2020-12-31", "expiring", False),
        ("2021-01-01", "expired", True),
    ],
)
def test_a_year_plus_five_years_is_open_within_the_last_year(on, status, certain):
    found = read(date.fromisoformat(on), signed_on="2015", rule="FIXED", months=60)

    assert (found.status, found.is_certain) == (status, certain)
    assert found.ends.iso == "2020"


def test_a_year_that_may_be_the_last_is_called_expired_or_expiring():
    found = read(date(2020, 6, 1), signed_on="2015", rule="FIXED", months=60)

    assert "Expired or expiring in 2020: the day is not known." in found.explanation.en
    assert "Telah atau akan berakhir pada tahun 2020: harinya tidak diketahui." in (
        found.explanation.id
    )


def test_a_year_plus_eighteen_months_lies_between_two_half_years():
    found = read(date(2017, 1, 1), signed_on="2015", rule="FIXED", months=18)

    assert found.ends.iso == "2016-07/2017-06"
    assert (found.status, found.is_certain) == ("expiring", False)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2016-02-29", 12, "2017-02-28"),
        ("2016-02-29", 48, "2020-02-29"),
        ("2015-02", 60, "2020-02"),
        ("2015-11", 3, "2016-02"),
        ("2015", 24, "2017"),
    ],
)
def test_same_calendar_day_or_the_months_last(start, months, end):
    assert read(signed_on=start, rule="FIXED", months=months).ends.iso == end


def test_until_is_the_last_day_in_force():
    case = {"signed_on": "2015-04-10", "rule": "UNTIL", "until": "2019-12-31"}

    assert read(date(2019, 12, 31), **case).status == "expiring"
    assert read(date(2020, 1, 1), **case).status == "expired"


def test_until_without_any_beginning_is_in_force_but_not_for_certain():
    found = read(rule="UNTIL", until="2029")

    assert (found.status, found.is_certain) == ("in_force", False)
    assert "When it began is not known." in found.explanation.en


def test_an_empty_cell_is_unknown_and_not_unlimited():
    assert read(signed_on="2015-04-10").status == "unknown"
    assert read().status == "unknown"
    assert read(rule="FIXED", months=60).status == "unknown"
    assert read(rule="UNTIL", signed_on="2015").status == "unknown"


def test_evergreen_ends_by_notice_only():
    case = {"signed_on": "1972-04-14", "rule": "EVERGREEN", "notice_months": 6}

    assert read(**case).status == "in_force"
    ending = read(**case, notice_given_on="2026-10-01")
    assert (ending.status, ending.ends.iso) == ("expiring", "2027-04-01")
    assert "It ends on 1 April 2027 by notice given on 1 October 2026" in ending.explanation.en
    over = read(date(2027, 4, 2), **case, notice_given_on="2026-10-01")
    assert over.status == "terminated"
    assert "It ended on 1 April 2027 by notice" in over.explanation.en
    assert "telah berakhir pada 1 April 2027 dengan pemberitahuan" in over.explanation.id


def test_auto_renewal_says_the_next_renewal_and_both_days_for_notice():
    found = read(signed_on="2020-01-31", rule="AUTO_RENEW", months=12, notice_months=3)

    assert found.status == "in_force"
    assert found.ends is None
    assert found.next_renewal.iso == "2027-01-31"
    assert found.last_notice_day.iso == "2026-10-31"
    assert found.next_notice_day.iso == "2027-10-31"
    assert [alert.on.isoformat() for alert in found.alerts] == [
        "2026-10-31", "2027-01-31", "2027-04-30", "2027-07-31", "2027-09-30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "end"), [("2021-10-31", "2022-01-31"), ("2021-11-01", "2023-01-31")]
)
def test_notice_in_time_prevents_this_renewal_and_late_notice_the_next(given, end):
    case = {"signed_on": "2020-01-31", "rule": "AUTO_RENEW", "months": 12, "notice_months": 3}

    found = read(**case, notice_given_on=given)

    assert (found.status, found.ends.iso) == ("expired", end)


def test_renewals_that_are_used_up_end_it():
    found = read(signed_on="2015-06-01", rule="AUTO_RENEW", months=24, max_renewals=2)

    assert (found.status, found.ends.iso) == ("expired", "2021-06-01")


def test_task_based_is_in_force_until_its_completion():
    case = {"signed_on": "2020-01", "rule": "TASK_BASED"}

    assert read(**case).status == "in_force"
    assert read(**case, completed_on="2022").status == "completed"
    assert read(date(2021, 12, 31), **case, completed_on="2022").status == "expiring"


def test_an_extension_in_time_prolongs():
    found = read(**FIVE_YEARS, extensions=[{"signed_on": "2020-04-10", "months": 24}])

    assert found.ends.iso == "2022-04-10"
    assert "extended on 10 April 2020 for two years, so it ended on 10 April 2022." in (
        found.explanation.en
    )


def test_an_extension_signed_after_the_end_is_rejected_and_said_so():
    found = read(**FIVE_YEARS, extensions=[{"signed_on": "2020-04-11", "months": 240}])

    assert (found.status, found.ends.iso) == ("expired", "2020-04-10")
    assert "The extension signed on 11 April 2020 is rejected because it came after the end" in (
        found.explanation.en
    )
    assert "ditolak karena dibuat setelah naskah berakhir" in found.explanation.id
    [step] = [step for step in found.steps if step.rule == "extension"]
    assert step.source.en == "UU 24/2000 art. 16; rule A6"


def test_an_extension_of_unknown_length_is_not_counted_and_said_so():
    facts = Facts(
        signed_on=PartialDate(2015), rule="FIXED", months=60,
        extensions=(Extension(signed_on=PartialDate(2019)),),
    )  # fmt: skip

    found = reading(facts, TODAY)

    assert found.status == "expired"
    assert "is not counted because its length is not known." in found.explanation.en


@pytest.mark.parametrize(
    ("entry", "start"),
    [
        ({"entry_rule": "SIGNATURE"}, "2024-05-01"),
        ({"entry_rule": "DATE", "in_force_from": "2024-07"}, "2024-07"),
        (
            {"entry_rule": "NOTIFICATION", "last_notification_on": "2024-06-01", "entry_days": 30},
            "2024-07-01",
        ),
        (
            {"entry_rule": "NOTIFICATION", "last_notification_on": "2024-06", "entry_days": 30},
            "2024-07-01/2024-07-30",
        ),
        ({"entry_rule": "RATIFICATION", "ratified_on": "2024-09-09"}, "2024-09-09"),
    ],
)
def test_entry_into_force_follows_its_clause(entry, start):
    found = read(signed_on="2024-05-01", rule="FIXED", months=36, **entry)

    assert found.starts.iso == start


def test_without_the_awaited_evidence_nobody_knows_whether_it_is_in_force():
    found = read(signed_on="2020-01-01", entry_rule="RATIFICATION", rule="EVERGREEN")

    assert found.status == "unknown"
    assert "it enters into force on ratification, whose date is not known" in found.explanation.en


def test_between_signing_and_entry_into_force_it_is_signed():
    found = read(date(2024, 6, 1), signed_on="2024-05-01", in_force_from="2024-07-01", months=12)

    assert found.status == "signed"
    assert found.explanation.en.endswith("Not yet in force.")


def test_termination_names_its_ground_and_article():
    found = read(**FIVE_YEARS, terminated_on="2018-05-05", termination_ground="h")

    assert found.status == "terminated"
    assert (
        "It was terminated on 5 May 2018: it harms the national interest." in found.explanation.en
    )
    assert "UU 24/2000 art. 18 h" in [step.source.en for step in found.steps]


def test_what_comes_after_the_end_changes_nothing():
    found = read(**FIVE_YEARS, terminated_on="2021-05-05")

    assert found.status == "expired"
    assert "The termination on 5 May 2021 came after the end" in found.explanation.en


def test_a_replacement_names_its_successor():
    found = read(**FIVE_YEARS, replaced_on="2019-01-01", replaced_by="KS-INT-2019-0001")

    assert found.status == "replaced"
    assert "It was replaced on 1 January 2019 by KS-INT-2019-0001." in found.explanation.en


def test_a_replacement_on_a_day_not_known_names_its_successor_first():
    found = read(**FIVE_YEARS, replaced_by="KS-INT-2019-0001")

    assert found.explanation.en.endswith(
        "It was replaced by KS-INT-2019-0001 on a day that is not known."
    )
    assert found.explanation.id.endswith(
        "telah digantikan oleh KS-INT-2019-0001 pada hari yang tidak diketahui."
    )


def test_completed_on_a_day_not_known_is_completed_but_not_for_certain():
    found = read(signed_on="2005-03-14", is_completed=True)

    assert (found.status, found.is_certain) == ("completed", False)


@pytest.mark.parametrize(("days_ago", "dormant"), [(180, False), (181, True)])
def test_dormant_after_180_days_without_an_act(days_ago, dormant):
    last = date.fromordinal(TODAY.toordinal() - days_ago)
    facts = Facts(signed_on=PartialDate(2020), rule="EVERGREEN", last_act_on=last)

    assert reading(facts, TODAY).is_dormant is dormant


def test_what_has_ended_is_not_dormant():
    assert not read(**FIVE_YEARS).is_dormant


def test_alerts_count_from_the_last_day_for_notice_and_not_from_the_end():
    found = read(signed_on="2025-04-10", rule="FIXED", months=60, notice_months=6)

    assert found.last_notice_day.iso == "2029-10-10"
    assert [(alert.months, alert.on.isoformat()) for alert in found.alerts] == [
        (12, "2028-10-10"), (9, "2029-01-10"), (6, "2029-04-10"), (3, "2029-07-10"),
        (1, "2029-09-10"),
    ]  # fmt: skip


def test_a_letter_leaves_on_a_working_day():
    case = {"signed_on": "2021-03-21", "rule": "FIXED", "months": 63, "notice_months": 3}

    found = reading(facts_from(case), date(2025, 11, 1), calendar=jakarta())

    [step] = [step for step in found.steps if step.rule == "workday"]
    assert step.text.en == "The letter must be out by the working day 17 March 2026 (Eid al-Fitr)."


def test_a_year_without_holiday_list_is_said():
    case = {"signed_on": "2027-01-04", "rule": "FIXED", "months": 12, "notice_months": 3}

    found = reading(facts_from(case), TODAY, calendar=jakarta())

    [step] = [step for step in found.steps if step.rule == "workday"]
    assert "The holidays of 2027 are not known yet" in step.text.en


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({"signed": "2015"}, "unknown key: signed"),
        ({"signed_on": "10/4/2015"}, "signed_on: not a date"),
        ({"signed_on": "2015-02-30"}, "signed_on: day is out of range"),
        ({"months": 0}, "months: a whole number from 1 to 6000 is needed"),
        ({"months": "0"}, "months: a whole number from 1 to 6000 is needed"),
        ({"months": "5 years"}, "months: a whole number"),
        ({"notice_months": "-1"}, "notice_months: a whole number"),
        ({"months": "1.5"}, "months: a whole number"),
        ({"months": "9" * 5000}, "months: a whole number"),
        ({"rule": "FOREVER"}, "rule: 'FOREVER' is none of FIXED"),
        ({"extensions": [{"signed_on": "2015"}]}, "extensions: each needs either months or until"),
        ({"extensions": {}}, "extensions: a list of objects is needed"),
        ({"is_draft": "yes"}, "is_draft: true or false is needed"),
        ([], "the facts of a case must be an object"),
    ],
)
def test_what_is_not_understood_is_named(case, message):
    with pytest.raises(FactsError) as error:
        facts_from(case)

    assert str(error.value).startswith(message)


@pytest.mark.parametrize("rule", ["FIXED", "AUTO_RENEW"])
def test_the_end_of_the_calendar_is_no_crash(rule):
    for on in (date.min, date.max):
        found = read(on, signed_on="9999", rule=rule, months=6000, notice_months=6000)
        assert found.explanation
        assert read(on, signed_on="0001", rule=rule, months=1, notice_months=6000).steps
