from django.db import migrations

from ecoop.core.guards import RECORD, child_of, wall


class Migration(migrations.Migration):
    dependencies = [("engagements", "0001_initial"), ("core", "0003_search")]

    operations = [
        wall("engagements_engagement", RECORD),
        wall("engagements_participant", child_of("engagements_engagement", "engagement_id")),
    ]
