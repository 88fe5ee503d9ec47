"""Forms of letters and dispositions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.queries import units
from ecoop.accounts.standins import colleagues
from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS, Classification
from ecoop.core.fields import day_field, past_day_field
from ecoop.core.shown import language
from ecoop.core.vocabulary import vocabulary
from ecoop.letters.actions import Given
from ecoop.letters.models import Letter
from ecoop.partners import queries as partners
from ecoop.partners import suggesting
from ecoop.tasks import desks
from ecoop.tasks.lifecycle import Due

CLASSES = [(value, label) for value, label in Classification.choices if RANKS[value] >= 1]
BY_GIVER = Text(id="hari yang ditetapkan pemberi disposisi", en="the day set by whoever disposed")


class LetterForm(forms.Form):
    """A letter as it enters the register."""

    direction = forms.ChoiceField(label=_("Direction"), choices=Letter.Direction.choices)
    srikandi_ref = forms.CharField(label=_("SRIKANDI reference"), max_length=120, required=False)
    number = forms.CharField(label=_("Number of the letter"), max_length=120, required=False)
    dated_on = past_day_field(_("Date of the letter"))
    moved_on = past_day_field(_("Received or sent on"))
    nature = forms.ChoiceField(label=_("Nature"))
    classification = forms.ChoiceField(label=_("Classification"), choices=CLASSES)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    sender = forms.CharField(label=_("From"), max_length=300)
    addressee = forms.CharField(label=_("Addressed to"), max_length=300)
    partner = forms.CharField(
        label=_("Partner in the directory"), required=False, max_length=300,
        widget=forms.TextInput(attrs=suggesting.FIELD),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = vocabulary("letter_natures").choices(language())
        self.fields["nature"].initial = "ordinary"

    def clean_partner(self):
        text = self.cleaned_data["partner"].strip()
        found = list(partners.meant(text)[:2]) if text else [None]
        if len(found) != 1:
            raise forms.ValidationError(
                _("No single partner is called “%(name)s”. Write its address name."),
                params={"name": text},
            )
        return found[0]

    def clean(self):
        given = super().clean()
        dated, moved = given.get("dated_on"), given.get("moved_on")
        if dated and moved and moved < dated:
            self.add_error("moved_on", _("A letter does not arrive or leave before its date."))
        return given

    def facts(self) -> dict:
        given = dict(self.cleaned_data)
        return given | {"organisation": given.pop("partner")}


class DisposeForm(forms.Form):
    """A disposition: who is in charge, who is told, what to do, by when."""

    in_charge = forms.ChoiceField(label=_("In charge"))
    copies = forms.MultipleChoiceField(
        label=_("For information"), required=False, widget=forms.CheckboxSelectMultiple
    )
    instructions = forms.MultipleChoiceField(
        label=_("Instruction"), widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.ChoiceField(label=_("Urgency"))
    due_on = day_field(
        _("Last day"), required=False,
        help_text=_("Left empty: 1, 3 or 7 working days by urgency."),
    )  # fmt: skip
    classification = forms.ChoiceField(label=_("Classification"))

    def __init__(self, *args, least, **kwargs):
        super().__init__(*args, **kwargs)
        people = desks.choices(colleagues(), list(units()), language())
        self.fields["in_charge"].choices = [("", "-"), *people]
        self.fields["copies"].choices = people
        self.fields["instructions"].choices = vocabulary("instructions").choices(language())
        self.fields["urgency"].choices = vocabulary("urgencies").choices(language())
        self.fields["urgency"].initial = "usual"
        self.fields["classification"].choices = [
            (value, label) for value, label in CLASSES if RANKS[value] >= RANKS[least]
        ]

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over: set today or a later day."))
        return day

    def given(self) -> Given:
        said = dict(self.cleaned_data)
        day = said.pop("due_on")
        said["copies"] = tuple(said["copies"])
        return Given(**said, due=day and Due(on=day, rule=BY_GIVER, source="disposition"))


class CancelForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500)
