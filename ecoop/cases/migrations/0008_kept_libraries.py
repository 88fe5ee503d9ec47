"""A published version keeps the library on which it is built, so that its cases keep the rules."""

import hashlib

import django.db.models.deletion
from django.db import migrations, models

from ecoop.procedures.loading import text_of_library

# As a version, a library is written once and never changed: no policy updates or deletes.
KEPT = """
alter table cases_procedurelibrary enable row level security;
alter table cases_procedurelibrary force row level security;
create policy known on cases_procedurelibrary for select using ((select ecoop.known()));
create policy publish on cases_procedurelibrary for insert
    with check ((select ecoop.may_write()));
"""


def keep(apps, schema_editor):
    """Versions published before today keep the library of the house as it is now."""
    text = text_of_library(1)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("alter table cases_procedureversion no force row level security")
        cursor.execute(
            "insert into cases_procedurelibrary (digest, text) select %s, %s "
            "where exists (select from cases_procedureversion)",
            [digest, text],
        )
        cursor.execute("update cases_procedureversion set library_id = %s", [digest])
        cursor.execute("alter table cases_procedureversion force row level security")


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_no_draft_yet")]

    operations = [
        migrations.CreateModel(
            name="ProcedureLibrary",
            fields=[
                (
                    "digest",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="library",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="cases.procedurelibrary",
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="procedureversion",
            name="library",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="cases.procedurelibrary",
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
    ]
