"""How a clearance stands on a day, and what the clearances of a case say to its procedure. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import Any

ASK, GIVE, WITHDRAW, CHANGE = (
    "ask_clearance", "give_clearance", "withdraw_clearance", "change_text",
)  # fmt: skip
TELLING = (ASK, GIVE, WITHDRAW, CHANGE)  # the steps that carry how the clearances stand
WAITING = ("waiting", "overdue")
OVER = ("void", "withdrawn")  # requests that nobody answers any more


def state_of(row: Any, on: date) -> str:
    """withdrawn, void, the opinion given (cleared, remarks, objection), overdue or waiting.

    `row` is a clearance with `is_void`: its text was changed after it was frozen (A2).
    """
    if row.withdrawn_at:
        return "withdrawn"
    if row.is_void:
        return "void"
    return row.opinion or ("overdue" if on > row.due_on else "waiting")


def facts_of(rows: Iterable[Any], on: date) -> dict[str, list[str]]:
    """Who has not answered and who objects, by the keys of docs/procedures.md; names as they are
    in Indonesian, the language of the offices that were asked."""
    states = [(row.name.in_("id"), state_of(row, on)) for row in rows]
    return {
        "clearances_waiting": [name for name, state in states if state in WAITING],
        "clearances_objecting": [name for name, state in states if state == "objection"],
    }


def last_day(rows: Iterable[Any], on: date) -> date:
    """The day under which an act on clearances is entered in the case: never before an earlier one,
    whose list of who is waiting it replaces."""
    return max([on, *(row.asked_on for row in rows), *(row.answered_on or on for row in rows)])
