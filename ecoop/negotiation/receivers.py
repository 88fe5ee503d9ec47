"""What the negotiation table tells its case, so that nobody types it."""

from django.dispatch import receiver

from ecoop.cases.signals import facts_wanted, reclassified
from ecoop.core.classification import rank
from ecoop.negotiation import queries
from ecoop.negotiation.models import Draft, Position


@receiver(facts_wanted, dispatch_uid="negotiation.facts_of_text")
def facts_of_text(sender, *, case, step, by, **kwargs) -> dict:
    """The languages of the text for its freezing; the clause meter for clearing and signing it."""
    return queries.facts_for(case, step)


@receiver(reclassified, dispatch_uid="negotiation.follow_case")
def follow_case(sender, *, case, classification, **kwargs) -> None:
    """The text and its positions are never seen by more people than the acts of the case (G1)."""
    of_case = {"classification": classification, "class_rank": rank(classification)}
    Draft.objects.filter(case=case).update(**of_case)
    Position.objects.filter(article__draft__case=case).update(**of_case)
