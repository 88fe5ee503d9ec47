from django.db import migrations

from ecoop.core.guards import DIRECTORY, RECORD, child_of, wall


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial"), ("core", "0003_search")]

    operations = [
        migrations.RunSQL(
            "create index organisation_trigrams on partners_organisation "
            "using gin (haystack gin_trgm_ops)",
            "drop index organisation_trigrams",
        ),
        wall("partners_organisation", DIRECTORY),
        wall("partners_alias", child_of("partners_organisation", "organisation_id")),
        wall("partners_person", RECORD),
        wall("partners_post", child_of("partners_person", "person_id")),
    ]
