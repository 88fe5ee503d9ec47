"""Everything that changes an import, and what imports change in the register."""

from ecoop.matrix.actions.confirming import (
    STALE,
    ask_to_confirm,
    confirm,
    confirm_waiting,
    is_stale,
    plan_anew,
)
from ecoop.matrix.actions.mending import accept, correct, correct_many, decide, replan, skip
from ecoop.matrix.actions.naming import decide_partner
from ecoop.matrix.actions.receiving import (
    LARGEST,
    discard,
    read_batch,
    receive,
    refuse_mapping,
    remap,
)
from ecoop.matrix.actions.undoing import ask_to_undo, undo, undo_waiting

__all__ = [
    "LARGEST",
    "STALE",
    "accept",
    "ask_to_confirm",
    "ask_to_undo",
    "confirm",
    "confirm_waiting",
    "correct",
    "correct_many",
    "decide",
    "decide_partner",
    "discard",
    "is_stale",
    "plan_anew",
    "read_batch",
    "receive",
    "refuse_mapping",
    "remap",
    "replan",
    "skip",
    "undo",
    "undo_waiting",
]
