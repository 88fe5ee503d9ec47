"""Pages of acting officers: who stands in for whom."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ecoop.accounts import standins
from ecoop.accounts.policy import may, require
from ecoop.core.attempts import attempt
from ecoop.tasks import forms


def index(request: HttpRequest) -> HttpResponse:
    """Acting officers now, to come and lately; and a form to name one."""
    require(request.actor, "use_desk")
    form = None
    if may(request.actor, "name_acting"):
        form = forms.ActingForm(request.POST or None, actor=request.actor)
    if form and form.is_valid() and attempt(
        form, standins.name_acting, by=request.actor, **form.facts()
    ):  # fmt: skip
        messages.success(request, _("Saved. What waits for the one waits for the other too."))
        return redirect("tasks:acting")
    return render(
        request, "tasks/acting.html", {"form": form, "powers": standins.standins(request.actor)}
    )


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an acting power today."""
    require(request.actor, "name_acting")
    standins.end_acting(acting=standins.get_running(number), by=request.actor)
    messages.success(request, _("Ended."))
    return redirect("tasks:acting")
