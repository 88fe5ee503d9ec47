"""What was said of a public body of the directory is read by whoever may read the directory."""

from django.db import migrations

from ecoop.core.guards import RECORD

OF_THE_DIRECTORY = "kind = 'partner' and class_rank <= (select ecoop.directory_reach())"


class Migration(migrations.Migration):
    dependencies = [("core", "0010_known_only")]

    operations = [
        migrations.RunSQL(
            f"alter policy wall on core_entry using (({RECORD}) or ({OF_THE_DIRECTORY}))",
            f"alter policy wall on core_entry using ({RECORD})",
        )
    ]
