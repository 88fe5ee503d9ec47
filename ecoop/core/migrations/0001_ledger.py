"""The ledger: entries, seals, batches; append-only for everyone.

Tables are written in SQL because their guard is SQL: triggers that fire always, no right for
the application but to read and add, and sealing inside the database by a function, so that the
application cannot write a seal of its own.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

TABLES = """
create schema if not exists ecoop;

create table core_entry (
    id bigint generated always as identity primary key,
    uid uuid not null unique,
    at timestamptz not null,
    actor_id text not null,
    actor_label text not null,
    role text not null,
    act text not null,
    kind text not null,
    record_id uuid,
    code text not null,
    why text not null,
    class_rank smallint not null,
    seen_by varchar(64)[] not null,
    body jsonb not null,
    digest bytea not null check (length(digest) = 32),
    signature bytea not null check (length(signature) = 64),
    key_id text not null
);
create index core_entry_record on core_entry (record_id, id desc) where record_id is not null;
create index core_entry_kind on core_entry (kind, record_id, at desc, id desc)
    where body ? 'after';
create index core_entry_feed on core_entry (kind, id desc);
create index core_entry_actor on core_entry (actor_id, id desc);

create table core_seal (
    seq bigint primary key,
    entry_id bigint not null unique,
    leaf bytea not null,
    chain bytea not null
);

create table core_batch (
    n bigint primary key,
    first_seq bigint not null,
    last_seq bigint not null unique,
    at timestamptz not null,
    root bytea not null,
    peaks bytea[] not null,
    low_id bigint not null,
    high_id bigint not null,
    horizon bigint not null
);
comment on column core_batch.low_id is 'every entry up to this id is sealed or will never be';
comment on column core_batch.high_id is 'the last id given out when the batch was made';
comment on column core_batch.horizon is 'transactions before this one may still have held such ids';
"""

GUARDS = """
create function ecoop.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: % on % is refused.', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on core_entry
    for each statement execute function ecoop.refuse_change();
create trigger append_only before update or delete or truncate on core_seal
    for each statement execute function ecoop.refuse_change();
create trigger append_only before update or delete or truncate on core_batch
    for each statement execute function ecoop.refuse_change();
alter table core_entry enable always trigger append_only;
alter table core_seal enable always trigger append_only;
alter table core_batch enable always trigger append_only;
"""

# Sealing: an entry is sealed as soon as its transaction has committed, however long that took.
# `low_id` moves up to the `high_id` of a batch once every transaction that may have held a
# lower id is over (horizon <= oldest running one); `sweep` looks at all entries, at start.
SEALING = """
create function ecoop.ledger_seal(most integer, sweep boolean) returns integer
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
    done integer := 0;
begin
    if not pg_try_advisory_xact_lock(hashtext('ecoop.ledger.seal')) then
        return 0;
    end if;
    select * into prior from public.core_batch order by n desc limit 1;
    size := coalesce(prior.last_seq, 0);
    peaks := coalesce(prior.peaks, '{}');
    low := coalesce(prior.low_id, 0);
    select s.chain into chain from public.core_seal s where s.seq = size;
    chain := coalesce(chain, decode(repeat('00', 32), 'hex'));
    select last_value into high from public.core_entry_id_seq;
    oldest := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    for entry in
        select e.id, e.digest, e.signature from public.core_entry e
        where e.id > case when sweep then 0 else low end
          and not exists (select from public.core_seal s where s.entry_id = e.id)
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
        insert into public.core_seal values (size, entry.id, leaf, chain);
    end loop;
    if done = 0 then
        return 0;
    end if;
    node := peaks[cardinality(peaks)];
    for i in reverse cardinality(peaks) - 1 .. 1 loop
        node := sha256('\\x01'::bytea || peaks[i] || node);
    end loop;
    if done < most then
        low := greatest(low, coalesce((
            select b.high_id from public.core_batch b
            where b.horizon <= oldest and b.at < clock_timestamp() - interval '1 minute'
            order by b.n desc limit 1), 0));
    end if;
    insert into public.core_batch values (
        coalesce(prior.n, 0) + 1, coalesce(prior.last_seq, 0) + 1, size, clock_timestamp(), node,
        peaks, low, high, pg_current_xact_id()::text::bigint);
    return done;
end $$;

-- How many entries are committed: changes with every one, whether sealed yet or not.
create function ecoop.ledger_head() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((select max(seq) from public.core_seal), 0)
        + (select count(*) from public.core_entry e where e.id > mark.low)
        - (select count(*) from public.core_seal s where s.entry_id > mark.low)
    from (select coalesce((select low_id from public.core_batch order by n desc limit 1), 0))
        as mark (low)
$$;
"""

RIGHTS = """
revoke all on core_entry, core_seal, core_batch from public, {app};
revoke all on function ecoop.ledger_seal(integer, boolean), ecoop.ledger_head() from public;
grant usage on schema ecoop to {app};
grant select, insert on core_entry to {app};
grant select on core_seal, core_batch to {app};
grant execute on function ecoop.ledger_seal(integer, boolean), ecoop.ledger_head() to {app};
"""


def guard(apps, schema_editor):
    """Take every right from the application's user but reading and adding (fails if there is none)."""
    app = schema_editor.quote_name(settings.DATABASES["default"]["USER"] or "ecoop_app")
    schema_editor.execute(RIGHTS.format(app=app), params=None)


STATE = [
    migrations.CreateModel(
        name="Entry",
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("uid", models.UUIDField(unique=True)),
            ("at", models.DateTimeField()),
            ("actor_id", models.TextField()),
            ("actor_label", models.TextField()),
            ("role", models.TextField()),
            ("act", models.TextField()),
            ("kind", models.TextField()),
            ("record_id", models.UUIDField(null=True)),
            ("code", models.TextField()),
            ("why", models.TextField()),
            ("class_rank", models.SmallIntegerField()),
            ("seen_by", ArrayField(models.CharField(max_length=64))),
            ("body", models.JSONField()),
            ("digest", models.BinaryField()),
            ("signature", models.BinaryField()),
            ("key_id", models.TextField()),
        ],
        options={"db_table": "core_entry", "managed": False},
    ),
    migrations.CreateModel(
        name="Seal",
        fields=[
            ("seq", models.BigIntegerField(primary_key=True)),
            ("entry_id", models.BigIntegerField(unique=True)),
            ("leaf", models.BinaryField()),
            ("chain", models.BinaryField()),
        ],
        options={"db_table": "core_seal", "managed": False},
    ),
    migrations.CreateModel(
        name="Batch",
        fields=[
            ("n", models.BigIntegerField(primary_key=True)),
            ("first_seq", models.BigIntegerField()),
            ("last_seq", models.BigIntegerField(unique=True)),
            ("at", models.DateTimeField()),
            ("root", models.BinaryField()),
            ("peaks", ArrayField(models.BinaryField())),
            ("low_id", models.BigIntegerField()),
            ("high_id", models.BigIntegerField()),
            ("horizon", models.BigIntegerField()),
        ],
        options={"db_table": "core_batch", "managed": False},
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [TABLES, GUARDS, SEALING],
                    "drop schema ecoop cascade; drop table core_batch, core_seal, core_entry",
                )
            ],
            STATE,
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
