"""What machines are told when there is no answer: words in JSON under every address of the API."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from ecoop.api.problems import problem

ROOT = "/api/"
METHODS = ("GET", "HEAD", "OPTIONS")
ALLOW = {"Allow": ", ".join(METHODS)}
CODES = {
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many",
}


class Machines:
    """The API reads only: HEAD is GET without its body, OPTIONS tells the methods, any other method
    is 405. An address with a slash too many leads to the one without; a refusal is never a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not f"{request.path_info}/".startswith(ROOT):
            return self.get_response(request)
        address = _known(request.path_info)
        if address and request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=ALLOW)
        if address and request.method not in METHODS:
            return problem(HTTPStatus.METHOD_NOT_ALLOWED, "method", headers=ALLOW)
        if address and address != request.path_info:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        return self._answer(request)

    def _answer(self, request):
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.BAD_REQUEST and _is_page(response):
            response = _in_json(response)
        if is_head and not response.streaming:
            length = len(response.content)
            response.content = b""
            response.headers["Content-Length"] = str(length)
        return response


def _known(path: str) -> str:
    """`path` when something is there, without its last slash when something is there; else ""."""
    for address in (path, path.rstrip("/")):
        try:
            found = resolve(address)
        except Resolver404:
            continue
        if found.url_name != "api-root":  # where the framework itself answers 404
            return address
    return ""


def _is_page(response) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _in_json(page) -> HttpResponse:
    status = HTTPStatus(page.status_code)
    code = CODES.get(status, "broken" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "invalid")
    kept = ("Allow", "Retry-After", "Cache-Control", "Vary")
    headers = {name: page.headers[name] for name in kept if name in page.headers}
    return problem(status, code, headers=headers, reference=getattr(page, "reference", ""))
