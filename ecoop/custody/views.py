"""Pages of custody."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may, require
from ecoop.core import exports
from ecoop.core.attempts import attempt
from ecoop.core.shown import language
from ecoop.core.telling import told
from ecoop.custody import (
    actions,
    duties,
    filing,
    forms,
    lifecycle,
    listing,
    policies,
    queries,
)
from ecoop.instruments.queries import is_international, parties_of, today


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The register of originals, of those come last first."""
    require(request.actor, "view_notes")
    asked = listing.LIST.asked(request.GET)
    if asked.format in exports.TABLES:
        return listing.LIST.download(request.actor, asked)
    context = listing.LIST.context(request.actor, asked)
    context["conditions"] = listing.CONDITION_WORDS
    return render(request, "custody/list.html", context)


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The custody of one instrument: its originals and where each of them is."""
    instrument = policies.get_paper(request.actor, code)
    dossier = queries.dossier_of(instrument)
    copies = queries.copies_of(dossier)
    foreign = is_international(parties_of(instrument))
    facts = queries.facts_of(instrument, dossier, copies)
    numbers = queries.numbers_of(dossier)
    context = {
        "instrument": instrument,
        "originals": queries.originals_of(instrument),
        "duties": duties.duties(facts, numbers, today()) if foreign else [],
        "copies": [(one, queries.copy_due(one, dossier)) for one in copies],
        "entries": told(queries.acts_of(dossier)),
        "conditions": listing.CONDITION_WORDS,
        "condition_of": lifecycle.condition,
        "lending_of": lifecycle.lending,
        "may_keep": may(request.actor, "keep_originals", instrument),
        "today": today(),
        "now": timezone.now(),
    }
    return render(request, "custody/paper.html", context)


@require_safe
def original(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One original with its loans and its custody log."""
    instrument, found = policies.get_original(request.actor, code, number)
    context = {
        "instrument": instrument,
        "original": found,
        "standing": queries.standing_of(found),
        "condition": listing.CONDITION_WORDS[lifecycle.condition(found.checked_on, found.lacking)],
        "lending": lifecycle.lending(found.due_on, today()),
        "loans": queries.loans_of(found),
        "entries": told(queries.log_of(found)),
        "may_keep": may(request.actor, "keep_originals", instrument),
        "now": timezone.now(),
    }
    return render(request, "custody/original.html", context)


def open_originals(request: HttpRequest, code: str) -> HttpResponse:
    """Enter originals of an instrument."""
    instrument = policies.get_paper(request.actor, code)
    policies.require_keep(request.actor, instrument)
    parties = [one.organisation for one in parties_of(instrument) if one.side == "partner"]
    begun = {"count": 1, "languages": instrument.languages, "since": today()}
    form = forms.OpenForm(request.POST or None, parties=parties, initial=begun)
    back = reverse("custody:paper", args=[code])
    if form.is_valid() and attempt(
        form, actions.open_originals, instrument=instrument, by=request.actor,
        originals=form.fresh(),
    ):  # fmt: skip
        messages.success(request, _("Entered in the register of originals."))
        return redirect(back)
    return _form(request, form, instrument=instrument, title=_("Enter originals"), back=back)


def record(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Record a step of deposit or archive."""
    instrument = policies.get_paper(request.actor, code)
    policies.require_keep(request.actor, instrument)
    if step not in duties.STEPS or step == duties.COPY:
        raise Http404
    form = forms.DutyForm(
        request.POST or None, initial={"on": today()}, has_number=step in duties.NUMBERS
    )
    title = duties.procedure().steps[step].name.in_(language())
    return _paper_act(request, form, filing.record, instrument=instrument, title=title, step=step)


def ask_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a certified copy."""
    instrument = policies.get_paper(request.actor, code)
    policies.require_keep(request.actor, instrument)
    form = forms.AskCopyForm(request.POST or None, initial={"on": today()})
    title = _("Ask for a certified copy")
    return _paper_act(request, form, filing.ask_copy, instrument=instrument, title=title)


def receive_copy(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record that a certified copy was received."""
    instrument, copy = policies.get_copy(request.actor, code, number)
    policies.require_keep(request.actor, instrument)
    begun = {"on": today(), "issued_on": today()}
    form = forms.ReceiveCopyForm(request.POST or None, initial=begun)
    back = reverse("custody:paper", args=[code])
    if form.is_valid() and attempt(
        form, filing.receive_copy, copy=copy, by=request.actor, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return redirect(back)
    title = _("Receive the certified copy")
    return _form(request, form, instrument=instrument, title=title, back=back)


def _paper_act(request, form, action, *, instrument, title, **given) -> HttpResponse:
    """One act upon the custody of an instrument: its form, and back to its page."""
    back = reverse("custody:paper", args=[instrument.code])
    if form.is_valid() and attempt(
        form, action, instrument=instrument, by=request.actor, **given, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return redirect(back)
    return _form(request, form, instrument=instrument, title=title, back=back)


def check(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record what a check found."""
    return _act(request, code, number, form=forms.CheckForm, action=actions.check,
                title=_("Record a check"),
                begun=lambda one: {"pages": one.pages, "languages": one.languages,
                                   "lacking": one.lacking, "remark": one.remark})  # fmt: skip


def move(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record that an original went to another keeper or place."""
    return _act(request, code, number, form=forms.MoveForm, action=actions.move,
                title=_("Record a move"),
                begun=lambda one: {"keeper": one.keeper, "place": one.place})  # fmt: skip


def lend(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lend an original."""
    return _act(request, code, number, form=forms.LendForm, action=actions.lend, title=_("Lend it"))


def take_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record the return of an original."""
    return _act(
        request, code, number, form=forms.ReturnForm, action=actions.take_back,
        title=_("Record the return"),
    )  # fmt: skip


def _act(request, code, number, *, form, action, title, begun=lambda one: {}) -> HttpResponse:
    """One act upon one original: its form, and back to its page."""
    instrument, found = policies.get_original(request.actor, code, number)
    policies.require_keep(request.actor, instrument)
    filled = form(request.POST or None, initial={"on": today()} | begun(found))
    back = reverse("custody:original", args=[code, number])
    if filled.is_valid() and attempt(
        filled, action, original=found, by=request.actor, **filled.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return redirect(back)
    return _form(request, filled, instrument=instrument, title=title, back=back, number=number)


def _form(request, form: Any, *, instrument, title, back, number=None) -> HttpResponse:
    context = {
        "form": form, "instrument": instrument, "title": title, "back": back, "number": number,
    }  # fmt: skip
    return render(request, "custody/form.html", context, status=422 if form.is_bound else 200)
