"""Drawings: ends as exact as they are known, an honest zero, and nothing outside the paper."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ecoop.core.dates import PartialDate
from ecoop.core.drawings import Period, bars, heat, timeline, trend

TODAY = date(2026, 11, 21)
dates = st.builds(PartialDate, st.integers(1960, 2050), st.integers(0, 12))


def percent(text):
    return float(text.removesuffix("%"))


def test_a_year_is_drawn_as_a_vague_year():
    period = Period(item="x", starts=PartialDate(2020), ends=PartialDate(2022, 6, 30))

    row = timeline([period], today=date(2022, 1, 1)).rows[0]

    assert [piece.vague for piece in row.stretches] == [True, False]
    assert row.stretches[0].x == "0.0%"
    assert 30 < percent(row.stretches[0].width) < 35


def test_an_open_period_goes_on_from_today_as_a_dashed_line():
    period = Period(item="x", starts=PartialDate(2020, 1, 1), is_open=True)

    line = timeline([period], today=TODAY)

    assert line.rows[0].open_from == line.today
    assert line.rows[0].point is None


def test_a_single_known_day_is_a_point():
    row = timeline([Period(item="x", starts=PartialDate(2021, 2, 3))], today=TODAY).rows[0]

    assert row.point is not None and row.stretches == ()


@given(st.lists(st.tuples(st.none() | dates, st.none() | dates, st.booleans()), max_size=5))
def test_everything_stays_on_the_paper(periods):
    line = timeline(
        [Period(item=0, starts=a, ends=b, is_open=o) for a, b, o in periods], today=TODAY
    )

    for row in line.rows:
        for piece in row.stretches:
            assert percent(piece.x) >= 0 and percent(piece.x) + percent(piece.width) <= 100.02
    assert 0 < len(line.ticks) <= 8 or line.first_year == line.last_year
    assert line.today is not None


def test_the_longest_bar_is_the_whole_and_nothing_is_nothing():
    series = bars([("a", 4, ""), ("b", 1, ""), ("c", 0, "")])

    assert [bar.share for bar in series] == ["100.0%", "25.0%", "0.0%"]


def test_a_trend_keeps_room_for_letters():
    columns = trend([(str(year), year - 2000) for year in range(2000, 2030)])

    assert all(
        percent(c.value_y) > 0 and percent(c.y) + percent(c.height) <= 88.01 for c in columns
    )
    assert columns[-1].is_labelled and sum(c.is_labelled for c in columns) <= 9


@given(st.integers(0, 500), st.integers(0, 500))
def test_heat_is_nought_only_for_nothing(value, more):
    assert (heat(value, value + more) == 0) == (value == 0)
    assert heat(value, value + more) <= 4
