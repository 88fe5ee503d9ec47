from django.db import migrations

from ecoop.core.guards import child_of, wall


class Migration(migrations.Migration):
    dependencies = [("custody", "0003_deposit_and_copies")]

    operations = [wall("custody_certifiedcopy", child_of("custody_dossier", "dossier_id"))]
