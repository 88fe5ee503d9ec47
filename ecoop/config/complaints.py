"""/csp-reports: what browsers say the Content-Security-Policy has stopped; one log line for each.

Anybody can send anything here, so little is read, less is kept and nothing is believed: of an
address only what cannot name a person or a search (trust.md S16, S24).
"""

import json
import logging
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ecoop.accounts import limits

log = logging.getLogger("ecoop.csp")

LARGEST = 16_384  # bytes of one request
MOST = 5  # reports of one request
LONGEST = 200  # characters of one value
EACH, ALL = limits.Limit("csp", 20, 300), limits.Limit("csp-all", 500, 300)
KINDS = frozenset({"application/csp-report", "application/reports+json"})
# What is kept, by its name in reports of either kind.
KEPT = {
    "page": ("document-uri", "documentURL"),
    "directive": ("effective-directive", "effectiveDirective", "violated-directive"),
    "blocked": ("blocked-uri", "blockedURL"),
    "source": ("source-file", "sourceFile"),
    "line": ("line-number", "lineNumber"),
}


@csrf_exempt
@require_POST
@never_cache
def csp_reports(request: HttpRequest) -> HttpResponse:
    """204 when the reports stand in the log; 4xx when they are too many, too long or none."""
    if request.content_type not in KINDS:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if not 0 < int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    taken = limits.take([(EACH, limits.address_of(request)), (ALL, "")])
    if taken.wait:
        headers = {"Retry-After": str(taken.wait)}
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers=headers)
    try:
        told = list(_reports(json.loads(request.body)))[:MOST]
    except (ValueError, RecursionError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    for report in told:
        log.warning("stopped by the policy: %s", json.dumps(report))
    return HttpResponse(status=HTTPStatus.NO_CONTENT if told else HTTPStatus.BAD_REQUEST)


def _reports(sent) -> Iterator[dict[str, str]]:
    """The reports in what was sent: one of the old kind, or a list of the new."""
    for one in sent if isinstance(sent, list) else [sent]:
        body = (one.get("csp-report") or one.get("body")) if isinstance(one, dict) else None
        if isinstance(body, dict):
            yield {
                name: _plain(value)
                for name, spellings in KEPT.items()
                for value in [next((body[s] for s in spellings if s in body), None)]
                if isinstance(value, str | int)
            }


def _plain(value: str | int) -> str:
    """A value without what may be private: of an address the site, and the path on our own."""
    text = str(value)[:2_000]
    try:
        parts = urlsplit(text)
    except ValueError:
        return "?"
    if parts.scheme in {"http", "https", "ws", "wss"}:
        text = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    elif parts.scheme:
        text = f"{parts.scheme}:"
    return text[:LONGEST]
