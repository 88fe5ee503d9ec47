"""What stands beside the facts of an instrument: files, the chain, reports, withdrawal."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecoop.core import claims
from ecoop.core.verdicts import Refused
from ecoop.instruments import actions, policies, queries
from ecoop.instruments.labels import label
from ecoop.instruments.record_forms import FileForm, LinkForm, ReasonForm


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a file with the instrument."""
    instrument = policies.get_visible(request.actor, code)
    policies.require(request.actor, "attach", instrument)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        file = given.pop("file")
        given |= {"content": file.read(), "name": file.name}
        if _try(form, actions.attach, instrument=instrument, by=request.actor, **given):
            return _done(request, code)
    return _page(request, form, _("Attach a file"), instrument)


def link(request: HttpRequest, code: str) -> HttpResponse:
    """Say that this paper extends, renews, amends or replaces another."""
    instrument = policies.get_visible(request.actor, code)
    policies.require(request.actor, "edit", instrument)
    form = LinkForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        wanted = given["earlier"].strip().upper()
        other = queries.visible_to(request.actor).filter(code=wanted).first()
        if other is None or other.pk == instrument.pk:
            form.add_error("earlier", _("There is no other instrument with this code."))
        elif _try(
            form, actions.link, by=request.actor, later=instrument, **given | {"earlier": other}
        ):
            return _done(request, code)
    return _page(request, form, _("Link to an earlier paper"), instrument)


def reports(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """All that sources reported of one field, and the choice which of them counts."""
    instrument = policies.get_visible(request.actor, code)
    found = claims.of_record(instrument.pk).get(field)
    if not found:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        policies.require(request.actor, "settle", instrument)
        chosen = next((one for one in found if str(one.pk) == request.POST.get("chosen")), None)
        if chosen is None:
            form.add_error(None, _("Choose the report that counts."))
        elif form.is_valid():
            given = {"report": chosen, "why": form.cleaned_data["why"]}
            if _try(form, actions.settle_report, instrument=instrument, by=request.actor, **given):
                return _done(request, code)
    context = {
        "reports": found,
        "field": label(field),
        "may": policies.may_settle(request.actor, instrument),
    }
    return _page(
        request, form, _("What sources report"), instrument, "instruments/reports.html", **context
    )


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the record out of the register."""
    instrument = policies.get_visible(request.actor, code)
    policies.require(request.actor, "withdraw", instrument)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if _try(form, actions.withdraw, instrument=instrument, by=request.actor, why=why):
            messages.success(request, _("The record was withdrawn; its history is kept."))
            return redirect("instruments:list")
    return _page(request, form, _("Withdraw the record"), instrument)


def _try(form, action, **given):
    """Do `action`; a no of the house becomes an error of the form, and nothing typed is lost."""
    try:
        return action(**given)
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(None, str(refusal))
    return None


def _done(request, code) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("instruments:detail", code)


def _page(
    request, form, title, instrument, template="instruments/form.html", **more
) -> HttpResponse:
    back = reverse("instruments:detail", args=[instrument.code])
    context = {"form": form, "title": title, "instrument": instrument, "back": back} | more
    return render(request, template, context, status=422 if form.is_bound else 200)
