"""Forms of cases. The form of a step is made from the fact keys that its procedure names."""

from collections.abc import Container, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.fields import UnitField
from ecoop.accounts.standins import colleagues
from ecoop.cases import asking, labels, lifecycle, policies, signing_forms
from ecoop.cases.folding import Fold, Row, fold
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification
from ecoop.core.dates import PartialDate
from ecoop.core.fields import LanguagesField, PartialDateFormField, day_field, past_day_field
from ecoop.core.verdicts import Refusal
from ecoop.instruments import queries as papers
from ecoop.instruments.queries import today
from ecoop.letters.fields import LetterField
from ecoop.partners import suggesting
from ecoop.partners.queries import named
from ecoop.procedures.log import Act
from ecoop.procedures.model import Fact, Procedure, Step
from ecoop.procedures.reasons import Reason

FACT = "fact_"
PARTNER_ROWS = 3
YES_NO = (("", "-"), ("true", _("Yes")), ("false", _("No")))
LONG = 2000


def field_for(fact: Fact, *, required: bool) -> forms.Field:
    """The field that asks for one fact, by its kind."""
    given: dict[str, Any] = {
        "label": fact.label.in_(get_language() or "id"), "required": required,
    }  # fmt: skip
    if fact.key.endswith("languages"):
        return LanguagesField(**given)
    choices = [(code, words.in_(get_language() or "id")) for code, words in fact.choices.items()]
    if fact.kind == "list" and choices:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, **given)
    if fact.kind == "choice":
        return forms.ChoiceField(choices=[("", "-"), *choices], **given)
    if fact.kind == "flag":
        return forms.ChoiceField(choices=YES_NO, **given)
    if fact.kind == "count":
        return forms.IntegerField(min_value=0, max_value=10**15, **given)
    if fact.kind in ("act", "effect", "date"):
        return PartialDateFormField(**given)
    if fact.kind == "moment":
        return forms.DateTimeField(**given)
    return forms.CharField(max_length=LONG, **given)


class StepForm(forms.Form):
    """The day of a step with the facts that it carries; with `act`, a correction of that act.

    `known` are the facts of the case: a choice that was made in an earlier act (the ground of a
    termination) stands in the form; numbers and reasons belong to one act and are typed anew.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, procedure: Procedure, step: Step, case: Any,
                 act: Act | None = None, supplied: Any = (), known: Any = (),
                 **options: Any):  # fmt: skip
        self.procedure, self.step, self.supplied = procedure, step, supplied
        self.idle = () if case.renews_id else lifecycle.OF_A_RENEWAL
        self.told = dict(act.facts) if act else {}
        super().__init__(*args, initial=self._initial(case, act, dict(known)), **options)
        self.fields["on"] = past_day_field(_("Day on which it was done"))
        for fact in self._asked(asking.evidence):
            self.fields[FACT + fact.key] = field_for(fact, required=True)
        self.rows: dict[str, list] = {}
        for fact in asking.people(procedure, step):
            signing_forms.add_people(self, fact, case, self.told.get(fact.key, []))
        for _name, facts in self._grouped():
            for fact in facts:
                self.fields[FACT + fact.key] = field_for(fact, required=False)
        self.fields["why"] = forms.CharField(
            label=_("Why it is corrected") if act else _("Note"), required=bool(act),
            max_length=300, help_text=_("Stands in the history beside the act."),
        )  # fmt: skip

    def _initial(self, case: Any, act: Act | None, known: dict[str, Any]) -> dict[str, Any]:
        chosen = {
            fact.key: known[fact.key]
            for fact in asking.evidence(self.procedure, self.step)
            if fact.kind == "choice" and fact.key in known
        }
        told = act.facts if act else chosen
        facts = {FACT + key: _shown(value) for key, value in told.items()}
        return {"version": case.version, "on": act.on if act else today(), **facts}

    @property
    def main(self) -> list:
        """The day and the evidence, as bound fields."""
        return [self["on"], *(self[FACT + fact.key] for fact in self._asked(asking.evidence))]

    def folds(self, against: Iterable[Reason] = ()) -> list[Fold]:
        """The persons who are named with the step, then what else may be told, by groups; a group
        says what the reasons `against` the step still want of it."""
        lang = get_language() or "id"
        wanted = {name for reason in against if not reason.step for name in self._fields_of(reason)}
        persons = [
            (fact.label, signing_forms.rows_of(self, fact.key))
            for fact in asking.people(self.procedure, self.step)
        ]
        others = [
            (name, [Row("", [self[FACT + fact.key] for fact in facts])])
            for name, facts in self._grouped()
        ]
        return [fold(name.in_(lang), rows, wanted=wanted) for name, rows in (*persons, *others)]

    def _fields_of(self, reason: Reason) -> list[str]:
        """The names of the fields that ask what a reason looks at."""
        keys = [each for key in reason.facts for each in asking.INPUTS.get(key, (key,))]
        return [FACT + key for key in keys if FACT + key in self.fields]

    def _grouped(self) -> list[tuple[Text, list[Fact]]]:
        return asking.in_groups(self.procedure, self._asked(asking.looked_at))

    def _asked(self, which: Any) -> list[Fact]:
        """The facts of one kind that are asked: all but those that are known from elsewhere, or that
        say nothing of this case."""
        known = {*self.supplied, *self.idle}
        return [fact for fact in which(self.procedure, self.step) if fact.key not in known]

    def facts(self) -> dict[str, Any]:
        """The facts as typed, without what was left empty, in the words of the procedures; of an
        act that is corrected also those that this form does not ask."""
        fields, rows = self.fields, self.rows
        kept = {
            key: value
            for key, value in self.told.items()
            if FACT + key not in fields and key not in rows
        }
        told = {
            name.removeprefix(FACT): value
            for name, value in self.cleaned_data.items()
            if name.startswith(FACT) and value not in (None, "", [])
        }
        named = {key: people for key in rows if (people := signing_forms.told_in(self, key))}
        basis = signing_forms.authority(named.get(lifecycle.SIGNATORIES, []))
        kept |= named | ({signing_forms.AUTHORITY: basis} if basis else {})
        return kept | {key: _plain(self.procedure.facts[key], value) for key, value in told.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        signing_forms.check(self)
        return cleaned

    def overtake(self, words: str, version: int) -> None:
        """Say that somebody was quicker; the form keeps what was typed and carries the newest
        version, so that to save once more is decided in knowledge of the others' acts."""
        self.add_error(None, words)
        self.overtaken = version - self.cleaned_data["version"]
        self.data = self.data.copy()
        self.data["version"] = str(version)

    def refuse(self, reasons: tuple[Reason, ...]) -> list[Reason]:
        """Put each reason at the field that can mend it; gives back those that no field can."""
        left = []
        for reason in reasons:
            names = self._fields_of(reason)
            name = next((name for name in names if self[name].value()), "") or next(iter(names), "")
            is_shut = reason.rule.startswith("precluded.")  # by an act, which no field mends
            if name and not reason.step and not is_shut:
                self.add_error(name, str(Refusal(reason.text, source=reason.source)))
            else:
                left.append(reason)
        return left


def _shown(value: Any) -> Any:
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _plain(fact: Fact, value: Any) -> Any:
    if fact.kind == "flag":
        return value == "true"
    return value.iso if isinstance(value, PartialDate) else value


class PersonField(forms.TypedChoiceField):
    """A colleague who could do the work; the choices are asked for with each form, like those of a unit."""

    def __init__(self, **options: Any):
        options |= {"coerce": UUID, "empty_value": None}
        super().__init__(choices=self._offered, **options)

    @staticmethod
    def _offered() -> list[tuple[str, str]]:
        people = sorted((one for one in colleagues() if one.does_tasks), key=lambda one: one.name)
        return [("", "-"), *((str(one.id), one.name) for one in people)]


class ClassifyForm(forms.Form):
    """Who may see a case from now on."""

    classification = forms.ChoiceField(
        label=_("Classification"), choices=Classification.choices,
        help_text=_("Acts, mandate, text and screening are never below Confidential."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CaseForm(forms.Form):
    """Who and what a case is; with `case`, a change of it."""

    title_id = forms.CharField(
        label=_("Title in Indonesian"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One of the two titles is enough."),
    )  # fmt: skip
    title_en = forms.CharField(
        label=_("Title in English"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    track = forms.ChoiceField(
        label=_("Track"),
        help_text=_(
            "An extension, amendment or termination is opened on the page of its instrument."
        ),
    )
    parent = forms.CharField(
        label=_("Code of the parent paper"), required=False, max_length=24,
        help_text=_(
            "The agreement that the new paper implements: whether it is in force on the day of "
            "signing is read from the register."
        ),
    )  # fmt: skip
    owner_unit = UnitField(label=_("Owner unit"))
    person = PersonField(label=_("Person in charge"), required=False)
    promised_on = day_field(
        _("Promised day of the next answer"), required=False,
        help_text=_("The partner sees it. Empty: ten working days from now."),
    )  # fmt: skip
    classification = forms.ChoiceField(
        label=_("Classification"), choices=Classification.choices, initial="limited",
        help_text=_("A partner sees stage, turn and promised day of a Limited case, never its acts."),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Any, case: Any = None, partners: Any = (),
                 initial: Any = None, **options: Any):  # fmt: skip
        self.actor = actor
        begun = dict(initial or {})
        if case is not None:
            held = {name: getattr(case, name) for name in self.base_fields if name != "person"}
            held["parent"] = case.parent.code if case.parent else ""
            begun = held | {"person": str(case.person_id or "")} | begun
        super().__init__(*args, initial=begun, **options)
        if case is not None:
            del self.fields["track"], self.fields["classification"]
        else:
            words = [
                (code, name.in_(get_language() or "id"))
                for code, name in labels.tracks().items()
                if code not in lifecycle.OTHER_PAPER  # these begin at the paper they are about
            ]
            self.fields["track"].choices = [("", "-"), *words]
        for number in range(max(PARTNER_ROWS, len(partners) + 1)):
            held = partners[number] if number < len(partners) else None
            self.fields[f"partner_{number}"] = forms.CharField(
                label=_("Partner %(n)s") % {"n": number + 1}, required=False,
                initial=held.name.in_(get_language() or "id") if held else "",
                widget=forms.TextInput(attrs=suggesting.FIELD),
            )  # fmt: skip
        bodies = (name for name in self.fields if name.startswith("partner_"))
        self.order_fields(["title_id", "title_en", "track", *bodies])

    def clean_parent(self) -> Any:
        if not (code := self.cleaned_data["parent"].strip().upper()):
            return None
        found = papers.visible_to(self.actor).filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no paper with this code that you may open."))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title_id") and not cleaned.get("title_en"):
            self.add_error("title_id", _("Give a title in Indonesian or in English."))
        written = {name: cleaned.get(name) for name in self.fields if name.startswith("partner_")}
        known = named([text for text in written.values() if text])
        for name, text in written.items():
            if text and text not in known:
                self.add_error(name, _("The directory knows no partner of this name."))
        self.bodies = list({known[t].pk: known[t] for t in written.values() if t in known}.values())
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        kept = {name: self.cleaned_data[name] for name in self.base_fields if name in self.fields}
        unit, parent = kept.pop("owner_unit"), kept.pop("parent")
        return kept | {
            "person_id": kept.pop("person"), "owner_unit_id": unit.pk,
            "parent_id": parent and parent.pk, "partners": self.bodies,
        }  # fmt: skip


def track_choices(*, leaving_out: Container[str] = ()) -> list[tuple[str, str]]:
    """(code, name) of every track but some."""
    lang = get_language() or "id"
    return [
        (code, name.in_(lang)) for code, name in labels.tracks().items() if code not in leaving_out
    ]


class EnterForm(forms.Form):
    """Open a case for a paper of the register."""

    track = forms.ChoiceField(label=_("Track"))
    owner_unit = UnitField(label=_("Owner unit"))

    why = forms.CharField(
        label=_("Why a second case of this track"), required=False, max_length=300,
        help_text=_("Needed only if a case of the same track is open for this paper already."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, shut: Container[str] = (), is_first: bool = False, **options: Any
    ):
        super().__init__(*args, **options)
        self.fields["track"].choices = [("", "-"), *track_choices(leaving_out=shut)]
        if is_first:
            del self.fields["why"]

    def facts(self) -> dict[str, Any]:
        """What was typed, as `actions.open_from_instrument` takes it."""
        told = self.cleaned_data
        unit = told["owner_unit"].pk
        return {"track": told["track"], "owner_unit_id": unit, "why": told.get("why", "")}


class MandateForm(forms.Form):
    """The three parts of a delegation guideline (UU 24/2000 art. 5(3))."""

    background = forms.CharField(label=_("Background"), widget=forms.Textarea(attrs={"rows": 5}))
    analysis = forms.CharField(
        label=_("Analysis: political, legal and other"), widget=forms.Textarea(attrs={"rows": 7})
    )
    position = forms.CharField(
        label=_("Position of Indonesia, advice, and possible adjustments"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class FileLetterForm(forms.Form):
    """Which letter is put into the file of a case."""

    def __init__(self, *args: Any, actor: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["letter"] = LetterField(actor=actor, help_text=_("For instance SM-2026-0001."))


class FileInForm(forms.Form):
    """Into the file of which case a letter is put."""

    case = forms.CharField(
        label=_("Code of the case"), max_length=24, help_text=_("For instance KS-2026-0001.")
    )

    def __init__(self, *args: Any, actor: Any, **options: Any):
        super().__init__(*args, **options)
        self.actor = actor

    def clean_case(self) -> Any:
        try:
            return policies.get_inner(self.actor, self.cleaned_data["case"].upper())
        except Http404:
            raise forms.ValidationError(
                _("There is no case with this code whose acts you may read.")
            ) from None
