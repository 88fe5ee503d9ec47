"""Jobs of texts; each loads by id and calls one action."""

from procrastinate.contrib.django import app

from ecoop.core.identity import SYSTEM, acting
from ecoop.negotiation import handing


@app.task(name="negotiation.hand_out")
def hand_out(case: str) -> None:
    """Bring the tasks of those who were asked to clear a text up to date."""
    with acting(SYSTEM) as by:
        handing.hand_out(case, by=by)
