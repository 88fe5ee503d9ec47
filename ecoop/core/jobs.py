"""The queue of jobs: handed in as the system, done by a worker that shows its badge.

The worker does what a job says, so whoever could write jobs could act as anybody; row-level
security therefore shows the queue to the system and to the worker's own connections only.
"""

import psycopg
from procrastinate.contrib.django import app, utils
from procrastinate.psycopg_connector import PsycopgConnector

from ecoop.core.identity import SYSTEM, acting, proof_of

BADGE = "worker"


def hand_in(task: str, *, lock: str, **arguments: str | int) -> None:
    """Leave `task` to the worker, in the caller's transaction; at most one waits for each `lock`."""
    with acting(SYSTEM):
        app.configure_task(task, queueing_lock=lock).defer(**arguments)


def worker_connector() -> PsycopgConnector:
    """The worker's connections. They go to PostgreSQL itself: a pooler between would lend a
    connection that bears the badge to somebody else."""
    return PsycopgConnector(kwargs=utils.connector_params("default"), configure=show_badge)


async def show_badge(connection: psycopg.AsyncConnection) -> None:
    """Prove to the database, for as long as this connection is open, that the worker has it."""
    await connection.execute("select ecoop.work_as(%s, %s)", proof_of(BADGE))
    await connection.commit()
