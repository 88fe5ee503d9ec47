"""Values as people read them, in both languages."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from ecoop.core import shown
from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate


@pytest.mark.parametrize(
    ("language", "value", "long", "short"),
    [
        ("id", date(2026, 8, 5), "5 Agustus 2026", "5 Agu 2026"),
        ("en", date(2026, 8, 5), "5 August 2026", "5 Aug 2026"),
        ("en", PartialDate(2026, 8), "August 2026", "Aug 2026"),
        ("id", PartialDate(2026), "2026", "2026"),
        ("en", None, "", ""),
    ],
)
def test_dates_are_as_exact_as_they_are_known(language, value, long, short):
    with override(language):
        assert (shown.day(value), shown.short_day(value)) == (long, short)


def test_instants_are_jakarta_time():
    with override("id"):
        assert (
            shown.instant(datetime(2026, 11, 21, 19, 5, tzinfo=UTC))
            == "22 November 2026, 02.05 WIB"
        )


def test_numbers_follow_the_language():
    with override("id"):
        assert (shown.number(1234567), shown.number(None)) == ("1.234.567", "")
    with override("en"):
        assert shown.number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "in 1 day"), (-3, "3 days ago"), (60, "in 60 days"), (90, "in 3 months")],
)
def test_distance_in_words(days, words):
    with override("en"):
        assert shown.distance(date.fromordinal(740000 + days), date.fromordinal(740000)) == words


def test_a_missing_language_is_marked():
    with override("id"):
        assert (
            str(shown.said(Text(en="<b>Only</b>")))
            == '<span lang="en">&lt;b&gt;Only&lt;/b&gt;</span>'
        )
        assert str(shown.said(Text(id="Ya", en="Yes"))) == "Ya"


def test_derived_days_become_the_date_they_mean():
    assert shown.between(date(2026, 1, 1), date(2026, 12, 31)) == PartialDate(2026)
    assert shown.between(None, None) is None
    assert shown.between(date(2026, 5, 2), date(2026, 5, 2)) == PartialDate(2026, 5, 2)
