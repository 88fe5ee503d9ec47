"""Files leave the house as downloads: never shown inside our pages, never run, no cookies."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags

from ecoop.core.classification import Classification
from ecoop.documents import store
from ecoop.documents.models import File

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


def send(request: HttpRequest, file: File) -> HttpResponse:
    """The bytes of a file, checked against their hash before they leave; the caller has asked its
    own policy whether the file may be had."""
    tag = f'"{file.sha256}"'
    response: HttpResponse
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        content = b"" if request.method == "HEAD" else store.read(file.sha256)
        response = HttpResponse(content, content_type=file.mime)
        response["Content-Length"] = str(file.size_bytes)
        response["Content-Disposition"] = content_disposition_header(True, file.name)
    is_public = file.classification == Classification.PUBLIC
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Robots-Tag"] = "noindex"
    return response
