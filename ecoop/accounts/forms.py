"""Forms of signing in and of administering accounts. Pasting works everywhere (trust.md U39)."""

from uuid import UUID

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.urls import reverse_lazy
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext_lazy as _

from ecoop.accounts import queries, records
from ecoop.accounts.models import User
from ecoop.accounts.roles import BELONGS, Role
from ecoop.core import scopes
from ecoop.core.fields import proposing
from ecoop.core.identity import assume

SCOPES = "scope-names"  # the id of the <datalist>
NO_OWNER = _(
    "Write for which organisation or region this role is: its holder sees that one's records."
)
SEVERAL_MEANT = _("More than one is called “%(name)s”. Choose one of those proposed.")
NONE_MEANT = {
    "org": _("No partner is called “%(name)s”. Check the spelling, or register it first."),
    "region": _("No region is called “%(name)s”. Write its full name or its Kemendagri code."),
}
CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["login"]
        name.label = _("User name or e-mail")
        name.max_length = 254
        name.widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        _password(self.fields["password"], _("Password"), "current-password")


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _password(self.fields["password"], _("Password"), "current-password")


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _password(self.fields["oldpassword"], _("Present password"), "current-password")
        _new_password(self.fields)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _new_password(self.fields)


class ChoosePasswordForm(forms.Form):
    """The first password, or a new one, by a link from an administrator."""

    password1 = forms.CharField(strip=False, widget=forms.PasswordInput)
    password2 = forms.CharField(strip=False, widget=forms.PasswordInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        _new_password(self.fields)

    def clean(self):
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("This is not the same password as above."))
        if first:
            try:
                validate_password(first, self.user)
            except forms.ValidationError as weak:
                self.add_error("password1", weak)
        return self.cleaned_data


class CodeForm(factor.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ConfirmCodeForm(factor.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class ActivateForm(totp.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _code(self.fields["code"])


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].max_length = 100
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Sign in with it without a password")
            self.fields["passwordless"].help_text = ""
            self.fields["passwordless"].initial = True


class LoginPasskeyForm(webauthn.LoginWebAuthnForm):
    def clean_credential(self):
        """The passkey names its account: from here on the database shows that one only."""
        told = self.cleaned_data["credential"]
        try:
            handle = urlsafe_base64_decode(told["response"]["userHandle"]).decode()
            assume(f"entering:{UUID(handle)}")
        except (AttributeError, KeyError, TypeError, ValueError):
            pass  # refused just below, in the same words as an unknown account
        try:
            return super().clean_credential()
        except forms.ValidationError:
            records.failed(context.request, "")
            raise forms.ValidationError(_("The passkey was not accepted.")) from None


class AccountForm(forms.ModelForm):
    """A new account. The person chooses the password through a link."""

    class Meta:
        model = User
        fields = ("name", "username", "email", "language")
        labels = {
            "name": _("Name"), "username": _("User name"), "email": _("E-mail"),
            "language": _("Language"),
        }  # fmt: skip
        widgets = {
            "language": forms.Select(choices=[("id", "Bahasa Indonesia"), ("en", "English")])
        }

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email and User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Another account has this address."))
        return email


class RoleForm(forms.Form):
    """A role from one day to another, perhaps acting for somebody (Plh/Plt)."""

    role = forms.ChoiceField(label=_("Role"), choices=queries.assignable)
    unit = forms.ModelChoiceField(
        label=_("Unit of BNPB"), queryset=None, required=False, empty_label="-"
    )
    scope = forms.CharField(
        label=_("Organisation or region"), max_length=200, required=False,
        widget=forms.TextInput(attrs=proposing(reverse_lazy("accounts:scopes"), SCOPES)),
        help_text=_(
            "Its name, for a partner, a ministry or a regional agency: for instance AFAD, or Jawa Tengah."
        ),
    )  # fmt: skip
    from_on = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    to_on = forms.DateField(
        label=_("To"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    acting_for = forms.CharField(label=_("Acting for (Plh/Plt)"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.units()

    def clean(self):
        given = self.cleaned_data
        if given.get("to_on") and given.get("from_on") and given["to_on"] < given["from_on"]:
            self.add_error("to_on", _("The last day is before the first day."))
        if "role" in given and "scope" in given:
            self._read_scope(given)
        return given

    def _read_scope(self, given):
        """Put the key of the one organisation or region that the name means where the name was."""
        text, kind = given["scope"].strip(), BELONGS.get(Role(given["role"]))
        if not kind:
            if text:
                self.add_error(
                    "scope", _("This role is inside BNPB: it has a unit. Leave this empty.")
                )
            return
        found = scopes.meant(kind, text) if text else []
        if len(found) == 1:
            given["scope"] = found[0]
            return
        words = NONE_MEANT[kind] if text and not found else SEVERAL_MEANT if found else NO_OWNER
        self.add_error("scope", forms.ValidationError(words, params={"name": text}))


def _password(field, label, autocomplete):
    field.label, field.help_text = label, ""
    field.widget.attrs = {
        "autocomplete": autocomplete,
        "data-password": "",
        "data-show": _("Show"),
        "data-hide": _("Hide"),
    }


def _new_password(fields):
    _password(fields["password1"], _("New password"), "new-password")
    _password(fields["password2"], _("New password once more"), "new-password")
    fields["password1"].help_text = _("At least 12 characters. Several plain words are good.")


def _code(field):
    field.label = _("Code")
    field.help_text = _("Six digits from your authenticator app, or one of your recovery codes.")
    field.widget.attrs = CODE_ATTRIBUTES
