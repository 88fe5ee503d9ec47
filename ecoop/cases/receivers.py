"""What cases do when the directory or the custody of an instrument changes."""

from django.db import transaction
from django.dispatch import receiver

from ecoop.accounts.policy import may
from ecoop.cases import actions, custodying, handing, policies
from ecoop.cases.models import CasePartner
from ecoop.custody.signals import duties_recorded
from ecoop.instruments import renewals
from ecoop.instruments.models import Instrument
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed
from ecoop.tasks.signals import judge_wanted


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


@receiver(judge_wanted, dispatch_uid="cases.judge_task")
def judge_task(sender, *, task, **kwargs):
    """Who could do a task of a case, and who a task about the end of a paper, which opens a case."""
    if task.record_kind == "case":
        return handing.judge_of(task)
    if task.kind != renewals.KIND:
        return None
    paper = Instrument.objects.filter(pk=task.record_id).first()
    return paper and (lambda actor: may(actor, "open_case", policies.acts_of(paper)))
