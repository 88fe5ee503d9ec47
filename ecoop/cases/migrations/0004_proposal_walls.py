from django.db import migrations

from ecoop.core.guards import RECORD, child_of, wall


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_proposals")]

    operations = [
        wall("cases_proposal", RECORD),
        wall("cases_proposalfile", child_of("cases_proposal", "proposal_id")),
    ]
