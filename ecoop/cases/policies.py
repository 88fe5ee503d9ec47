"""Who opens a case and how deep they see into it."""

from dataclasses import dataclass

from django.http import Http404

from ecoop.accounts.policy import Verdict, may, require
from ecoop.cases import queries
from ecoop.core import compiled


@dataclass(frozen=True)
class Acts:
    """What the acts of a case are for the policy table: its own relation, a class of their own."""

    class_rank: int
    seen_by: list


def acts_of(case) -> Acts:
    return Acts(queries.acts_rank(case), case.seen_by)


def sees_acts(actor, case) -> Verdict:
    """Whether `actor` reads what was done; whoever does not sees stage, turn and promised day.

    The ledger's wall knows the same: it shows no act of the case to anybody else.
    """
    return may(actor, "view_acts", acts_of(case))


def require_record(actor, case) -> None:
    require(actor, "record_step", acts_of(case))


def get_visible(actor, code, *, hold=False):
    """The case at `code`; 404 whether it does not exist or is not to be seen (S1). With `hold`
    nobody else acts on it before the transaction ends."""

    def build(code):
        rows = queries.visible_to(actor).select_related(
            "owner_unit", "instrument", "renews", "parent", "proposal"
        )
        rows = rows.annotate(person_name=queries.name_of("person_id")).filter(code=code)
        rows = queries.with_papers(rows)
        return rows.select_for_update(of=("self",)) if hold else rows

    for found in compiled.rows("case", actor.scope, hold, build=build, given=[code]):
        return found
    raise Http404


def get_inner(actor, code, *, hold=False):
    """The case at `code` for those who read its acts; 404 for everybody else."""
    case = get_visible(actor, code, hold=hold)
    if not sees_acts(actor, case):
        raise Http404
    return case
