"""What engagements do when the directory changes."""

from django.dispatch import receiver

from ecoop.accounts.policy import may
from ecoop.engagements import actions
from ecoop.engagements.models import Engagement, Participant
from ecoop.partners.actions import take_over
from ecoop.partners.signals import organisation_changed
from ecoop.tasks.signals import judge_wanted


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


@receiver(judge_wanted, dispatch_uid="engagements.judge_task")
def judge_task(sender, *, task, **kwargs):
    """A next step of a meeting is seen to by whoever may read of the meeting."""
    if task.record_kind != "engagement":
        return None
    meeting = Engagement.objects.filter(pk=task.record_id).first()
    return meeting and (lambda actor: may(actor, "view", meeting))
