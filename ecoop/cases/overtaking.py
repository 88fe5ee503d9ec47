"""A renewal case whose question was answered elsewhere is closed by the house, with what answered it.

While a renewal is being decided its paper may be terminated, replaced, renewed or extended by
another case or by hand: nothing is left to decide then, and nobody is asked any more.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from ecoop.cases import actions, queries
from ecoop.cases.lifecycle import OVERTAKEN, TERMINATION
from ecoop.cases.models import Case
from ecoop.cases.renewing import TRACK
from ecoop.instruments import clock
from ecoop.instruments.clock import CLOSED_STAGES
from ecoop.instruments.models import Link
from ecoop.instruments.queries import changes_of, facts_of, today
from ecoop.instruments.standing import FOLLOWING
from ecoop.procedures.log import Log


def close_overtaken(*, by, besides=None) -> list:
    """Close every renewal case whose paper's end was settled elsewhere; returns them. With `besides`
    (the id of a case in which something was just recorded) only those of its papers."""
    found = []
    for case in _doubtful(besides).order_by("pk"):
        held = actions.hold(case)
        log = queries.log_of(held)
        code = settled_by(held, log)
        if code and OVERTAKEN in log.procedure.steps:
            found.append(
                actions.record_step(
                    case=held, by=by, step=OVERTAKEN, on=today(), facts={"overtaken_by": code},
                    is_held=True,
                )
            )  # fmt: skip
    return found


def _doubtful(besides) -> Any:
    """The renewal cases that decide nothing yet and whose papers something happened to."""
    links = Link.objects.filter(earlier=OuterRef("instrument"), later__withdrawn_at=None).exclude(
        kind=Link.Kind.AMENDS
    )
    gone = Q(instrument__stage__in=CLOSED_STAGES) | Q(instrument__withdrawn_at__isnull=False)
    rows = Case.objects.filter(
        Exists(links) | gone, track=TRACK, is_live=True, goal_on=None, instrument__isnull=False
    )
    if besides is None:
        return rows
    papers = Case.objects.filter(pk=besides, instrument=OuterRef("instrument"))
    renewed = Case.objects.filter(pk=besides, renews=OuterRef("instrument"))
    return rows.filter(Exists(papers) | Exists(renewed)).exclude(pk=besides)


def settled_by(case, log: Log) -> str:
    """The code of the case or paper that settled the end of this case's paper, "" while none has."""
    paper, links = case.instrument, changes_of(case.instrument)
    if paper.withdrawn_at:
        return paper.code
    for link in links:
        if _settles(link, log):
            return link.later.code
    if clock.reading(facts_of(paper, links), today()).status not in CLOSED_STAGES:
        return ""
    ended = Case.objects.filter(instrument=paper, track=TERMINATION, goal_on__isnull=False)
    return ended.order_by("-goal_on").values_list("code", flat=True).first() or paper.code


def _settles(link: Link, log: Log) -> bool:
    """Whether a later paper answers what comes after this one: a signed successor, or an extension
    that was signed since the case began."""
    if link.kind in FOLLOWING:
        return link.later.stage != "draft"
    begun = min(act.on for act in log.standing_acts)
    signed = link.later.signed_on
    return link.kind == Link.Kind.EXTENDS and bool(signed) and signed.last >= begun
