"""What cases do when the directory or the custody of an instrument changes."""

from django.db import transaction
from django.dispatch import receiver

from ecoop.cases import actions, custodying
from ecoop.cases.models import CasePartner
from ecoop.custody.signals import duties_recorded
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


@receiver(duties_recorded, dispatch_uid="cases.follow_custody")
@transaction.atomic
def follow_custody(sender, *, instrument, by, days, facts, besides, **kwargs):
    """Deposit, certified copy and archive recorded in custody are steps of the cases as well."""
    custodying.take_over(instrument=instrument, by=by, days=days, facts=facts, besides=besides)
