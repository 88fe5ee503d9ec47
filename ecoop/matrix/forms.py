"""What users hand in: a file, corrections of a row, columns, decisions."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.core.fields import PartialDateFormField
from ecoop.core.vocabulary import vocabulary
from ecoop.matrix import values
from ecoop.matrix.actions import LARGEST
from ecoop.matrix.labels import COLUMNS, FIELDS
from ecoop.places.gazetteer import countries, name_of


class UploadForm(forms.Form):
    """One workbook or CSV file, and the day whose state it describes."""

    file = forms.FileField(
        label=_("Matrix"),
        help_text=_("Excel (.xlsx, .xlsm) or CSV, up to 10 MB. Macros are never kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv"}),
        error_messages={
            "required": _("Choose a file first."), "empty": _("The file is empty."),
            "max_length": _("The name of the file is too long."),
        },
    )  # fmt: skip
    as_of = forms.DateField(
        label=_("The matrix describes the state of"),
        required=False,
        help_text=_("Left empty: the day named in the file, else today."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large: at most 10 MB are read."))
        return file


def _country_choices():
    language = get_language() or "id"
    named = sorted((name_of(code, language), code) for code in countries())
    return [("", "-"), *((code, name) for name, code in named)]


def _terms(name):
    def choices():
        language = get_language() or "id"
        known = vocabulary(name)
        return [("", "-"), *((code, known.label(code).in_(language)) for code in known)]

    return choices


LONG = forms.Textarea(attrs={"rows": 3})


class RowForm(forms.Form):
    """Everything that may be corrected in one row; the names are those of `values.CORRECTABLE`."""

    partner_written = forms.CharField(required=False, max_length=600)
    partner_country_iso2 = forms.ChoiceField(required=False, choices=_country_choices)
    our_party = forms.CharField(required=False, max_length=300)
    doc_type = forms.ChoiceField(required=False, choices=_terms("document_kinds"))
    title = forms.CharField(required=False, max_length=2000, widget=LONG)
    signed_on = PartialDateFormField(required=False)
    in_force_from = PartialDateFormField(required=False)
    duration_months = forms.IntegerField(required=False, min_value=1, max_value=6000)
    expires_on = PartialDateFormField(required=False)
    indefinite = forms.BooleanField(required=False)
    auto_renews = forms.BooleanField(required=False)
    task_based = forms.BooleanField(required=False)
    level = forms.ChoiceField(required=False, choices=_terms("levels"))
    status_written = forms.CharField(required=False, max_length=300)
    number_ours = forms.CharField(required=False, max_length=120)
    number_theirs = forms.CharField(required=False, max_length=120)
    scope_items = forms.CharField(
        required=False, max_length=8000, widget=LONG, help_text=_("One item on each line.")
    )
    follow_up = forms.CharField(required=False, max_length=300)
    pic = forms.CharField(required=False, max_length=200)
    notes = forms.CharField(required=False, max_length=8000, widget=LONG)
    place = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, row, **options):
        super().__init__(*args, initial=_initial(row.values), auto_id="field-%s", **options)
        for name, field in self.fields.items():
            field.label = FIELDS[name]

    def changes(self) -> dict:
        """{field: new value} of what was really written over."""
        found = {}
        for name in self.changed_data:
            value = self.cleaned_data[name]
            found[name] = value.splitlines() if name == "scope_items" else value
        return found


def _initial(given) -> dict:
    shown = {name: given.get(name) for name in values.CORRECTABLE}
    shown["scope_items"] = "\n".join(given.get("scope_items") or [])
    shown["level"] = values.level_of(given)
    return shown


class ColumnsForm(forms.Form):
    """What the columns of one table of a sheet mean."""

    def __init__(self, *args, table, **options):
        super().__init__(*args, auto_id=f"{table['key']}-%s", **options)
        for column in table["columns"]:
            field = column["field"] if column["field"] in COLUMNS else ""
            self.fields[column["letter"]] = forms.ChoiceField(
                label=column["header"] or column["letter"], initial=field, required=False,
                choices=list(COLUMNS.items()),
            )  # fmt: skip

    def mapping(self) -> dict[str, str]:
        """{letter: field} of the columns whose meaning was changed."""
        return {letter: self.cleaned_data[letter] for letter in self.changed_data}
