from django.db import migrations

from ecoop.core.guards import INTERNAL, RECORD, child_of, wall

CHILDREN = {
    "negotiation_draftarticle": child_of("negotiation_draft", "draft_id"),
    "negotiation_round": child_of("negotiation_draft", "draft_id"),
    "negotiation_freeze": child_of("negotiation_draft", "draft_id"),
}


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0001_initial"), ("core", "0003_search")]

    operations = [
        wall("negotiation_draft", RECORD, also=INTERNAL),
        # Positions and limits of mandate: a table and a wall of their own (UU 14/2008 art. 17(f)).
        wall("negotiation_position", RECORD, also=INTERNAL),
        *(wall(table, rule) for table, rule in CHILDREN.items()),
    ]
