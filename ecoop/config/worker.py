"""`ecoop worker`: runs the jobs and seals the ledger."""

import argparse
import asyncio
import logging
import os
import threading

from procrastinate.contrib.django import app

from ecoop.core import jobs
from ecoop.core.ledger import sealing

log = logging.getLogger("ecoop.worker")


def main(_: argparse.Namespace | None = None) -> None:
    """Work until a signal asks to stop; a job that runs may finish."""
    os.nice(5)  # people who wait for a page come first
    stop = threading.Event()
    sealer = threading.Thread(target=sealing.run, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    try:
        asyncio.run(work())
    finally:
        stop.set()
        sealer.join(5)


async def work(*, wait: bool = True) -> None:
    """Do the jobs; with `wait` False only those that are there."""
    with app.replace_connector(jobs.worker_connector()) as queue:
        async with queue.open_async():
            await queue.run_worker_async(
                concurrency=2,
                wait=wait,
                fetch_job_polling_interval=5,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=10,
                stalled_worker_timeout=30,
                install_signal_handlers=wait,
            )
