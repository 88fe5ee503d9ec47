"""Letters are found by all that stands in their register: one folded text with an index of trigrams."""

import django.contrib.postgres.indexes
from django.db import migrations, models

FILL = """
alter table letters_letter no force row level security;
update letters_letter set haystack = lower(ecoop.plain(concat_ws(' | ',
    code, number, srikandi_ref, subject, sender, addressee, summary)));
alter table letters_letter force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_walls"), ("core", "0003_search")]

    operations = [
        migrations.AddField(
            "letter", "haystack", models.TextField(default="", db_default="", editable=False)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "letter",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("haystack"), name="gin_trgm_ops"),
                name="letter_trigrams",
            ),
        ),
    ]
