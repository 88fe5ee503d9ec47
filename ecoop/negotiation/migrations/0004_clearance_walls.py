"""A clearance is seen by its class, and by the ministry or unit of which it was asked, where it is
meant to be read there; so is the frozen text that it is about, as long as the request stands. Whoever
is asked writes no row: what they answer is written by the house (`actions.clearing.answer`)."""

from django.db import migrations

from ecoop.core.guards import RECORD, wall

ASKED = "is_shared and asked_of = any ((select ecoop.keys())::varchar[])"
READ = """
create policy asked on negotiation_freeze for select using (exists (
    select 1 from negotiation_clearance c
    where c.freeze_id = negotiation_freeze.id and c.withdrawn_at is null
    and c.is_shared and c.asked_of = any ((select ecoop.keys())::varchar[])
));
"""


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0003_clearances")]

    operations = [
        wall("negotiation_clearance", f"{RECORD} or ({ASKED})"),
        migrations.RunSQL(READ, "drop policy asked on negotiation_freeze"),
    ]
