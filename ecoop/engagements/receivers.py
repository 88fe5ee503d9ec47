"""What engagements do when the directory changes."""

from django.dispatch import receiver

from ecoop.engagements import actions
from ecoop.engagements.models import Participant
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed


@receiver(organisation_changed, dispatch_uid="engagements.follow_directory")
def follow_directory(sender, *, ids, by, merged_into=None, **kwargs):
    """Names and merges of organisations reach the engagements they took part in."""
    rows = Participant.objects.filter(organisation__in=ids)
    touched = list(rows.values_list("engagement_id", flat=True))
    if merged_into:
        take_over(
            Participant.objects.all(), of="engagement", organisation_ids=ids, target=merged_into
        )
    actions.reindex(touched)
