"""The queue: handed in as the system, done by a worker with a badge, seen by nobody else."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from psycopg.errors import InsufficientPrivilege

from ecoop.config import worker
from ecoop.core import jobs
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting, proof_of

pytestmark = pytest.mark.django_db(transaction=True)
TASK = "ecoop.instruments.tasks.declassify"


def test_a_job_handed_in_by_a_visitor_is_done_by_the_worker():
    with acting(ANONYMOUS) as visitor:
        jobs.hand_in(TASK, lock="once", timestamp=1)
        assert not ProcrastinateJob.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("select ecoop.known(), ecoop.holds('system')")
            assert cursor.fetchone() == (True, False)
    assert visitor.is_anonymous

    asyncio.run(worker.work(wait=False))

    with acting(SYSTEM):
        assert [job.status for job in ProcrastinateJob.objects.filter(task_name=TASK)] == [
            "succeeded"
        ]
        assert ProcrastinateEvent.objects.count() >= 3
    with connection.cursor() as cursor:
        cursor.execute("select ecoop.worker_silence(), ecoop.is_worker()")
        assert cursor.fetchone()[1] is False


def test_a_job_is_handed_in_with_a_proof_of_this_very_job_only(raw):
    stamp, proof = proof_of(f"job|{TASK}|once|{{}}")
    for task, stamped, shown in ((TASK, 0, b""), (TASK, stamp, b"x" * 32), ("other", stamp, proof)):
        with pytest.raises(InsufficientPrivilege):
            raw.execute("select ecoop.hand_in(%s, 'once', '{}', %s, %s)", [task, stamped, shown])
    raw.execute("select ecoop.hand_in(%s, 'once', '{}', %s, %s)", [TASK, stamp, proof])
    with acting(SYSTEM):
        assert ProcrastinateJob.objects.get().task_name == TASK


def test_a_periodic_job_that_still_waits_is_not_handed_in_twice():
    """The wall hides from procrastinate which job waits; it once stopped handing in for ever."""

    async def twice():
        with app.replace_connector(jobs.worker_connector()) as queue:
            async with queue.open_async():
                rescue = queue.tasks["ecoop.core.tasks.rescue"]
                first = await queue.job_manager.defer_periodic_job(
                    job=rescue.configure().job.evolve(task_kwargs={"timestamp": 1}),
                    periodic_id="", defer_timestamp=1,
                )  # fmt: skip
                with pytest.raises(AlreadyEnqueued):
                    await queue.job_manager.defer_periodic_job(
                        job=rescue.configure().job.evolve(task_kwargs={"timestamp": 2}),
                        periodic_id="", defer_timestamp=2,
                    )  # fmt: skip
                with pytest.raises(AlreadyEnqueued):
                    await rescue.defer_async(timestamp=3)
        assert first

    asyncio.run(twice())


def test_periodic_jobs_are_handed_in_by_the_worker():
    async def for_a_moment():
        working = asyncio.ensure_future(worker.work(wait=True))
        for _ in range(300):
            await asyncio.sleep(0.1)
            if working.done() or await asyncio.to_thread(rescued):
                break
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    def rescued():
        with acting(SYSTEM):
            found = ProcrastinateJob.objects.filter(task_name__endswith="rescue").exists()
        connection.close()
        return found

    asyncio.run(for_a_moment())

    with acting(SYSTEM):
        assert ProcrastinateJob.objects.filter(task_name__endswith="rescue").exists()
