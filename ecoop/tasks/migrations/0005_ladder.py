"""The ladder of reminders as an administrator changed it: read by everybody inside, as the page is."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Q

from ecoop.core.guards import INTERNAL, fence

MANAGER = "(select ecoop.holds('admin', 'system'))"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_reminder_walls")]

    operations = [
        migrations.CreateModel(
            name="RungChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rung", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField(unique=True)),
                ("after", models.SmallIntegerField(null=True)),
                ("is_at_once", models.BooleanField()),
                (
                    "urgency",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True, default=list, size=None,
                    ),
                ),
                ("reason_id", models.TextField()),
                ("reason_en", models.TextField()),
                ("why", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(reason_id="") & ~Q(reason_en=""), name="rung_says_why_in_both"
                    )
                ]
            },
        ),
        fence("tasks_rungchange", read=INTERNAL, write=MANAGER),
    ]  # fmt: skip
