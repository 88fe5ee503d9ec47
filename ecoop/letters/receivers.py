"""What the room of tasks says, and what follows for dispositions."""

from django.dispatch import receiver

from ecoop.letters import actions
from ecoop.tasks.signals import passed_on, withdrawn


@receiver(passed_on, dispatch_uid="letters.follow_task")
def follow_task(sender, *, task, before, by, **kwargs) -> None:
    """Whoever is passed the task of a disposition is in charge of it and opens its letter."""
    if task.kind == actions.KIND:
        actions.hand_on(task=task, before=before, by=by)


@receiver(withdrawn, dispatch_uid="letters.follow_withdrawal")
def follow_withdrawal(sender, *, task, by, why, **kwargs) -> None:
    """Whoever takes back the task of a disposition cancels it, which only unread ones allow."""
    if task.kind == actions.KIND:
        actions.follow_withdrawal(task=task, by=by, why=why)
