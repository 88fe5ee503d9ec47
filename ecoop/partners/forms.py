"""Forms of the directory."""

from functools import partial

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ecoop.core.shown import class_words, term
from ecoop.core.telling import describe_facts, look_up
from ecoop.core.vocabulary import vocabulary
from ecoop.partners import queries, suggesting
from ecoop.places.names import country_names

WHY = _("Why (kept in the history)")


class OrganisationField(forms.CharField):
    """Somebody types a name, an abbreviation or an address name; exactly one body must be meant."""

    def __init__(self, **options):
        super().__init__(widget=forms.TextInput(attrs=suggesting.FIELD), **options)

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        found = list(queries.meant(text)[:2])
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(
            _("More than one partner is called “%(name)s”. Write its address name.")
            if found
            else _("No partner is called “%(name)s”. Check the spelling, or register it first."),
            params={"name": text},
        )


class PartnerForm(forms.Form):
    """The plain facts of one organisation."""

    name_id = forms.CharField(label=_("Name in Indonesian"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind of partner"))
    country = forms.ChoiceField(label=_("Country"), required=False)
    parent = OrganisationField(
        label=_("Part of"), required=False,
        help_text=_("The body above it, for instance the state of a ministry."),
    )  # fmt: skip
    aliases = forms.CharField(
        label=_("Other names"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: former names, spellings met in old matrices."),
    )  # fmt: skip
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    why = forms.CharField(label=WHY, max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language() or "id"
        countries = [(iso2, name.in_(language)) for iso2, name in country_names().items()]
        self.fields["kind"].choices = vocabulary("partner_kinds").choices(language)
        self.fields["country"].choices = [("", ""), *sorted(countries, key=lambda pair: pair[1])]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name_id") and not cleaned.get("name_en"):
            self.add_error("name_id", _("Give a name in Indonesian or in English."))
        return cleaned

    def facts(self) -> dict:
        """What the actions take; other names come as a list."""
        held = dict(self.cleaned_data)
        held["aliases"] = [line.strip() for line in held["aliases"].splitlines() if line.strip()]
        held["country"] = held["country"] or None
        return held


class MergeForm(forms.Form):
    into = OrganisationField(
        label=_("The partner that stays"),
        help_text=_("Its name, abbreviation or address name. Papers, people and names move to it."),
    )
    why = forms.CharField(label=WHY, max_length=300)


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    title = forms.CharField(
        label=pgettext_lazy("of a person", "Title"), max_length=100, required=False
    )
    office = forms.CharField(label=_("Office"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    is_focal_point = forms.BooleanField(label=_("Focal point"), required=False)
    from_on = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    to_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean(self):
        cleaned = super().clean()
        begin, end = cleaned.get("from_on"), cleaned.get("to_on")
        if begin and end and end < begin:
            self.add_error("to_on", _("The last day is before the first day."))
        return cleaned


# What is recorded of an organisation under other names than those of the form.
look_up(queries.names_of)
describe_facts(
    "partner",
    {name: field.label for name, field in PartnerForm.base_fields.items()}
    | {
        "slug": _("Address"),
        "country_id": _("Country"),
        "parent_id": _("Part of"),
        "region_code": _("Region"),
        "classification": _("Classification"),
        "people": _("People"),
        "merged_into": _("Merged into"),
        "merged_from": _("Merged from"),
    },
    said={
        "kind": partial(term, "partner_kind"),
        "classification": class_words,
        "country_id": lambda iso2: country_names().get(iso2, iso2),
    },
)
