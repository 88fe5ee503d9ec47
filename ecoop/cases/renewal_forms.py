"""Forms for the end of a paper: its evaluation, and going on by another case."""

from collections.abc import Container
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.cases import renewing
from ecoop.cases.forms import LONG, track_choices
from ecoop.core.fields import past_day_field
from ecoop.instruments.queries import today
from ecoop.procedures.model import Procedure

OPENED_FOR_A_PAPER = ("extension", "termination", "archive")  # tracks that make no paper
POINTS = (
    (5, _("5 - fully")), (4, _("4 - largely")), (3, _("3 - half")), (2, _("2 - little")),
    (1, _("1 - not at all")),
)  # fmt: skip


def long_field(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONG, widget=widget, **options)


class EvaluationForm(forms.Form):
    """What was achieved, what is still open, points by criterion and what is recommended."""

    achieved = long_field(_("What was achieved against the scope"), rows=5)
    commitments = long_field(
        _("Commitments still open"), required=False,
        help_text=_("Begun with what was agreed at meetings with this partner and nobody has reported done; strike what is done."),
    )  # fmt: skip
    spending = forms.CharField(
        label=_("Spending as far as known"), required=False, max_length=300,
        help_text=_("Amount, currency, year and where it stands. Empty: not known."),
    )  # fmt: skip

    def __init__(self, *args: Any, procedure: Procedure, **options: Any):
        super().__init__(*args, **options)
        lang = get_language() or "id"
        for key in renewing.CRITERIA:
            self.fields[key] = forms.TypedChoiceField(
                label=procedure.facts[key].label.in_(lang), choices=[("", "-"), *POINTS],
                coerce=int,
            )  # fmt: skip
        known = procedure.facts["evaluation_recommendation"]
        self.fields["recommendation"] = forms.ChoiceField(
            label=known.label.in_(lang),
            choices=[("", "-"), *((code, name.in_(lang)) for code, name in known.choices.items())],
        )
        self.fields["on"] = past_day_field(_("Day of the evaluation"), initial=today)
        self.fields["why"] = forms.CharField(label=_("Note"), required=False, max_length=300)
        self.fields["version"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        """What was typed, as `renewing.evaluate` takes it."""
        told = dict(self.cleaned_data)
        return told | {"points": {key: told.pop(key) for key in renewing.CRITERIA}}


class GoOnForm(forms.Form):
    """By which kind of case one goes on."""

    track = forms.ChoiceField(
        label=_("Go on by"), help_text=_("A new instrument, or an amendment of this one.")
    )
    why = forms.CharField(label=_("Note"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shut: Container[str] = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["track"].choices = track_choices(leaving_out={*OPENED_FOR_A_PAPER, *shut})
