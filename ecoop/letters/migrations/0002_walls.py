"""A letter is seen by its class, and by those at whose desks a disposition of it lies, up to what
they may read of their own; a disposition beneath its letter, up to its own class."""

from django.db import migrations

from ecoop.core.guards import RECORD, child_of, fence, wall

MAY_WRITE = "(select ecoop.may_write())"
HIGHEST = "class_rank <= greatest((select ecoop.reach()), (select ecoop.own_reach()))"
MINE = (
    f"{HIGHEST} and (desks && (select ecoop.desks()) or registered_by = (select ecoop.user_id()))"
)


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("accounts", "0006_acting")]

    operations = [
        wall("letters_letter", f"{RECORD} or ({MINE})"),
        wall("letters_enclosure", child_of("letters_letter", "letter_id")),
        wall("letters_disposition", HIGHEST, also=child_of("letters_letter", "letter_id")),
        wall("letters_receiver", child_of("letters_disposition", "disposition_id")),
        fence("letters_agenda", read=MAY_WRITE),
    ]
