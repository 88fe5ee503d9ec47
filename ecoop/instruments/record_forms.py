"""Forms for what stands beside the facts of an instrument: files, chain, reports, withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.core.claims import Report
from ecoop.core.fields import PartialDateFormField
from ecoop.documents.uploads import UploadForm
from ecoop.instruments.disputes import DATES
from ecoop.instruments.labels import LABELS
from ecoop.instruments.models import Instrument, Link

REPORTED = (*DATES, "months", "notice_months", "place_signed", "status_written")


class FileForm(UploadForm):
    language = forms.ChoiceField(
        label=_("Language of the text"), required=False,
        choices=[("", ""), ("id", _("Indonesian")), ("en", _("English")), ("other", _("Another"))],
    )  # fmt: skip


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label=_("This paper"), choices=Link.Kind.choices)
    earlier = forms.CharField(
        label=_("Code of the other paper"),
        max_length=24,
        help_text=_("For instance KS-INT-2015-0007."),
    )
    why = forms.CharField(label=_("Why (kept in the history)"), max_length=300, required=False)


class ReportForm(forms.Form):
    """What a source says of one fact that two sources cannot both be right about."""

    field = forms.ChoiceField(
        label=_("Fact"), choices=[(name, LABELS[name]) for name in REPORTED]
    )  # fmt: skip
    value = forms.CharField(
        label=_("What the source says"), max_length=300,
        help_text=_("A date as it is known: 10 April 2015, April 2015 or 2015; a period in months."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=500, help_text=_("An address, or a document and its page.")
    )
    as_of = PartialDateFormField(label=_("As of"), required=False)

    def clean(self):
        cleaned = super().clean()
        field, value = cleaned.get("field"), cleaned.get("value", "")
        try:
            cleaned["value"] = (
                str(Instrument._meta.get_field(field).to_python(value)) if field else value
            )
        except (forms.ValidationError, ValueError):
            self.add_error("value", _("This fact takes a date, or a number of months."))
        return cleaned

    def report(self) -> Report:
        given = self.cleaned_data
        return Report(field=given["field"], value=given["value"], source=given["source"],
                      as_of=str(given["as_of"] or ""))  # fmt: skip


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=_("Why (kept in the history)"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
