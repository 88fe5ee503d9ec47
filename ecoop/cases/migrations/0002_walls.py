from django.db import migrations

from ecoop.core.guards import RECORD, child_of, wall

# A published version is written once and never changed, by nobody: no policy updates or deletes.
PUBLISHED = """
alter table cases_procedureversion enable row level security;
alter table cases_procedureversion force row level security;
create policy known on cases_procedureversion for select using ((select ecoop.known()));
create policy publish on cases_procedureversion for insert
    with check ((select ecoop.may_write()));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("core", "0003_search")]

    operations = [
        migrations.RunSQL(PUBLISHED, migrations.RunSQL.noop),
        wall("cases_case", RECORD),
        wall("cases_casepartner", child_of("cases_case", "case_id")),
    ]
