"""Statements compiled once and asked with new values."""

from uuid import UUID

import pytest
from django.db import connection

from ecoop.core import compiled
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.receivers import InstantLoader
from ecoop.partners.models import Alias, Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(db):
    with acting(SYSTEM):
        yield [
            Organisation.objects.create(
                slug=slug, name_id=slug, name_en=slug, haystack=f"{slug} 50%_"
            )
            for slug in ("jica", "afad")
        ]


def by_slug(slug):
    return Organisation.objects.filter(slug=slug).select_related("country", "parent")


def test_the_second_asking_gives_other_rows_without_building(two):
    first = list(compiled.rows("slug", build=by_slug, given=["jica"]))
    second = list(compiled.rows("slug", build=by_slug, given=["afad"]))

    assert first == [two[0]] and second == [two[1]]
    assert second[0].country is None and isinstance(second[0].pk, UUID)


def test_a_value_inside_a_longer_one_is_escaped_as_the_orm_does(two):
    def build(text):
        return Organisation.objects.filter(haystack__contains=text).order_by("slug")

    for text in ("50%_", "50_", "jic", "nothing\\", "af%d"):
        asked = list(compiled.rows("letters", build=build, given=[text]))
        assert asked == list(build(text)), text


def test_values_lists_and_slices_come_as_they_would(two):
    def build(first, second):
        rows = Organisation.objects.filter(pk__in=[first, second]).order_by("slug")
        return rows.values_list("slug", "pk")[:1]

    given = [two[0].pk, two[1].pk]

    assert list(compiled.rows("values", build=build, given=given)) == [("afad", two[1].pk)]
    assert list(compiled.rows("values", build=build, given=given[::-1])) == [("afad", two[1].pk)]


def test_what_django_knows_to_be_empty_is_empty(two):
    assert list(compiled.rows("none", build=Alias.objects.none)) == []


def test_a_key_that_says_too_little_fails_under_test(two):
    def of(name):
        return compiled.rows("careless", build=lambda: Organisation.objects.filter(slug=name))

    list(of("jica"))

    with pytest.raises(AssertionError, match="does not tell all"):
        of("afad")


def test_a_value_without_a_mark_belongs_into_the_key(two):
    with pytest.raises(TypeError):
        compiled.rows("unfit", build=by_slug, given=[["jica"]])


def test_instants_are_read_as_django_reads_them(db):
    with connection.cursor() as cursor:
        cursor.execute("select '2026-11-21 22:14:25.7+07'::timestamptz, '0999-01-01'::timestamptz")
        late, early = cursor.fetchone()
        loader = connection.connection.adapters.get_loader(1184, 0)

    assert late.isoformat() == "2026-11-21T15:14:25.700000+00:00" and early.year == 999
    assert issubclass(loader, InstantLoader)
