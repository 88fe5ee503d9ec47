"""Pages of the published procedures: their versions, a new one, and the move of a running case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may, require
from ecoop.cases import actions, labels, policies, procedure_forms, queries, showing, versions
from ecoop.cases.models import ProcedureVersion
from ecoop.core.attempts import attempt
from ecoop.core.shown import language
from ecoop.instruments.queries import today
from ecoop.procedures.comparing import compare
from ecoop.procedures.drawing import svg
from ecoop.procedures.log import move as moved


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every track with its versions and how many running cases go by each."""
    require(request.actor, "use_desk")
    tracks: dict[str, list[ProcedureVersion]] = {}
    published = versions.published()
    for each in published:
        tracks.setdefault(each.track, []).append(each)
    newest = versions.last_begun(published, today())
    context = {
        "tracks": tracks,
        "drifted": {track for track, each in newest.items() if versions.drift(each)},
        "newest": newest,
        "running": queries.running_by_version(request.actor),
        "labels": labels,
        "today": today(),
        "may_publish": may(request.actor, "publish_procedure"),
    }
    return render(request, "cases/procedures.html", context)


@require_safe
def version(request: HttpRequest, track: str, number: int) -> HttpResponse:
    """One version: its picture, what it changed, and its text."""
    require(request.actor, "use_desk")
    found, before = _version(track, number)
    procedure = versions.procedure_by(found.pk)
    changes = compare(versions.procedure_by(before.pk), procedure) if before else ()
    context = {
        "version": found, "before": before, "procedure": procedure, "changes": changes,
        "drift": versions.drift(found),
        "may_publish": may(request.actor, "publish_procedure"),
    }  # fmt: skip
    return render(request, "cases/procedure.html", context)


@require_safe
def picture(request: HttpRequest, track: str, number: int) -> HttpResponse:
    """The track as SVG."""
    require(request.actor, "use_desk")
    drawn = svg(versions.procedure_by(_version(track, number)[0].pk), lang=language())
    return HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")


def _version(track: str, number: int) -> tuple[ProcedureVersion, ProcedureVersion | None]:
    """A version and the one before it; 404 when there is none."""
    known = versions.published(track)
    place = next((n for n, each in enumerate(known) if each.number == number), None)
    if place is None:
        raise Http404
    return known[place], known[place - 1] if place else None


def edit(request: HttpRequest, track: str) -> HttpResponse:
    """Change a procedure without code: check, compare with the version before, publish from a day."""
    require(request.actor, "publish_procedure")
    known = versions.published(track)
    if not known:
        raise Http404
    begun = {"text": known[-1].text, "from_on": today()}
    form = procedure_forms.ProcedureForm(request.POST or None, initial=begun)
    judged = None
    if form.is_valid():
        told = form.cleaned_data
        judged = versions.judge(told["text"], track=track, from_on=told["from_on"])
        if request.POST.get("do") == "publish" and not judged.faults:
            made = attempt(form, actions.publish, track=track, by=request.actor, **told)
            if made:
                words = _("Published: version %(n)s.") % {"n": made.number}
                messages.success(request, words)
                return redirect("cases:procedure", track, made.number)
    context = {"form": form, "judged": judged, "track": track, "labels": labels}
    refused = form.is_bound and (judged is None or judged.faults or form.errors)
    return render(request, "cases/procedure_edit.html", context, status=422 if refused else 200)


def move(request: HttpRequest, code: str) -> HttpResponse:
    """What would change for a running case under another version, and the move itself."""
    case = policies.get_inner(request.actor, code)
    require(request.actor, "move_case", policies.acts_of(case))
    others = [each for each in versions.published(case.track) if each.pk != case.procedure_id]
    form = procedure_forms.MoveForm(request.POST or None, case=case, versions=others)
    preview = None
    if form.is_valid():
        told = form.cleaned_data
        if request.POST.get("do") == "move" and form.was_previewed:
            given = {"procedure": told["procedure"], "version": told["version"], "why": told["why"]}
            if attempt(form, actions.move, case=case, by=request.actor, **given):
                messages.success(request, _("The case goes on by the other version."))
                return redirect("cases:detail", code)
        else:
            form.show_preview()
            preview = _preview(case, told["procedure"])
    context = {
        "form": form, "case": case, "others": others, "preview": preview, "labels": labels,
        "back": reverse("cases:detail", args=[code]),
    }  # fmt: skip
    return render(request, "cases/move.html", context, status=422 if form.errors else 200)


def _preview(case: Any, chosen: ProcedureVersion) -> dict[str, Any]:
    """The case today, and as it would be."""
    log = queries.log_of(case)
    other, findings = moved(log, versions.procedure_by(chosen.pk))
    begins = chosen.in_force_from
    return {
        "begins": begins if begins > today() else None,
        "now": log.standing(today()),
        "then": other.standing(today()),
        "findings": [
            (
                showing.step_name(other.procedure, step),
                [showing.why(other.procedure, r, case.code, {}) for r in why],
            )
            for step, why in findings.items()
        ],
    }
