"""Forms of custody."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.core.fields import LanguagesField, day_field
from ecoop.core.shown import language
from ecoop.core.vocabulary import vocabulary
from ecoop.custody.actions import Fresh
from ecoop.custody.lifecycle import MOST

OURS = "home"


def choices(name: str) -> list[tuple[str, str]]:
    return vocabulary(f"original_{name}").choices(language())


class OpenForm(forms.Form):
    """Originals alike, entered together: how many, whose, what they are like, where they lie."""

    count = forms.IntegerField(label=_("How many, all alike"), min_value=1, max_value=MOST)
    party = forms.ChoiceField(label=_("Whose copy"))
    medium = forms.ChoiceField(label=_("Signature"))
    languages = LanguagesField(label=_("Languages"), required=False)
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=9999, required=False)
    keeper = forms.ChoiceField(label=_("Kept by"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False,
                            help_text=_("Room, cabinet, box: as exactly as one must look for it."))  # fmt: skip
    since = day_field(_("There since"))

    def __init__(self, *args: Any, parties: Any, **options: Any):
        super().__init__(*args, **options)
        self.bodies = {str(one.pk): one for one in parties}
        ours = (OURS, _("The Indonesian side's"))
        names = [(key, body.name.in_(language())) for key, body in self.bodies.items()]
        self.fields["party"].choices = [ours, *names]
        self.fields["medium"].choices = choices("media")
        self.fields["keeper"].choices = choices("keepers")

    def fresh(self) -> list[Fresh]:
        """The originals to be entered."""
        said = dict(self.cleaned_data)
        count, party = said.pop("count"), said.pop("party")
        one = Fresh(**said | {"languages": tuple(said["languages"])},
                    organisation=self.bodies.get(party))  # fmt: skip
        return [one] * count


class CheckForm(forms.Form):
    """What a check of an original finds (Permenlu 4/2023 art. 8)."""

    on = day_field(_("Checked on"))
    lacking = forms.MultipleChoiceField(
        label=_("What lacks"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all empty when the original is complete."),
    )  # fmt: skip
    pages = forms.IntegerField(label=_("Pages"), min_value=1, max_value=9999, required=False)
    languages = LanguagesField(label=_("Languages"), required=False)
    remark = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["lacking"].choices = choices("elements")


class MoveForm(forms.Form):
    """Where an original goes, by whose hands, against which receipt."""

    on = day_field(_("Moved on"))
    keeper = forms.ChoiceField(label=_("Kept by"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    handed_by = forms.CharField(label=_("Handed over by"), max_length=200, required=False)
    received_by = forms.CharField(label=_("Received by"), max_length=200, required=False)
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=120, required=False)
    why = forms.CharField(label=_("Why"), max_length=500, required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["keeper"].choices = choices("keepers")


class LendForm(forms.Form):
    """To whom an original is lent, what for, until when."""

    on = day_field(_("Lent on"))
    due_on = day_field(_("Back by"))
    borrower = forms.CharField(label=_("Borrower"), max_length=200)
    purpose = forms.CharField(label=_("What for"), max_length=300)
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=120, required=False)


class ReturnForm(forms.Form):
    on = day_field(_("Returned on"))
    why = forms.CharField(label=_("Remark"), max_length=500, required=False)


class DutyForm(forms.Form):
    """The day of a step of deposit or archive, with the number of the paper that shows it."""

    on = day_field(_("Day on which it was done"))
    number = forms.CharField(label=_("Number of the letter or receipt"), max_length=120,
                             required=False)  # fmt: skip
    why = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, has_number: bool, **options: Any):
        super().__init__(*args, **options)
        if not has_number:
            del self.fields["number"]


class AskCopyForm(forms.Form):
    """A certified copy that is asked for."""

    on = day_field(_("Asked for on"))
    letter = forms.CharField(label=_("Letter of request"), max_length=120, required=False)
    purpose = forms.CharField(label=_("What for"), max_length=300, required=False)


class ReceiveCopyForm(forms.Form):
    """A certified copy as it was received (Permenlu 4/2023 art. 12)."""

    issued_on = day_field(_("Issued on"))
    on = day_field(_("Received on"))
    has_ribbon = forms.BooleanField(label=_("Bound with a ribbon"), required=False)
    has_seal = forms.BooleanField(label=_("Sealed"), required=False)
    receipt = forms.CharField(label=_("Number of the signed receipt"), max_length=120)
    received_by = forms.CharField(label=_("Received by"), max_length=200, required=False)
