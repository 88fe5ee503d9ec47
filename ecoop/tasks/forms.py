"""Forms of tasks and of acting officers."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.models import Acting
from ecoop.accounts.queries import units
from ecoop.accounts.standins import colleagues
from ecoop.core.shown import language
from ecoop.tasks import desks

DAY = {"type": "date"}


class FinishForm(forms.Form):
    """What came of a task."""

    result = forms.CharField(
        label=_("Result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done, with the number or address of the paper that shows it."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500)


class PassOnForm(forms.Form):
    """To whom a task goes on."""

    to = forms.ChoiceField(label=_("To whom"))
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = desks.choices(colleagues(), list(units()), language())
        self.fields["to"].choices = [("", "-"), *offered]


class ActingForm(forms.Form):
    """Who stands in for whom, from which day to which."""

    acts_for = forms.ChoiceField(label=_("Who is away"))
    officer = forms.ChoiceField(label=_("Who stands in"))
    kind = forms.ChoiceField(label=_("As"), choices=Acting.Kind.choices)
    basis = forms.CharField(
        label=_("Order"), max_length=200, help_text=_("Number and date of the order.")
    )
    from_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs=DAY))
    to_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs=DAY))

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        people = colleagues()
        mine = [one for one in people if one.id == actor.user_id]
        away = mine if actor.roles <= {"unit"} else people
        self.fields["acts_for"].choices = [(str(one.id), one.name) for one in away]
        self.fields["officer"].choices = [
            (str(one.id), one.name) for one in people if one.id != actor.user_id
        ]

    def clean(self):
        given = super().clean()
        if given.get("officer") and given.get("officer") == given.get("acts_for"):
            self.add_error("officer", _("Nobody stands in for themselves."))
        if given.get("from_on") and given.get("to_on") and given["to_on"] < given["from_on"]:
            self.add_error("to_on", _("The last day is before the first day."))
        return given

    def facts(self) -> dict:
        given = self.cleaned_data
        return given | {name: UUID(given[name]) for name in ("officer", "acts_for")}
