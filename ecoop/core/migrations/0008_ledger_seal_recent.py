"""Sealing looks at recent seals only, however many there are: both sides begin at the mark."""

from django.db import migrations

FUNCTION = """
create or replace function ecoop.ledger_seal(most integer, sweep boolean) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    prior public.core_batch;
    entry record;
    size bigint;
    rest bigint;
    chain bytea;
    leaf bytea;
    node bytea;
    peaks bytea[];
    high bigint;
    oldest bigint;
    low bigint;
    moved bigint;
    last_id bigint;
    given bigint;
    done integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('ecoop.ledger.seal')) then
        return 0;
    end if;
    select * into prior from public.core_batch order by n desc limit 1;
    size := coalesce(prior.last_seq, 0);
    peaks := coalesce(prior.peaks, '{}');
    select case when sweep then 0 else m.low_id end into low from ecoop.ledger_mark m;
    select s.chain into chain from public.core_seal s where s.seq = size;
    chain := coalesce(chain, decode(repeat('00', 32), 'hex'));
    select last_value into given from public.core_entry_id_seq;
    high := given;
    oldest := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    for entry in
        select e.id, e.digest, e.signature from public.core_entry e
        where e.id > low
          and not exists (
            select from public.core_seal s where s.entry_id = e.id and s.entry_id > low)
        order by e.id limit most
    loop
        leaf := sha256('\\x00'::bytea || int8send(entry.id) || entry.digest || entry.signature);
        chain := sha256(chain || leaf);
        node := leaf;
        rest := size;
        while rest & 1 = 1 loop
            node := sha256('\\x01'::bytea || peaks[cardinality(peaks)] || node);
            peaks := trim_array(peaks, 1);
            rest := rest >> 1;
        end loop;
        peaks := array_append(peaks, node);
        size := size + 1;
        done := done + 1;
        last_id := entry.id;
        insert into public.core_seal values (size, entry.id, leaf, chain);
    end loop;
    if done = most then
        high := last_id;  -- there is more; so far everything visible up to here is sealed
    end if;
    select least(high, b.high_id) into moved from public.core_batch b
    where b.horizon <= oldest and b.at < clock_timestamp() - interval '10 seconds'
    order by b.n desc limit 1;
    update ecoop.ledger_mark set low_id = moved where low_id < moved;
    if done = 0 then
        return 0;
    end if;
    node := peaks[cardinality(peaks)];
    for i in reverse cardinality(peaks) - 1 .. 1 loop
        node := sha256('\\x01'::bytea || peaks[i] || node);
    end loop;
    insert into public.core_batch values (
        coalesce(prior.n, 0) + 1, coalesce(prior.last_seq, 0) + 1, size, clock_timestamp(), node,
        peaks, low, given, pg_current_xact_id()::text::bigint);
    return done;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0007_entry_author")]

    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
