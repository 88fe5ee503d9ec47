"""Forms of the register: what is typed becomes facts; whether it may be is decided elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.fields import UnitField
from ecoop.core.classification import Classification
from ecoop.core.fields import PartialDateFormField
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments.labels import ENTRY_RULES, LABELS, RULES
from ecoop.instruments.models import Instrument, Party
from ecoop.partners import suggesting
from ecoop.partners.queries import named

DATES = ("signed_on", "in_force_from", "until", "terminated_on", "completed_on")
LISTS = {"fields": "fields", "phases": "phases", "hazards": "hazards"}
DATE_HINT = _("A day, a month or a year: 10 April 2015, 10/4/2015, April 2015 or 2015")
PARTY_ROWS = 4


def _choices(name: str) -> list[tuple[str, str]]:
    return vocabulary(name).choices(get_language() or "id")


class InstrumentForm(forms.Form):
    """All facts of one instrument. `instrument` and `held` (its parties) are what is changed."""

    title_id = forms.CharField(
        label=LABELS["title_id"], required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    title_en = forms.CharField(
        label=LABELS["title_en"], required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=LABELS["kind"])
    level = forms.ChoiceField(label=LABELS["level"], required=False)
    signed_on = PartialDateFormField(label=LABELS["signed_on"], required=False, help_text=DATE_HINT)
    place_signed = forms.CharField(label=LABELS["place_signed"], required=False, max_length=200)
    entry_rule = forms.ChoiceField(
        label=LABELS["entry_rule"], choices=list(ENTRY_RULES.items()), initial="UNKNOWN"
    )
    in_force_from = PartialDateFormField(
        label=LABELS["in_force_from"], required=False,
        help_text=_("If the text or a letter names it; else it follows from the evidence."),
    )  # fmt: skip
    last_notification_on = PartialDateFormField(
        label=LABELS["last_notification_on"], required=False,
        help_text=_("The later of the two notes that complete the procedures."),
    )  # fmt: skip
    ratified_on = PartialDateFormField(label=LABELS["ratified_on"], required=False)
    entry_days = forms.IntegerField(
        label=LABELS["entry_days"], required=False, min_value=0, max_value=3650,
        help_text=_("Counted from the last notification or the ratification: often 30."),
    )  # fmt: skip
    duration_rule = forms.ChoiceField(
        label=LABELS["duration_rule"], choices=list(RULES.items()), initial="UNKNOWN"
    )
    months = forms.IntegerField(
        label=LABELS["months"],
        required=False,
        min_value=1,
        max_value=1200,
        help_text=_("For a fixed period or one that renews itself: 60 is five years."),
    )
    renew_months = forms.IntegerField(
        label=LABELS["renew_months"], required=False, min_value=1, max_value=1200,
        help_text=_("If it renews itself by another period than the first."),
    )  # fmt: skip
    until = PartialDateFormField(label=LABELS["until"], required=False, help_text=DATE_HINT)
    notice_months = forms.IntegerField(
        label=LABELS["notice_months"], required=False, min_value=0, max_value=120
    )
    notice_given_on = PartialDateFormField(
        label=LABELS["notice_given_on"], required=False,
        help_text=_("The day on which either party gave notice that it ends."),
    )  # fmt: skip
    terminated_on = PartialDateFormField(label=LABELS["terminated_on"], required=False)
    completed_on = PartialDateFormField(label=LABELS["completed_on"], required=False)
    scope_id = forms.CharField(
        label=LABELS["scope_id"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    scope_en = forms.CharField(
        label=LABELS["scope_en"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    fields_ = forms.MultipleChoiceField(
        label=LABELS["fields"], required=False, widget=forms.CheckboxSelectMultiple
    )
    phases = forms.MultipleChoiceField(
        label=LABELS["phases"], required=False, widget=forms.CheckboxSelectMultiple
    )
    hazards = forms.MultipleChoiceField(
        label=LABELS["hazards"], required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=LABELS["note"], required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = forms.CharField(
        label=LABELS["source"],
        required=False,
        help_text=_("Where the facts come from: an address or a file."),
    )
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("Stands in the history beside the change."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        instrument: Instrument | None = None,
        held: list[Party] | None = None,
        **options: Any,
    ):
        self.instrument, self.held = instrument, held or []
        super().__init__(*args, initial=self._initial(), **options)
        self.fields["kind"].choices = [("", ""), *_choices("document_kinds")]
        self.fields["level"].choices = [("", ""), *_choices("levels")]
        self.fields["fields_"].choices = _choices("fields")
        self.fields["phases"].choices = _choices("phases")
        self.fields["hazards"].choices = _choices("hazards")
        for number in range(max(PARTY_ROWS, len(self.held) + 1)):
            self._add_party_row(number)

    def _initial(self) -> dict[str, Any]:
        if self.instrument is None:
            return {}
        names = [name for name in self.base_fields if name != "why"]
        return {name: getattr(self.instrument, name.rstrip("_")) for name in names}

    def _add_party_row(self, number: int) -> None:
        party = self.held[number] if number < len(self.held) else None
        self.fields[f"party_{number}"] = forms.CharField(
            label=_("Party %(n)s") % {"n": number + 1}, required=False,
            initial=party.organisation.name.in_(get_language() or "id") if party else "",
            widget=forms.TextInput(attrs=suggesting.FIELD),
        )  # fmt: skip
        self.fields[f"side_{number}"] = forms.ChoiceField(
            label=_("Side"), choices=Party.Side.choices, required=False,
            initial=party.side if party else Party.Side.PARTNER,
        )  # fmt: skip
        for name, words in (("number", _("Its number")), ("signatory", _("Signed by"))):
            self.fields[f"{name}_{number}"] = forms.CharField(
                label=words, required=False, max_length=120, initial=getattr(party, name, "")
            )

    @property
    def party_rows(self) -> list[list]:
        """The bound fields of each party row."""
        numbers = [name.removeprefix("party_") for name in self.fields if name.startswith("party_")]
        return [
            [self[f"{part}_{n}"] for part in ("party", "side", "number", "signatory")]
            for n in numbers
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title_id") and not cleaned.get("title_en"):
            self.add_error("title_id", _("Give a title in Indonesian or in English."))
        if cleaned.get("duration_rule") in ("FIXED", "AUTO_RENEW") and not cleaned.get("months"):
            self.add_error("months", _("Say how many months the period lasts."))
        if cleaned.get("duration_rule") == "UNTIL" and not cleaned.get("until"):
            self.add_error("until", _("Say until when it is in force."))
        self._read_parties(cleaned)
        return cleaned

    def clean_entry_days(self) -> int:
        return self.cleaned_data["entry_days"] or 0

    def _read_parties(self, cleaned: dict[str, Any]) -> None:
        """Organisations by name, alias or address; what the form does not ask of a party stays."""
        written = {name: cleaned.get(name) for name in self.fields if name.startswith("party_")}
        known = named([text for text in written.values() if text])
        held = {party.organisation_id: party for party in self.held}
        self.read: list[Party] = []
        for name, text in written.items():
            if text and text not in known:
                self.add_error(name, _("The directory knows no partner of this name."))
            elif text:
                number = name.removeprefix("party_")
                before = held.get(known[text].pk)
                self.read.append(Party(
                    organisation=known[text], side=cleaned.get(f"side_{number}") or Party.Side.PARTNER,
                    number=cleaned.get(f"number_{number}", ""), signatory=cleaned.get(f"signatory_{number}", ""),
                    office=before.office if before else "", signed_on=before.signed_on if before else None,
                ))  # fmt: skip

    def parties(self) -> list[Party]:
        """The parties as typed, unsaved, in order."""
        return self.read

    def facts(self) -> dict[str, Any]:
        """Columns of `Instrument` as typed; on an edit also the version that was seen."""
        facts = {
            name.rstrip("_"): self.cleaned_data[name] for name in self.base_fields if name != "why"
        }
        version = facts.pop("version")
        return facts | {"version": version} if self.instrument else facts


def _step() -> forms.CharField:
    hint = _("What happens next, as an act somebody can do.")
    return forms.CharField(label=LABELS["next_step"], max_length=300, help_text=hint)


def _day(name: str, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=LABELS[name], required=False, widget=widget, help_text=hint)


class NextStepForm(forms.Form):
    """Owner and next step of one record."""

    owner_unit = UnitField(label=LABELS["owner_unit"])
    next_step = _step()
    next_step_due = _day("next_step_due")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class BulkStepForm(forms.Form):
    next_step = _step()
    due = _day("next_step_due")


class BulkOwnerForm(forms.Form):
    owner_unit = UnitField(label=LABELS["owner_unit"])


def initial(form: type[forms.Form], instrument: Instrument) -> dict[str, Any]:
    """What a form on one record starts with."""
    return {
        name: getattr(instrument, name) for name in form.base_fields if hasattr(instrument, name)
    }


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ClassificationForm(forms.Form):
    classification = forms.ChoiceField(
        label=LABELS["classification"], choices=Classification.choices
    )
    declassify_on = _day("declassify_on", _("Exemptions are not permanent (UU 14/2008 art. 20)."))
    why = forms.CharField(label=_("Why"), max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SaveViewForm(forms.Form):
    name = forms.CharField(label=_("Name of the view"), max_length=100)
    is_shared = forms.BooleanField(label=_("Share it with colleagues"), required=False)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class DropViewForm(forms.Form):
    name = forms.CharField(label=_("Name of the view"), max_length=100)
