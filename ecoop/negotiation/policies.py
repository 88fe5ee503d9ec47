"""Who opens and changes the text of a case, those who read and record its acts; who clears it."""

from dataclasses import dataclass

from django.http import Http404

from ecoop.accounts.policy import Verdict, may, require
from ecoop.cases import policies as cases
from ecoop.cases.queries import visible_to
from ecoop.documents.models import File
from ecoop.negotiation import queries
from ecoop.negotiation.models import Clearance


@dataclass(frozen=True)
class Desk:
    """A case with its text, opened by somebody who may; `draft` is None before one is opened."""

    case: object
    draft: object
    may_edit: bool


def open_desk(actor, code) -> Desk:
    """The case at `code` with its text; 404 for whoever does not read the acts of the case."""
    case = visible_to(actor).select_related("draft").filter(code=code).first()
    if case is None or not cases.sees_acts(actor, case):
        raise Http404
    may_edit = bool(may(actor, "edit_case", cases.acts_of(case)))
    return Desk(case, getattr(case, "draft", None), may_edit)


def open_draft(actor, code) -> Desk:
    """The same, with 404 where no text was opened yet."""
    desk = open_desk(actor, code)
    if desk.draft is None:
        raise Http404
    return desk


def open_clearance(actor, pk) -> Clearance:
    """The clearance `pk`; 404 whether it does not exist or is not to be seen (S1)."""
    rows = queries.with_state(Clearance.objects.visible_to(actor)).select_related(*queries.PAPERS)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_answer(actor, pk) -> File:
    """The file of the answer to the clearance `pk`; 404 as for the clearance, and without a file."""
    file = open_clearance(actor, pk).file
    if file is None:
        raise Http404
    return file


def may_ask(actor, case) -> Verdict:
    return may(actor, "ask_clearance", cases.acts_of(case))


def may_answer(actor, clearance) -> Verdict:
    """Whether `actor` answers for the ministry or unit that was asked."""
    return may(actor, "answer_clearance", cases.Acts(clearance.class_rank, _answering(clearance)))


def may_look(actor, clearance) -> bool:
    """Whether `actor` reads the case of a clearance, and not only what was asked of them."""
    return bool(may(actor, "view_acts", clearance))


def may_record(actor, clearance) -> Verdict:
    """Whether `actor` withdraws the request, or records an answer that came on paper."""
    return may(actor, "ask_clearance", clearance)


def _answering(clearance) -> list[str]:
    return [clearance.asked_of] if clearance.is_shared else []


def require_edit(actor, case) -> None:
    require(actor, "edit_case", cases.acts_of(case))
