"""What stands between a request and the pages: who the session says it is, the session's clock,
the limits on trying to get in, and the second factor that people inside BNPB must have."""

import time
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject

from ecoop.accounts import limits, records
from ecoop.accounts.queries import has_second_factor
from ecoop.accounts.roles import INTERNAL
from ecoop.core.identity import ANONYMOUS, acting

IDLE_SECONDS = 30 * 60
MOST_SECONDS = 12 * 3600
TOUCH_SECONDS = 60
KEPT_BYTES = 500_000
SILENT = frozenset({"session", "file"})  # pages that leave the session, and its cookie, alone
CONFIRMING = frozenset({"account_reauthenticate", "mfa_reauthenticate", "account_change_password"})
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code", "credential")


class Authentication(AuthenticationMiddleware):
    """`request.user`, from the account that came with the session: no statement of its own."""

    def process_request(self, request):
        request.user = SimpleLazyObject(lambda: _who(request.session))


class Entering(AnonymousUser):
    """A visitor whose password was right and whose second factor is still awaited."""

    def __init__(self, account):
        super().__init__()
        self.principal = f"entering:{account}"


class SessionClock:
    """End a session after 30 idle minutes or 12 hours; text typed meanwhile is kept for its
    author, who finds it again after signing in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "_auth_user_id" not in request.session:
            return self.get_response(request)
        if seconds_left(request.session) <= 0:
            return self._end(request)
        if not request.user.is_authenticated:  # disabled, removed, or the password changed
            request.session.flush()
        elif _page(request) not in SILENT:
            _touch(request.session)
        return self.get_response(request)

    def _end(self, request):
        user, kept = request.session["_auth_user_id"], _typed(request)
        request.session.flush()
        request.user = AnonymousUser()
        if request.path.startswith(("/api/", settings.STATIC_URL)) or _page(request) == "session":
            return self.get_response(request)
        after = request.get_full_path()
        if request.method not in {"GET", "HEAD"}:
            after = request.path if kept is None else reverse("accounts:unsent")
        if kept is not None:
            request.session["unsent"] = {"user": user, "path": request.path, "fields": kept}
        query = QueryDict(mutable=True)
        query.update({"next": after, "ended": "1"})
        return _led_to(request, f"{reverse('account_login')}?{query.urlencode(safe='/')}")


class LoginLimits:
    """Count tries to sign in before anything is looked up (trust.md S14)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        tries = _tries(request) if request.method == "POST" else None
        if not tries:
            return self.get_response(request)
        taken = limits.take(tries)
        if taken.wait:
            return self._locked(request, taken.wait)
        response = self.get_response(request)
        if getattr(request, "proved", False) or _confirmed(request, response):
            taken.give_back()
            if request.user.is_authenticated:
                limits.remember_device(response, request.user)
        return response

    def _locked(self, request, wait):
        with acting(ANONYMOUS) as actor:
            request.actor = actor
            records.locked(request, page=_page(request))
            response = render(
                request, "accounts/too_many.html", {"minutes": -(-wait // 60)},
                status=HTTPStatus.TOO_MANY_REQUESTS,
            )  # fmt: skip
        response["Retry-After"] = str(wait)
        return response


class SecondFactor:
    """Lead people inside BNPB to enrol a second factor and let them do nothing else before."""

    FREE = frozenset(
        ("account_logout", "account_reauthenticate", "account_change_password",
         "account_set_password", "accounts:session", "root")
    )  # fmt: skip

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        actor = getattr(request, "actor", None)
        if not settings.SECOND_FACTOR_REQUIRED or actor is None or actor.is_anonymous:
            return self.get_response(request)
        if actor.roles & INTERNAL and not self._enrolled(request):
            name = _page(request, full=True)
            if name not in self.FREE and not name.startswith("mfa_"):
                return _led_to(request, reverse("mfa_index"))
        return self.get_response(request)

    def _enrolled(self, request) -> bool:
        """Asked once a session; whoever must have a factor cannot remove the last one."""
        if not request.session.get("factor"):
            request.session["factor"] = has_second_factor(request.user)
        return request.session["factor"]


def _who(session):
    pending = (session.get("account_login") or {}).get("user_pk")
    return session.person() or (Entering(pending) if pending else AnonymousUser())


def seconds_left(session) -> int:
    """How long the session lives if nothing more is done."""
    now = int(time.time())
    seen, since = session.get("seen", now), session.get("since", now)
    return min(seen + IDLE_SECONDS, since + MOST_SECONDS) - now


def start_clock(session) -> None:
    session["since"] = session["seen"] = int(time.time())


def _touch(session) -> None:
    now = int(time.time())
    if "since" not in session:
        start_clock(session)
    elif now - session["seen"] >= TOUCH_SECONDS:
        session["seen"] = now


def _typed(request) -> dict | None:
    """The text fields of a form that arrived too late; None where there is nothing to keep."""
    if request.method != "POST" or int(request.META.get("CONTENT_LENGTH") or 0) > KEPT_BYTES:
        return None
    return {
        name: values
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRET_FIELDS)
    }


def _tries(request) -> list[tuple[limits.Limit, str]] | None:
    """What one POST to a door counts against; None for every other page."""
    page, address = _page(request, full=True), limits.address_of(request)
    if page == "account_login":
        name = request.POST.get("login", "")[:254]
        known = limits.is_known_device(request, name)
        who = f"{name}|{request.COOKIES[settings.DEVICE_COOKIE_NAME]}" if known else name
        places = [] if known else [(limits.ADDRESS, address)]
        return [(limits.USER, who), *places, (limits.EVERYBODY, "")]
    if page == "mfa_login_webauthn":
        return [(limits.ADDRESS, address), (limits.EVERYBODY, "")]
    if page == "mfa_authenticate":
        who = (request.session.get("account_login") or {}).get("user_pk") or address
        return [(limit, str(who)) for limit in limits.CODE]
    if page in CONFIRMING:
        return [(limit, str(request.user.pk)) for limit in limits.CODE]
    if page == "accounts:choose_password":
        return [(limits.ADDRESS, address)]
    return None


def _confirmed(request, response) -> bool:
    """Whether somebody already signed in gave the right password or code again."""
    return response.status_code == HTTPStatus.FOUND and _page(request) in CONFIRMING


def _page(request, *, full=False) -> str:
    """The name of the page within its room, or its full name; empty where there is none."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return ""
    return (match.view_name if full else match.url_name) or ""


def _led_to(request, address) -> HttpResponse:
    """A redirection that htmx follows with the whole page, not with a fragment."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
