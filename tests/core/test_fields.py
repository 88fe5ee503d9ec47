import pytest
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.db.models import Q
from django.utils import translation

from ecoop.core.dates import PartialDate
from ecoop.core.fields import (
    PartialDateField,
    PartialDateFormField,
    comes_not_before,
    is_partial_date,
)


def constraint_sql(constraint):
    """The SQL of a constraint on two columns, as the database would check it."""

    class Period(models.Model):  # noqa: DJ008
        since = PartialDateField(null=True)
        until = PartialDateField(null=True)

        class Meta:
            app_label = "core"
            managed = False
            apps = Apps()

    with connection.schema_editor(collect_sql=True) as editor:
        return constraint.constraint_sql(Period, editor)


def accepts(constraint, since, until):
    sql = constraint_sql(constraint)
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table period (since varchar(10), until varchar(10), "
            f"{sql}) on commit drop"
        )
        try:
            cursor.execute("savepoint one")
            cursor.execute("insert into period values (%s, %s)", [since, until])
        except IntegrityError:
            cursor.execute("rollback to one")
            return False
        finally:
            cursor.execute("drop table period")
    return True


@pytest.mark.parametrize(
    ("value", "accepted"),
    [("2015", True), ("2015-04", True), ("2015-04-10", True), (None, True), ("", False),
     ("2015-4", False), ("2015-13", False), ("abcd", False), ("2015-04 ", False)],
)  # fmt: skip
def test_the_database_keeps_iso_texts_only(db, temporary_tables, value, accepted):
    assert accepts(is_partial_date(field="since", name="since_iso"), value, None) is accepted


@pytest.mark.parametrize(
    ("since", "until", "accepted"),
    [("2015-04-10", "2015", True), ("2015-04-10", "2014", False), ("2015", "2015-01-01", True),
     ("2015-04", "2015-03-31", False), (None, "2015", True), ("2015", None, True)],
)  # fmt: skip
def test_an_end_comes_not_before_its_beginning(db, temporary_tables, since, until, accepted):
    rule = comes_not_before(later="until", earlier="since", name="period_order")

    assert accepts(rule, since, until) is accepted


def test_the_form_reads_what_people_type():
    field = PartialDateFormField(required=False)

    assert field.clean("10/4/2015") == PartialDate(2015, 4, 10)
    assert field.clean("April 2015") == PartialDate(2015, 4)
    assert field.clean("") is None
    for lang, words in (("en", "10 May 2015"), ("id", "10 Mei 2015")):
        with translation.override(lang):
            assert field.prepare_value(PartialDate(2015, 5, 10)) == words
            assert field.clean(words) == PartialDate(2015, 5, 10)
    assert not field.has_changed(PartialDate(2015, 4), "April 2015")


@pytest.mark.parametrize(
    ("lang", "words"), [("id", "tidak dapat dibaca"), ("en", "cannot be read")]
)
def test_the_form_explains_in_the_language_of_the_page(lang, words):
    with translation.override(lang), pytest.raises(ValidationError) as error:
        PartialDateFormField().clean("31/2/2015")

    with translation.override(lang):
        assert words in str(error.value.messages[0])
        assert "31/2/2015" in str(error.value.messages[0])


def test_the_field_never_stores_an_empty_text():
    field = PartialDateField(null=True)

    assert field.get_prep_value("") is None
    assert field.get_prep_value(PartialDate(2015, 4)) == "2015-04"
    assert field.from_db_value("2015-04", None, None) == PartialDate(2015, 4)
    assert field.clone().max_length == 10
    assert Q(signed_on__lt=PartialDate(2015)).children
