"""Accounts, roles and second factors are written by their owner or an administrator only.

Reading stays open where signing in needs it before anybody is known. Security is not forced on
the tables' owner, because `ecoop.act_as` reads them as the owner.
"""

from django.db import migrations, models

MANAGER = "(select ecoop.holds('admin', 'system'))"
SELF = "(select ecoop.user_id())"

FENCES = f"""
alter table accounts_user enable row level security;
create policy known on accounts_user for select using (true);
create policy hire on accounts_user for insert with check ({MANAGER});
create policy keep on accounts_user for update using (id = {SELF} or {MANAGER});

alter table accounts_roleassignment enable row level security;
create policy known on accounts_roleassignment for select
    using (user_id = {SELF} or (select ecoop.is_internal()));
create policy manage on accounts_roleassignment using ({MANAGER}) with check ({MANAGER});

alter table accounts_unit enable row level security;
create policy known on accounts_unit for select using (true);
create policy manage on accounts_unit using ({MANAGER}) with check ({MANAGER});

alter table mfa_authenticator enable row level security;
create policy known on mfa_authenticator for select using (true);
create policy used on mfa_authenticator for update using (true);
create policy enrol on mfa_authenticator for insert with check (user_id = {SELF});
create policy leave on mfa_authenticator for delete using (user_id = {SELF} or {MANAGER});

alter table socialaccount_socialaccount enable row level security;
create policy known on socialaccount_socialaccount for select using (true);
create policy manage on socialaccount_socialaccount
    using (user_id = {SELF} or {MANAGER}) with check (user_id = {SELF} or {MANAGER});

create function ecoop.keep_standing() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not ecoop.holds('admin', 'system') and current_user = 'ecoop_app'
       and (new.id, new.username, new.is_active, new.is_demo, new.is_staff, new.is_superuser)
           is distinct from
           (old.id, old.username, old.is_active, old.is_demo, old.is_staff, old.is_superuser) then
        raise exception 'only an administrator changes this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function ecoop.keep_standing() from public;
create trigger keep_standing before update on accounts_user
    for each row execute function ecoop.keep_standing();
"""  # noqa: S608 - nothing from outside stands in it


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_act_as"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={"indexes": [models.Index(fields=["until"], name="attempt_until")]},
        ),
        migrations.RunSQL(FENCES, migrations.RunSQL.noop),
    ]
