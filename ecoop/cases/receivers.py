"""What cases do when the directory changes."""

from django.db import transaction
from django.dispatch import receiver

from ecoop.cases import actions
from ecoop.cases.models import CasePartner
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed


@receiver(organisation_changed, dispatch_uid="cases.follow_directory")
@transaction.atomic
def follow_directory(sender, *, ids, by, merged_into=None, **kwargs):
    """Names and merges of organisations reach the cases with them."""
    rows = CasePartner.objects.filter(organisation__in=ids)
    touched = list(rows.values_list("case_id", flat=True))
    if merged_into:
        take_over(CasePartner.objects.all(), of="case", organisation_ids=ids, target=merged_into)
    actions.reindex(touched)
