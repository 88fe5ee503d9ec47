"""Issue 2, acceptance 4: a raw SQL session as the application's user sees nothing.

Every relation of the database holds a row here; whoever has not said who they are reads none of
them, but for the short lists below. What is not on a list must be hidden, and what is must be open.
"""

import hashlib
import time

import psycopg
import pytest
from psycopg import sql

from ecoop.accounts import actions as accounts
from ecoop.accounts.models import Session
from ecoop.core import identity
from ecoop.core.identity import ANONYMOUS, DOOR, SYSTEM, acting

RELATIONS = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
order by 1, 2"""
OPEN = {
    "django_migrations": "names of migrations, which are in the source; /healthz compares them",
    "places_country": "ISO 3166 as published",
    "places_region": "codes and names of regions as published (Kepmendagri)",
    "accounts_unit": "BNPB's units as published; they stand in the source",
}
# Whose number of rows can be told: the queue's own functions ask these for the next number.
COUNTED = {f"procrastinate_{table}_id_seq" for table in ("jobs", "events", "periodic_defers")}
PUBLIC = {  # what the public class shows of its planted rows to whoever says "I am a visitor"
    "assistance_aidrecord", "cases_case", "core_claim", "documents_file", "engagements_engagement",
    "instruments_instrument", "partners_organisation", "partners_person",
}  # fmt: skip
PRIVATE = (
    "account_emailaddress", "accounts_attempt", "accounts_proposal", "accounts_roleassignment", "accounts_session",
    "accounts_user", "core_batch", "core_seal", "mfa_authenticator", "procrastinate_events",
    "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers",
    "socialaccount_socialaccount", "socialaccount_socialapp",
)  # fmt: skip
QUEUE = {name for name in PRIVATE if name.startswith("procrastinate_")}
# Functions of ours, all of them in schema "ecoop". The first want a proof or an identity.
GUARDED = {
    "act_as", "hand_in", "ledger_head", "ledger_seal", "session_end", "session_keep", "session_open",
    "work_as",
}  # fmt: skip
HARMLESS = {
    "account_id", "claims", "colleagues", "desks", "directory_reach", "holds", "is_internal", "is_worker", "keys", "known",
    "may_write", "name_of", "own_reach", "person_called", "plain", "reach", "user_id", "words",
    "worker_silence",
}  # fmt: skip
VALUES = {
    "smallint": "0", "integer": "1", "bigint": "1", "boolean": "true", "uuid": "gen_random_uuid()",
    "date": "current_date", "jsonb": "'{}'", "bytea": "sha256('x')", "tsvector": "''",
    "timestamp with time zone": "now() + interval '1 hour'", "inet": "'127.0.0.1'", "json": "'{}'",
    "double precision": "1", "numeric": "1",
}  # fmt: skip
FITTING = {  # what check constraints ask for
    "classification": "'public'", "side": "'home'", "direction": "'in'", "precision": "'day'",
    ("accounts_roleassignment", "role"): "'staff'", ("accounts_roleassignment", "to_on"): "null",
    ("core_entry", "signature"): "sha256('x') || sha256('x')", ("ledger_mark", "one"): "true",
    ("tasks_task", "classification"): "'limited'", ("tasks_task", "class_rank"): "1",
    ("tasks_task", "holder"): "'unit:HOKS'", ("tasks_task", "urgency"): "'usual'",
    ("letters_letter", "classification"): "'limited'", ("letters_letter", "class_rank"): "1",
    ("letters_disposition", "instructions"): "'{x}'",
    ("tasks_task", "outcome"): "''", ("accounts_acting", "acts_for_id"): "gen_random_uuid()",
    ("screening_screening", "classification"): "'confidential'",
    ("screening_screening", "class_rank"): "2",
    ("negotiation_draft", "classification"): "'confidential'",
    ("negotiation_draft", "class_rank"): "2", ("negotiation_position", "class_rank"): "2",
    ("negotiation_position", "classification"): "'confidential'",
    ("negotiation_clearance", "classification"): "'confidential'",
    ("negotiation_clearance", "class_rank"): "2", ("negotiation_clearance", "opinion"): "''",
    ("negotiation_clearance", "answered_on"): "null",
    ("negotiation_clearance", "asked_of"): "'unit:HOKS'",
    ("negotiation_draftarticle", "kind"): "'article'",
    ("negotiation_draftarticle", "number"): "1",
    ("assistance_aidrecord", "currency"): "''", ("procrastinate_jobs", "abort_requested"): "false",
}  # fmt: skip


def plant(server):
    """One row in every relation that has none; returns the names of all."""
    found = server.execute(RELATIONS).fetchall()
    server.execute("set session_replication_role = replica")
    for schema, table in found:
        place = sql.Identifier(schema, table)
        if server.execute(sql.SQL("select count(*) from {}").format(place)).fetchone()[0]:
            continue
        names, values = columns(server, schema, table)
        server.execute(
            sql.SQL("insert into {} ({}) overriding system value values ({})").format(
                place, sql.SQL(", ").join(map(sql.Identifier, names)), sql.SQL(", ").join(values)
            )
        )
    server.execute("set session_replication_role = origin")
    return found


def columns(server, schema, table):
    """The columns that must have a value, and one for each."""
    needed = server.execute(
        "select attname, format_type(atttypid, null), typtype, typcategory from pg_attribute"
        " join pg_type t on t.oid = atttypid where attrelid = %s::regclass and attnum > 0"
        " and not attisdropped and attnotnull and attgenerated = ''",
        [f'{schema}."{table}"'],
    ).fetchall()
    values = []
    for name, kind, how, category in needed:
        value = FITTING.get((table, name)) or FITTING.get(name) or VALUES.get(kind)
        if how == "e":
            value = f"(enum_range(null::{kind}))[1]"
        values.append(sql.SQL(value or ("'{}'" if category == "A" else "'x'")))
    return [name for name, *_ in needed], values


@pytest.fixture
def full(transactional_db, ground):
    """A database in which no relation is empty; gives their names."""
    with acting(SYSTEM) as system:
        accounts.load_units()
        for role in ("staff", "auditor", "admin"):
            accounts.ensure_account(
                by=system, username=role, name=role, role=role, password="kapal besar", unit="HOKS"
            )
    with ground.superuser() as server:
        return [name for _, name in plant(server)]


def seen(session, names):
    """{relation: rows seen} of those relations of which anything is seen."""
    found = {}
    for name in names:
        try:
            with session.transaction():
                count = session.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):
            continue
        found |= {name: count} if count else {}
    return found


def prove(session, principal):
    session.execute("select ecoop.act_as(%s, %s, %s)", [principal, *identity.proof_of(principal)])


def person(name):
    with acting(f"name:{name}"):
        return str(next(iter(accounts.User.objects.values_list("pk", flat=True))))


def test_a_raw_session_reads_no_row_of_any_relation(full, raw, ground):
    with ground.superuser() as server:
        assert set(full) - {"secret", "ledger_mark"} == set(
            seen(server, set(full) - {"secret", "ledger_mark"})
        ), "a relation without rows proves nothing"

    assert len(full) > 45
    assert set(seen(raw, full)) == set(OPEN)


def test_a_raw_session_changes_no_row_of_any_relation(full, raw):
    changed = {}
    for name in full:
        try:
            with raw.transaction(force_rollback=True):
                count = raw.execute(f'delete from "{name}"').rowcount  # noqa: S608
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):
            continue
        changed |= {name: count} if count else {}

    assert changed == {}


def test_a_raw_session_is_not_told_how_many_rows_there_ever_were(full, raw):
    told = raw.execute("select sequencename from pg_sequences where last_value is not null")
    readable = raw.execute(
        "select sequencename from pg_sequences"
        " where has_sequence_privilege(quote_ident(schemaname) || '.' || quote_ident(sequencename),"
        " 'select, usage, update')"
    )

    assert {name for (name,) in told} <= COUNTED
    assert {name for (name,) in readable} == COUNTED


def test_statistics_of_the_planner_quote_no_hidden_row(full, raw, ground):
    """pg_stats holds samples of the columns' values."""
    with ground.superuser() as server:
        server.execute("analyze")

    quoted = raw.execute("select distinct tablename from pg_stats where schemaname = any(%s)",
                         [["public", "ecoop"]])  # fmt: skip

    assert {name for (name,) in quoted} - set(OPEN) == set()


def test_only_these_functions_can_be_called(raw):
    found = raw.execute(
        "select proname, nspname from pg_proc p join pg_namespace n on n.oid = pronamespace"
        " where nspname not in ('pg_catalog', 'information_schema')"
        " and has_function_privilege(p.oid, 'execute')"
        " and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
    ).fetchall()
    ours = {name for name, schema in found if schema == "ecoop"}
    others = {name for name, schema in found if schema != "ecoop"}
    definers = raw.execute(
        "select proname from pg_proc where pronamespace in ('ecoop'::regnamespace, 'public'::regnamespace)"
        " and prosecdef and not coalesce(proconfig::text like '%search_path=pg_catalog%', false)"
    ).fetchall()

    assert ours == GUARDED | HARMLESS
    assert {name for name in others if not name.startswith("procrastinate_")} == set()
    assert definers == []


KEEP = "select ecoop.session_keep('{0}', '{1}', 'x', now(), now(), null, '', true, {2}, {3})"
DOORS = (
    "select * from ecoop.act_as('system', {2}, {3})",
    "select * from ecoop.act_as('entering:{1}', {2}, {3})",
    "select * from ecoop.act_as('name:staff', {2}, {3})",
    "select * from ecoop.session_open('{0}', now(), {2}, {3})",
    "select ecoop.session_end('{0}', {2}, {3})",
    KEEP,
    "select ecoop.work_as({2}, {3})",
    "select ecoop.hand_in('instruments.declassify', 'once', '{{}}', {2}, {3})",
)


def test_no_door_opens_without_the_applications_proof(full, raw):
    account, (stamp, foreign) = person("staff"), identity.proof_of(ANONYMOUS)
    proofs = {
        "none": (stamp, "null"), "empty": (stamp, "'\\x00'"), "guessed": (stamp, "sha256('system')"),
        "for something else": (stamp, f"'\\x{foreign.hex()}'"),
        "too old": (stamp - 61, f"'\\x{identity.sign(SYSTEM, stamp - 61).hex()}'"),
        "no time": ("null", f"'\\x{identity.sign(SYSTEM, stamp).hex()}'"),
    }  # fmt: skip
    opened = []
    for door in DOORS:
        for told, (at, proof) in proofs.items():
            try:
                raw.execute(door.format("0" * 64, account, at, proof))
            except psycopg.errors.InsufficientPrivilege:
                continue
            opened.append((door, told))

    assert opened == []


def test_nothing_about_people_or_the_ledger_is_told_to_nobody(full, raw):
    for question in ("select ecoop.ledger_head()", "select ecoop.ledger_seal(1, true)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(question)
    assert raw.execute("select ecoop.person_called('staff')").fetchone() == (None,)
    assert raw.execute("select ecoop.name_of(%s)", [person("staff")]).fetchone() == (None,)
    assert raw.execute("select ecoop.is_worker(), ecoop.known()").fetchone() == (False, False)


def test_a_visitor_sees_the_public_class_and_nothing_private(full, raw):
    with raw.transaction():
        prove(raw, ANONYMOUS)
        found = set(seen(raw, full))

    assert found & set(PRIVATE) == set()
    assert found >= PUBLIC


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("user:{staff}", {"accounts_user": 1, "accounts_roleassignment": 1}),
        ("user:{auditor}", {"accounts_user": 1, "accounts_roleassignment": 1}),
        ("entering:{staff}", {"accounts_user": 1}),
        ("name:staff", {"accounts_user": 1}),
        ("name:nobody", {}),
        (DOOR, {"accounts_attempt": 1}),
    ],
)
def test_each_identity_sees_of_what_is_private_only_its_own(full, raw, who, may):
    people = {name: person(name) for name in ("staff", "auditor")}
    with raw.transaction():
        prove(raw, who.format(**people))

        assert seen(raw, PRIVATE) == may


def test_whoever_is_about_to_enter_changes_nothing_and_acts_as_nobody(full, raw):
    account = person("staff")
    for attack in (
        "update accounts_user set password = 'x'",
        "delete from mfa_authenticator",
        "update accounts_roleassignment set role = 'legal'",
        "delete from accounts_session",
    ):
        with raw.transaction():
            prove(raw, f"entering:{account}")
            assert raw.execute(attack).rowcount == 0, attack
            assert raw.execute("select ecoop.user_id(), ecoop.is_internal()").fetchone() == (
                None, False,
            )  # fmt: skip


def test_the_workers_badge_shows_the_queue_to_its_connection_alone(full, raw, ground):
    raw.execute("select ecoop.work_as(%s, %s)", identity.proof_of("worker"))
    assert set(seen(raw, full)) == set(OPEN) | QUEUE
    badge = raw.execute("select current_setting('ecoop.worker')").fetchone()[0]

    url = ground.cluster.url(role="ecoop_app", database=ground.database)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("select set_config('ecoop.worker', %s, false)", [badge])
        assert other.execute("select ecoop.is_worker()").fetchone() == (False,)


def test_a_cookie_cannot_be_made_from_what_the_database_keeps(full, client):
    client.post("/en/account/login/", {"login": "staff", "password": "kapal besar"})
    cookie = client.cookies["ecoop-session"].value
    with acting(SYSTEM):
        kept = Session.objects.exclude(account=None).latest("begun_at")

    assert cookie not in f"{kept.key} {kept.content}"
    assert kept.key == hashlib.sha256(f"session|{cookie}".encode()).hexdigest()
    client.cookies["ecoop-session"] = kept.key
    assert client.get("/en/account/").status_code == 404
    client.cookies["ecoop-session"] = cookie
    assert client.get("/en/account/").status_code == 200
    assert time.time() < kept.expires_at.timestamp()


@pytest.mark.parametrize("made", ["lo_create(0)", "lo_creat(-1)", "lo_from_bytea(0, 'x')"])
def test_a_raw_session_leaves_nothing_in_large_objects(raw, made):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
        raw.execute(f"select {made}")
