"""The ledger's seals and counts and the queue of jobs are nobody's who has not said who they are.

`ecoop.prove` is the one place where a proof of the application is checked. The worker's own
connections carry a badge, sealed like an identity but good for as long as they are open: the
queue knows it and nothing else does. Jobs are handed in as the system (`core.jobs.hand_in`),
because the worker believes what stands in them.
"""

from django.db import migrations

PROOF = """
create function ecoop.prove(subject text, stamp bigint, proof bytea) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    -- A null would make every comparison below unknown, and unknown is not a refusal.
    if subject is null or stamp is null or proof is null
       or proof is distinct from ecoop.hmac('application', subject || '|' || stamp)
       or abs(extract(epoch from clock_timestamp()) - stamp) > 60 then
        raise exception 'identity refused' using errcode = 'insufficient_privilege';
    end if;
end $$;
revoke all on function ecoop.prove(text, bigint, bytea) from public;
"""

WORKER = """
create function ecoop.badge() returns text
language sql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
    select encode(ecoop.hmac('seal', 'worker|' || pg_backend_pid() || '|'
                                     || extract(epoch from pg_postmaster_start_time())), 'hex')
$$;

create function ecoop.work_as(stamp bigint, proof bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform ecoop.prove('worker', stamp, proof);
    perform set_config('ecoop.worker', ecoop.badge(), false);
end $$;

create function ecoop.is_worker() returns boolean
language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
    select case when coalesce(current_setting('ecoop.worker', true), '') = '' then false
                else current_setting('ecoop.worker', true) = ecoop.badge() end
$$;

-- What /healthz tells everybody: how long the worker has been silent.
create function ecoop.worker_silence() returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select extract(epoch from now() - max(last_heartbeat))::int from public.procrastinate_workers
$$;

revoke all on function ecoop.badge(), ecoop.work_as(bigint, bytea), ecoop.is_worker(),
    ecoop.worker_silence() from public;
grant execute on function ecoop.work_as(bigint, bytea), ecoop.is_worker(),
    ecoop.worker_silence() to ecoop_app;
"""

# "whole": those functions run as the owner, who must see every row in spite of FORCE.
WALL = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy wall on {table} using ({rule}) with check ({rule});
create policy whole on {table} to current_user using (true) with check (true);
"""
QUEUE = "(select ecoop.is_worker()) or (select ecoop.holds('system'))"
SYSTEM = "(select ecoop.holds('system'))"
WALLS = [
    WALL.format(table=table, rule=rule)
    for table, rule in (
        ("core_seal", SYSTEM), ("core_batch", SYSTEM),
        ("procrastinate_jobs", QUEUE), ("procrastinate_events", QUEUE),
        ("procrastinate_periodic_defers", QUEUE), ("procrastinate_workers", QUEUE),
    )
]  # fmt: skip

LEDGER = """
alter function ecoop.ledger_seal(integer, boolean) rename to seal_entries;
revoke all on function ecoop.seal_entries(integer, boolean) from public, ecoop_app;

create function ecoop.ledger_seal(most integer, sweep boolean) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not ecoop.holds('system') then
        raise exception 'only the system seals' using errcode = 'insufficient_privilege';
    end if;
    return ecoop.seal_entries(most, sweep);
end $$;

alter function ecoop.ledger_head() rename to count_entries;
revoke all on function ecoop.count_entries() from public, ecoop_app;

create function ecoop.ledger_head() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not ecoop.known() then
        raise exception 'nobody is asking' using errcode = 'insufficient_privilege';
    end if;
    return ecoop.count_entries();
end $$;

revoke all on function ecoop.ledger_seal(integer, boolean), ecoop.ledger_head() from public;
grant execute on function ecoop.ledger_seal(integer, boolean), ecoop.ledger_head() to ecoop_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_open_claims"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in (PROOF, WORKER, *WALLS, LEDGER)
    ]
