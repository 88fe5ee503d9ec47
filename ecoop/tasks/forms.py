"""Forms of tasks and of acting officers."""

from functools import cache
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.models import Acting
from ecoop.accounts.queries import units
from ecoop.accounts.standins import colleagues
from ecoop.core.shown import language
from ecoop.core.vocabulary import vocabulary
from ecoop.tasks import ladder, laddering, receiving

DAY = {"type": "date"}


class FinishForm(forms.Form):
    """What came of a task."""

    result = forms.CharField(
        label=_("Result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was done, with the number or address of the paper that shows it."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500)


class DeskField(forms.ChoiceField):
    """A choice of desks in which one that is not offered is answered by the rule that says why."""

    def valid_value(self, value):
        return True


class PassOnForm(forms.Form):
    """To whom a task goes on."""

    to = DeskField(
        label=_("To whom"), help_text=_("Those who could do it: the record is open to them.")
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, task, **kwargs):
        super().__init__(*args, **kwargs)
        lang = language()
        offered = cache(lambda: receiving.choices(task, list(units()), lang))
        self.fields["to"].choices = lambda: [("", "-"), *offered()]


class RungForm(forms.Form):
    """What an administrator changes of one rung of the ladder of reminders."""

    after = forms.IntegerField(
        label=_("Working days from the last day"),
        min_value=ladder.EARLIEST, max_value=ladder.LATEST,
        help_text=_("0 is the last day itself; a negative number is before it."),
    )  # fmt: skip
    is_at_once = forms.TypedChoiceField(
        label=_("How"), coerce=lambda said: said == "True",
        choices=[("False", _("in the one letter of a day")), ("True", _("at once"))],
    )  # fmt: skip
    urgency = forms.MultipleChoiceField(
        label=_("For tasks"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("With none chosen this reminder is switched off."),
    )  # fmt: skip
    reason_id = forms.CharField(label=_("Why it reminds, in Indonesian"), max_length=200)
    reason_en = forms.CharField(label=_("Why it reminds, in English"), max_length=200)
    why = forms.CharField(label=_("Why this is changed"), max_length=500)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, rung, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["urgency"].choices = vocabulary("urgencies").choices(language())
        if rung.after is None:  # it is told when the task is given, whatever its last day
            del self.fields["after"]

    def told(self) -> dict:
        """The arguments of `laddering.change`."""
        given = {"after": None} | self.cleaned_data
        return {
            "why": given.pop("why"), "version": given.pop("version"),
            "told": laddering.Told(**given),
        }  # fmt: skip


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
        nobody = ("", "-")  # so that no one acts for anybody because a list began with them
        named = [(str(one.id), one.name) for one in away]
        self.fields["acts_for"].choices = named if len(named) == 1 else [nobody, *named]
        self.fields["officer"].choices = [nobody] + [
            (str(one.id), one.name) for one in people if one.id != actor.user_id and one.does_tasks
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
