"""Forms for what stands beside the facts of an instrument: files, chain, reports, withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.instruments.models import Link

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, CSV, text, PNG or JPEG, up to 25 MB."),
    )
    label = forms.CharField(label=_("What it is"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of the text"), required=False,
        choices=[("", ""), ("id", _("Indonesian")), ("en", _("English")), ("other", _("Another"))],
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 25 MB. Make it smaller."))
        return file


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label=_("This paper"), choices=Link.Kind.choices)
    earlier = forms.CharField(
        label=_("Code of the other paper"),
        max_length=24,
        help_text=_("For instance KS-INT-2015-0007."),
    )
    why = forms.CharField(label=_("Why (kept in the history)"), max_length=300, required=False)


class ReasonForm(forms.Form):
    why = forms.CharField(
        label=_("Why (kept in the history)"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
