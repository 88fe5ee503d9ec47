from django.db import migrations

from ecoop.core.guards import INTERNAL, RECORD, wall


class Migration(migrations.Migration):
    dependencies = [("matrix", "0001_initial"), ("core", "0002_identity")]

    operations = [
        wall("matrix_importbatch", RECORD, also=INTERNAL),
        wall("matrix_importrow", RECORD, also=INTERNAL),
    ]
