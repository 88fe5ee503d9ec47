"""What the law says already, before a case on a paper is open: which ways are shut, and why."""

from dataclasses import dataclass

from ecoop.cases import queries, showing, versions
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal
from ecoop.instruments.queries import parties_of, today
from ecoop.procedures import log as logs
from ecoop.procedures.model import Procedure
from ecoop.procedures.reasons import Reason

# The act by which each of these tracks is asked for; the others make a paper of their own.
ASKS = {
    "extension": "propose_extension",
    "amendment_substantive": "propose_amendment",
    "amendment_administrative": "propose_amendment",
    "termination": "propose_termination",
    "archive": "report_archive",
}

BY_KIND = ("archive",)  # what the law refuses these is the kind of the paper: no earlier day helps
SECOND = Text(
    id="Untuk naskah ini sudah terbuka proses pada jalur yang sama{codes}. Lanjutkan proses itu; bila proses kedua memang perlu, sebutkan alasannya.",
    en="A case of the same track is open for this paper already{codes}. Go on with that one; if a second is needed all the same, say why.",
)
ONE_AT_A_TIME = "rule of the register (one case of a track for a paper at a time)"


def second(instrument, track, by) -> Refusal | None:
    """Why no further case of this track is opened for the paper without a reason, naming the open
    ones that `by` may see; None if there is none."""
    if not queries.is_going_on(instrument, track):
        return None
    seen = [one.code for one in queries.going_on(by, instrument) if one.track == track]
    return Refusal(SECOND.fill(codes=f": {', '.join(seen)}" if seen else ""), source=ONE_AT_A_TIME)


@dataclass(frozen=True, kw_only=True)
class Shut:
    """A way that is shut today: its name, and each reason with rule, article and who can help."""

    track: str
    name: Text
    reasons: tuple[showing.Why, ...]


def shut(instrument, tracks=tuple(ASKS), *, parties=None) -> list[Shut]:
    """Those of `tracks` that the law refuses for this paper today; its parties, if they are known."""
    known = versions.last_begun(versions.heads(), today())
    told = queries.entry_facts(instrument, next(iter(ASKS)))  # the same for all of ASKS
    parties = parties_of(instrument) if parties is None else parties
    found = []
    for procedure in (versions.procedure_by(known[t].pk) for t in tracks if t in known):
        facts = told | queries.kind_facts(procedure, instrument, parties)
        if reasons := against(facts, procedure):
            why = tuple(showing.why(procedure, each, "", {}) for each in reasons)
            found.append(Shut(track=procedure.track, name=procedure.name, reasons=why))
    return found


def against(facts: dict, procedure: Procedure) -> tuple[Reason, ...]:
    """Why a procedure of ASKS cannot go on with a paper of which the register tells `facts`
    (queries.entry_facts), whatever its case would record: what a step can still supply is no reason."""
    entry = logs.Act(id="new", step=logs.ENTRY, on=today(), by="HOKS", facts=facts)
    standing = logs.enter(procedure, entry).standing(today())
    refused = standing.refused.get(ASKS[procedure.track], ())
    return tuple(each for each in refused if not each.step)
