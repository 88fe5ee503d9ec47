"""The page of a screening: plan, overlaps, partners, and what it amounts to."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ecoop.cases import policies as case_policies
from ecoop.cases import queries as case_queries
from ecoop.cases import showing as case_showing
from ecoop.core.attempts import attempt
from ecoop.core.fields import words_of
from ecoop.screening import actions, forms, policies, queries, showing
from ecoop.screening.lifecycle import STEP


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the officer needs to screen a case; each part is saved by itself."""
    case = case_policies.get_inner(request.actor, code)
    log = case_queries.log_of(case)
    if STEP not in log.procedure.steps:
        raise Http404
    if request.method == "POST":
        policies.require_screen(request.actor, case)
    held = queries.held(case, request.actor)
    parts = _forms(request, held)
    if request.method == "POST" and _saved(request, held, parts):
        to = reverse(
            "cases:detail" if _asked(request) == "conclude" else "screening:detail", args=[code]
        )
        return redirect(to + ("" if _asked(request) == "conclude" else f"#{_anchor(request)}"))
    meetings = case_queries.meetings_of(request.actor, held.case)
    context = showing.page(request.actor, log, held, meetings) | {"case": case, "parts": parts}
    context["ways"] = [
        (log.procedure.steps[step].name, case_showing.form_of(code, step))
        for step in ("reject", "shelve") if step in log.procedure.steps
    ]  # fmt: skip
    context["words_of"] = words_of
    context["told"] = [
        (field.label, said) for field in parts["plan"]
        if not field.is_hidden and (said := words_of(field))
    ]  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "screening/detail.html", context, status=status)


def _asked(request: HttpRequest) -> str:
    return request.POST.get("do", "").split(":")[0]


def _anchor(request: HttpRequest) -> str:
    return {"plan": "plan", "judge": "overlaps", "check": "partners"}.get(_asked(request), "")


def _forms(request: HttpRequest, held: queries.Held) -> dict[str, Any]:
    """The forms of the page; the one that was sent is bound, the others show what is kept."""
    do = request.POST.get("do", "")
    version = {"version": held.screening.version if held.screening else 0}
    kept = held.screening
    begun = version | {
        "fields_chosen": kept.fields if kept else list(queries.fields_of(held.case)),
        "goals": kept.goals if kept else [], "goals_note": kept.goals_note if kept else "",
        "budget_line": kept.budget_line if kept else "",
    }  # fmt: skip
    own = held.own_checks
    return {
        "plan": forms.PlanForm(_sent(request, do == "plan"), initial=begun),
        "judge": forms.JudgementForm(
            _sent(request, do == "judge"), overlaps=held.overlaps, initial=version,
            auto_id="judge_%s",
        ),
        "check": {
            body.slug: forms.CheckForm(
                _sent(request, do == f"check:{body.slug}"), prefix=body.slug,
                needs_permit=body.kind == "ingo",
                initial=version | (_plain(own[body.pk].row) if body.pk in own else {}),
            )
            for body in held.partners
        },
        "conclude": forms.ConcludeForm(
            _sent(request, do == "conclude"), initial={"version": held.case.version},
            auto_id="conclude_%s",
        ),
    }  # fmt: skip


def _sent(request: HttpRequest, is_asked: bool) -> Any:
    return request.POST if is_asked else None


def _plain(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in actions.CHECKED}


def _saved(request: HttpRequest, held: queries.Held, parts: dict[str, Any]) -> bool:
    """Save the part that was sent; False when its form says why not."""
    what, _sep, slug = request.POST.get("do", "").partition(":")
    given: dict[str, Any] = {"case": held.case, "by": request.actor}
    if what == "check":
        body = next((each for each in held.partners if each.slug == slug), None)
        form, given = parts["check"].get(slug), given | {"organisation": body}
    else:
        form = parts.get(what)
    if form is None:
        raise SuspiciousOperation
    if not form.is_valid():
        return False
    told = form.given() if what in ("plan", "judge") else form.cleaned_data
    return attempt(form, getattr(actions, what), **given | told) is not None
