"""What is typed about a text; whether it may be done is decided elsewhere."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.core.fields import past_day_field
from ecoop.core.vocabulary import vocabulary
from ecoop.instruments.queries import today
from ecoop.negotiation.articles import languages as known_languages
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING
from ecoop.negotiation.models import Side, State

BODY_MOST = 60_000
PARTS = ((ARTICLE, _("Article")), (OPENING, _("Opening")), (CLOSING, _("Closing")))


def language_label(lang: str) -> str:
    """The language's name in the language of the page."""
    home, away = known_languages.name(lang)
    words = away if (get_language() or "id").startswith("en") else home
    return words[:1].upper() + words[1:]


def kinds() -> list[tuple[str, str]]:
    return vocabulary("document_kinds").choices(get_language() or "id")


class ArticleForm(forms.Form):
    """One article in every language of its text."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=State.choices)

    def __init__(self, *args, article, languages, **given):
        self.languages = languages
        initial = {"version": article.version, "state": article.state}
        for lang in languages:
            initial[f"title_{lang}"] = article.titles.get(lang, "")
            initial[f"body_{lang}"] = article.bodies.get(lang, "")
        super().__init__(*args, initial=initial, **given)
        _add_words(self, languages)

    def given(self) -> dict:
        return {
            "version": self.cleaned_data["version"], "state": self.cleaned_data["state"],
            **_words(self),
        }  # fmt: skip

    def columns(self):
        """(language, title field, body field), for the page."""
        return [(lang, self[f"title_{lang}"], self[f"body_{lang}"]) for lang in self.languages]


class NewArticleForm(forms.Form):
    """An article that is added."""

    kind = forms.ChoiceField(label=_("Part of the text"), choices=PARTS)
    number = forms.IntegerField(
        label=_("Number"), required=False, min_value=1, max_value=500,
        help_text=_("Left empty for the opening and the closing."),
    )  # fmt: skip

    def __init__(self, *args, languages, following, **given):
        self.languages = languages
        super().__init__(*args, initial={"number": following, "kind": ARTICLE}, **given)
        _add_words(self, languages)

    def clean(self):
        given = super().clean()
        if given.get("kind") == ARTICLE and not given.get("number"):
            self.add_error("number", _("Give the article its number."))
        return given

    def given(self) -> dict:
        kind = self.cleaned_data["kind"]
        number = self.cleaned_data["number"] if kind == ARTICLE else 0
        return {"kind": kind, "number": number, **_words(self)}

    columns = ArticleForm.columns


def _add_words(form, languages) -> None:
    for lang in languages:
        name = language_label(lang)
        form.fields[f"title_{lang}"] = forms.CharField(
            label=_("Title in %(language)s") % {"language": name}, required=False, max_length=300,
            widget=forms.TextInput(attrs={"lang": lang}),
        )  # fmt: skip
        form.fields[f"body_{lang}"] = forms.CharField(
            label=_("Text in %(language)s") % {"language": name}, required=False,
            max_length=BODY_MOST, strip=False,
            widget=forms.Textarea(attrs={"rows": 14, "lang": lang}),
        )  # fmt: skip


def _words(form) -> dict:
    return {
        f"{part}s" if part == "title" else "bodies": {
            lang: form.cleaned_data[f"{part}_{lang}"] for lang in form.languages
        }
        for part in ("title", "body")
    }


class StatesForm(forms.Form):
    """One state for several articles."""

    keys = forms.MultipleChoiceField(
        label=_("Articles"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one article.")},
    )  # fmt: skip
    state = forms.ChoiceField(label=_("State"), choices=State.choices, initial=State.AGREED)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, choices, **given):
        super().__init__(*args, **given)
        self.fields["keys"].choices = choices


class PositionForm(forms.Form):
    """Our position, theirs, and the limit of the mandate; seen inside BNPB only."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ours = forms.CharField(
        label=_("Our position"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    theirs = forms.CharField(
        label=_("Their position"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    mandate_limit = forms.CharField(
        label=_("Limit of the mandate"), required=False, max_length=8000,
        help_text=_("How far the delegation may go; beyond it, ask for a new mandate."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class BringInForm(forms.Form):
    """A file with the text in one language or in both."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Word (.docx) or plain text (.txt), up to 25 MB: one language, or two side by side or "
            "one after the other."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt"}),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OpenForm(BringInForm):
    """The first text of a case: its kind of document, and perhaps a file."""

    field_order = ("kind", "file")
    kind = forms.ChoiceField(label=_("Kind of document"), choices=kinds, initial="mou")

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        self.fields["file"].required = False


class RoundForm(forms.Form):
    held_on = past_day_field(_("Held on"), initial=today)
    place = forms.CharField(label=_("Meeting and place"), required=False, max_length=200)
    engagement = forms.CharField(
        label=_("Code of the meeting in Engagements"), required=False, max_length=24
    )
    note = forms.CharField(
        label=_("What was agreed"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class FreezeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class InitialForm(forms.Form):
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices)
    name = forms.CharField(label=_("Initialled by"), max_length=200)
    initialled_on = past_day_field(_("Initialled on"), initial=today)


class WaiverForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the clause is not needed"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
