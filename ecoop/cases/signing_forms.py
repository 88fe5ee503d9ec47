"""The persons of a signing as they are typed: a few fields in a row for each (domain.md 2.6)."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ecoop.cases.folding import Row
from ecoop.cases.lifecycle import SIGNATORIES
from ecoop.procedures.model import Fact, Procedure

PEOPLE = "people"
MOST_WITNESSES = 3
OURS, THEIRS = "home", "partner"
AUTHORITY = "signing_authority"
PARTS = {
    "name": gettext_lazy("Name"),
    "office": gettext_lazy("Office or capacity"),
    "basis": gettext_lazy("Basis of the authority to sign"),
    "paper": gettext_lazy("Number and date of that paper"),
}
OF_A_WITNESS = ("name", "office")


def _rows(fact: Fact, case: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(label, what is known of the person) for each row: a signatory of each party, or witnesses."""
    if fact.key == SIGNATORIES:
        yield _("Indonesian side"), {"side": OURS}
        for name in case.partner_names:
            yield name, {"side": THEIRS, "of": name}
        return
    for number in range(1, MOST_WITNESSES + 1):
        yield _("Witness %(number)s") % {"number": number}, {}


def add_people(form: Any, fact: Fact, case: Any, held: list) -> None:
    """Put the fields of `fact` into a form, with what `held` tells already."""
    form.rows[fact.key] = []
    for place, (label, known) in enumerate(_rows(fact, case)):
        names = {}
        told = _told_of(known, held, place)
        for part in PARTS if fact.key == SIGNATORIES else OF_A_WITNESS:
            names[part] = f"{fact.key}_{place}_{part}"
            form.fields[names[part]] = _field(form.procedure, part)
            form.initial[names[part]] = told.get(part, "")
        form.rows[fact.key].append((label, known, names))


def _told_of(known: Mapping[str, str], held: list, place: int) -> Mapping[str, str]:
    """What is held of the person in a row: of a signatory by the party, of a witness by the place."""
    if known:
        same = (one for one in held if all(one.get(key) == value for key, value in known.items()))
        return next(same, {})
    return held[place] if place < len(held) else {}


def _field(procedure: Procedure, part: str) -> forms.Field:
    given = {"label": PARTS[part], "required": False}
    if part != "basis":
        return forms.CharField(max_length=200, **given)
    choices = procedure.facts[AUTHORITY].choices.items()
    lang = get_language() or "id"
    words = [(code, name.in_(lang)) for code, name in choices]
    return forms.ChoiceField(choices=[("", "-"), *words], **given)


def rows_of(form: Any, key: str) -> list[Row]:
    """The rows of a fact as bound fields, for the page."""
    return [
        Row(label, [form[name] for name in names.values()])
        for label, _known, names in form.rows[key]
    ]


def told_in(form: Any, key: str) -> list[dict[str, str]]:
    """The persons who were named; a row without a name is nobody."""
    found = []
    for _label, known, names in form.rows[key]:
        typed = {part: form.cleaned_data[name] for part, name in names.items()}
        if typed["name"]:
            found.append({**known, **{part: value for part, value in typed.items() if value}})
    return found


def check(form: Any) -> None:
    """Whoever tells more of a person names the person."""
    for rows in form.rows.values():
        for label, _known, names in rows:
            told = any(form.cleaned_data.get(name) for name in names.values())
            if told and not form.cleaned_data.get(names["name"]):
                form.add_error(names["name"], _("Write the name (%(row)s).") % {"row": label})


def authority(signatories: list[dict[str, str]]) -> str:
    """The basis on which our side signs, "" when it is not told."""
    return next((one.get("basis", "") for one in signatories if one["side"] == OURS), "")
