"""Model and form fields for dates of reduced precision, with their constraints; instants as text;
languages by name."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Least, Length, Substr
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate, parse_written
from ecoop.core.tongues import code_of
from ecoop.core.vocabulary import vocabulary

ISO_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
LONGEST = 40
NOT_A_DATE = Text(
    id=(
        "Tanggal “{typed}” tidak dapat dibaca. Tulis hari/bulan/tahun, bulan dan tahun, atau "
        "tahun saja: 10/4/2015, April 2015, atau 2015."
    ),
    en=(
        "The date “{typed}” cannot be read. Write day/month/year, month and year, or the year "
        "alone: 10/4/2015, April 2015 or 2015."
    ),
)
ENDS_FIRST = Text(
    id="Tanggal akhir tidak boleh mendahului tanggal awal.",
    en="The end must not come before the beginning.",
)
LANGUAGES_HELP = Text(
    id="Nama bahasa, dipisahkan koma: Indonesia, Inggris, Korea.",
    en="Names with commas between them: Indonesian, English, Korean.",
)
NO_LANGUAGE = Text(
    id="“{typed}” bukan bahasa yang dikenal di sini. Tulis namanya, misalnya Korea, atau kode ISO-nya.",
    en="“{typed}” is no language that is known here. Write its name, for instance Korean, or its ISO code.",
)
NOT_ISO = Text(
    id="Tanggal harus berbentuk TTTT, TTTT-BB, atau TTTT-BB-HH.",
    en="A date must have the form YYYY, YYYY-MM or YYYY-MM-DD.",
)


def proposing(address: Any, names: str) -> dict[str, Any]:
    """Attributes of a text field for which `address` proposes names while one types, into the
    <datalist> called `names`."""
    return {
        "list": names, "autocomplete": "off", "hx-get": address,
        "hx-trigger": "input changed delay:200ms", "hx-target": f"#{names}", "hx-swap": "innerHTML",
    }  # fmt: skip


class Said:
    """A bilingual text that becomes words when it is shown, in the language of the page."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text.in_(get_language() or "id")


def said(text: Text) -> Any:
    """A lazy string of a bilingual text, for error messages and labels."""
    return lazystr(Said(text))


def read_typed(typed: str) -> PartialDate:
    """What somebody typed as a date; ValidationError in the reader's language if it is none."""
    try:
        return parse_written(typed)
    except ValueError as error:
        text = NOT_A_DATE.fill(typed=typed[:LONGEST])
        raise ValidationError(said(text), code="invalid_date") from error


def day_field(label: Any, **options: Any) -> forms.DateField:
    """The field of a form for one whole day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=label, widget=widget, **options)


class PartialDateFormField(forms.CharField):
    """Reads 10/4/2015, April 2015, 2015 and ISO; empty is None."""

    def __init__(self, **options: Any) -> None:
        options.pop("max_length", None)  # would measure the date, not the text
        super().__init__(**options)

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "maxlength": str(LONGEST)}

    def to_python(self, value: Any) -> Any:
        if isinstance(value, PartialDate):
            return value
        typed = super().to_python(value)
        return read_typed(typed) if typed else None

    def prepare_value(self, value: Any) -> Any:
        """As people write it; what was typed stays."""
        return value.words(get_language() or "id") if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (self.to_python(initial) or None) != self.to_python(data)
        except ValidationError:
            return True


class LanguagesField(forms.CharField):
    """Languages by name, with commas between them; a list of their codes."""

    def __init__(self, **options: Any) -> None:
        given = {"help_text": said(LANGUAGES_HELP), "max_length": 200}
        super().__init__(**given | options)

    def prepare_value(self, value: Any) -> Any:
        """Codes as their names; what was typed stays."""
        if not isinstance(value, list | tuple):
            return value
        known, lang = vocabulary("languages"), get_language() or "id"
        return ", ".join(known.label(code).in_(lang) for code in value)

    def clean(self, value: Any) -> list[str]:
        words = [word.strip() for word in super().clean(value).split(",") if word.strip()]
        for word in words:
            if not code_of(word):
                raise ValidationError(said(NO_LANGUAGE.fill(typed=word[:LONGEST])))
        return list(dict.fromkeys(map(code_of, words)))


def past_day_field(label: Any, **options: Any) -> forms.DateField:
    """A day on which something was done: today or earlier."""
    return day_field(label, validators=[_has_come], **options)


def _has_come(day: Any) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come: record what has happened."))


def words_of(bound: forms.BoundField) -> str:
    """What stands in a field of a form as people read it: of a choice its words, "" for nothing."""
    value = bound.value()
    if value in (None, "", []):
        return ""
    names = {str(code): words for code, words in getattr(bound.field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(names.get(str(one), one)) for one in values)


class PartialDateField(models.Field):
    """A date known to the day, month or year, stored as its ISO text; unknown is NULL.

    The order of the texts is the order of the dates, so `__lt`, `__gte` and
    `order_by` work in the database ("2015" stands before "2015-01").
    """

    description = "date of day, month or year precision"

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_length"] = 10
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["max_length"]
        return name, path, args, options

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value in (None, ""):
            return None
        try:
            return PartialDate.of(value)
        except (ValueError, TypeError):
            return read_typed(str(value))

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return None if value in (None, "") else str(PartialDate.of(value))

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **options: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": PartialDateFormField, **options})


def is_partial_date(*, field: str, name: str) -> models.CheckConstraint:
    """The database accepts only YYYY, YYYY-MM or YYYY-MM-DD in this column."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__regex": ISO_PATTERN}),
        name=name,
        violation_error_message=said(NOT_ISO),
    )


def comes_not_before(*, later: str, earlier: str, name: str) -> models.CheckConstraint:
    """The database refuses an end that certainly comes before its beginning.

    Compared to the coarser precision of the two: 2015 is no contradiction to 2015-04-10.
    """
    shorter = Least(Length(F(later)), Length(F(earlier)))
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": True})
        | GreaterThanOrEqual(
            Substr(F(later), Value(1), shorter), Substr(F(earlier), Value(1), shorter)
        ),
        name=name,
        violation_error_message=said(ENDS_FIRST),
    )


class InstantText(models.TextField):
    """An instant that the database writes as text: it is read when somebody looks at it
    (`core.paging.Unread`), which for a list of fifty rows is mostly never."""

    def from_db_value(self, value, _expression, _connection):
        return value and datetime.fromisoformat(value)
