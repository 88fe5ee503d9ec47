"""What the law says already, before a case on a paper is open: which ways are shut, and why."""

from dataclasses import dataclass

from ecoop.cases import queries, showing, versions
from ecoop.core.bilingual import Text
from ecoop.instruments.queries import today
from ecoop.procedures import log as logs
from ecoop.procedures.model import Procedure
from ecoop.procedures.reasons import Reason

# The act by which each of these tracks is asked for; the others make a paper of their own.
ASKS = {
    "extension": "propose_extension",
    "amendment_substantive": "propose_amendment",
    "amendment_administrative": "propose_amendment",
    "termination": "propose_termination",
}


@dataclass(frozen=True, kw_only=True)
class Shut:
    """A way that is shut today: its name, and each reason with rule, article and who can help."""

    track: str
    name: Text
    reasons: tuple[showing.Why, ...]


def shut(instrument, tracks=tuple(ASKS)) -> list[Shut]:
    """Those of `tracks` that the law refuses for this paper today."""
    known = versions.last_begun(versions.heads(), today())
    facts = queries.entry_facts(instrument, tracks[0])  # the same for all of ASKS
    found = []
    for procedure in (versions.procedure_by(known[t].pk) for t in tracks if t in known):
        if reasons := against(facts, procedure):
            told = tuple(showing.why(procedure, each, "", {}) for each in reasons)
            found.append(Shut(track=procedure.track, name=procedure.name, reasons=told))
    return found


def against(facts: dict, procedure: Procedure) -> tuple[Reason, ...]:
    """Why a procedure of ASKS cannot go on with a paper of which the register tells `facts`
    (queries.entry_facts), whatever its case would record: what a step can still supply is no reason."""
    entry = logs.Act(id="new", step=logs.ENTRY, on=today(), by="HOKS", facts=facts)
    standing = logs.enter(procedure, entry).standing(today())
    refused = standing.refused.get(ASKS[procedure.track], ())
    return tuple(each for each in refused if not each.step)
