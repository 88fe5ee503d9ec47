"""What the room of tasks asks about originals."""

from django.dispatch import receiver

from ecoop.accounts.policy import may
from ecoop.custody.models import Original
from ecoop.tasks.signals import judge_wanted


@receiver(judge_wanted, dispatch_uid="custody.judge_task")
def judge_task(sender, *, task, **kwargs):
    """An original is called back by whoever keeps the originals of its paper."""
    if task.record_kind != "original":
        return None
    rows = Original.objects.select_related("dossier__instrument")
    found = rows.filter(pk=task.record_id).first()
    return found and (lambda actor: may(actor, "keep_originals", found.dossier.instrument))
