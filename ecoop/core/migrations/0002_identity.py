"""Who is asking: set for one transaction by a function that checks it (trust.md S2).

`ecoop.actor` is a transaction-local setting sealed with a secret that only the owner of the
database can read; a query that sets it by hand, or carries it into another transaction or
connection, breaks the seal and counts as nobody.
"""

from django.db import migrations

TABLES = """
create table ecoop.secret (
    name text primary key,
    inner_key bytea not null,
    outer_key bytea not null
);
comment on table ecoop.secret is 'HMAC pads; readable by the owner only';
"""

HMAC = """
create function ecoop.pad(key bytea, octet int) returns bytea language plpgsql immutable as $$
declare padded bytea := key || decode(repeat('00', 64 - length(key)), 'hex');
begin
    for i in 0..63 loop
        padded := set_byte(padded, i, get_byte(padded, i) # octet);
    end loop;
    return padded;
end $$;

create function ecoop.keep_secret(secret text, key bytea) returns void language sql as $$
    insert into ecoop.secret values ($1, ecoop.pad($2, 54), ecoop.pad($2, 92))
    on conflict (name) do update
        set inner_key = excluded.inner_key, outer_key = excluded.outer_key
$$;

create function ecoop.hmac(secret text, message text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select sha256(outer_key || sha256(inner_key || convert_to($2, 'UTF8')))
    from ecoop.secret where name = $1
$$;

select ecoop.keep_secret(
    'seal', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
"""

# The sealed setting: reach|own_reach|internal|keys|user|roles|backend|transaction|seal. Lists are
# parted by commas. "parallel restricted": another process of the same query has another backend.
ACTOR = """
create function ecoop.bind(reach int, own_reach int, internal boolean, keys text[], who uuid, roles text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    listed text := array_to_string(keys || roles, ',');
    claim text := concat_ws('|', reach, own_reach, internal, array_to_string(keys, ','),
                            coalesce(who::text, ''), array_to_string(roles, ','),
                            pg_backend_pid(), extract(epoch from transaction_timestamp()));
begin
    if array_length(string_to_array(claim, '|'), 1) is distinct from 8
       or cardinality(string_to_array(listed, ',')) is distinct from cardinality(keys || roles) then
        raise exception 'identity refused' using errcode = 'insufficient_privilege';
    end if;
    perform set_config('ecoop.actor', claim || '|' || encode(ecoop.hmac('seal', claim), 'hex'), true);
end $$;

create function ecoop.claims() returns text[]
language plpgsql stable parallel restricted security definer
set search_path = pg_catalog, pg_temp as $$
declare
    held text := current_setting('ecoop.actor', true);
    part text[];
begin
    if coalesce(held, '') = '' then return null; end if;
    part := string_to_array(held, '|');
    if array_length(part, 1) is distinct from 9
       or part[9] is distinct from encode(ecoop.hmac('seal', array_to_string(part[1:8], '|')), 'hex')
       or part[7] is distinct from pg_backend_pid()::text
       or part[8] is distinct from extract(epoch from transaction_timestamp())::text then
        return null;
    end if;
    return part;
end $$;

create function ecoop.known() returns boolean language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select ecoop.claims() is not null $$;

create function ecoop.reach() returns int language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[1]::int, -1) $$;

create function ecoop.own_reach() returns int language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[2]::int, -1) $$;

create function ecoop.is_internal() returns boolean language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[3]::boolean, false) $$;

create function ecoop.keys() returns varchar[] language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$
    select coalesce(string_to_array(nullif((ecoop.claims())[4], ''), ','), '{}')::varchar[]
$$;

create function ecoop.user_id() returns uuid language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$ select nullif((ecoop.claims())[5], '')::uuid $$;

create function ecoop.holds(variadic wanted text[]) returns boolean
language sql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
    select coalesce(string_to_array((ecoop.claims())[6], ',') && wanted, false)
$$;

create function ecoop.may_write() returns boolean language sql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$
    select ecoop.holds('staff', 'legal', 'unit', 'leader', 'system')
$$;

create function ecoop.directory_reach() returns int language plpgsql stable parallel restricted
set search_path = pg_catalog, pg_temp as $$
declare part text[] := ecoop.claims();
begin
    if part is null then return -1; end if;
    return greatest(part[1]::int, 0);
end $$;
"""

RIGHTS = """
revoke all on all functions in schema ecoop from public;
revoke all on ecoop.secret from public;
grant usage on schema ecoop to ecoop_app;
grant execute on function ecoop.claims(), ecoop.known(), ecoop.reach(), ecoop.own_reach(),
    ecoop.is_internal(), ecoop.keys(), ecoop.directory_reach(), ecoop.user_id(),
    ecoop.holds(text[]), ecoop.may_write() to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_ledger")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TABLES, HMAC, ACTOR, RIGHTS)
    ]
