"""How django-allauth behaves in this house: nobody signs up, everything is recorded."""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.accounts import limits, queries, records
from ecoop.accounts.middleware import start_clock
from ecoop.accounts.models import User
from ecoop.accounts.roles import INTERNAL
from ecoop.accounts.sessions import ADDRESS, AGENT
from ecoop.core.addresses import reachable
from ecoop.core.identity import acting, assume, principal_of

BACKEND = "ecoop.accounts.backends.PasswordBackend"
SAID = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is active."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right."),
        "email_password_mismatch": _("The name or the password is not right."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Type your present password."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return limits.address_of(request)

    def pre_authenticate(self, request, **credentials):
        """Tries are counted in `middleware.LoginLimits`."""

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        request.proved = user is not None
        if user and request.actor.is_anonymous:  # the factors of this account are asked for next
            assume(f"entering:{user.pk}")
        return user

    def authentication_failed(self, request, **credentials):
        records.failed(request, credentials.get("username") or credentials.get("email") or "")

    def login(self, request, user):
        """Sign in under a new session id, as the person from here on, and say so in the ledger."""
        user.backend = getattr(user, "backend", BACKEND)
        request.actor = assume(principal_of(user))
        super().login(request, user)
        request.session[BACKEND_SESSION_KEY] = user.backend
        request.session[ADDRESS] = limits.address_of(request)
        request.session[AGENT] = request.headers.get("User-Agent", "")[:200]
        start_clock(request.session)
        request.proved = True
        records.signed_in(request, user)

    def logout(self, request):
        records.signed_out(request, request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not for those who signed in within the last quarter of an hour."""
        age = time.time() - context.request.session.get("since", 0)
        return age > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_login_redirect_url(self, request):
        desk = reachable("desk:home") if request.actor.roles & INTERNAL else ""
        return desk or f"/{get_language()}/"

    def get_logout_redirect_url(self, request):
        return f"/{get_language()}/"

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")

    def add_message(self, request, level, message_template=None, message_context=None,
                    extra_tags="", message=None):  # fmt: skip
        words = message or SAID.get(message_template)
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are kept enciphered: the database alone cannot make a code."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Your role needs a second factor. Add another one before you remove this one."
        ),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds."),
    }

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        if not settings.SECOND_FACTOR_REQUIRED:
            return True
        user = authenticator.user
        others = user.authenticator_set.filter(type__in=queries.FACTORS).exclude(
            pk=authenticator.pk
        )
        return others.exists() or not queries.must_have_second_factor(user)


class SsoAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def populate_user(self, request, sociallogin, data):
        """Who comes from the provider is known by now: show their account, if there is one."""
        assume(f"sso:{sociallogin.account.provider}:{sociallogin.account.uid}")
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request, sociallogin):
        """Join a first sign-on to the account with the same address, when the provider has
        verified that address; anybody else is turned away in plain words."""
        if sociallogin.is_existing:
            request.actor = assume(principal_of(sociallogin.user))
            return
        verified = {a.email for a in sociallogin.email_addresses if a.verified and a.email}
        users = [user for address in sorted(verified) for user in _of_address(address)]
        if len(users) != 1:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("accounts:unknown")))
        request.actor = assume(principal_of(users[0]))
        sociallogin.connect(request, users[0])


def _of_address(address) -> list[User]:
    with acting(f"mail:{address}"):
        return list(User.objects.filter(email=address, is_active=True))


def _cipher() -> Fernet:
    digest = hashlib.sha256(f"second factor|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
