"""Jobs of the register."""

from procrastinate.contrib.django import app

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions


@app.periodic(cron="5 17 * * *")  # five past midnight in Jakarta
@app.task(queueing_lock="instruments.declassify")
def declassify(timestamp: int) -> None:
    """Open the records whose declassify date has come."""
    with acting(SYSTEM) as by:
        actions.declassify_due(by=by)
