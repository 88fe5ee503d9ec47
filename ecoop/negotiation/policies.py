"""Who opens and changes the text of a case: those who read and record its acts."""

from dataclasses import dataclass

from django.http import Http404

from ecoop.accounts.policy import may, require
from ecoop.cases import policies as cases
from ecoop.cases.queries import visible_to


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


def require_edit(actor, case) -> None:
    require(actor, "edit_case", cases.acts_of(case))
