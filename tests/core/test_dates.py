from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoop.core.dates import PartialDate, Span, add_months, parse_written

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PARTIAL = st.builds(lambda day, cut: PartialDate.parse(day.isoformat()[:cut]), DAYS,
                    st.sampled_from([4, 7, 10]))  # fmt: skip


@pytest.mark.parametrize(
    ("iso", "precision", "first", "last"),
    [
        ("2015", "year", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", "month", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-04-10", "day", date(2015, 4, 10), date(2015, 4, 10)),
    ],
)
def test_reduced_precision_is_read_and_kept(iso, precision, first, last):
    parsed = PartialDate.parse(iso)

    assert (parsed.precision, parsed.first, parsed.last, str(parsed)) == (
        precision, first, last, iso,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "15", "2015-4", "2015-13", "2015-00", "2015-02-30", "0000", "2015-04-10T00:00",
             "２０１５", "10-04-2015"]
)  # fmt: skip
def test_what_is_no_iso_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate.parse(text)


def test_words_in_both_languages():
    told = [PartialDate.parse(iso) for iso in ("2015-08-10", "2015-08", "2015")]

    assert [each.words("id") for each in told] == ["10 Agustus 2015", "Agustus 2015", "2015"]
    assert [each.words("en") for each in told] == ["10 August 2015", "August 2015", "2015"]


@given(st.lists(PARTIAL))
def test_the_order_is_that_of_the_stored_texts(dates):
    assert [str(each) for each in sorted(dates)] == sorted(str(each) for each in dates)


@given(PARTIAL, st.integers(-600, 600))
def test_adding_months_keeps_the_precision(start, months):
    moved = start.plus_months(months)

    assert moved.precision == start.precision
    assert moved.span.last >= start.span.plus_months(months).last


@given(PARTIAL, st.integers(0, 600))
def test_a_span_holds_every_day_that_the_date_can_mean(start, months):
    span = start.span.plus_months(months)

    for day in (start.first, start.last):
        assert span.first <= add_months(day, months) <= span.last


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("10/4/2015", "2015-04-10"), ("10.04.2015", "2015-04-10"), ("4/2015", "2015-04"),
        ("2015", "2015"), ("2015-04", "2015-04"), ("10 April 2015", "2015-04-10"),
        ("  agustus   2015 ", "2015-08"), ("3 Agt 2015", "2015-08-03"), ("1 May 2020", "2020-05-01"),
        ("17 Mei 2020", "2020-05-17"), ("5-Okt-2020", "2020-10-05"),
    ],
)  # fmt: skip
def test_people_type_dates_in_many_ways(typed, iso):
    assert str(parse_written(typed)) == iso


@pytest.mark.parametrize(
    "typed", ["31/2/2015", "0/4/2015", "10 Foo 2015", "besok", "13/2015", "1/1/15"]
)
def test_what_is_no_date_is_not_guessed(typed):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_written(typed)


def test_a_span_names_itself():
    assert Span.of("2015").when.en == "in 2015"
    assert Span.of("2015").when.id == "pada tahun 2015"
    assert Span.of("2015-04-10").when.en == "on 10 April 2015"
    assert Span.of("2015").plus_months(18).when.id == "antara Juli 2016 dan Juni 2017"
    assert Span.of("2015").plus_months(18).iso == "2016-07/2017-06"
