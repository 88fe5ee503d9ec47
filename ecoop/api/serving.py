"""How an answer is given: with an ETag, made once for all who see the same, as JSON."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags

from ecoop.api.problems import ENCODER
from ecoop.core import ledger
from ecoop.core.remembered import PIECES
from ecoop.instruments import queries


def etag(request: HttpRequest, *more: object) -> str:
    """Changes with every committed act, the day, the asker's sight and the address; `more` is
    whatever else the answer depends on."""
    request.head = ledger.head()
    parts = (request.head, request.actor.scope, str(queries.today()), request.get_full_path())
    told = "|".join((*parts, *map(str, more)))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def unchanged(request: HttpRequest, *more: object) -> HttpResponse | None:
    """A 304 when the caller already holds this answer."""
    request.etag = etag(request, *more)
    return _not_modified(request)


def _not_modified(request: HttpRequest) -> HttpResponse | None:
    """Compared weakly, as RFC 9110 (13.1.2) asks: a list, a strong form and "*" count as well."""
    held = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    if held & {"*", request.etag.removeprefix("W/")}:
        return HttpResponse(status=304, headers={"ETag": request.etag})
    return None


def kept(request: HttpRequest, make: Callable[[], dict]) -> HttpResponse:
    """The answer for the request's ETag, made once for all who see the same: whoever may be told
    that it has not changed may as well be given it."""
    body = PIECES.get(("answer", request.etag), lambda: ENCODER.encode(make()))
    return _json(request, body)


def answer(request: HttpRequest, body) -> HttpResponse:
    request.etag = getattr(request, "etag", None) or etag(request)
    return _not_modified(request) or _json(request, ENCODER.encode(body))


def _json(request: HttpRequest, body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = request.etag
    public = request.actor.is_anonymous
    response["Cache-Control"] = "public, max-age=2" if public else "private, no-cache"
    response["Vary"] = "Cookie, Accept-Encoding"
    return response
