"""Fields for files that people bring; what a file really is, `kinds` tells from its bytes."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
HINT = _("PDF, Word, Excel, CSV, text, PNG or JPEG, up to {most} MB.")
TOO_LARGE = _("The file is larger than {most} MB. Make it smaller.")


class UploadField(forms.FileField):
    """A file to keep, of at most so many `megabytes`."""

    def __init__(self, *, megabytes: int = 25, **options: Any):
        hint = options.pop("help_text", format_lazy(HINT, most=megabytes))
        super().__init__(help_text=hint, **options)
        self.megabytes = megabytes

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file and file.size > self.megabytes * MEGABYTE:
            raise forms.ValidationError(format_lazy(TOO_LARGE, most=self.megabytes))
        return file


class UploadForm(forms.Form):
    """A file that is kept with a record, and what it is."""

    file = UploadField(label=_("File"))
    label = forms.CharField(label=_("What it is"), max_length=200, required=False)
