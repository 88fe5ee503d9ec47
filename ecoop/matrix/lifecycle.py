"""The life of an import, as pure data: its states, what may be done in each, and why not."""

from dataclasses import dataclass

from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal

RECEIVED, READING, READY, REFUSED = "received", "reading", "ready", "refused"
CONFIRMING, CONFIRMED, UNDOING = "confirming", "confirmed", "undoing"
UNDONE, DISCARDED = "undone", "discarded"
STATES = (
    RECEIVED, READING, READY, REFUSED, CONFIRMING, CONFIRMED, UNDOING, UNDONE, DISCARDED,
)  # fmt: skip
WORKING = frozenset({RECEIVED, READING, CONFIRMING, UNDOING})

# What may be done to an import in which state.
MOVES = {
    "read": frozenset({RECEIVED, READING}),
    "mend": frozenset({READY}),
    "confirm": frozenset({READY, CONFIRMING}),
    "discard": frozenset({RECEIVED, READY}),
    "undo": frozenset({CONFIRMED, UNDOING}),
}
NOT_NOW = {
    "read": Text("Berkas ini sudah dibaca.", "The file has already been read."),
    "mend": Text("Impor ini tidak lagi dapat diubah.", "This import can no longer be changed."),
    "confirm": Text(
        "Impor ini belum siap atau sudah dikonfirmasi.",
        "This import is not ready or has already been confirmed.",
    ),
    "discard": Text(
        "Hanya impor yang belum dikonfirmasi dapat dibuang.",
        "Only an import that is not confirmed can be thrown away.",
    ),
    "undo": Text(
        "Hanya impor yang sudah dikonfirmasi dapat dibatalkan.",
        "Only a confirmed import can be undone.",
    ),
}

# In which tab a row of the preview stands.
NEW, CHANGED, DOUBTFUL, SAME = "new", "changed", "doubtful", "same"
DUPLICATE, UNREADABLE = "duplicate", "unreadable"
GROUPS = (NEW, CHANGED, DOUBTFUL, SAME, DUPLICATE, UNREADABLE)

# What will be done with a row on confirmation.
REGISTER, REVISE, JOIN, KEEP, SKIP = "register", "revise", "join", "keep", "skip"
PLANS = (REGISTER, REVISE, JOIN, KEEP, SKIP)
# What a person may choose, given what stands against the row: a record found, title and partner.
WITH_RECORD = {
    NEW: (REGISTER, SKIP),
    CHANGED: (REVISE, KEEP),
    DOUBTFUL: (JOIN, REGISTER, SKIP),
    SAME: (KEEP,),
    DUPLICATE: (SKIP, REGISTER),
    UNREADABLE: (SKIP,),
}
# Why a row is planned as it is; the words are in the page.
EDITED, LIKELY, PERHAPS_TWICE = "edited", "likely", "perhaps_twice"
LEFT_OUT_BEFORE, WITHDRAWN = "left_out_before", "withdrawn"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something built upon a record of an import, which the import's undoing would destroy."""

    code: str
    what: str


BUILT_UPON = {
    "changed": Text(
        "{code} telah diubah setelah impor.", "{code} has been changed since the import."
    ),
    "linked": Text(
        "{code} ditautkan dengan catatan lain.", "{code} is linked with another record."
    ),
    "noted": Text("{code} memiliki catatan internal.", "{code} carries an internal note."),
    "attached": Text("{code} memiliki lampiran.", "{code} has an attachment."),
    "used": Text("{code} dirujuk oleh catatan lain.", "{code} is referred to by another record."),
    "imported": Text(
        "{code} dipakai oleh impor yang lebih baru.", "{code} is used by a later import."
    ),
}


def refusals(move: str, state: str) -> list[Refusal]:
    """Why `move` may not be made in `state`; empty when it may."""
    return [] if state in MOVES[move] else [Refusal(NOT_NOW[move])]


def obstacle_refusals(obstacles: list[Obstacle]) -> list[Refusal]:
    """The words of everything that stands against undoing an import."""
    return [Refusal(BUILT_UPON[one.what].fill(code=one.code)) for one in obstacles]


def choices(group: str, reason: str = "") -> tuple[str, ...]:
    """What may be planned for a row of `group`; the first is proposed."""
    if group == DOUBTFUL and reason == EDITED:
        return (KEEP, REVISE)
    if group == DOUBTFUL and reason == PERHAPS_TWICE:
        return (REGISTER, SKIP)
    if reason in (LEFT_OUT_BEFORE, WITHDRAWN):
        return (SKIP, REGISTER)
    return WITH_RECORD[group]
