"""Jobs of reminders."""

from procrastinate.contrib.django import app

from ecoop.tasks import console


@app.periodic(cron="*/2 * * * *")
@app.task(queueing_lock="tasks.remind", lock="tasks.remind")
def remind(timestamp: int) -> None:
    """Remind whom something waits for."""
    console.rounds()
