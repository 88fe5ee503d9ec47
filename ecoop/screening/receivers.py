"""What a screening tells its case, so that nobody types it."""

from django.dispatch import receiver

from ecoop.cases.lifecycle import SIGNINGS
from ecoop.cases.signals import facts_wanted, reclassified
from ecoop.core.classification import rank
from ecoop.screening import lifecycle, queries
from ecoop.screening.models import Screening


@receiver(facts_wanted, dispatch_uid="screening.facts_of_screening")
def facts_of_screening(sender, *, case, step, by, **kwargs) -> dict:
    """The facts of the step `screen`, once a screening was begun here; one on paper is recorded
    with what its form asks. For a signing, whether it stays in the field of its parent paper."""
    if step in SIGNINGS and case.parent:
        return lifecycle.field_facts(queries.fields_known(case), case.parent.fields)
    if step != lifecycle.STEP:
        return {}
    held = queries.held(case, by)
    return lifecycle.facts_of(held.findings) if held.screening else {}


@receiver(reclassified, dispatch_uid="screening.follow_case")
def follow_case(sender, *, case, classification, **kwargs) -> None:
    """A screening is never seen by more people than the acts of its case (G1)."""
    rows = Screening.objects.filter(case=case)
    rows.update(classification=classification, class_rank=rank(classification))
