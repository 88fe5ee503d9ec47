"""Pages of one case: where it stands, and the acts upon it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ecoop.accounts.policy import may, require
from ecoop.cases import (
    actions,
    classifying,
    filing,
    forms,
    labels,
    lifecycle,
    opening,
    policies,
    queries,
    registering,
    showing,
)
from ecoop.cases.renewing import EVALUATE, GO_ON, knows_criteria
from ecoop.core import telling
from ecoop.core.attempts import OVERTAKEN, attempt
from ecoop.core.shown import cited, language
from ecoop.core.verdicts import Conflict, Refused
from ecoop.instruments.policies import get_visible as get_paper
from ecoop.instruments.queries import parties_of, today
from ecoop.procedures.drawing import svg
from ecoop.procedures.log import VOID

RECORDED = gettext_lazy("This step is recorded already. Correct it here, or take it back.")
NEWEST = 5  # acts that stand open; what came before them is folded, on paper it is not
SOON = 4  # steps of which one is told at once why they may not be recorded yet


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Where a case stands; its acts only for those who may read them."""
    case = policies.get_visible(request.actor, code)
    context = {
        "case": case,
        "partners": queries.partners_of(case),
        "labels": labels,
        "sides": labels.SIDES,
        "today": today(),
        "now": timezone.now(),
    }
    if not policies.sees_acts(request.actor, case):
        return render(request, "cases/outline.html", context)
    return render(request, "cases/detail.html", context | _inner(request, case))


def _inner(request: HttpRequest, case: Any) -> dict[str, Any]:
    """What those see who read the acts."""
    lines = queries.lines_of(case)
    log = queries.log_of(case, lines)
    found, way = log.standing(today()), lifecycle.course(log, today())
    recorded = showing.corrections(request.actor, case, log, found)
    possible, later = showing.steps_of(case, log, found, recorded, request.actor.roles)
    inner, like = policies.acts_of(case), queries.like(request.actor, case)
    proposal, papers = queries.proposal_of(case)
    paper = registering.paper_of(case)
    acts = showing.acts(case, log, lines)
    return {
        "letters": filing.letters_of(request.actor, case),
        "signed_paper": paper if case.track in registering.CHANGES else None,
        "is_unregistered": paper is None and registering.is_signed(case, log),
        "may_enter": registering.may_enter(case, log, request.actor),
        "proposal": proposal,
        "papers": papers,
        "found": found,
        "since": lifecycle.since(way, found.turn.actor),
        "possible": possible,
        "next_steps": later[:SOON],
        "later": later[SOON:],
        "missing": showing.missing(case, found, recorded),
        "acts": acts[:NEWEST],
        "earlier_acts": acts[NEWEST:],
        "way": showing.way(found),
        "spent": showing.spent(way, like.medians),
        "foretold": showing.foretold(way, found, like),
        "turn_name": showing.step_name(log.procedure, found.turn.step),
        "deadline_rule": showing.deadline_rule,
        "may_record": may(request.actor, "record_step", inner),
        "may_correct": may(request.actor, "correct_step", inner),
        "may_move": may(request.actor, "move_case", inner),
        "may_edit": may(request.actor, "edit_case", inner),
        "may_classify": may(request.actor, "classify", case),
        "signing": showing.signing(log),
        "is_screened": "screen" in log.procedure.steps,
        "asks_clearance": "clear_text" in log.procedure.steps,
        "is_renewal": case.instrument is not None and EVALUATE in log.procedure.steps,
    }


@require_POST
def enter_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Register the paper that was signed in this case."""
    case = policies.get_inner(request.actor, code)
    actions.enter_paper(case=case, by=request.actor)
    messages.success(request, _("The paper stands in the register."))
    return redirect("cases:detail", code)


@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The track with the steps that this case has done, as SVG."""
    case = policies.get_inner(request.actor, code)
    log = queries.log_of(case)
    done = frozenset(log.standing(today()).recorded)
    drawn = svg(log.procedure, lang=language(), marked=done)
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case by hand."""
    require(request.actor, "open_case")
    form = forms.CaseForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        given = form.facts()
        given.pop("version")
        made = attempt(form, actions.open_case, draft=actions.Draft(**given), by=request.actor)
        if made:
            messages.success(request, _("Opened as %(code)s.") % {"code": made.code})
            return redirect("cases:detail", made.code)
    return _form(request, form, title=_("Open a case"), back=reverse("cases:open"))


def enter(request: HttpRequest, paper: str) -> HttpResponse:
    """Open a case for a paper of the register, which enters at its derived place."""
    instrument = get_paper(request.actor, paper)
    require(request.actor, "open_case", policies.acts_of(instrument))
    parties = parties_of(instrument)
    track = queries.track_of(instrument, parties)
    shut = [] if "earlier" in request.GET else opening.shut(instrument, parties=parties)
    going = queries.going_on(request.actor, instrument)
    form = forms.EnterForm(
        request.POST or None, shut=[each.track for each in shut], is_first=not (going or request.POST),
        initial={"track": track, "owner_unit": instrument.owner_unit},
    )  # fmt: skip
    if form.is_valid():
        given = form.facts() | {"instrument": instrument, "by": request.actor}
        made = attempt(form, actions.open_from_instrument, **given)
        if made:
            messages.success(request, _("Opened as %(code)s.") % {"code": made.code})
            return redirect("cases:detail", made.code)
    back = reverse("instruments:detail", args=[paper])
    title = _("Open a case for %(code)s") % {"code": paper}
    return _form(
        request, form, title=title, back=back, lead=instrument.title, shut=shut, going=going
    )


def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change titles, partners, owner unit and the promised day."""
    case = policies.get_inner(request.actor, code)
    require(request.actor, "edit_case", policies.acts_of(case))
    form = forms.CaseForm(
        request.POST or None, actor=request.actor, case=case, partners=queries.partners_of(case)
    )
    if form.is_valid() and attempt(
        form, actions.revise, case=case, by=request.actor, **form.facts()
    ):
        messages.success(request, _("Saved."))
        return redirect("cases:detail", code)
    return _form(request, form, title=_("Edit"), case=case)


def classify(request: HttpRequest, code: str) -> HttpResponse:
    """Change who may see the case."""
    case = policies.get_inner(request.actor, code)
    require(request.actor, "classify", case)
    begun = {"classification": case.classification, "version": case.version}
    form = forms.ClassifyForm(request.POST or None, initial=begun)
    given = {"case": case, "by": request.actor}
    if form.is_valid() and attempt(form, classifying.classify, **given | form.cleaned_data):
        messages.success(request, _("Saved."))
        return redirect("cases:detail", code)
    return _form(request, form, title=_("Classification"), case=case)


def mandate(request: HttpRequest, code: str) -> HttpResponse:
    """The delegation guideline in its versions; writing makes a new one."""
    case = policies.get_inner(request.actor, code)
    held = queries.mandates_of(case)
    may_write = may(request.actor, "edit_case", policies.acts_of(case))
    if request.method == "POST":
        require(request.actor, "edit_case", policies.acts_of(case))
    newest = held[0] if held else None
    begun = {name: getattr(newest, name, "") for name in ("background", "analysis", "position")}
    form = forms.MandateForm(request.POST or None, initial=begun | {"version": case.version})
    if form.is_valid() and attempt(
        form, actions.write_mandate, case=case, by=request.actor, **form.cleaned_data
    ):
        messages.success(request, _("Saved as a new version."))
        return redirect("cases:mandate", code)
    context = {
        "case": case, "mandates": held, "form": form, "may_write": may_write,
        "back": reverse("cases:detail", args=[code]),
    }  # fmt: skip
    return render(request, "cases/mandate.html", context, status=422 if form.is_bound else 200)


def record(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """The form of one step: its day, its evidence, and why not if it may not be recorded."""
    case = policies.get_inner(request.actor, code, hold=request.method == "POST")
    policies.require_record(request.actor, case)
    procedure = queries.procedure_by(case.procedure_id)
    if step not in procedure.steps:
        raise Http404
    if step in lifecycle.BESIDE or (step in (EVALUATE, GO_ON) and knows_criteria(procedure)):
        return redirect(showing.form_of(code, step))
    known = procedure.steps[step]
    against: list | None = []
    facts: Any = {}
    if request.method != "POST":
        log, found, recorded = _standing(request.actor, case)
        facts = log.given().values
        if step in recorded:
            messages.info(request, RECORDED)
            return redirect(recorded[step])
        against = showing.against(found, known, request.actor.roles)
    supplied = queries.supplied(case, step, request.actor)
    form = forms.StepForm(
        request.POST or None, procedure=procedure, step=known, case=case, supplied=supplied,
        known=facts,
    )  # fmt: skip
    if form.is_valid():
        against = _try(form, case=case, by=request.actor, step=step, supplied=supplied)
        if against is None:
            messages.success(
                request, _("Recorded: %(step)s.") % {"step": known.name.in_(language())}
            )
            return redirect("cases:detail", code)
    return _step_page(request, form, case=case, title=known.name, against=against)


def _standing(actor: Any, case: Any) -> tuple[Any, Any, dict[str, str]]:
    """The acts of the case, where it stands today, and where `actor` corrects its recorded steps."""
    log = queries.log_of(case)
    found = log.standing(today())
    return log, found, showing.corrections(actor, case, log, found)


def correct(request: HttpRequest, code: str, act: Any) -> HttpResponse:
    """Correct one act, or take it back; either is a new act."""
    case = policies.get_inner(request.actor, code, hold=request.method == "POST")
    require(request.actor, "correct_step", policies.acts_of(case))
    log = queries.log_of(case)
    wrong = next((each for each in log.standing_acts if each.id == str(act)), None)
    if wrong is None or wrong.step in showing.FIXED:
        raise Http404
    known = log.procedure.steps[wrong.step]
    form = forms.StepForm(
        request.POST or None, procedure=log.procedure, step=known, case=case, act=wrong
    )
    against: list | None = []
    if form.is_valid():
        takes_back = request.POST.get("do") == "void"
        against = _try(
            form, case=case, by=request.actor, step=VOID if takes_back else wrong.step,
            supersedes=wrong.id,
        )  # fmt: skip
        if against is None:
            messages.success(
                request, _("Corrected: %(step)s.") % {"step": known.name.in_(language())}
            )
            return redirect("cases:detail", code)
    return _step_page(request, form, case=case, title=known.name, against=against, wrong=wrong)


def _try(form: forms.StepForm, **given: Any) -> list | None:
    """Record what was typed. None when it was; else the reasons that stand at no field."""
    told = form.cleaned_data
    facts = {} if given["step"] == VOID else form.facts()
    try:
        actions.record_step(
            **given, on=told["on"], facts=facts, version=told["version"], why=told["why"],
            is_held=True,
        )  # fmt: skip
    except lifecycle.NotRecorded as refused:
        return form.refuse(refused.reasons)
    except Refused as refused:  # by a room below, in whose records the step stands as well
        for refusal in refused.refusals:
            form.add_error(None, str(refusal))
        return []
    except Conflict as conflict:
        form.overtake(str(OVERTAKEN), conflict.current.version)
        return []
    return None


def _step_page(
    request: HttpRequest, form: Any, *, case, title, against, wrong=None
) -> HttpResponse:
    procedure = form.procedure
    recorded = _standing(request.actor, case)[2] if any(each.step for each in against) else {}
    context = {
        "form": form,
        "folds": form.folds(against),
        "case": case,
        "source": cited(form.step.source),
        "title": title,
        "against": [showing.why(procedure, each, case.code, recorded) for each in against],
        "known": showing.in_words(procedure, form.supplied),
        "wrong": wrong,
        "back": reverse("cases:detail", args=[case.code]),
        "meanwhile": _meanwhile(case, form),
    }
    return render(request, "cases/step.html", context, status=422 if form.is_bound else 200)


def _meanwhile(case: Any, form: Any) -> list:
    """The acts that the form has missed, the newest first."""
    missed = getattr(form, "overtaken", 0)
    if not missed:
        return []
    lines = queries.lines_of(case)
    since = lines[:missed][-1].at  # a change of the case is a version as well, but no act
    acts = showing.acts(case, queries.log_of(case, lines), lines)
    return [act for act in acts if act.recorded_at >= since]


def _changed(case: Any, form: Any) -> list:
    """What others did to the case since the form was shown, the newest first."""
    missed = getattr(form, "overtaken", 0)
    return telling.told(queries.lines_of(case)[:missed]) if missed else []


def _form(
    request: HttpRequest, form: Any, *, title, case=None, back="", lead=None, shut=(), going=()
) -> HttpResponse:
    context = {
        "form": form, "title": title, "case": case, "lead": lead, "against": [], "shut": shut,
        "going": going, "labels": labels, "meanwhile": _changed(case, form),
        "back": back or reverse("cases:detail", args=[case.code]),
    }  # fmt: skip
    return render(request, "cases/form.html", context, status=422 if form.is_bound else 200)
