"""The pages that say no. They tell what happened, what to do, and keep what was typed.

A 404 is the same to the byte whether a record does not exist or is not to be seen (trust.md S1):
it repeats neither the address nor anything else that came with the request.
"""

import copy
import logging
import secrets
import sys
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.core.identity import ANONYMOUS, Actor

log = logging.getLogger("ecoop.failures")
SECRET_FIELDS = ("password", "csrf", "code", "credential", "token", "secret")
KEPT_MOST = 200_000
LAST_RESORT = (
    "<!doctype html><html lang='id'><meta charset='utf-8'><title>e-Cooperation</title>"
    "<h1>Terjadi gangguan / Something went wrong</h1>"
    "<p>Silakan coba lagi beberapa menit lagi. Please try again in a few minutes. ({})</p></html>"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What one kind of refusal says."""

    title: Promise
    words: Promise
    advice: Promise


BAD = Failure(
    _("We could not read this request"),
    _("Something in the address or in what was sent is not as it should be."),
    _("Go back and try again, or begin at the start page."),
)
FORBIDDEN = Failure(
    _("You may not do this"),
    _("Your role does not include this action."),
    _("If you need it for your work, ask an administrator."),
)
MISSING = Failure(
    _("There is no such page"),
    _("Nothing is at this address, or nothing that you may see."),
    _("Look for it with the search, or begin at the start page. Signed in, you may see more."),
)
BROKEN = Failure(
    _("Something went wrong here"),
    _("The mistake is ours. Nothing was half saved."),
    _("Try again in a few minutes. If it happens again, tell us the reference number."),
)
STALE = Failure(
    _("The form was too old to be accepted"),
    _("You signed in or out since the page was opened, or your browser keeps no cookies."),
    _("Nothing was saved. Copy what you typed, open the form again and send it."),
)


def bad_request(request, exception=None):
    return _page(request, BAD, HTTPStatus.BAD_REQUEST, reference=_reference())


def forbidden(request, exception=None):
    return _page(request, FORBIDDEN, HTTPStatus.FORBIDDEN, reference=_reference())


def refused(request, refused):
    """A rule of the domain said no: its reason, its source, who could. Visitors sign in first."""
    if request.actor.is_anonymous and request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    context = {"failure": FORBIDDEN, "reference": "", "kept": typed(request)}
    context["refusals"] = refused.refusals
    response = render(request, "failure.html", context, status=HTTPStatus.FORBIDDEN)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def missing(request, exception=None):
    return _page(request, MISSING, HTTPStatus.NOT_FOUND)


def broken(request):
    """The last page of all: it must come even when the database or a template is broken."""
    reference = _reference()
    log.error("failure %s on %s", reference, request.path, exc_info=sys.exc_info())
    try:
        return _page(
            request, BROKEN, HTTPStatus.INTERNAL_SERVER_ERROR,
            reference=reference, kept=typed(request),
        )  # fmt: skip
    except Exception:  # noqa: BLE001 - nothing may hide the failure itself
        log.exception("the failure page itself failed (%s)", reference)
        return HttpResponse(LAST_RESORT.format(reference), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def stale_form(request, reason=""):
    """A form without a fresh token: perhaps forged, so it is shown, never sent on."""
    return _page(request, STALE, HTTPStatus.FORBIDDEN, kept=typed(request))


def typed(request) -> list[tuple[str, str]]:
    """The text fields of the form that failed, secrets left out, for their author to copy."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # noqa: BLE001 - an unreadable form has nothing to keep
        return []
    told = [(n, v) for n, v in fields if v and not any(s in n.lower() for s in SECRET_FIELDS)]
    return told if sum(len(value) for _, value in told) <= KEPT_MOST else []


def _page(request, failure, status, *, reference="", kept=()):
    if not hasattr(request, "actor"):  # refused before anybody was asked who they are
        request.actor = Actor(principal=ANONYMOUS)
    nameless = copy.copy(request)  # the log still names the address, the page does not
    nameless.path = nameless.path_info = f"/{get_language() or 'id'}/"
    nameless.META = request.META | {"QUERY_STRING": ""}
    context = {"failure": failure, "reference": reference, "kept": kept}
    response = render(nameless, "failure.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.reference = reference  # for doors that answer otherwise than with a page
    return response


def _reference() -> str:
    return secrets.token_hex(4).upper()
