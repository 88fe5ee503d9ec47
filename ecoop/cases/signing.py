"""What follows in custody from a signing that a case records."""

from ecoop.cases import queries
from ecoop.core.verdicts import Refused
from ecoop.custody import actions as custody
from ecoop.custody.lifecycle import BNPB, ELECTRONIC, MOST, PARTNER, TOO_MANY, WET
from ecoop.procedures.log import Act, Log

SIGN = "sign"


def take_in(case, log: Log, act: Act, by) -> None:
    """The originals that a signing tells of are entered in custody: the Indonesian side's first,
    then one for each partner in turn. Those entered already are not entered twice, so that a
    corrected number adds only what is missing."""
    count = int(act.facts.get("originals_count") or 0)
    if act.step != SIGN or case.instrument is None or not count:
        return
    if count > MOST:
        raise Refused(TOO_MANY)
    bodies = [None, *queries.partners_of(case)]
    medium = WET if act.facts.get("signature_kind", "wet") == "wet" else ELECTRONIC
    languages = tuple(log.given(act.on).values.get("languages", ()))
    sides = [bodies[number % len(bodies)] for number in range(count)]
    custody.take_in(
        instrument=case.instrument, by=by, upto=count, why=case.code,
        originals=[
            custody.Fresh(since=act.on, organisation=body, medium=medium, languages=languages,
                          keeper=PARTNER if body else BNPB)
            for body in sides
        ],
    )  # fmt: skip
