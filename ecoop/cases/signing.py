"""What follows in custody from a signing that a case records."""

from ecoop.cases.lifecycle import SIGNATORIES, SIGNINGS
from ecoop.core.verdicts import Refused
from ecoop.custody import actions as custody
from ecoop.custody.lifecycle import BNPB, ELECTRONIC, MOST, PARTNER, TOO_MANY, WET
from ecoop.instruments.queries import parties_of
from ecoop.procedures.log import Act, Log

Signer = tuple[str, str] | None


def take_in(case, log: Log, act: Act, by, *, paper, parties=None) -> None:
    """The originals of `paper` that a signing tells of are entered in custody: the Indonesian side's
    first, then one for each partner in turn. Those entered already are not entered twice, so that a
    corrected number adds only what is missing. `parties`: those of the paper, if at hand."""
    count = int(act.facts.get("originals_count") or 0)
    if act.step not in SIGNINGS or paper is None or not count:
        return
    if count > MOST:
        raise Refused(TOO_MANY)
    parties = parties or parties_of(paper)
    bodies = [None, *(party.organisation for party in parties if party.side == "partner")]
    medium = WET if act.facts.get("signature_kind", "wet") == "wet" else ELECTRONIC
    known = log.given(act.on).values
    languages = tuple(act.facts.get("originals_languages") or known.get("languages", ()))
    sides = [bodies[number % len(bodies)] for number in range(count)]
    custody.take_in(
        instrument=paper, by=by, upto=count, why=case.code, parties=parties,
        is_first=not act.supersedes,
        originals=[
            custody.Fresh(since=act.on, organisation=body, medium=medium, languages=languages,
                          keeper=PARTNER if body else BNPB)
            for body in sides
        ],
    )  # fmt: skip


def signers(case, told: list[dict[str, str]], parties) -> list[Signer]:
    """(name, office) of who signed for each of these parties, in their order; None where nobody is
    told. Partners are told by their names in the case, whose order is that of the parties."""
    known = {(one["side"], one.get("of", "")): one for one in told if "side" in one}
    theirs = iter(case.partner_names)
    found = []
    for party in parties:
        place = (party.side, "" if party.side == "home" else next(theirs, ""))
        found.append(known.pop(place, None))  # of several bodies of ours the first one signs
    return [(one["name"], one.get("office", "")) if one else None for one in found]


def put_signers(case, facts, parties) -> None:
    """Write the signatories that a case tells of into parties that are not saved yet."""
    found = signers(case, facts.get(SIGNATORIES, []), parties)
    for party, signer in zip(parties, found, strict=True):
        if signer:
            party.signatory, party.office = signer
