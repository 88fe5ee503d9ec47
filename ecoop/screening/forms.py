"""Forms of a screening: plan and budget, one verdict for each overlap, the check of each partner."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.core.fields import day_field, past_day_field
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments.queries import today
from ecoop.screening.models import Diligence, Judgement

UNSAID = (("", "-"),)


class PlanForm(forms.Form):
    """What the proposal is about, which goals it serves, and who pays."""

    fields_chosen = forms.MultipleChoiceField(
        label=_("Fields of the proposal"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Live instruments of the partner's country in these fields are listed below."),
    )  # fmt: skip
    goals = forms.MultipleChoiceField(
        label=_("Goals of the strategic plan that it serves"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    goals_note = forms.CharField(
        label=_("How it serves them"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    budget_line = forms.CharField(
        label=_("Budget line"), required=False, max_length=200,
        help_text=_("Its code, or why none is needed."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        lang = get_language() or "id"
        self.fields["fields_chosen"].choices = vocabulary("fields").choices(lang)
        self.fields["goals"].choices = vocabulary("strategic_goals").choices(lang)

    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"fields": told.pop("fields_chosen")}


class JudgementForm(forms.Form):
    """A verdict and a note for each overlap; what is left open stays unjudged."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, overlaps: Any, **options: Any):
        super().__init__(*args, **options)
        self.overlaps = overlaps
        for paper in overlaps:
            code = paper.row.code
            self.fields[f"verdict_{code}"] = forms.ChoiceField(
                label=_("What the proposal is to %(code)s") % {"code": code}, required=False,
                choices=[*UNSAID, *Judgement.Verdict.choices], initial=paper.verdict,
            )  # fmt: skip
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("Note on %(code)s") % {"code": code}, required=False, max_length=500,
                initial=paper.note,
            )  # fmt: skip

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """(paper, field of its verdict, field of its note) in the order of the list."""
        codes = [(paper, paper.row.code) for paper in self.overlaps]
        return [(paper, self[f"verdict_{code}"], self[f"note_{code}"]) for paper, code in codes]

    def given(self) -> dict[str, Any]:
        told = self.cleaned_data
        chosen = {
            paper.row: (told[f"verdict_{paper.row.code}"], told[f"note_{paper.row.code}"])
            for paper in self.overlaps if told[f"verdict_{paper.row.code}"]
        }  # fmt: skip
        return {"verdicts": chosen, "version": told["version"]}


class CheckForm(forms.Form):
    """The check of one partner."""

    legal_status = forms.ChoiceField(
        label=_("Legal status"), choices=[*UNSAID, *Diligence.Status.choices]
    )
    legal_basis = forms.CharField(
        label=_("By which document"), required=False, max_length=300,
        help_text=_("Act of foundation, registration, decree: number and day."),
    )  # fmt: skip
    permit = forms.CharField(
        label=_("Principle permit (foreign organisation)"), required=False, max_length=120,
        help_text=_("Number; a foreign NGO partners with one agency after it (PP 59/2016 art. 14)."),
    )  # fmt: skip
    permit_until = day_field(_("The permit lasts until"), required=False)
    sanctions = forms.ChoiceField(
        label=_("Lists of sanctions"), choices=[*UNSAID, *Diligence.Sanctions.choices]
    )
    sanctions_source = forms.CharField(
        label=_("Which lists, where"), max_length=300,
        help_text=_("Name, address and state of the lists that were looked through."),
    )  # fmt: skip
    checked_on = past_day_field(_("Checked on"), initial=today)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, needs_permit: bool, **options: Any):
        super().__init__(*args, **options)
        self.needs_permit = needs_permit
        if not needs_permit:
            del self.fields["permit"], self.fields["permit_until"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("legal_status") == "verified" and not cleaned.get("legal_basis"):
            self.add_error("legal_basis", _("Name the document by which it was verified."))
        return cleaned


class ConcludeForm(forms.Form):
    """The day on which the screening was done."""

    on = past_day_field(_("Day on which it was done"), initial=today)
    why = forms.CharField(label=_("Note"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
