"""Whoever was asked to clear a text reads the file of the answer, as long as the request is meant to
be read there; the file itself keeps the class of its case."""

from django.db import migrations

READ = """
create policy answered on documents_file for select using (exists (
    select 1 from negotiation_clearance c
    where c.file_id = documents_file.id and c.is_shared
    and c.asked_of = any ((select ecoop.keys())::varchar[])
));
"""


class Migration(migrations.Migration):
    dependencies = [("negotiation", "0005_clearance_letters"), ("documents", "0002_wall")]

    operations = [migrations.RunSQL(READ, "drop policy answered on documents_file")]
