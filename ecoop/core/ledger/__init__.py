"""The ledger: every act is one signed, append-only entry, sealed into one sequence.

    ledger.record(actor=by, act="instrument.registered", subject=instrument, after={...})

Histories, feeds, last activity, undo and `?as_at=` are read from here and nowhere else. How it
resists those who own the database: `verifier` (its first lines), docs/ledger.md.
"""

from ecoop.core.ledger.reading import (
    MARK,
    Line,
    Snapshot,
    as_at,
    as_at_one,
    feed,
    head,
    history,
    is_of_writer,
    last_activity,
)
from ecoop.core.ledger.words import describe, describe_codes, words
from ecoop.core.ledger.writing import call_with_entries, plain, record, record_many, together

__all__ = [
    "MARK",
    "Line",
    "Snapshot",
    "as_at",
    "as_at_one",
    "call_with_entries",
    "describe",
    "describe_codes",
    "feed",
    "head",
    "is_of_writer",
    "history",
    "last_activity",
    "plain",
    "record",
    "record_many",
    "together",
    "words",
]
