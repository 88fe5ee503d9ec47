"""Claims that say something else than their record and that nobody has weighed are marked."""

from django.db import migrations, models

# Until now nothing said which differences were weighed: those that nobody has settled are open.
MARK = """
alter table core_claim no force row level security;
update core_claim c set is_open = true from core_claim held
where held.record_id = c.record_id and held.field = c.field and held.is_current
  and held.settled_why = '' and not c.is_current and c.value <> held.value
  and c.field in ('signed_on', 'in_force_from', 'until', 'terminated_on', 'completed_on',
                  'months', 'notice_months', 'kind', 'level', 'duration_rule', 'place_signed');
alter table core_claim force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0008_ledger_seal_recent")]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="is_open",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("is_open", True)),
                fields=["record_id", "field"],
                name="claim_open",
            ),
        ),
    ]
