"""Acting officers (Plh, Plt), and at whose desks somebody works today.

`ecoop.desks()` names them as keys: one's own ("user:<id>"), those of whom one acts for, and those
of one's units and roles. Acting gives no sight: a row is shown by its class as ever.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

SELF = "(select ecoop.user_id())"
BUREAU = "(select ecoop.holds('staff', 'legal', 'leader', 'admin', 'system'))"

WALL = f"""
alter table accounts_acting enable row level security;
alter table accounts_acting force row level security;
create policy whole on accounts_acting to current_user using (true) with check (true);
create policy known on accounts_acting for select using ((select ecoop.is_internal()));
create policy name on accounts_acting for insert
    with check (({BUREAU} or acts_for_id = {SELF}) and officer_id is distinct from {SELF});
create policy finish on accounts_acting for update
    using ({BUREAU} or acts_for_id = {SELF} or officer_id = {SELF})
    with check ({BUREAU} or acts_for_id = {SELF} or officer_id = {SELF});

create function ecoop.only_end_acting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if (new.id, new.officer_id, new.acts_for_id, new.kind, new.basis, new.from_on, new.to_on)
       is distinct from
       (old.id, old.officer_id, old.acts_for_id, old.kind, old.basis, old.from_on, old.to_on)
       or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
        raise exception 'an acting power is ended, not changed'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function ecoop.only_end_acting() from public;
create trigger only_end before update on accounts_acting
    for each row execute function ecoop.only_end_acting();
"""  # noqa: S608 - nothing from outside stands in it

DESKS = """
create function ecoop.desks() returns varchar[]
language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
    me uuid := ecoop.user_id();
    today date := (now() at time zone 'Asia/Jakarta')::date;
begin
    if me is null then return '{}'; end if;
    return array['user:' || me]::varchar[] || ecoop.keys()
        || coalesce((select array_agg('role:' || r)
                     from unnest(string_to_array((ecoop.claims())[6], ',')) r), '{}')::varchar[]
        || coalesce((select array_agg(distinct 'user:' || a.acts_for_id)
                     from public.accounts_acting a
                     where a.officer_id = me and a.ended_at is null
                       and today between a.from_on and a.to_on), '{}')::varchar[];
end $$;

-- Colleagues by name, with what they may see at most: enough to choose who gets a task.
create function ecoop.colleagues()
returns table (id uuid, name text, units text[], roles text[], reach int)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id, u.name::text, array_remove(array_agg(distinct a.unit_id::text), null),
           array_agg(distinct a.role::text), max(v.up_to)::int
    from public.accounts_user u
    join public.accounts_roleassignment a on a.user_id = u.id
    join public.accounts_viewrule v on v.role = a.role
    cross join (select (now() at time zone 'Asia/Jakarta')::date as day) today
    where ecoop.is_internal() and u.is_active and a.ended_at is null and a.from_on <= today.day
      and (a.to_on is null or a.to_on >= today.day)
      and a.role in ('staff', 'legal', 'unit', 'leader', 'auditor', 'admin')
    group by u.id
$$;
revoke all on function ecoop.desks(), ecoop.colleagues() from public;
grant execute on function ecoop.desks(), ecoop.colleagues() to ecoop_app;
"""


def person(name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=name,
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_second_person")]

    operations = [
        migrations.CreateModel(
            name="Acting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plh", "Plh (daily acting officer)"),
                            ("plt", "Plt (acting officer)"),
                        ],
                        max_length=3,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("officer", person("acts")),
                ("acts_for", person("stood_in_by")),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "to_on"], name="acting_officer")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(officer=F("acts_for")), name="acting_for_another"
                    ),
                    models.CheckConstraint(
                        condition=Q(to_on__gte=F("from_on")),
                        name="acting_ends_after_it_begins",
                        violation_error_message="The last day is before the first day.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
        migrations.RunSQL(DESKS, migrations.RunSQL.noop),
    ]
