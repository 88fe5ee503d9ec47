"""A task is seen by its class like every record, and by those on whose desk it lies or who gave
it or passed it on, up to the class that they may read of their own records."""

from django.db import migrations

from ecoop.core.guards import RECORD, wall

MINE = (
    "class_rank <= greatest((select ecoop.reach()), (select ecoop.own_reach())) and"
    " (holder = any (array(select unnest(ecoop.desks())))"
    " or given_by = (select ecoop.user_id()) or passed_by = (select ecoop.user_id()))"
)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial"), ("accounts", "0006_acting")]

    operations = [wall("tasks_task", f"{RECORD} or ({MINE})")]
