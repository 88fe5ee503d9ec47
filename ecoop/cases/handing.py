"""Whose turn it is becomes a task on a desk: opened when the turn comes, settled when it has passed."""

from collections.abc import Callable

from django.db import transaction
from django.urls import reverse

from ecoop.accounts.policy import Verdict, may
from ecoop.cases import alerting, policies, queries
from ecoop.cases.lifecycle import capacity
from ecoop.cases.models import Case
from ecoop.cases.showing import form_of
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification
from ecoop.core.classification import rank as ranked
from ecoop.core.identity import Actor
from ecoop.core.verdicts import Refusal
from ecoop.instruments import renewals
from ecoop.instruments.queries import today
from ecoop.procedures.reasons import of_recorder
from ecoop.procedures.standing import Standing
from ecoop.tasks import actions as tasks
from ecoop.tasks import desks, lifecycle

STEP, FOLLOW = "case_step", "case_follow_up"
DO = Text(id="{step}: {title}", en="{step}: {title}")
ASK = Text(
    id="Pantau {who}, {step} ditunggu: {title}", en="Follow up with {who}, {step} is awaited: {title}"
)  # fmt: skip
WHY = Text(
    id="Giliran {who} menurut jalur {track}.", en="It is the turn of {who} by the track {track}."
)
PASSED = Text(id="Giliran sudah berpindah.", en="The turn has passed on.")


@transaction.atomic
def hand_out(case_id, *, by, decided: str = "") -> None:
    """Put the work of a case's turn on the desk that has it, and close what is no longer asked:
    with the step by which the renewal of its paper was `decided`, the task that asked for that.

    Called by the worker as the system; a second call changes nothing.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    found = queries.log_of(case).outlook(today())
    occasion = occasion_of(case, found)
    alerts = alerting.told(case, found, desks=_at_work(case, found))
    for row in queries.open_tasks(by, case):
        if row.occasion not in {occasion, *alerts}:
            tasks.settle_for(by=by, result=PASSED.id, occasion=row.occasion)
    if occasion:
        _open(case, found, occasion, by)
    rank = Classification.values[queries.acts_rank(case)]
    if decided and case.instrument:
        words = found.procedure.steps[decided].name.id
        renewals.settle(instrument=case.instrument, by=by, result=f"{case.code}: {words}")
    for each, desk in alerts.items():
        alerting.tell(case, found, occasion=each, desk=desk, classification=rank, by=by)


def _at_work(case, found: Standing) -> tuple[str, ...]:
    """The desks that have the turn anyway; people of the bureau sit at two of them."""
    if not found.turn.actor:
        return ()
    desk = desk_of(case, found.turn.actor)
    at_bureau = desk in (lifecycle.unit(alerting.BUREAU), lifecycle.role("staff"))
    return (desk, lifecycle.unit(alerting.BUREAU)) if at_bureau else (desk,)


def occasion_of(case, found: Standing) -> str:
    """What calls for the work of the turn: the step, since when, and, where it is not the usual
    one, the class and the desk, so that it moves with them; "" when nobody must act."""
    if not found.turn.actor:
        return ""
    occasion = f"case:{case.pk}:{found.turn.step}:{case.since}"
    rank = queries.acts_rank(case)
    if case.person_id is None and rank == ranked(Classification.CONFIDENTIAL):
        return occasion
    return f"{occasion}:{rank}:{desk_of(case, found.turn.actor)}"


def _open(case, found: Standing, occasion: str, by) -> None:
    procedure = found.procedure
    step, actor = procedure.steps[found.turn.step], procedure.actors[found.turn.actor]
    is_ours = actor.side == "ours"
    pattern = DO if is_ours else ASK
    tasks.open_task(
        by=by,
        kind=STEP if is_ours else FOLLOW,
        what=pattern.fill(step=step.name, who=actor.name, title=case.title),
        why=WHY.fill(who=actor.name, track=procedure.name),
        to=desk_of(case, found.turn.actor),
        record=lifecycle.Record(
            kind="case", code=case.code, id=case.pk,
            address=(
                form_of(case.code, step.code) if is_ours
                else reverse("cases:detail", args=[case.code])
            ),
        ),
        due=_due(found, step.records),
        classification=Classification.values[queries.acts_rank(case)],
        occasion=occasion,
    )  # fmt: skip


def desk_of(case, actor: str) -> str:
    """The desk that has the turn: of the unit for its own steps, of leadership for theirs, else of
    the person in charge, if they may read the acts, or of the bureau."""
    rank = queries.acts_rank(case)
    if actor in ("SESTAMA", "HEAD"):
        return lifecycle.role("leader")
    wanted = [lifecycle.person(case.person_id)] if case.person_id else []
    if case.owner_unit_id:
        wanted.append(lifecycle.unit(case.owner_unit_id))
    fitting = [desk for desk in wanted if (desks.reach_of(desk) or 0) >= rank]
    if actor == "HOKS" and case.owner_unit_id != alerting.BUREAU:
        fitting = [desk for desk in fitting if desk.startswith("user:")]
    bureau = lifecycle.role("legal" if rank > 2 else "staff")
    return fitting[0] if fitting else bureau


def judge_of(task) -> Callable[[Actor], Verdict] | None:
    """Who could do a task of a case: record its step, where that is the task, in a capacity in which
    it is recorded; read its acts for every other. None for a case that is gone."""
    case = Case.objects.filter(pk=task.record_id).first()
    if case is None:
        return None
    acts = policies.acts_of(case)
    procedure = queries.procedure_by(case.procedure_id)
    called_by = (task.occasion or "").split(":")  # as `occasion_of` writes it
    step = procedure.steps.get(called_by[2]) if task.kind == STEP and called_by[2:] else None
    if step is None:
        return lambda actor: may(actor, "view_acts", acts)

    def judge(actor: Actor) -> Verdict:
        verdict = may(actor, "record_step", acts)
        if not verdict or capacity(actor.roles, step) in step.recorders:
            return verdict
        reason = of_recorder(procedure, step)
        return Verdict(False, refusal=Refusal(reason.text, reason.source, reason.rule, reason.who))

    return judge


def _due(found: Standing, records: str) -> lifecycle.Due | None:
    """The deadline that this step would meet, if one runs."""
    for each in found.deadlines:
        clock = found.procedure.clocks[each.kind]
        if records in clock.done_by and each.state != "unknown":
            return lifecycle.of_deadline(each)
    return None
