"""Pages of clearances: those of a case, and one as whoever was asked sees it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import require
from ecoop.cases import policies as case_policies
from ecoop.cases.lifecycle import UNSIGNED
from ecoop.core.attempts import attempt
from ecoop.documents.sending import send
from ecoop.instruments.queries import today
from ecoop.letters import policies as letter_policies
from ecoop.negotiation import actions, clearance_forms, policies, queries, showing
from ecoop.negotiation.lifecycle import OVER


@require_safe
def index(request: HttpRequest, code: str) -> HttpResponse:
    """Who was asked to clear the text of a case, and what each answered."""
    case = case_policies.get_inner(request.actor, code)
    context = {
        "case": case,
        "rows": showing.clearances(queries.clearances_of(case), today()),
        "may_ask": bool(policies.may_ask(request.actor, case)),
        "now": timezone.now(),
    }
    return render(request, "negotiation/clearances.html", context)


def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a ministry, agency or unit to clear the text as it is frozen now."""
    case = case_policies.get_inner(request.actor, code)
    require(request.actor, "ask_clearance", case_policies.acts_of(case))
    form = clearance_forms.AskForm(request.POST or None, actor=request.actor)
    if form.is_valid() and attempt(
        form, actions.ask, case=case, by=request.actor, request=form.given()
    ):
        messages.success(request, _("Asked. Who was asked has a task."))
        return redirect("negotiation:clearances", code)
    return _form(
        request, form, case_code=code, title=_("Ask for clearance"), button=_("Ask"),
        back=reverse("negotiation:clearances", args=[code]),
    )  # fmt: skip


def clearance(request: HttpRequest, pk) -> HttpResponse:
    """One request with the frozen text; whoever was asked answers here."""
    row = policies.open_clearance(request.actor, pk)
    state = showing.state_of(row, today())
    may_answer = policies.may_answer(request.actor, row)
    form = clearance_forms.AnswerForm(
        request.POST or None, request.FILES or None,
        initial={"version": row.version, "opinion": row.opinion, "remark": row.remark},
    )  # fmt: skip
    if request.method == "POST" and not may_answer:
        require(request.actor, "answer_clearance")
    if form.is_valid() and attempt(
        form, actions.answer, clearance=row, by=request.actor, **form.given()
    ):
        messages.success(request, _("The answer was recorded."))
        return redirect("negotiation:clearance", pk)
    is_open = state not in OVER
    context = {
        "row": row, "state": state, "state_words": showing.STATE_WORDS[state],
        "form": form if may_answer and is_open else None,
        "may_record": is_open and policies.may_record(request.actor, row) and _is_unsigned(row),
        "sees_case": policies.may_look(request.actor, row),
        "articles": showing.frozen_articles(queries.text_of(row)), "today": today(),
        "now": timezone.now(),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "negotiation/clearance.html", context, status=status)


@require_safe
def file(request: HttpRequest, pk) -> HttpResponse:
    """The file of an answer, for whoever asked and whoever was asked."""
    return send(request, policies.open_answer(request.actor, pk))


@require_safe
def of_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """The clearances that were asked for, or answered, by a letter."""
    paper = letter_policies.get_visible(request.actor, letter)
    require(request.actor, "use_desk")
    rows = showing.clearances(queries.of_letter(request.actor, paper), today())
    return render(request, "negotiation/of_letter.html", {"letter": paper, "rows": rows})


def _is_unsigned(row) -> bool:
    """Whether the text may still be cleared: once it is signed, no answer changes anything."""
    return row.case.status in UNSIGNED


def on_paper(request: HttpRequest, pk) -> HttpResponse:
    """Record an answer that came on paper, with its letter if that is registered."""
    row = _to_record(request, pk)
    form = clearance_forms.PaperForm(
        request.POST or None, request.FILES or None, actor=request.actor,
        initial={"version": row.version},
    )  # fmt: skip
    if form.is_valid() and attempt(
        form, actions.record_answer, clearance=row, by=request.actor, **form.given()
    ):  # fmt: skip
        messages.success(request, _("The answer was recorded."))
        return redirect("negotiation:clearance", pk)
    return _form(request, form, row=row, title=_("Record an answer on paper"), button=_("Save"))


def withdraw(request: HttpRequest, pk) -> HttpResponse:
    """Take back a request."""
    row = _to_record(request, pk)
    form = clearance_forms.WithdrawForm(request.POST or None, initial={"version": row.version})
    if form.is_valid() and attempt(
        form, actions.withdraw, clearance=row, by=request.actor, **form.cleaned_data
    ):  # fmt: skip
        messages.success(request, _("The request was withdrawn."))
        return redirect("negotiation:clearances", row.case_code)
    return _form(
        request, form, row=row, title=_("Withdraw the request"), button=_("Withdraw the request")
    )


def _to_record(request: HttpRequest, pk):
    row = policies.open_clearance(request.actor, pk)
    require(request.actor, "ask_clearance", row)
    return row


def _form(request, form, *, title, button, row=None, case_code="", back="") -> HttpResponse:
    context = {
        "form": form, "title": title, "button": button, "row": row,
        "case_code": case_code or row.case_code,
        "back": back or reverse("negotiation:clearance", args=[row.pk]),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "negotiation/clearance_form.html", context, status=status)
