"""The end of a paper becomes a case: it is evaluated, and then renewed, amended or left to lapse.

Six months before the last day for notice (domain.md 10, story 2) the worker opens a case of the
track "extension" for every paper in force, once for each such day; its first step is the
evaluation by the owner unit, without which nothing is renewed (domain.md 2.7; rule A12).
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from ecoop.cases import actions, lifecycle, queries
from ecoop.cases.models import Case
from ecoop.core import ledger
from ecoop.core.verdicts import Refused
from ecoop.instruments import renewals
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import today
from ecoop.procedures.log import Act, refusals

TRACK = "extension"
ABOUT_ENDS = (TRACK, "termination", "amendment_substantive")  # cases that see to the end themselves
EVALUATE, GO_ON = "evaluate", "go_on_otherwise"
CRITERIA = (
    "evaluation_relevance", "evaluation_effectiveness", "evaluation_efficiency",
    "evaluation_benefit", "evaluation_reliability",
)  # fmt: skip
LOWEST, HIGHEST = 1, 5


def knows_criteria(procedure) -> bool:
    """Whether a version of a procedure evaluates by CRITERIA; an older one by its own form."""
    return procedure.facts.keys() >= set(CRITERIA)


def score(points: Mapping[str, int]) -> int:
    """The score of an evaluation, 0 (all lowest) to 100 (all highest), from its points."""
    span = (HIGHEST - LOWEST) * len(points)
    return round(100 * (sum(points.values()) - LOWEST * len(points)) / span)


def due(by, on: date | None = None, *, only: UUID | None = None) -> list[renewals.Ending]:
    """The papers (or the one, `only`) whose day nears and for which no case is about their end, or
    was for this day."""
    found = renewals.nearing(by, on, only=only)
    opened = set(
        Case.objects.filter(occasion__in=[one.occasion for one in found]).values_list(
            "occasion", flat=True
        )
    )
    live = Case.objects.filter(is_live=True, track__in=ABOUT_ENDS)
    busy = set(
        live.filter(instrument__in=[one.id for one in found]).values_list(
            "instrument_id", flat=True
        )
    )
    return [one for one in found if one.occasion not in opened and one.id not in busy]


@transaction.atomic
def open_due(*, instrument_id: UUID | str, by):
    """Open the renewal case of one paper whose day nears; None when it is open or not due any more.

    The lock on the paper and the unique occasion of the case make it one, however often this runs.
    """
    paper = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument_id)
    endings = due(by, only=paper.pk)
    if not endings:
        return None
    return open_renewal(instrument=paper, by=by, occasion=endings[0].occasion)


def open_renewal(*, instrument, by, occasion: str | None = None, why=""):
    """Open the case in which a paper is evaluated and its renewal decided; a second one needs `why`."""
    return actions.open_from_instrument(
        instrument=instrument, by=by, track=TRACK, occasion=occasion, why=why
    )


def evaluate(
    *, case, by, on, points, recommendation, achieved, commitments="", spending="", version=None,
    why="",
):  # fmt: skip
    """Record the evaluation of a paper: points from LOWEST to HIGHEST for each of CRITERIA, from
    which the score follows. Raises NotRecorded and Conflict as `actions.record_step` does."""
    facts = {
        "evaluation_score": score(points), "evaluation_recommendation": recommendation,
        "evaluation_achieved": achieved, "evaluation_commitments": commitments,
        "evaluation_spending": spending, **points,
    }  # fmt: skip
    told = {key: value for key, value in facts.items() if value != ""}
    return actions.record_step(
        case=case, by=by, step=EVALUATE, on=on, facts=told, version=version, why=why
    )


@transaction.atomic
def go_on(*, case, by, track, version=None, why="", is_held=False):
    """Go on by another case, a new instrument or an amendment, linked to the same paper; returns it.

    Refused without an evaluation of the last six months (A12), and an amendment of what has ended
    (UU 24/2000 art. 16); nothing stays open then. `is_held` is that of `actions.record_step`.
    """
    with ledger.together():
        made = _open_next(case, by, track)
        actions.record_step(
            case=case, by=by, step=GO_ON, on=today(), facts={"continued_by": made.code},
            version=version, why=why, is_held=is_held,
        )  # fmt: skip
    return made


def _open_next(case, by, track):
    if track in amendments():
        return actions.open_from_instrument(
            instrument=case.instrument, by=by, track=track, is_asked=True
        )
    draft = actions.Draft(
        track=track, title_id=case.title_id, title_en=case.title_en,
        partners=queries.partners_of(case), owner_unit_id=case.owner_unit_id,
        classification=case.classification, renews=case.instrument,
    )  # fmt: skip
    return actions.open_case(draft, by=by)


def why_not(case, by) -> tuple:
    """Every reason of the procedure against going on by another case today."""
    log = queries.log_of(case)
    step = log.procedure.steps.get(GO_ON)
    if step is None:
        raise Refused(queries.NO_RENEWAL)
    act = Act(
        id="new", step=GO_ON, on=today(), by=lifecycle.capacity(by.roles, step),
        facts={"continued_by": "-"},
    )  # fmt: skip
    return refusals(log, act, today=today())


def amendments() -> tuple[str, ...]:
    """The tracks that change the paper itself; every other one makes a new paper."""
    return ("amendment_substantive", "amendment_administrative")
