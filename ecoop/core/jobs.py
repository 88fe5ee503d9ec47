"""The queue of jobs: handed in with the application's proof, done by a worker that shows its badge.

The worker does what a job says, so whoever could write jobs could act as anybody; row-level
security therefore shows the queue to the system and to the worker's own connections only.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from procrastinate.contrib.django import utils
from procrastinate.exceptions import UniqueViolation
from procrastinate.psycopg_connector import PsycopgConnector

from ecoop.core import ledger
from ecoop.core.identity import proof_of

BADGE = "worker"
HAND_IN = "ecoop.hand_in(%s, %s, %s, %s, %s)"


def hand_in(task: str, *, lock: str, **arguments: str | int) -> None:
    """Leave `task` to the worker, in the caller's transaction; at most one waits for each `lock`: a
    second is an IntegrityError."""
    told = json.dumps(arguments, sort_keys=True)
    ledger.call_with_entries(HAND_IN, f"job|{task}|{lock}|{told}", task, lock, told)


class BehindTheWall(PsycopgConnector):
    """procrastinate learns which job already waits from the DETAIL of a unique violation, and
    stops for ever when there is none; row-level security leaves it out, for everybody."""

    async def execute_query_one_async(self, query, **arguments):
        with _violations():
            return await super().execute_query_one_async(query, **arguments)

    async def execute_query_all_async(self, query, **arguments):
        with _violations():
            return await super().execute_query_all_async(query, **arguments)


@contextmanager
def _violations() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        broken = error.__context__
        if not isinstance(broken, psycopg.errors.UniqueViolation):
            raise
        name = broken.diag.constraint_name
        raise UniqueViolation(constraint_name=name, queueing_lock=None) from error


def worker_connector() -> PsycopgConnector:
    """The worker's connections. They go to PostgreSQL itself: a pooler between would lend a
    connection that bears the badge to somebody else."""
    return BehindTheWall(kwargs=utils.connector_params("default"), configure=show_badge)


async def show_badge(connection: psycopg.AsyncConnection) -> None:
    """Prove to the database, for as long as this connection is open, that the worker has it."""
    await connection.execute("select ecoop.work_as(%s, %s)", proof_of(BADGE))
    await connection.commit()
