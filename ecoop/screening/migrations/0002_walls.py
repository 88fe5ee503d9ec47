from django.db import migrations

from ecoop.core.guards import INTERNAL, RECORD, child_of, wall

CHILD = child_of("screening_screening", "screening_id")


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_initial")]

    operations = [
        wall("screening_screening", RECORD, also=INTERNAL),
        wall("screening_judgement", CHILD),
        wall("screening_diligence", CHILD),
    ]
