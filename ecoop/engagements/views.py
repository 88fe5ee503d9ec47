"""Pages of engagements."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may, require
from ecoop.core import exports
from ecoop.core.attempts import attempt
from ecoop.engagements import forms, listing, next_steps, policies, queries
from ecoop.instruments.calendar import calendar
from ecoop.instruments.queries import saved_views
from ecoop.tasks.listing import STANDING_WORDS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Meetings, visits, forums, exercises and trainings, newest first."""
    asked = listing.LIST.asked(request.GET)
    if asked.format == "ics":
        events = listing.events(listing.LIST.every(request.actor, asked))
        return exports.attachment(calendar(events), form="ics", name=listing.LIST.name)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    context = listing.LIST.context(request.actor, asked) | {
        "views": saved_views(request.actor, "engagements"),
        "may_save": bool(may(request.actor, "use_desk")),
    }
    return render(request, "engagements/list.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One engagement with what came of it."""
    engagement = policies.get_visible(request.actor, code)
    may_give = bool(may(request.actor, "do_task"))
    context = {
        "engagement": engagement,
        "participants": queries.participants_of(engagement),
        "steps": next_steps.of(request.actor, engagement),
        "standings": STANDING_WORDS,
        "may_give": may_give,
        "now": timezone.now(),
    }
    return render(request, "engagements/detail.html", context)


def hand_out(request: HttpRequest, code: str, place: int) -> HttpResponse:
    """Say who does a next step, and by when."""
    engagement = policies.get_visible(request.actor, code)
    require(request.actor, "do_task")
    if place >= len(engagement.next_steps):
        raise Http404
    form = forms.HandOutForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data | {"engagement": engagement, "place": place, "by": request.actor}
        if attempt(form, next_steps.hand_out, **given):
            messages.success(request, _("The step lies on the desk of whoever does it."))
            return redirect("engagements:detail", code)
    context = {"form": form, "engagement": engagement, "step": engagement.next_steps[place]}
    status = 422 if form.is_bound else 200
    return render(request, "engagements/hand_out.html", context, status=status)
