"""Whatever moves a paper among the counts of the register leaves a shift, told by the database.

A shift is seen by whoever sees the paper as it was or is. What changes nothing that the filter bar
asks about (a next step, a note) leaves none.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ecoop.core.fields
from ecoop.core.guards import RECORD, wall

COLUMNS = (
    "kind", "level", "countries", "fields", "phases", "owner_unit_id", "classification",
    "class_rank", "seen_by", "stage", "signed_on", "first_day", "last_low", "last_high", "notice_day",
)  # fmt: skip
NAMES = ", ".join(COLUMNS)


def moved(sign, rows):
    """What the papers of `rows` add to the counts, or take away."""
    return (
        f"select pg_current_xact_id()::text::bigint, s.system_identifier, clock_timestamp(), {sign},"  # noqa: S608 - constants
        f" {NAMES} from {rows} r, pg_control_system() s where r.withdrawn_at is null"
    )


def several(event, name, rows, sign):
    """A trigger for what many rows do in one statement."""
    return f"""
create function ecoop.instruments_{event}() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.instruments_shift (wrote, cluster, at, sign, {NAMES}) {moved(sign, rows)};
    return null;
end $$;
revoke all on function ecoop.instruments_{event}() from public;
create trigger shift_{event} after {event} on instruments_instrument
    referencing {name} table as {rows} for each statement execute function ecoop.instruments_{event}();
"""


UPDATED = f"""
create function ecoop.instruments_update() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.instruments_shift (wrote, cluster, at, sign, {NAMES})
    {moved(-1, "(select old.*)")} union all {moved(1, "(select new.*)")};
    return null;
end $$;
revoke all on function ecoop.instruments_update() from public;
create trigger shift_update after update on instruments_instrument for each row
    when (({", ".join(f"old.{column}" for column in (*COLUMNS, "withdrawn_at"))})
          is distinct from ({", ".join(f"new.{column}" for column in (*COLUMNS, "withdrawn_at"))}))
    execute function ecoop.instruments_update();
"""  # noqa: S608 - constants
TRIGGERS = several("insert", "new", "now", 1) + several("delete", "old", "was", -1) + UPDATED
NONE = "".join(
    f"drop trigger shift_{event} on instruments_instrument; drop function ecoop.instruments_{event}();\n"
    for event in ("insert", "delete", "update")
)


def codes():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_acting"), ("instruments", "0006_order_within_kind")]

    operations = [
        migrations.CreateModel(
            name="Shift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wrote", models.BigIntegerField(db_index=True)),
                ("cluster", models.BigIntegerField()),
                ("at", models.DateTimeField(db_index=True)),
                ("sign", models.SmallIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=20)),
                ("countries", codes()),
                ("fields", codes()),
                ("phases", codes()),
                ("classification", models.CharField(max_length=12)),
                ("class_rank", models.SmallIntegerField()),
                (
                    "seen_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("stage", models.CharField(max_length=12)),
                ("signed_on", ecoop.core.fields.PartialDateField(null=True)),
                ("first_day", models.DateField(null=True)),
                ("last_low", models.DateField(null=True)),
                ("last_high", models.DateField(null=True)),
                ("notice_day", models.DateField(null=True)),
                (
                    "owner_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.unit",
                    ),
                ),
            ],
        ),
        wall("instruments_shift", RECORD),
        migrations.RunSQL(TRIGGERS, NONE),
    ]
