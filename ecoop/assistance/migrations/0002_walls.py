from django.db import migrations

from ecoop.core.guards import RECORD, child_of, wall


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_initial"), ("core", "0003_search")]

    operations = [
        wall("assistance_aidrecord", RECORD),
        wall("assistance_aidpartner", child_of("assistance_aidrecord", "aid_id")),
    ]
