"""What aid records do when the directory changes."""

from django.dispatch import receiver

from ecoop.assistance import actions
from ecoop.assistance.models import AidPartner
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed


@receiver(organisation_changed, dispatch_uid="assistance.follow_directory")
def follow_directory(sender, *, ids, by, merged_into=None, **kwargs):
    """Names and merges of organisations reach the aid they gave or received."""
    rows = AidPartner.objects.filter(organisation__in=ids)
    touched = list(rows.values_list("aid_id", flat=True))
    if merged_into:
        take_over(AidPartner.objects.all(), of="aid", organisation_ids=ids, target=merged_into)
    actions.reindex(touched)
