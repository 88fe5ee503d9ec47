from django.db import migrations

from ecoop.core.guards import INTERNAL, RECORD, wall


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_mandates")]

    operations = [wall("cases_mandate", RECORD, also=INTERNAL)]
