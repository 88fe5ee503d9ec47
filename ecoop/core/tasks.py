"""Jobs of the ground floor."""

from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */20")  # the sixth field is seconds
@app.task(queueing_lock="core.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Give the jobs of a worker that was killed back to the queue (jobs are idempotent)."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        await manager.retry_job(job)
