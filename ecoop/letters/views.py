"""Pages of letters and dispositions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ecoop.accounts.policy import may, require
from ecoop.core import exports
from ecoop.core.attempts import attempt
from ecoop.documents.uploads import UploadForm
from ecoop.letters import actions, forms, listing, policies, queries


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The register of letters, the newest first."""
    require(request.actor, "use_desk")
    asked = listing.LIST.asked(request.GET)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    context = listing.LIST.context(request.actor, asked) | {
        "directions": listing.DIRECTIONS,
        "may_register": bool(may(request.actor, "register_letter")),
    }
    return render(request, "letters/list.html", context)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One letter with its files and the tree of its dispositions."""
    letter = policies.get_visible(request.actor, code)
    require(request.actor, "use_desk")
    context = {
        "letter": letter,
        "tree": queries.tree_of(letter),
        "enclosures": letter.enclosures.select_related("file").order_by("pk"),
        "desks": policies.desks_of(request.actor),
        "me": str(request.actor.user_id),
        "may_dispose": policies.may_dispose(request.actor, letter),
        "may_attach": bool(may(request.actor, "register_letter", letter)),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render(request, "letters/detail.html", context)


def register(request: HttpRequest) -> HttpResponse:
    """Enter a letter into the register."""
    require(request.actor, "register_letter")
    form = forms.LetterForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, actions.register, by=request.actor, **form.facts())
        if made:
            messages.success(
                request, _("The letter is registered as %(code)s.") % {"code": made.code}
            )
            return redirect("letters:detail", code=made.code)
    return _form(request, form, title=_("Register a letter"))


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a file with the letter."""
    letter = policies.get_visible(request.actor, code)
    require(request.actor, "register_letter", letter)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        if attempt(form, actions.attach, letter=letter, by=request.actor, content=file.read(),
                   name=file.name, label=given["label"]):  # fmt: skip
            return redirect("letters:detail", code=code)
    return _form(request, form, title=_("Attach a file"), letter=letter)


def dispose(request: HttpRequest, code: str) -> HttpResponse:
    """Give a disposition on a letter, or forward one (`?parent=`)."""
    letter = policies.get_visible(request.actor, code)
    parent = None
    if request.GET.get("parent"):
        parent = policies.get_disposition(request.actor, request.GET["parent"], letter)
    policies.require_dispose(request.actor, letter, parent)
    least = parent.classification if parent else letter.classification
    form = forms.DisposeForm(request.POST or None, least=least, initial={"classification": least})
    if form.is_valid() and attempt(
        form, actions.dispose, letter=letter, by=request.actor, given=form.given(), parent=parent
    ):  # fmt: skip
        messages.success(request, _("Given. The one in charge has a task."))
        return redirect("letters:detail", code=code)
    title = _("Forward the disposition") if parent else _("Give a disposition")
    return _form(request, form, title=title, letter=letter)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The dispositions to me, or those that I gave, with who has read them."""
    require(request.actor, "use_desk")
    given = request.GET.get("show") == "given"
    context = {
        "rows": queries.mine(request.actor, given=given),
        "given": given,
        "tabs": [
            (_("To me"), "?", not given, None),
            (_("Given by me"), "?show=given", given, None),
        ],
    }
    return render(request, "letters/mine.html", context)


@require_POST
def read(request: HttpRequest, pk) -> HttpResponse:
    """Note that one has read a disposition, and show its letter."""
    disposition = policies.get_disposition(request.actor, pk)
    require(request.actor, "use_desk")
    actions.mark_read(disposition=disposition, by=request.actor)
    return redirect(
        f"{reverse('letters:detail', args=[disposition.letter.code])}#d-{disposition.pk}"
    )


def cancel(request: HttpRequest, pk) -> HttpResponse:
    """Cancel a disposition that nobody has read."""
    disposition = policies.get_disposition(request.actor, pk)
    policies.require_giver(request.actor, disposition)
    form = forms.CancelForm(request.POST or None)
    if form.is_valid() and attempt(
        form, actions.cancel, disposition=disposition, by=request.actor, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("Cancelled."))
        return redirect("letters:detail", code=disposition.letter.code)
    return _form(request, form, title=_("Cancel the disposition"), letter=disposition.letter)


def _form(request, form, *, title, letter=None) -> HttpResponse:
    return render(request, "letters/form.html", {"form": form, "title": title, "letter": letter})
