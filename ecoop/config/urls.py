"""Every address. A room wires itself: `urlpatterns` of its urls.py stand below /id/ and /en/,
`machine_urlpatterns` (API, feeds, health) stand at the root in no language."""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, URLResolver, include, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.views.decorators.http import require_safe

from ecoop.config.complaints import csp_reports
from ecoop.config.health import healthz


@require_safe
def follow_browser(request: HttpRequest) -> HttpResponse:
    """'/' leads to the language that the visitor chose before or the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


class Pages(URLResolver):
    """All pages of one language, with the addresses that were asked for last: to look through the
    patterns of all rooms takes as long as a statement. An address that leads nowhere is not kept."""

    def resolve(self, path: str) -> ResolverMatch:
        return self._remembered(get_language(), str(path))

    @lru_cache(maxsize=4_096)  # noqa: B019 - there is one for as long as the process lives
    def _remembered(self, _language: str | None, path: str) -> ResolverMatch:
        return super().resolve(path)


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
    Pages(LocalePrefixPattern(prefix_default_language=True), PAGES),
]
handler400 = "ecoop.core.failures.bad_request"
handler403 = "ecoop.core.failures.forbidden"
handler404 = "ecoop.core.failures.missing"
handler500 = "ecoop.core.failures.broken"
