"""What stands beside the facts of an instrument: files, the chain, reports, withdrawal."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ecoop.accounts.policy import require
from ecoop.core import claims
from ecoop.core.attempts import attempt
from ecoop.instruments import actions, form_pages, policies, queries, settling, showing
from ecoop.instruments.labels import in_words, label
from ecoop.instruments.record_forms import FileForm, LinkForm, ReasonForm, ReportForm


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a file with the instrument."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "attach", instrument)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        file = given.pop("file")
        given |= {"content": file.read(), "name": file.name}
        if attempt(form, actions.attach, instrument=instrument, by=request.actor, **given):
            return form_pages.saved(request, code)
    return form_pages.page(request, form, title=_("Attach a file"), instrument=instrument)


def link(request: HttpRequest, code: str) -> HttpResponse:
    """Say that this paper extends, renews, amends or replaces another."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "edit", instrument)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        wanted = given["earlier"].strip().upper()
        other = queries.visible_to(request.actor).filter(code=wanted).first()
        if other is None or other.pk == instrument.pk:
            form.add_error("earlier", _("There is no other instrument with this code."))
        elif attempt(
            form, actions.link, by=request.actor, later=instrument, **given | {"earlier": other}
        ):
            return form_pages.saved(request, code)
    return form_pages.page(
        request, form, title=_("Link to an earlier paper"), instrument=instrument
    )


def report(request: HttpRequest, code: str) -> HttpResponse:
    """Note what another source says of a fact."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "edit", instrument)
    form = ReportForm(request.POST or None)
    if form.is_valid():
        given = {"instrument": instrument, "by": request.actor, "report": form.report()}
        if attempt(form, settling.note_report, **given):
            return form_pages.saved(request, code)
    return form_pages.page(request, form, title=_("Note what a source says"), instrument=instrument)


def reports(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """All that sources reported of one field, and the choice which of them counts."""
    instrument = policies.get_visible(request.actor, code)
    found = claims.of_record(instrument.pk).get(field)
    if not found:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, "settle", instrument)
        if form.is_valid() and _settled(request, form, instrument, field, found):
            return form_pages.saved(request, code)
    context = {
        "reports": found,
        "field": label(field),
        "fact": showing.unreported(instrument, field, found),
        "said_of": partial(in_words, field),
        "may": policies.may_settle(request.actor, instrument),
    }
    return form_pages.page(
        request, form, title=_("What sources report"), instrument=instrument,
        template="instruments/reports.html", **context,
    )  # fmt: skip


def _settled(request, form, instrument, field, found) -> bool:
    """Let the chosen report count, or the record as it stands ("record")."""
    given = {"instrument": instrument, "by": request.actor, "why": form.cleaned_data["why"]}
    chosen = request.POST.get("chosen", "")
    report = next((one for one in found if str(one.pk) == chosen), None)
    if chosen == "record":
        return bool(attempt(form, settling.keep_fact, field=field, **given))
    if report is None:
        form.add_error(None, _("Choose the report that counts."))
        return False
    return bool(attempt(form, settling.settle_report, report=report, **given))


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the record out of the register."""
    instrument = policies.get_visible(request.actor, code)
    require(request.actor, "withdraw", instrument)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(form, actions.withdraw, instrument=instrument, by=request.actor, why=why):
            messages.success(request, _("The record was withdrawn; its history is kept."))
            return redirect("instruments:list")
    return form_pages.page(
        request, form, title=_("Withdraw the record"), instrument=instrument, button=_("Withdraw")
    )
