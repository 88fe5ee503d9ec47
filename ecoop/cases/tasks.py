"""Jobs of cases; each loads by id and calls one action."""

from procrastinate.contrib.django import app

from ecoop.cases import actions, handing, letters, overtaking, proposing, queries, renewing
from ecoop.cases.models import Proposal
from ecoop.core import jobs
from ecoop.core.identity import SYSTEM, acting

BATCH = 200


@app.task(name="cases.hand_out")
def hand_out(case: str, decided: str = "") -> None:
    """Put the work of a case's turn on the desk that has it, and close what it has overtaken."""
    with acting(SYSTEM) as by:
        handing.hand_out(case, by=by, decided=decided)
        overtaking.close_overtaken(by=by, besides=case)


@app.task(name="cases.write_letter")
def write_letter(proposal: str, letter: str, base: str) -> None:
    """Send a proposer the letter that confirms the address, or the one with the receipt."""
    with acting(SYSTEM):
        found = Proposal.objects.get(pk=proposal)
        case = found.case.code if found.case else ""
    letters.send(found, letter, base=base, case=case)


@app.periodic(cron="10 17 * * *")  # ten past midnight in Jakarta
@app.task(queueing_lock="cases.turn_over")
def turn_over(timestamp: int) -> None:
    """A day has passed: statuses turn by themselves, deadlines come, and the work follows."""
    with acting(SYSTEM):
        proposing.forget_drafts()
        waiting = queries.live()
    for start in range(0, len(waiting), BATCH):
        with acting(SYSTEM) as by:
            batch = waiting[start : start + BATCH]
            actions.reindex(batch)
            for case in batch:
                handing.hand_out(case, by=by)


@app.periodic(cron="20 * * * *")  # hourly: a worker that was away at midnight makes up for it
@app.task(queueing_lock="cases.renewals")
def open_renewals(timestamp: int) -> None:
    """Close the renewal cases that were overtaken, and hand in one job for every paper whose case is
    to be opened."""
    with acting(SYSTEM) as by:
        overtaking.close_overtaken(by=by)
        for one in renewing.due(by):
            jobs.hand_in("cases.open_renewal", lock=one.occasion, paper=str(one.id))


@app.task(name="cases.open_renewal")
def open_renewal(paper: str) -> None:
    """Open the renewal case of one paper; the whole case or nothing of it."""
    with acting(SYSTEM) as by:
        renewing.open_due(instrument_id=paper, by=by)
