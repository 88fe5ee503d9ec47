"""What is typed when a clearance is asked for, answered or withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.queries import units
from ecoop.core.bilingual import Text
from ecoop.core.fields import day_field, past_day_field
from ecoop.core.shown import language
from ecoop.documents.uploads import UploadField
from ecoop.instruments.queries import today
from ecoop.letters.fields import LetterField
from ecoop.negotiation.actions import Answer, Request
from ecoop.negotiation.models import Clearance
from ecoop.partners import suggesting
from ecoop.partners.queries import named
from ecoop.tasks.lifecycle import Due, by_library, unit

DOMESTIC = ("ministry", "agency_domestic", "military")
CLOCK = "clearance"
BY_ASKER = Text(id="hari yang ditetapkan peminta", en="the day set by whoever asks")


class AskForm(forms.Form):
    """Of whom the frozen text is to be cleared: one ministry or agency, or one unit."""

    body = forms.CharField(
        label=_("Ministry or agency"), required=False, max_length=300,
        help_text=_("As the directory names it."), widget=forms.TextInput(attrs=suggesting.FIELD),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Or a unit of BNPB"), required=False)
    note = forms.CharField(
        label=_("What is asked"), required=False, max_length=2000,
        help_text=_("They read it with the frozen text."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_on = day_field(
        _("Answer by"), required=False,
        help_text=_("Left empty, the deadline library counts it: seven working days."),
    )  # fmt: skip

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        self.fields["letter"] = LetterField(
            actor=actor, label=_("Asked by letter"), required=False,
            help_text=_("Code of the outgoing letter, for instance SK-2026-0001, if it is registered."),
        )  # fmt: skip
        self.fields["asked_on"] = past_day_field(_("Asked on"), initial=today)
        self.names = {one.code: one.name for one in units()}
        offered = [(code, f"{code}: {name.in_(language())}") for code, name in self.names.items()]
        self.fields["unit"].choices = [("", "-"), *offered]
        self.order_fields(("body", "unit", "note", "letter", "asked_on", "due_on"))

    def clean(self):
        given = super().clean()
        typed, code = given.get("body", "").strip(), given.get("unit")
        if bool(typed) == bool(code):
            raise forms.ValidationError(_("Name one ministry or agency, or one unit."))
        found = named([typed]).get(typed) if typed else None
        if typed and (found is None or found.kind not in DOMESTIC):
            self.add_error("body", _("The directory knows no ministry or agency of this name."))
        self.found = found
        if given.get("due_on") and given.get("asked_on") and given["due_on"] < given["asked_on"]:
            self.add_error("due_on", _("The answer cannot be due before it is asked for."))
        return given

    def given(self) -> Request:
        """The request, as `actions.ask` takes it."""
        told, code = self.cleaned_data, self.cleaned_data["unit"]
        due = by_library(CLOCK, told["asked_on"])
        if told["due_on"]:
            due = Due(on=told["due_on"], rule=BY_ASKER, source="rule of the house")
        return Request(
            asked_of=unit(code) if code else f"org:{self.found.pk}",
            name=self.names[code] if code else self.found.name,
            asked_on=told["asked_on"], due=due, note=told["note"], letter=told["letter"],
        )  # fmt: skip


class AnswerForm(forms.Form):
    """What the ministry or unit says to the frozen text."""

    opinion = forms.ChoiceField(
        label=_("Answer"), choices=Clearance.Opinion.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Remarks or objection"), required=False, max_length=8000,
        help_text=_("Needed for remarks and for an objection; name the articles."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    file = UploadField(label=_("File"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        given = super().clean()
        needs_words = given.get("opinion", Clearance.Opinion.CLEARED) != Clearance.Opinion.CLEARED
        if needs_words and not given.get("remark", "").strip():
            self.add_error("remark", _("Write the remarks or the objection."))
        return given

    def given(self) -> dict:
        """The answer, as `actions.answer` takes it."""
        told = {name: self.cleaned_data[name] for name in ("opinion", "remark", "version")}
        return told | self.file_given()

    def file_given(self) -> dict:
        file = self.cleaned_data["file"]
        return {"content": file.read(), "name": file.name} if file else {}


class PaperForm(AnswerForm):
    """An answer that came on paper."""

    field_order = ("opinion", "answered_on", "answered_by_name", "letter", "remark", "file")
    answered_by_name = forms.CharField(
        label=_("Answered by"),
        max_length=200,
        help_text=_("Name and office, as the letter has it."),
    )

    def __init__(self, *args, actor, **options):
        super().__init__(*args, **options)
        self.fields["letter"] = LetterField(
            actor=actor, required=False,
            help_text=_("For instance SM-2026-0001, if it is registered."),
        )  # fmt: skip
        self.fields["answered_on"] = past_day_field(_("Answered on"), initial=today)
        self.order_fields(self.field_order)

    def given(self) -> dict:
        """The answer, as `actions.record_answer` takes it."""
        names = ("opinion", "remark", "answered_on", "answered_by_name", "letter")
        answer = Answer(**{name: self.cleaned_data[name] for name in names})
        return {"given": answer, "version": self.cleaned_data["version"]} | self.file_given()


class WithdrawForm(forms.Form):
    why = forms.CharField(label=_("Why it is not needed"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
