"""Everything that changes a negotiated text."""

from ecoop.negotiation.actions.clearing import (
    Answer,
    Request,
    answer,
    ask,
    record_answer,
    withdraw,
)
from ecoop.negotiation.actions.editing import (
    add_article,
    bring_in,
    change_article,
    change_states,
    open_draft,
    remove_article,
)
from ecoop.negotiation.actions.freezing import freeze, initial
from ecoop.negotiation.actions.recording import record_round, set_position, waive, withdraw_waiver

__all__ = [
    "Answer", "Request", "add_article", "answer", "ask", "bring_in", "change_article", "change_states", "freeze", "initial",
    "open_draft", "record_answer", "record_round", "remove_article", "set_position", "waive",
    "withdraw", "withdraw_waiver",
]  # fmt: skip
