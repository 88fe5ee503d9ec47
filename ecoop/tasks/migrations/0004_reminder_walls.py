"""Reminders and muted kinds are their person's; letters on their way are the system's, and an
administrator sees them to settle what is in doubt."""

from django.db import migrations

from ecoop.core.guards import wall

SYSTEM = "(select ecoop.holds('system'))"
MANAGER = "(select ecoop.holds('admin', 'system'))"
SELF = "(select ecoop.user_id())"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_reminders")]

    operations = [
        wall("tasks_mailing", f"recipient_id = {SELF} or {MANAGER}", write=MANAGER),
        wall("tasks_reminder", f"recipient_id = {SELF} or {MANAGER}", write=SYSTEM),
        wall(
            "tasks_mute", f"person_id = {SELF} or {SYSTEM}", write=f"person_id = {SELF} or {SYSTEM}"
        ),
    ]
