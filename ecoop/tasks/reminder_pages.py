"""Pages of reminders: mine, what I muted, the link in a letter, and letters in doubt."""

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ecoop.accounts.policies import require_administrator
from ecoop.accounts.policy import may, require
from ecoop.tasks import muting, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest reminders to me, the kinds I muted, and, for administrators, letters in doubt."""
    require(request.actor, "use_inbox")
    context = {
        "reminders": queries.reminders_of(request.actor),
        "muted": queries.muted_by(request.actor),
        "doubtful": queries.mailings_in_doubt() if may(request.actor, "manage_accounts") else None,
        "rung_words": queries.rung_words(),
        "has_desk": bool(may(request.actor, "use_desk")),
    }
    return render(request, "tasks/reminders.html", context)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Mute or unmute one kind for oneself."""
    require(request.actor, "use_inbox")
    kind = request.POST.get("kind", "")
    if kind not in queries.kinds():
        raise Http404
    muting.change(
        person=request.actor.user_id, kinds=[kind], by=request.actor,
        mute=request.POST.get("do") == "mute",
    )  # fmt: skip
    return redirect("tasks:reminders")


@csrf_exempt  # the letter's reader posts it without any page of ours (RFC 8058); the link is signed
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters of a kind to whom the letter went; nothing changes by merely looking."""
    try:
        if request.method == "POST":
            kind, is_back = request.POST.get("kind", ""), request.POST.get("do") == "unmute"
            muting.by_link(token, kind=kind, mute=not is_back)
        kinds = muting.of_link(token)
    except signing.BadSignature as error:
        raise Http404 from error
    is_done = request.method == "POST" and all(is_muted for _kind, is_muted in kinds)
    title = _("You will get no more letters of this kind") if is_done else _("Letters of reminder")
    lead = _("Do you want no more letters about tasks of this kind?")
    stay = _("The tasks themselves stay in your list of tasks.")
    context = {"kinds": kinds, "title": title, "lead": stay if is_done else f"{lead} {stay}"}
    return render(request, "tasks/mute.html", context)


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """An administrator says what happens with a letter in doubt."""
    require_administrator(request.actor)
    muting.decide(number=number, by=request.actor, again=request.POST.get("do") == "again")
    return redirect("tasks:reminders")
