"""One request, one transaction, one identity."""

from contextlib import nullcontext

from django.db import DataError, transaction

from ecoop.core import failures
from ecoop.core.identity import assume, principal_of
from ecoop.core.lookups import asked_once
from ecoop.core.paging import BadCursor
from ecoop.core.verdicts import Refused


def _holds_nul(request) -> bool:
    """Whether the address has a NUL octet; the API says its own no to one in a query."""
    if "\0" in request.path:
        return True
    is_page = not request.path.startswith("/api/")
    return is_page and _among(request.GET)


def _among(given) -> bool:
    return any("\0" in one for _, all_ in given.lists() for one in all_)


class IdentityMiddleware:
    """Give the request its `actor` and wrap it in the transaction that proves it.

    An unhandled error or a 5xx answer rolls everything back; addresses in
    `UNBOUND` (health, browsers' reports, static) run without a transaction.
    """

    UNBOUND = ("/healthz", "/csp-reports", "/static/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(self.UNBOUND):
            return self.get_response(request)
        is_read = request.method in ("GET", "HEAD")
        with transaction.atomic(), asked_once() if is_read else nullcontext():
            request.actor = assume(principal_of(request.user))
            if _holds_nul(request):  # no text of ours has one, and PostgreSQL refuses it
                return failures.bad_request(request)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "failed", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception):
        """Whatever failed is undone; a rule's no becomes a page that gives its reason."""
        request.failed = True
        if isinstance(exception, Refused):
            return failures.refused(request, exception)
        is_nul = isinstance(exception, DataError) and _among(request.POST)
        if is_nul or isinstance(exception, BadCursor):  # a form says its own no to a NUL before
            return failures.bad_request(request)
        return None
