"""What every form about an instrument answers: its page again, or the record with a word."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecoop.core import ledger
from ecoop.core.telling import told


def page(
    request: HttpRequest,
    form,
    *,
    title: str,
    instrument=None,
    back="",
    button="",
    template="",
    **more: Any,
) -> HttpResponse:
    """The page of one form; 422 when it came back with errors, with what others did meanwhile."""
    back = back or reverse("instruments:detail", args=[instrument.code])
    context = {
        "form": form, "title": title, "button": button, "instrument": instrument, "back": back,
    } | more  # fmt: skip
    if hasattr(form, "overtaken"):
        context["meanwhile"] = told(_last(instrument, form.overtaken))
    status = 422 if form.is_bound else 200
    return render(request, template or "instruments/form.html", context, status=status)


def _last(instrument, versions: int) -> list:
    """The acts that made the last so many versions of a record, newest first."""
    return [line for line in ledger.history(instrument.pk) if line.after][:versions]


def saved(request: HttpRequest, code: str) -> HttpResponse:
    """To the record, or back to the list of contradictions when the form was opened from there."""
    messages.success(request, _("Saved."))
    if request.GET.get("from") == "contradictions":
        return redirect("instruments:contradictions")
    return redirect("instruments:detail", code)
