"""The field by which forms of the rooms above name a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.core.identity import Actor
from ecoop.letters import queries
from ecoop.letters.models import Letter


class LetterField(forms.CharField):
    """A letter by its code. Its value is the letter, or None where it may be left out; one that
    `actor` may not open is answered like one that does not exist (S1)."""

    def __init__(self, *, actor: Actor, **options: Any):
        super().__init__(**{"label": _("Code of the letter"), "max_length": 24} | options)
        self.actor = actor

    def clean(self, value: Any) -> Letter | None:
        code = super().clean(value).upper()
        if not code:
            return None
        found = queries.visible_to(self.actor).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no letter with this code that you may open."))
        return found
