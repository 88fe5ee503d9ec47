"""Sealing committed entries and signing checkpoints: a loop of the worker.

Writers never wait for it: an entry is signed and inserted by its own transaction, and gets its
place in the one sequence here, about a second after it was committed.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from ecoop.core.identity import SYSTEM, acting
from ecoop.core.ledger import checkpoints
from ecoop.core.ledger.checkpoints import Forked
from ecoop.core.ledger.verifier import Note, Tree, Unreadable

log = logging.getLogger(__name__)

MOST = 10_000  # entries in one batch
EVERY_SECONDS = 1.0
CHECKPOINT_AFTER = timedelta(seconds=30)  # promised: at most 60 s
HEARTBEAT_AFTER = timedelta(hours=1)
EMPTY_ROOT = Tree().root()


def seal_once(*, sweep: bool = False) -> int:
    """Seal what is committed and not sealed yet; returns how many entries.

    `sweep` looks through all entries, not only the recent: at start, after a restore. Returns 0
    when another process is sealing at this moment.
    """
    done = 0
    while True:
        with acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute("select ecoop.ledger_seal(%s, %s)", [MOST, sweep])
            count = cursor.fetchone()[0]
        done += count
        if count < MOST:
            return done


def checkpoint_once(*, now: datetime | None = None, force: bool = False) -> Note | None:
    """Sign a checkpoint if one is due; returns it, or None.

    Due: new entries and 30 s since the last one, or an hour without, or `force`. Raises Forked
    when the database does not continue the last checkpoint, which is then left as it is.
    """
    with acting(SYSTEM):
        return _checkpoint(now or datetime.now(UTC), force=force)


def _checkpoint(now: datetime, *, force: bool) -> Note | None:
    directory = Path(settings.CHECKPOINTS)
    last = checkpoints.newest(directory)
    size, root = _state()
    if last is not None:
        _same_ledger(last)
        age = now - datetime.fromisoformat(last.at)
        due = age >= CHECKPOINT_AFTER if size > last.size else age >= HEARTBEAT_AFTER
        if not due and not (force and size > last.size):
            return None
    start = last.size if last else 0
    return checkpoints.write(
        directory, after=last, size=size, root=root, leaves=_leaves(start, size), at=now
    )


def _state() -> tuple[int, bytes]:
    """How many entries are sealed, and the root over them."""
    with connection.cursor() as cursor:
        cursor.execute("select last_seq, root from core_batch order by n desc limit 1")
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else (0, EMPTY_ROOT)


def _same_ledger(last: Note) -> None:
    if last.size == 0:
        return
    with connection.cursor() as cursor:
        cursor.execute("select root from core_batch where last_seq = %s", [last.size])
        row = cursor.fetchone()
    if row is None or bytes(row[0]) != last.root:
        raise Forked(
            f"The ledger does not continue {last.name} ({last.size} entries): run "
            "'ecoop ledger verify'. An old backup, or tampering."
        )


def _leaves(start: int, end: int) -> list[tuple[int, bytes]]:
    query = "select entry_id, leaf from core_seal where seq > %s and seq <= %s order by seq"
    with connection.cursor() as cursor:
        cursor.execute(query, [start, end])
        return [(entry, bytes(leaf)) for entry, leaf in cursor.fetchall()]


@dataclass
class Sealer:
    """The loop with its memory of what went wrong, for the health page."""

    swept: bool = False
    trouble: str = ""

    def step(self, *, force: bool = False) -> None:
        """One round; what goes wrong is logged once and tried again."""
        try:
            seal_once(sweep=not self.swept)
            self.swept = True
            checkpoint_once(force=force)
            self.trouble = ""
        except (Forked, Unreadable, DatabaseError, OSError) as error:
            if str(error) != self.trouble:
                log.error("ledger: %s", error)
            self.trouble = str(error)
            connection.close()

    def run(self, stop: threading.Event) -> None:
        """Seal every second until `stop` is set; checkpoints at start and at the end too."""
        self.step(force=True)
        while not stop.wait(EVERY_SECONDS):
            self.step()
        self.step(force=True)
        connection.close()


def run(stop: threading.Event) -> None:
    """The worker's loop: see `Sealer.run`."""
    Sealer().run(stop)
