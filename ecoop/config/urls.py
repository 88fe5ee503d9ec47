"""Every address. A room wires itself: `urlpatterns` of its urls.py stand below /id/ and /en/,
`machine_urlpatterns` (API, feeds, health) stand at the root in no language."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from ecoop.config.complaints import csp_reports
from ecoop.config.health import healthz


@require_safe
def follow_browser(request: HttpRequest) -> HttpResponse:
    """'/' leads to the language that the visitor chose before or the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _doors() -> tuple[list, list]:
    pages, machines = [], []
    for room in settings.ROOMS:
        name = f"ecoop.{room}.urls"
        if find_spec(name) is None:
            continue
        module = import_module(name)
        if getattr(module, "urlpatterns", None):
            pages.append(path("", include(name)))
        machines += getattr(module, "machine_urlpatterns", [])
    return pages, machines


PAGES, MACHINES = _doors()
urlpatterns = [
    path("", follow_browser, name="root"),
    path("healthz", healthz, name="healthz"),
    path("csp-reports", csp_reports, name="csp_reports"),
    *MACHINES,
    *i18n_patterns(*PAGES, prefix_default_language=True),
]
handler400 = "ecoop.core.failures.bad_request"
handler403 = "ecoop.core.failures.forbidden"
handler404 = "ecoop.core.failures.missing"
handler500 = "ecoop.core.failures.broken"
