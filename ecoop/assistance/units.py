"""Units of aid as sources write them, in the language of the page where we know the word."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ecoop.core.shown import language

WORDS = {
    "tonnes": _("tonnes"),
    "personnel": _("personnel"),
    "officials": _("officials"),
    "army engineers": _("army engineers"),
    "firefighters": _("firefighters"),
    "packages": _("packages"),
    "tents": _("tents"),
    "facilities": _("facilities"),
    "aircraft": _("aircraft"),
    "helicopter": _("helicopter"),
    "ship": _("ship"),
    "ventilators": _("ventilators"),
    "litres": _("litres"),
    "shelter kits": _("shelter kits"),
    "household kits": _("household kits"),
}


def said(unit: str) -> str:
    """The unit in words; one that we do not know stays as it was written, which is English."""
    if unit in WORDS or language() == "en":
        return str(WORDS.get(unit, unit))
    return format_html('<span lang="en">{}</span>', unit) if unit else ""
