"""Fields of forms that ask for what this room keeps."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from ecoop.accounts.models import Unit


class UnitField(forms.ModelChoiceField):
    """A unit of BNPB by its code and name."""

    def __init__(self, **options: Any):
        super().__init__(queryset=Unit.objects.order_by("code"), empty_label="-", **options)

    def label_from_instance(self, unit: Unit) -> str:
        return f"{unit.code}: {unit.name.in_(get_language() or 'id')}"
