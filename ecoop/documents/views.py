"""Files leave the house as downloads: never shown inside our pages, never run, no cookies."""

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header, parse_etags
from django.views.decorators.http import require_safe

from ecoop.core.classification import Classification
from ecoop.documents import policies, store

SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def download(request, pk):
    """The bytes of one file, checked against their hash before they leave."""
    file = policies.get_visible(request.actor, pk)
    tag = f'"{file.sha256}"'
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
