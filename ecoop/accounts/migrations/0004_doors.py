"""Nobody's eyes at the doors: accounts, factors, sessions and tries are seen by whom they concern.

Who is about to sign in acts as "entering:<account>": a visitor to whom the one account that is
meant, its factors and its links to single sign-on are shown. A session is opened, kept and ended
by functions that want the application's proof; of the cookie the database has the digest only.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MANAGER = "(select ecoop.holds('admin', 'system'))"
SELF = "(select ecoop.user_id())"
CONCERNED = "(select ecoop.account_id())"
WHOLE = "create policy whole on {table} to current_user using (true) with check (true);"

# The sealed identity's person is the one who signed in, or the one who is about to.
PERSONS = """
create or replace function ecoop.user_id() returns uuid language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$
declare part text[] := ecoop.claims();
begin
    if part is null or 'entering' = any(string_to_array(part[6], ',')) then return null; end if;
    return nullif(part[5], '')::uuid;
end $$;

create function ecoop.account_id() returns uuid language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select nullif((ecoop.claims())[5], '')::uuid $$;

revoke all on function ecoop.account_id() from public;
grant execute on function ecoop.account_id() to ecoop_app;
"""

ACT_AS = """
-- The one account that somebody who wants to come in means; null when there is none, or several.
create function ecoop.meant(principal text) returns uuid
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    how text := split_part(principal, ':', 1);
    what text := substr(principal, length(split_part(principal, ':', 1)) + 2);
    found uuid[];
begin
    if how = 'entering' then
        select array_agg(u.id) into found from public.accounts_user u where u.id = what::uuid;
    elsif how = 'name' then
        select array_agg(u.id) into found from public.accounts_user u
        where u.username = what or upper(u.email) = upper(what);
    elsif how = 'mail' then
        select array_agg(u.id) into found from public.accounts_user u
        where u.email = what and what <> '';
    elsif how = 'sso' then
        select array_agg(s.user_id) into found from public.socialaccount_socialaccount s
        where s.provider = split_part(what, ':', 1)
          and s.uid = substr(what, length(split_part(what, ':', 1)) + 2);
    end if;
    return case when cardinality(found) = 1 then found[1] end;
end $$;
revoke all on function ecoop.meant(text) from public;

create or replace function ecoop.act_as(
    principal text, stamp bigint, proof bytea,
    out user_id uuid, out name text, out roles text[], out keys text[],
    out reach int, out own_reach int)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    today date := (now() at time zone 'Asia/Jakarta')::date;
    internal boolean;
    entering uuid;
begin
    perform ecoop.prove(principal, stamp, proof);
    roles := array['anonymous'];
    keys := '{}';
    if principal in ('system', 'door') then
        roles := array[principal];
        name := principal;
    elsif principal like 'user:%' then
        select u.id, u.name into user_id, name from public.accounts_user u
        where u.id = substr(principal, 6)::uuid and u.is_active;
        if user_id is not null then
            select coalesce(array_agg(distinct a.role::text), '{}'),
                   coalesce(array_agg(distinct k) filter (where k <> ''), '{}')
            into roles, keys
            from public.accounts_roleassignment a
            cross join lateral unnest(array[a.scope, coalesce('unit:' || a.unit_id, '')]) k
            where a.user_id = act_as.user_id
              and a.from_on <= today and (a.to_on is null or a.to_on >= today)
              and a.ended_at is null;
        end if;
    else
        entering := ecoop.meant(principal);
    end if;
    select coalesce(max(v.up_to) filter (where v.relation = 'any'), -1),
           coalesce(max(v.up_to) filter (where v.relation = 'own'), -1)
    into reach, own_reach
    from public.accounts_viewrule v where v.role = any(roles);
    internal := roles && array['staff', 'legal', 'unit', 'leader', 'auditor', 'admin', 'system'];
    perform ecoop.bind(reach, own_reach, internal, keys, coalesce(user_id, entering),
                       case when entering is null then roles else roles || array['entering'] end);
end $$;
"""

# What colleagues may know of each other without seeing each other's accounts.
NAMES = """
create function ecoop.name_of(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.name from public.accounts_user u where u.id = person and ecoop.is_internal()
$$;
create function ecoop.person_called(username text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.id from public.accounts_user u where u.username = $1 and ecoop.is_internal()
$$;
revoke all on function ecoop.name_of(uuid), ecoop.person_called(text) from public;
grant execute on function ecoop.name_of(uuid), ecoop.person_called(text) to ecoop_app;
"""

SESSIONS = """
create function ecoop.session_open(
    stored text, moment timestamptz, stamp bigint, proof bytea,
    out content text, out id uuid, out username text, out password text, out email text,
    out name text, out language text, out is_active boolean, out is_staff boolean,
    out is_superuser boolean, out is_demo boolean, out date_joined timestamptz)
returns setof record
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform ecoop.prove('session:' || stored, stamp, proof);
    return query
        select s.content, u.id, u.username::text, u.password::text, u.email::text, u.name::text,
               u.language::text, u.is_active, u.is_staff, u.is_superuser, u.is_demo, u.date_joined
        from public.accounts_session s left join public.accounts_user u on u.id = s.account_id
        where s.key = stored and s.expires_at > moment;
end $$;

create function ecoop.session_keep(
    stored text, person text, kept text, moment timestamptz, until timestamptz, place text,
    browser text, is_new boolean, stamp bigint, proof bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform ecoop.prove('session:' || stored || ':' || person, stamp, proof);
    if is_new then
        delete from public.accounts_session s where s.expires_at < moment;
        insert into public.accounts_session as s
            (key, account_id, content, expires_at, begun_at, address, agent)
        values (stored, nullif(person, '')::uuid, kept, until, moment, place::inet, browser)
        on conflict do nothing;
    else
        update public.accounts_session s
        set account_id = nullif(person, '')::uuid, content = kept, expires_at = until,
            address = place::inet, agent = browser
        where s.key = stored;
    end if;
    return found;
end $$;

create function ecoop.session_end(stored text, stamp bigint, proof bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform ecoop.prove('session:' || stored, stamp, proof);
    delete from public.accounts_session s where s.key = stored;
end $$;

revoke all on function ecoop.session_open(text, timestamptz, bigint, bytea),
    ecoop.session_keep(
        text, text, text, timestamptz, timestamptz, text, text, boolean, bigint, bytea),
    ecoop.session_end(text, bigint, bytea) from public;
grant execute on function ecoop.session_open(text, timestamptz, bigint, bytea),
    ecoop.session_keep(
        text, text, text, timestamptz, timestamptz, text, text, boolean, bigint, bytea),
    ecoop.session_end(text, bigint, bytea) to ecoop_app;
"""

WALLS = f"""
alter policy known on accounts_user using (id = {CONCERNED} or {MANAGER});
alter policy known on accounts_roleassignment using (user_id = {SELF} or {MANAGER});
alter policy known on mfa_authenticator using (user_id = {CONCERNED} or {MANAGER});
alter policy used on mfa_authenticator using (user_id = {CONCERNED});
alter policy known on socialaccount_socialaccount using (user_id = {CONCERNED} or {MANAGER});
create policy used on socialaccount_socialaccount for update
    using (user_id = {CONCERNED}) with check (user_id = {CONCERNED});

create policy own on accounts_session for select using (account_id = {SELF} or {MANAGER});
create policy leave on accounts_session for delete using (account_id = {SELF} or {MANAGER});
create policy door on accounts_attempt using ((select ecoop.holds('door')))
    with check ((select ecoop.holds('door')));
create policy own on account_emailaddress using (user_id = {CONCERNED} or {MANAGER})
    with check (user_id = {SELF} or {MANAGER});
create policy manage on socialaccount_socialapp using ({MANAGER}) with check ({MANAGER});
"""  # noqa: S608 - nothing from outside stands in it
WALLED = (
    "accounts_user", "accounts_roleassignment", "mfa_authenticator", "accounts_session",
    "accounts_attempt", "socialaccount_socialaccount", "account_emailaddress",
    "socialaccount_socialapp",
)  # fmt: skip
FORCED = [
    f"alter table {table} enable row level security;"
    f"alter table {table} force row level security;" + WHOLE.format(table=table)
    for table in WALLED
]
# Replaced: sessions by ours, which hold digests; the shared cache by `limits.Once`, because
# whoever could write pickled values there could run code in the house.
GONE = "drop table if exists usersessions_usersession, django_session, core_cache"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_fences"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("core", "0010_known_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("content", models.TextField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("begun_at", models.DateTimeField()),
                ("address", models.GenericIPAddressField(null=True)),
                ("agent", models.CharField(blank=True, max_length=200)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        *(
            migrations.RunSQL(sql, migrations.RunSQL.noop)
            for sql in (PERSONS, ACT_AS, NAMES, SESSIONS, WALLS, *FORCED, GONE)
        ),
    ]
