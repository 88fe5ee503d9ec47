"""Pages of tasks: the one inbox, a task, finishing it and passing it on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may, require
from ecoop.core import exports, ledger
from ecoop.core.attempts import attempt
from ecoop.core.shown import language
from ecoop.core.telling import told
from ecoop.tasks import actions, desks, forms, listing, policies, queries

SHOW_WORDS = {
    "waiting": lambda: _("Waiting for me"),
    "given": lambda: _("Given by me"),
    "all": lambda: _("All open"),
    "closed": lambda: _("Closed"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for me; what I gave; everything open or closed that I may see."""
    require(request.actor, "use_inbox")
    asked = listing.LIST.asked(request.GET)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    show = listing.show_of(asked)
    context = listing.LIST.context(request.actor, asked) | {
        "tabs": [
            (words(), asked.link(show=one if one != "waiting" else None), one == show, None)
            for one, words in SHOW_WORDS.items()
        ],
        "show": show,
        "standing_words": listing.STANDING_WORDS,
        "me": f"user:{request.actor.user_id}",
        "today": queries.today(),
        "has_desk": bool(may(request.actor, "use_desk")),
    }
    return render(request, "tasks/list.html", context)


@require_safe
def detail(request: HttpRequest, pk) -> HttpResponse:
    """One task: what, by when and why, who gave it, what became of it."""
    task = policies.get_visible(request.actor, pk)
    require(request.actor, "use_inbox")
    rights = policies.rights(request.actor, task)
    context = {
        "task": task,
        "standing": task.outcome or queries.standing_of(task),
        "standing_words": listing.STANDING_WORDS,
        "desk": desks.words(task.holder, desks.name(task.holder)),
        "is_mine": task.holder == f"user:{request.actor.user_id}",
        "rights": rights,
        "form": None if rights.finish else forms.FinishForm(),
        "entries": told(ledger.history(task.pk)),
        "now": timezone.now(),
        "today": queries.today(),
    }
    return render(request, "tasks/detail.html", context)


def finish(request: HttpRequest, pk) -> HttpResponse:
    """Finish a task with its result."""
    task = _mine(request, pk, "finish")
    form = forms.FinishForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.close_task, task=task, by=request.actor, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("Done: %(what)s") % {"what": task.what.in_(language())})
        return redirect("tasks:list")
    return _asked(request, task, form, title=_("Finish"))


def pass_on(request: HttpRequest, pk) -> HttpResponse:
    """Pass a task on to somebody else."""
    task = _mine(request, pk, "pass_on")
    form = forms.PassOnForm(request.POST or None, task=task)
    if form.is_valid() and attempt(
        form, actions.delegate, task=task, by=request.actor, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("Passed on."))
        return redirect("tasks:detail", pk=pk)
    return _asked(request, task, form, title=_("Pass on"))


def withdraw(request: HttpRequest, pk) -> HttpResponse:
    """Take back a task that one has given."""
    task = _mine(request, pk, "withdraw")
    form = forms.WithdrawForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.withdraw, task=task, by=request.actor, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("Taken back."))
        return redirect("tasks:detail", pk=pk)
    return _asked(request, task, form, title=_("Take back"))


def _mine(request, pk, act):
    task = policies.get_visible(request.actor, pk)
    require(request.actor, "use_inbox")
    policies.require_right(request.actor, task, act)
    return task


def _asked(request, task, form, *, title) -> HttpResponse:
    return render(request, "tasks/form.html", {"task": task, "form": form, "title": title})
