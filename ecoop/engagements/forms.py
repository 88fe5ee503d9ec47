"""Forms of engagements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.queries import units
from ecoop.accounts.standins import colleagues
from ecoop.core.shown import language
from ecoop.tasks import desks


class HandOutForm(forms.Form):
    """Who sees to a next step of a meeting, and by when."""

    to = forms.ChoiceField(label=_("Who does it"))
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        offered = desks.choices(colleagues(), list(units()), language())
        self.fields["to"].choices = [("", "-"), *offered]
