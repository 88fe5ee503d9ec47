"""Jobs of the register."""

from procrastinate.contrib.django import app

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import declassifying, renewals, tallies


@app.periodic(cron="5 17 * * *")  # five past midnight in Jakarta
@app.task(queueing_lock="instruments.declassify")
def declassify(timestamp: int) -> None:
    """Open the records whose declassify date has come."""
    with acting(SYSTEM) as by:
        declassifying.declassify_due(by=by)


@app.periodic(cron="15 * * * *")  # hourly: a worker that was away at midnight makes up for it
@app.task(queueing_lock="instruments.endings")
def open_tasks_of_endings(timestamp: int) -> None:
    """Open a task for every paper whose last day for notice nears."""
    with acting(SYSTEM) as by:
        renewals.open_tasks(by=by)


@app.periodic(cron="45 * * * *")
@app.task(queueing_lock="instruments.shifts")
def forget_shifts(timestamp: int) -> None:
    """Drop what was remembered of moved papers for counts that are counted anew by now."""
    tallies.forget_shifts()
