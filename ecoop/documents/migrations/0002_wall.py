from django.db import migrations

from ecoop.core.guards import RECORD, wall


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("core", "0002_identity")]

    operations = [wall("documents_file", RECORD)]
