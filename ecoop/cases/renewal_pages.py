"""Pages for the end of a paper: opening its renewal, evaluating it, going on by another case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ecoop.accounts.policy import may, require
from ecoop.cases import opening, policies, queries, renewal_forms, renewing, showing
from ecoop.cases.forms import LONG
from ecoop.core.attempts import attempt
from ecoop.core.verdicts import Refused
from ecoop.instruments import clock
from ecoop.instruments.policies import get_visible as get_paper
from ecoop.instruments.queries import changes_of, facts_of, parties_of, today

DECISIONS = ("propose_extension", renewing.GO_ON, "let_lapse")


def renew(request: HttpRequest, paper: str) -> HttpResponse:
    """The renewal case of a paper: leads to it, or opens it with a button."""
    instrument = get_paper(request.actor, paper)
    require(request.actor, "open_case", policies.acts_of(instrument))
    held = queries.renewal_of(request.actor, instrument)
    if held is None and request.method == "POST":
        try:
            held = renewing.open_renewal(instrument=instrument, by=request.actor)
            messages.success(request, _("Opened as %(code)s.") % {"code": held.code})
        except Refused as refused:  # one is open that this person may not see
            messages.error(request, str(refused))
    if held is not None:
        return redirect("cases:evaluation", held.code)
    reading = clock.reading(facts_of(instrument, changes_of(instrument)), today())
    shut = opening.shut(instrument, (renewing.TRACK,))
    context = {"instrument": instrument, "reading": reading, "shut": shut}
    return render(request, "cases/renew.html", context)


def evaluation(request: HttpRequest, code: str) -> HttpResponse:
    """The evaluation of a paper: what is held of it, the form, and what may be decided then."""
    case, log = _renewal(request, code)
    if not renewing.knows_criteria(log.procedure):
        return redirect("cases:record", code, renewing.EVALUATE)
    held = queries.meetings_of(request.actor, case)
    if request.method == "POST":
        policies.require_record(request.actor, case)
    agreed = queries.next_steps_of(request.actor, held)
    begun = {"version": case.version, "commitments": queries.in_lines(agreed, LONG)}
    form = renewal_forms.EvaluationForm(
        request.POST or None, procedure=log.procedure, initial=begun
    )
    given = {"case": case, "by": request.actor}
    if form.is_valid() and attempt(form, renewing.evaluate, **given | form.given()):
        messages.success(request, _("The evaluation was recorded."))
        return redirect("cases:evaluation", code)
    done = [(meeting, step) for meeting, step in agreed if step.is_done]
    context = {"form": form, "done": done} | _beside(request, case, log, held)
    return render(request, "cases/evaluation.html", context, status=422 if form.is_bound else 200)


def _beside(request: HttpRequest, case: Any, log: Any, held: list) -> dict[str, Any]:
    """What stands beside the form: the paper, its meetings, evaluations made, decisions."""
    found = log.standing(today())
    recorded = showing.corrections(request.actor, case, log, found)
    now, later = showing.steps_of(case, log, found, recorded, request.actor.roles)
    paper = case.instrument
    return {
        "case": case, "instrument": paper, "meetings": held[:20], "found": found,
        "reading": clock.reading(facts_of(paper, changes_of(paper)), today()),
        "parties": parties_of(paper),
        "made": [
            (act.on, showing.facts_in_words(log.procedure, act))
            for act in reversed(log.standing_acts) if act.step == renewing.EVALUATE
        ],
        "decisions": [each for each in now if each.code in DECISIONS],
        "not_yet": [each for each in later if each.code in DECISIONS],
        "may_record": may(request.actor, "record_step", policies.acts_of(case)),
    }  # fmt: skip


def go_on(request: HttpRequest, code: str) -> HttpResponse:
    """Go on by another case: a new instrument or an amendment; why not, when the law refuses it."""
    is_sent = request.method == "POST"
    case = policies.get_inner(request.actor, code, hold=is_sent)
    procedure = _procedure_of(case)
    policies.require_record(request.actor, case)
    form = renewal_forms.GoOnForm(request.POST) if is_sent else None
    if form and form.is_valid():
        given = {"case": case, "by": request.actor, "is_held": True} | form.cleaned_data
        if made := attempt(form, renewing.go_on, **given):
            messages.success(request, _("Opened as %(code)s.") % {"code": made.code})
            return redirect("cases:detail", made.code)
    against = () if is_sent else renewing.why_not(case, request.actor)
    shut: list = []
    if not is_sent and not against:
        shut = opening.shut(case.instrument, renewing.amendments())
        form = _go_on_form(case, shut)
    context = {
        "form": form, "case": case, "title": _("Go on by another case"), "lead": None,
        "against": [showing.why(procedure, each, code, {}) for each in against], "shut": shut,
        "back": reverse("cases:evaluation", args=[code]),
    }  # fmt: skip
    return render(request, "cases/form.html", context, status=422 if is_sent else 200)


def _go_on_form(case: Any, shut: list) -> renewal_forms.GoOnForm:
    usual = queries.track_of(case.instrument, parties_of(case.instrument))
    begun = {"track": usual, "version": case.version}
    return renewal_forms.GoOnForm(initial=begun, shut=[each.track for each in shut])


def _procedure_of(case: Any) -> Any:
    """The procedure of a case in which a paper is evaluated; 404 when this is none."""
    procedure = queries.procedure_by(case.procedure_id)
    if case.instrument is None or renewing.EVALUATE not in procedure.steps:
        raise Http404
    return procedure


def _renewal(request: HttpRequest, code: str) -> tuple[Any, Any]:
    """The case with its log; 404 when it is none in which a paper is evaluated."""
    case = policies.get_inner(request.actor, code)
    _procedure_of(case)
    return case, queries.log_of(case)
