"""Nobody writes an act into the ledger under another's name, not even by an injected query."""

from django.db import migrations

AUTHOR = """
drop policy acts on core_entry;
create policy acts on core_entry for insert with check (
    (select ecoop.known())
    and (actor_id = (select coalesce(ecoop.user_id()::text, '')) or (select ecoop.holds('system')))
);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0006_ledger_mark")]

    operations = [migrations.RunSQL(AUTHOR, migrations.RunSQL.noop)]
