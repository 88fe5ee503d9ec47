"""Forms of published procedures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.cases.models import ProcedureVersion
from ecoop.core.dates import PartialDate
from ecoop.core.fields import day_field
from ecoop.core.shown import day

LONGEST = 200_000


class ProcedureForm(forms.Form):
    """The text of a track and the day from which it is to be in force."""

    text = forms.CharField(
        label=_("The procedure (TOML)"), max_length=LONGEST, strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "code"}),
        help_text=_("Steps, gates and deadlines are explained in docs/procedures.md. Number and first day are set by this form."),
    )  # fmt: skip
    from_on = day_field(_("In force from"))
    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class _Versions(forms.ModelChoiceField):
    def label_from_instance(self, version: ProcedureVersion) -> str:
        return str(
            _("version %(n)s, in force from %(day)s")
            % {"n": version.number, "day": day(PartialDate.of(version.in_force_from))}
        )


class MoveForm(forms.Form):
    """Which version a running case is to go on by."""

    procedure = _Versions(label=_("Version"), queryset=ProcedureVersion.objects.none())
    why = forms.CharField(label=_("Why"), max_length=300, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Any, versions: list[ProcedureVersion], **options: Any):
        super().__init__(*args, initial={"version": case.version}, **options)
        ids = [each.pk for each in versions]
        self.fields["procedure"].queryset = ProcedureVersion.objects.filter(pk__in=ids)

    @property
    def was_previewed(self) -> bool:
        """Whether the page has shown already what the chosen version would change."""
        return self.cleaned_data["previewed"] == str(self.cleaned_data["procedure"].pk)

    def show_preview(self) -> None:
        """Carry on which version was previewed, so that this one and no other is moved to."""
        self.data = self.data.copy()
        self.data["previewed"] = str(self.cleaned_data["procedure"].pk)
