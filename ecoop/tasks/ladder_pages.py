"""Pages of the rules of reminding: the ladder with the deadline library, and changing a rung."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may, require
from ecoop.core.attempts import attempt
from ecoop.tasks import forms, laddering, lifecycle, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who is reminded of a task on which day, and every period of the deadline library."""
    require(request.actor, "use_desk")
    rungs = queries.ladder()
    context = {
        "rungs": rungs,
        "how": laddering.HOW,
        "changes": queries.rung_changes()[:20],
        "rung_names": {one.code: one for one in rungs},
        "may_change": bool(may(request.actor, "set_ladder")),
        "periods": lifecycle.periods(),
    }
    return render(request, "tasks/ladder.html", context)


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change one rung of the ladder."""
    require(request.actor, "set_ladder")
    rung = next((one for one in queries.ladder() if one.code == code), None)
    if rung is None:
        raise Http404
    last = queries.rung_changes().first()
    begun = laddering.facts_of(rung) | {"version": last.version if last else 0}
    form = forms.RungForm(request.POST or None, rung=rung, initial=begun)
    if form.is_valid() and attempt(
        form, laddering.change, rung=code, by=request.actor, **form.told()
    ):  # fmt: skip
        messages.success(request, _("Changed. It holds from the next round of letters on."))
        return redirect("tasks:ladder")
    return render(request, "tasks/rung.html", {"form": form, "rung": rung})
