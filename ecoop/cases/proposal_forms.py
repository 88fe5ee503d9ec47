"""The form of a proposal from outside. A draft is kept as it is; only sending asks for all of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ecoop.cases.proposing import REQUIRED_FILES, SUMMARY
from ecoop.documents.uploads import UploadField

TRACKS = (
    ("", "-"),
    ("international_agreement", _("A state, an international organisation or a body of a state")),
    ("foreign_ngo", _("A foreign non-governmental organisation")),
    ("regional_foreign", _("A region of Indonesia that plans to work with a party abroad")),
    ("domestic_mou", _("A ministry, region, university, business or society of Indonesia")),
)
ASKED = {
    "aim": _("Aim: what is to be reached"),
    "urgency": _("Urgency: why now"),
    "scope": _("Scope: what the work covers, and where"),
    "benefit": _("Benefit: what each side gains"),
}
FILES = {
    "proposal": _("The proposal"),
    "partner_profile": _("Profile of your organisation"),
    "draft": _("Draft text, if there is one"),
}
NEEDED = ("name", "email", "body_written", "track", "title", *SUMMARY)


class ProposalForm(forms.Form):
    """What a proposal says; `held` are the files that came before, by kind."""

    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    email = forms.EmailField(label=_("Your e-mail address"), required=False)
    body_written = forms.CharField(label=_("Your organisation"), max_length=300, required=False)
    track = forms.ChoiceField(label=_("Your organisation is"), choices=TRACKS, required=False)
    title = forms.CharField(label=_("Title of the cooperation"), max_length=300, required=False)

    def __init__(self, *args: Any, held: dict[str, Any], **options: Any):
        super().__init__(*args, **options)
        self.held = held
        for name, label in ASKED.items():
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        for kind, label in FILES.items():
            self.fields[f"file_{kind}"] = UploadField(
                label=label, required=False, megabytes=10, **self._hint(kind)
            )
        self.fields["has_no_draft"] = forms.BooleanField(
            label=_("There is no draft text yet"), required=False,
            help_text=_(
                "The bureau can then begin. A paper between Indonesian bodies waits for its draft "
                "before it is screened (PermenPANRB 10/2022)."
            ),
        )  # fmt: skip

    def _hint(self, kind: str) -> dict[str, Any]:
        """What the field says beside the kinds that are taken: that a file is here already."""
        if kind not in self.held:
            return {}
        words = _("%(name)s is here; choose a file to replace it.")
        return {"help_text": words % {"name": self.held[kind].name}}

    def lacks(self, kinds: Any) -> bool:
        """Whether something is still needed before it can be sent, beside papers of these kinds;
        each thing is said at its field."""
        for name in NEEDED:
            if not self.cleaned_data.get(name):
                self.add_error(name, _("This is needed before the proposal can be sent."))
        for kind in REQUIRED_FILES:
            if kind not in kinds:
                words = _("This paper is needed before the proposal can be sent.")
                self.add_error(f"file_{kind}", words)
        if ("draft" in kinds) == self.cleaned_data["has_no_draft"]:
            self.add_error("has_no_draft", self._contradiction("draft" in kinds))
        return bool(self.errors)

    @staticmethod
    def _contradiction(has_draft: bool) -> Any:
        """What is said and what is attached must agree on whether there is a draft text."""
        if has_draft:
            return _("A draft text is attached: then this is not so.")
        return _("Attach the draft text, or say here that there is none yet.")

    def facts(self) -> dict[str, str]:
        return {
            name: value for name, value in self.cleaned_data.items() if not name.startswith("file_")
        }

    @property
    def came(self) -> list[str]:
        """The kinds of papers that came now; they are kept, also when something else is lacking."""
        return [kind for kind in FILES if self.files.get(f"file_{kind}")]

    def papers(self) -> list[tuple[str, str, bytes]]:
        """(kind, name, content) of the files that came now."""
        came = {kind: self.cleaned_data.get(f"file_{kind}") for kind in FILES}
        return [(kind, file.name, file.read()) for kind, file in came.items() if file]


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("Receipt"), max_length=60, help_text=_("Five groups of four letters and digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
