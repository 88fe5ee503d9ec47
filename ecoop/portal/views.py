"""Pages for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.core.shown import demo_mode
from ecoop.portal import samples


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The living style guide: every part with made-up values, for those who build and look after."""
    if not demo_mode() and not may(request.actor, "use_desk"):
        raise Http404
    return render(request, "portal/style.html", samples.context() | {"now": timezone.now()})
