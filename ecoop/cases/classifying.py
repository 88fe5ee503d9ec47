"""Who may see a case from now on: its class, and that of everything that hangs on it (G1)."""

from dataclasses import dataclass

from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.cases import actions, indexing, queries
from ecoop.cases.models import Case, Mandate, Proposal
from ecoop.cases.signals import reclassified
from ecoop.core import jobs
from ecoop.core.classification import Classification, rank
from ecoop.core.verdicts import Conflict
from ecoop.documents import actions as documents
from ecoop.instruments.queries import today


@dataclass(frozen=True)
class _Ranked:
    class_rank: int
    seen_by: list


@transaction.atomic
def classify(*, case, by, classification, version=None, why=""):
    """Change the class of a case; a class above one's own reach is refused. Mandates, the proposal
    with its files, and what the rooms above keep follow it; acts recorded keep theirs, which is
    never below Confidential, and the work of the turn goes to a desk that may read it."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require(by, "classify", case)
    if rank(classification) > by.reach:
        require(by, "classify", _Ranked(rank(classification), case.seen_by))
    if version is not None and version != case.version:
        raise Conflict(case)
    before = case.classification
    if before == classification:
        return case
    case.classify(classification)
    case.version += 1
    way = indexing.index_log(case, queries.log_of(case), today())
    case.save()
    _follow(case, by, why)
    actions.tell(
        case, way, by, "case.classified", why=why,
        changes={"classification": [before, classification]},
    )  # fmt: skip
    jobs.hand_in("cases.hand_out", lock=f"case:{case.pk}:{case.version}", case=str(case.pk))
    return case


def _follow(case, by, why) -> None:
    """What hangs on a case is never seen by more people than its acts."""
    inner = Classification.values[queries.acts_rank(case)]
    Mandate.objects.filter(case=case).update(classification=inner, class_rank=rank(inner))
    proposal = Proposal.objects.filter(case=case).first()
    if proposal is not None:
        proposal.classify(inner)
        proposal.save(update_fields=["classification", "class_rank"])
        files = [row.file for row in proposal.files.select_related("file")]
        documents.reclassify(
            files=files, by=by, classification=inner, seen_by=proposal.seen_by, why=why
        )
    reclassified.send(sender=Case, case=case, classification=inner)
