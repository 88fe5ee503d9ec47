"""`ecoop.act_as`: check the signature, look up the roles of today, bind the identity."""

from django.db import migrations

ACT_AS = """
create function ecoop.act_as(
    principal text, stamp bigint, proof bytea,
    out user_id uuid, out name text, out roles text[], out keys text[],
    out reach int, out own_reach int)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    today date := (now() at time zone 'Asia/Jakarta')::date;
    internal boolean;
begin
    -- A null would make every comparison below unknown, and unknown is not a refusal.
    if principal is null or stamp is null or proof is null
       or proof is distinct from ecoop.hmac('application', principal || '|' || stamp)
       or abs(extract(epoch from clock_timestamp()) - stamp) > 60 then
        raise exception 'identity refused' using errcode = 'insufficient_privilege';
    end if;
    roles := array['anonymous'];
    keys := '{}';
    if principal = 'system' then
        roles := array['system'];
        name := 'system';
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
    end if;
    select coalesce(max(v.up_to) filter (where v.relation = 'any'), -1),
           coalesce(max(v.up_to) filter (where v.relation = 'own'), -1)
    into reach, own_reach
    from public.accounts_viewrule v where v.role = any(roles);
    internal := roles && array['staff', 'legal', 'unit', 'leader', 'auditor', 'admin', 'system'];
    perform ecoop.bind(reach, own_reach, internal, keys, user_id, roles);
end $$;

revoke all on function ecoop.act_as(text, bigint, bytea) from public;
grant execute on function ecoop.act_as(text, bigint, bytea) to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("core", "0002_identity")]

    operations = [migrations.RunSQL(ACT_AS, "drop function ecoop.act_as(text, bigint, bytea)")]
