"""What the register does when the directory changes."""

from django.db import transaction
from django.dispatch import receiver

from ecoop.instruments import actions
from ecoop.instruments.models import Party
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed


@receiver(organisation_changed, dispatch_uid="instruments.follow_directory")
@transaction.atomic
def follow_directory(sender, *, ids, by, merged_into=None, **kwargs):
    """Names and merges of organisations reach the instruments they are party to."""
    parties = Party.objects.filter(organisation__in=ids)
    touched = list(parties.values_list("instrument_id", flat=True))
    if merged_into:
        take_over(Party.objects.all(), of="instrument", organisation_ids=ids, target=merged_into)
    actions.reindex(touched)
