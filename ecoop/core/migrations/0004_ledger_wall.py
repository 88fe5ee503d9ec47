"""Entries are seen as the records they speak of; whoever is known may add one."""

from django.db import migrations

from ecoop.core.guards import RECORD

WALL = f"""
alter table core_entry enable row level security;
alter table core_entry force row level security;
create policy wall on core_entry for select using ({RECORD});
create policy acts on core_entry for insert with check ((select ecoop.known()));
-- Sealing, counting and verifying run as the owner, who must see every entry.
create policy whole on core_entry for select to current_user using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_search")]

    operations = [migrations.RunSQL(WALL, migrations.RunSQL.noop)]
