"""Codes are counted by those who register; a saved view is its owner's, or shared by its owner."""

from django.db import migrations

from ecoop.core.guards import fence

MINE = "owner_id = (select ecoop.user_id())"


class Migration(migrations.Migration):
    dependencies = [("instruments", "0003_order_by_index"), ("core", "0007_entry_author")]

    operations = [
        fence("instruments_numbering"),
        fence(
            "instruments_savedview",
            read=f"{MINE} or (is_shared and (select ecoop.known()))",
            write=MINE,
        ),
    ]
