"""What the negotiation table tells its case, so that nobody types it."""

from django.dispatch import receiver

from ecoop.cases.signals import facts_wanted, reclassified
from ecoop.core.classification import rank
from ecoop.instruments.queries import today
from ecoop.negotiation import policies, queries
from ecoop.negotiation.actions import clearing
from ecoop.negotiation.models import Clearance, Draft, Position
from ecoop.partners.signals import organisation_changed
from ecoop.tasks.signals import judge_wanted


@receiver(facts_wanted, dispatch_uid="negotiation.facts_of_text")
def facts_of_text(sender, *, case, step, by, **kwargs) -> dict:
    """The languages of the text for its freezing, the clause meter for clearing and signing it; who
    has not cleared it for the steps that tell so."""
    return queries.facts_for(case, step) | queries.told_of_clearances(case, step, today())


@receiver(reclassified, dispatch_uid="negotiation.follow_case")
def follow_case(sender, *, case, classification, **kwargs) -> None:
    """The text and its positions are never seen by more people than the acts of the case (G1)."""
    of_case = {"classification": classification, "class_rank": rank(classification)}
    Draft.objects.filter(case=case).update(**of_case)
    Position.objects.filter(article__draft__case=case).update(**of_case)
    clearing.follow_class(case, of_case)


@receiver(organisation_changed, dispatch_uid="negotiation.follow_directory")
def follow_directory(sender, *, ids, merged_into=None, **kwargs):
    """What was asked of a body that was merged into another is asked of that one."""
    if merged_into:
        asked = Clearance.objects.filter(asked_of__in=[f"org:{one}" for one in ids])
        asked.update(asked_of=f"org:{merged_into}")


@receiver(judge_wanted, dispatch_uid="negotiation.judge_task")
def judge_task(sender, *, task, **kwargs):
    """The task of a clearance is done by who answers for the ministry or unit that was asked."""
    if task.record_kind != clearing.KIND:
        return None
    asked = Clearance.objects.filter(pk=task.record_id).first()
    return asked and (lambda actor: policies.may_answer(actor, asked))
