"""What the page of a screening shows, made from what is held."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ecoop.cases import showing as cases
from ecoop.core.shown import status_words
from ecoop.instruments.queries import today
from ecoop.procedures.log import Act, Log, refusals
from ecoop.screening import lifecycle, policies
from ecoop.screening.queries import Held

NEAR = {
    "same": _("the same partner"),
    "above": _("a body above the partner"),
    "below": _("a body under the partner"),
    "namesake": _("another entry of the same name"),
    "country": _("the same country and field"),
}
SHOWN = 12  # meetings named on the page


@dataclass(frozen=True, kw_only=True)
class Partner:
    """One partner: the check of this screening, earlier ones, and what is held of it."""

    body: Any
    own: Any
    earlier: list


def page(actor: Any, log: Log, held: Held, meetings: list) -> dict[str, Any]:
    """Overlaps, partners with their prior performance, what is missing, what is recorded."""
    return {
        "near": NEAR,
        "partners": _partners(held),
        "counts": _counts(held),
        "ended": [paper for paper in held.papers if not paper.is_live and paper.near != "country"],
        "meetings": meetings[:SHOWN],
        "meetings_total": len(meetings),
        "late": _late(meetings),
        "facts": cases.in_words(log.procedure, lifecycle.facts_of(held.findings)),
        "against": _against(actor, log, held),
        "done": [act for act in log.standing_acts if act.step == lifecycle.STEP],
        "may_screen": policies.may_screen(actor, held.case),
    }


def _partners(held: Held) -> list[Partner]:
    own = held.own_checks
    return [
        Partner(
            body=body, own=own.get(body.pk),
            earlier=[
                each for each in held.checks
                if each.row.organisation_id == body.pk and each is not own.get(body.pk)
            ],
        )
        for body in held.partners
    ]  # fmt: skip


def _counts(held: Held) -> list[tuple[Any, int]]:
    """(status in words, how many papers of the partners and their kin have it)."""
    found = Counter(paper.row.status for paper in held.papers if paper.near != "country")
    return [(status_words(status), n) for status, n in found.most_common()]


def _late(meetings: list) -> list:
    """The meetings whose next steps were due before today; whether done is not recorded of them."""
    return [
        each for each in meetings if each.next_steps and each.due_on and each.due_on.last < today()
    ]  # fmt: skip


def _against(actor: Any, log: Log, held: Held) -> list:
    """Every reason against recording the screening today."""
    if any(act.step == lifecycle.STEP for act in log.standing_acts):
        return []
    act = Act(
        id="new", step=lifecycle.STEP, on=today(), by="HOKS",
        facts=lifecycle.facts_of(held.findings),
    )  # fmt: skip
    why = refusals(log, act, today=today())
    recorded = cases.corrections(actor, held.case, log, log.standing(today())) if why else {}
    return [cases.why(log.procedure, each, held.case.code, recorded) for each in why]
