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

# The sealed setting: reach|own_reach|internal|keys (comma-separated)|backend|transaction|seal
ACTOR = """
create function ecoop.bind(reach int, own_reach int, internal boolean, keys text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare claim text := concat_ws('|', reach, own_reach, internal, array_to_string(keys, ','),
                                pg_backend_pid(), extract(epoch from transaction_timestamp()));
begin
    perform set_config('ecoop.actor', claim || '|' || encode(ecoop.hmac('seal', claim), 'hex'), true);
end $$;

create function ecoop.claims() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    held text := current_setting('ecoop.actor', true);
    part text[];
    claim text;
begin
    if coalesce(held, '') = '' then return null; end if;
    part := string_to_array(held, '|');
    if array_length(part, 1) <> 7 then return null; end if;
    claim := array_to_string(part[1:6], '|');
    if part[7] <> encode(ecoop.hmac('seal', claim), 'hex')
       or part[5] <> pg_backend_pid()::text
       or part[6] <> extract(epoch from transaction_timestamp())::text then
        return null;
    end if;
    return part;
end $$;

create function ecoop.known() returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$ select ecoop.claims() is not null $$;

create function ecoop.reach() returns int language sql stable
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[1]::int, -1) $$;

create function ecoop.own_reach() returns int language sql stable
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[2]::int, -1) $$;

create function ecoop.is_internal() returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$ select coalesce((ecoop.claims())[3]::boolean, false) $$;

create function ecoop.keys() returns varchar[] language sql stable
set search_path = pg_catalog, pg_temp as $$
    select coalesce(string_to_array(nullif((ecoop.claims())[4], ''), ','), '{}')::varchar[]
$$;

create function ecoop.directory_reach() returns int language plpgsql stable
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
    ecoop.is_internal(), ecoop.keys(), ecoop.directory_reach() to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_ledger")]

    operations = [migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (TABLES, HMAC, ACTOR, RIGHTS)]
