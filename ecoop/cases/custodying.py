"""Deposit, certified copy and archive are one fact in a case and in custody (docs/decisions/0011)."""

from django.db.models import Q

from ecoop.cases import actions, lifecycle, queries, registering
from ecoop.cases.models import Case
from ecoop.custody import filing
from ecoop.instruments.queries import today
from ecoop.procedures.log import VOID, Log

CLOSED = ("rejected", "shelved", "superseded")


def take_over(*, instrument, by, days, facts, besides) -> None:
    """Record in the cases of an instrument, but for the one named, what custody has recorded.

    A day that stands there already is left alone, another one is corrected. Whatever a case refuses
    is refused in custody as well (NotRecorded).
    """
    about = Q(instrument=instrument) & ~Q(track__in=lifecycle.OTHER_PAPER)
    made = Q(code=instrument.origin, track__in=registering.CHANGES)
    cases = Case.objects.filter(about | made).exclude(pk=besides).exclude(status__in=CLOSED)
    for case in cases.order_by("pk"):
        for step, on in days.items():
            _record(case, by, step, on, facts)


def _record(case, by, step, on, facts) -> None:
    log = queries.log_of(case)
    known = log.procedure.steps.get(step)
    if known is None or log.standing(today()).recorded.get(step) == on:
        return
    wrong = _standing(log, step)
    if on is not None:
        supersedes = "" if known.repeats else wrong
        actions.record_step(case=case, by=by, step=step, on=on, facts=facts, supersedes=supersedes)
        if known.repeats:
            _keep_the_last(case, by, step, on)
    elif wrong:
        actions.record_step(case=case, by=by, step=VOID, on=today(), supersedes=wrong)


def _keep_the_last(case, by, step, on) -> None:
    """Custody keeps the last day of a step that repeats; an earlier one told later changes none."""
    last = queries.log_of(case).standing(today()).recorded.get(step)
    if last != on:
        paper = registering.paper_of(case)
        filing.follow(instrument=paper, by=by, days={step: last}, besides=case.pk)


def _standing(log: Log, step: str) -> str:
    """The last act of that step that stands, "" when there is none."""
    return next((act.id for act in reversed(log.standing_acts) if act.step == step), "")
