"""Power over accounts is given by two administrators (trust.md S28), and the database knows it.

Roles are given, factors forgotten and others' passwords set by the system only: the application
acts as it once the second administrator has agreed. An injected query of one administrator's does
none of these.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

SYSTEM = "(select ecoop.holds('system'))"
MANAGER = "(select ecoop.holds('admin', 'system'))"
SELF = "(select ecoop.user_id())"

WALLS = f"""
alter table accounts_proposal enable row level security;
alter table accounts_proposal force row level security;
create policy whole on accounts_proposal to current_user using (true) with check (true);
create policy known on accounts_proposal for select using ({MANAGER});
create policy propose on accounts_proposal for insert
    with check ({MANAGER} and proposed_by_id = {SELF} and outcome = 'waiting');
create policy decide on accounts_proposal for update
    using ({MANAGER} and outcome = 'waiting')
    with check (decided_by_id = {SELF} and (outcome <> 'confirmed' or proposed_by_id <> {SELF}));

drop policy manage on accounts_roleassignment;
create policy give on accounts_roleassignment for insert with check ({SYSTEM});
create policy finish on accounts_roleassignment for update using ({MANAGER}) with check ({MANAGER});

alter policy leave on mfa_authenticator using (user_id = {SELF} or {SYSTEM});

create or replace function ecoop.keep_standing() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_user <> 'ecoop_app' or ecoop.holds('system') then return new; end if;
    if new.id is distinct from old.id
       or (new.password is distinct from old.password and old.id is distinct from ecoop.user_id())
       or (not ecoop.holds('admin')
           and (new.username, new.is_active, new.is_demo, new.is_staff, new.is_superuser)
               is distinct from
               (old.username, old.is_active, old.is_demo, old.is_staff, old.is_superuser)) then
        raise exception 'only an administrator changes this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- Whoever ends a role changes nothing else of it.
create function ecoop.only_end() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if current_user = 'ecoop_app' and not ecoop.holds('system')
       and (new.id, new.user_id, new.role, new.unit_id, new.scope, new.from_on, new.to_on,
            new.acting_for)
           is distinct from
           (old.id, old.user_id, old.role, old.unit_id, old.scope, old.from_on, old.to_on,
            old.acting_for)
       or old.ended_at is not null and new.ended_at is distinct from old.ended_at then
        raise exception 'a role is ended, not changed' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function ecoop.only_end() from public;
create trigger only_end before update on accounts_roleassignment
    for each row execute function ecoop.only_end();
"""  # noqa: S608 - nothing from outside stands in it


def person(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_doors")]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(max_length=20)),
                ("given", models.JSONField(default=dict)),
                ("outcome", models.CharField(default="waiting", max_length=12)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("account", person()),
                ("proposed_by", person()),
                ("decided_by", person(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(outcome="confirmed", decided_by=F("proposed_by")),
                        name="proposal_confirmed_by_another",
                    )
                ],
            },
        ),
        migrations.RunSQL(WALLS, migrations.RunSQL.noop),
    ]
