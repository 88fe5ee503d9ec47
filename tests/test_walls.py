"""The second wall (trust.md S2): what a raw session as the application's user can do. Nothing."""

import os
import threading

import psycopg
import pytest
from django.db import connection as django_connection

from ecoop.accounts import actions as accounts
from ecoop.accounts.policy import RULES
from ecoop.core import identity, ledger
from ecoop.core.claims import Claim
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting
from ecoop.documents.models import File
from ecoop.instruments.models import Instrument, Link, Note, Party
from ecoop.partners.models import Alias, Organisation, Person, Post

REFUSED = (
    "select ecoop.bind(3, 3, true, '{}', null, '{system}')",
    "select ecoop.hmac('seal', 'x')",
    "select ecoop.keep_secret('seal', '\\x00')",
    "select ecoop.pad('\\x00', 1)",
    "select * from ecoop.secret",
    "insert into ecoop.secret values ('seal', '', '')",
    "select * from ecoop.act_as('system', null, null)",
    "select * from ecoop.act_as('system', extract(epoch from now())::bigint, null)",
    "select * from ecoop.act_as('system', null, '\\x00')",
    "select * from ecoop.act_as(null, null, null)",
    "select * from ecoop.act_as('system', extract(epoch from now())::bigint, '\\x00')",
    "select * from ecoop.act_as('system', extract(epoch from now())::bigint, sha256('system'))",
    "create table x (i int)",
    "create temporary table instruments_instrument (i int)",
    "create schema x",
    "create view x as select * from instruments_instrument",
    "create materialized view x as select * from instruments_instrument",
    "create function x() returns int language sql as 'select 1'",
    "create function ecoop.reach() returns int language sql as 'select 3'",
    "create or replace function ecoop.reach() returns int language sql as 'select 3'",
    "create extension file_fdw",
    "create role x superuser",
    "alter role ecoop_app bypassrls",
    "alter role ecoop_app superuser",
    "alter table instruments_instrument disable row level security",
    "alter table instruments_instrument no force row level security",
    "alter table instruments_instrument owner to ecoop_app",
    "drop policy wall on instruments_instrument",
    "create policy open on instruments_instrument using (true)",
    "drop table core_entry",
    "truncate instruments_instrument",
    "truncate core_entry cascade",
    "update core_entry set why = 'x'",
    "delete from core_entry",
    "insert into core_seal select 1, 1, '', ''",
    "update core_seal set chain = ''",
    "delete from core_batch",
    "alter table core_entry disable trigger all",
    "drop trigger guard on core_entry",
    "select setval('core_entry_id_seq', 1)",
    "insert into accounts_viewrule (role, relation, up_to) values ('anonymous', 'any', 3)",
    "update accounts_viewrule set up_to = 3",
    "set role ecoop_owner",
    "set session authorization ecoop_owner",
    "set session_replication_role = replica",
    "copy instruments_instrument to program 'cat'",
    "copy (select 1) to '/tmp/x'",
    "copy core_entry from program 'id'",
    "select pg_read_file('/etc/passwd')",
    "select lo_import('/etc/passwd')",
    "select pg_ls_dir('.')",
    "select dblink('x', 'y')",
    "load 'x'",
    "alter system set fsync = off",
    "comment on table core_entry is 'x'",
    "do language plpythonu $$ $$",
    "select * from pg_authid",
    "select * from pg_user_mappings, pg_shadow",
    "lock table core_entry in access exclusive mode",
)


@pytest.fixture
def house(transactional_db):
    """One record of every class in every table, committed."""
    with acting(SYSTEM) as system:
        accounts.load_units()
        people = {
            name: accounts.ensure_account(
                by=system, username=name, name=name, role=name, password="kapal besar", **more
            )
            for name, more in (
                ("staff", {"unit": "HOKS"}), ("legal", {"unit": "HOKS"}), ("admin", {"unit": "HOKS"}),
                ("auditor", {"unit": "HOKS"}), ("partner", {"scope": "region:99"}),
            )
        }  # fmt: skip
        for rank, word in enumerate(("public", "limited", "confidential", "secret")):
            _records(word, rank, system, people)
    return people


def _records(word, rank, system, people):
    classed = {"classification": word, "class_rank": rank}
    listed = classed if rank < 3 else {"classification": "confidential", "class_rank": 2}
    organisation = Organisation.objects.create(slug=word, name_en=word, kind="other", **listed)
    Alias.objects.create(organisation=organisation, text=word, key=word)
    person = Person.objects.create(name=word, **classed)
    Post.objects.create(person=person, organisation=organisation, office="x")
    one, two = (
        Instrument.objects.create(code=f"KS-{word}-{i}", kind="mou", title_en=word, **classed)
        for i in (1, 2)
    )
    Party.objects.create(instrument=one, organisation=organisation, side="partner")
    Link.objects.create(later=two, earlier=one, kind="renews")
    Note.objects.create(instrument=one, author=people["legal"], text=word)
    Claim.objects.create(
        record_kind="instrument", record_id=one.pk, field="x", source="x", **classed
    )
    File.objects.create(sha256="0" * 64, name=word, mime="text/plain", size_bytes=1, **classed)
    ledger.record(actor=system, act="test", subject=one)


def guarded(raw):
    """Tables of records, whose rows are not for everybody."""
    walled = "select tablename from pg_policies where policyname = 'pen_delete'"
    return sorted(name for (name,) in raw.execute(walled)) + ["core_entry"]


def count(session, table):
    return session.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608


def prove(session, principal):
    """Bind an identity the way the application does."""
    import time  # noqa: PLC0415 - next to its only use

    stamp = int(time.time())
    session.execute(
        "select ecoop.act_as(%s, %s, %s)", [principal, stamp, identity.sign(principal, stamp)]
    )


def test_a_session_without_identity_sees_and_changes_nothing(house, raw):
    for table in guarded(raw):
        assert count(raw, table) == 0, table
        if table != "core_entry":
            assert raw.execute(f"delete from {table}").rowcount == 0, table  # noqa: S608

    with acting(SYSTEM):
        assert Instrument.objects.count() == 8
        assert Note.objects.count() == 4


def test_every_table_with_a_class_is_walled(raw):
    bare = raw.execute(
        "select relname from pg_class c where relkind in ('r', 'p') and exists ("
        "   select from pg_attribute a where a.attrelid = c.oid and attname in ('class_rank', 'seen_by'))"
        " and not (relrowsecurity and relforcerowsecurity)"
    ).fetchall()

    assert bare == []
    assert len(guarded(raw)) > 10


def test_nothing_goes_round_the_walls(raw):
    kinds = raw.execute(
        "select relname, relkind, reloptions from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('v', 'm', 'f')"
    ).fetchall()

    assert [
        n
        for n, kind, options in kinds
        if kind != "v" or "security_invoker=true" not in (options or [])
    ] == []


def test_the_application_owns_nothing_and_passes_no_wall(raw):
    assert raw.execute("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
                       " from pg_roles where rolname = current_user").fetchone() == (False,) * 5  # fmt: skip
    owned = (
        "select count(*) from {} where {} = (select oid from pg_roles where rolname = current_user)"
    )
    for catalogue, column in (
        ("pg_class", "relowner"), ("pg_proc", "proowner"), ("pg_namespace", "nspowner"),
        ("pg_database", "datdba"), ("pg_type", "typowner"),
    ):  # fmt: skip
        assert raw.execute(owned.format(catalogue, column)).fetchone()[0] == 0
    assert (
        raw.execute(
            "select count(*) from pg_auth_members where member = current_user::regrole"
        ).fetchone()[0]
        == 0
    )


@pytest.mark.parametrize("attack", REFUSED)
def test_attacks_are_refused(raw, attack):
    with pytest.raises(psycopg.Error):
        raw.execute(attack)


def test_even_the_system_may_not_alter_the_ledger_or_the_policy(house, raw):
    for attack in ("update core_entry set why = 'x'", "delete from core_entry",
                   "delete from accounts_viewrule", "truncate core_entry"):  # fmt: skip
        with pytest.raises(psycopg.Error), raw.transaction():
            prove(raw, SYSTEM)
            raw.execute(attack)


def test_a_forged_identity_is_nobody(house, raw):
    with raw.transaction():
        for forged in (
            "3|3|t||||1|1|00", "3|3|true||x|system|1|1|", "3", "", "|" * 8, "3|3|t|||system|1|1|x|y",
        ):  # fmt: skip
            raw.execute("select set_config('ecoop.actor', %s, true)", [forged])
            assert raw.execute("select ecoop.known(), ecoop.reach()").fetchone() == (False, -1)
            assert count(raw, "instruments_instrument") == 0


def test_an_identity_cannot_be_altered(house, raw):
    with raw.transaction():
        prove(raw, ANONYMOUS)
        held = raw.execute("select current_setting('ecoop.actor')").fetchone()[0]
        assert count(raw, "instruments_instrument") == 2
        for altered in (held.replace("0|-1|", "3|3|", 1), held[:-1], held + "0", held.upper()):
            raw.execute("select set_config('ecoop.actor', %s, true)", [altered])
            assert count(raw, "instruments_instrument") == 0


def test_an_identity_does_not_outlive_its_transaction_or_connection(house, raw, ground):
    with raw.transaction():
        prove(raw, SYSTEM)
        held = raw.execute("select current_setting('ecoop.actor')").fetchone()[0]
        assert count(raw, "instruments_instrument") == 8
        url = ground.cluster.url(role="ecoop_app", database=ground.database)
        with psycopg.connect(url) as other:
            other.execute("select set_config('ecoop.actor', %s, false)", [held])
            assert count(other, "instruments_instrument") == 0

    raw.execute("select set_config('ecoop.actor', %s, false)", [held])
    assert count(raw, "instruments_instrument") == 0
    with raw.transaction():
        assert count(raw, "instruments_instrument") == 0


def test_an_old_or_foreign_proof_is_refused(raw):
    import time  # noqa: PLC0415

    stamp = int(time.time())
    for principal, at, proof in (
        (SYSTEM, stamp - 61, identity.sign(SYSTEM, stamp - 61)),
        (SYSTEM, stamp + 90, identity.sign(SYSTEM, stamp + 90)),
        (SYSTEM, stamp, identity.sign(ANONYMOUS, stamp)),
        (SYSTEM, stamp, identity.sign(SYSTEM, stamp - 1)),
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute("select ecoop.act_as(%s, %s, %s)", [principal, at, proof])


def last_statement(ground, *, as_user):
    """What pg_stat_activity tells `as_user` of the statement with which an identity was assumed."""
    url = ground.cluster.url(role=as_user, database=ground.database)
    django_connection.close()
    with acting(SYSTEM), psycopg.connect(url, autocommit=True) as other:
        with django_connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            backend = cursor.fetchone()[0]
        identity.assume(SYSTEM)
        return other.execute(
            "select query from pg_stat_activity where pid = %s", [backend]
        ).fetchone()[0]


def test_no_statement_of_the_application_stands_where_others_can_read_it(house, ground):
    assert last_statement(ground, as_user="ecoop_app") == ""


def test_no_proof_stands_there_even_where_statements_are_shown(house, ground):
    """On a server of others we may lack the right to hide statements."""
    with ground.superuser() as server:
        server.execute("alter role ecoop_app reset track_activities")
        try:
            seen = last_statement(ground, as_user="ecoop_app")
        finally:
            server.execute("alter role ecoop_app set track_activities = off")
            django_connection.close()

    assert "act_as" in seen
    assert "$3" in seen
    assert "system" not in seen


@pytest.mark.parametrize(
    ("who", "seen"),
    [(ANONYMOUS, 1), ("staff", 3), ("legal", 4), ("admin", 2), ("auditor", 4), ("partner", 0)],
)
def test_each_identity_sees_its_classes_in_every_table(house, raw, who, seen):
    principal = f"user:{house[who].pk}" if who in house else who
    note_readers = next(rule.roles for rule in RULES if rule.action == "view_notes")
    notes = seen if who in note_readers else 0
    directory = {0: 1, 3: 4}.get(seen, seen)  # nothing in the directory is Secret
    with raw.transaction():
        prove(raw, principal)

        assert count(raw, "instruments_instrument") == 2 * seen
        assert count(raw, "instruments_party") == seen
        assert count(raw, "instruments_link") == seen
        assert count(raw, "instruments_note") == notes
        assert count(raw, "core_claim") == seen
        assert count(raw, "documents_file") == seen
        assert count(raw, "partners_person") == seen
        assert count(raw, "partners_organisation") == directory
        assert count(raw, "partners_alias") == directory


@pytest.mark.parametrize("who", [ANONYMOUS, "partner", "auditor", "admin"])
def test_readers_change_no_record(house, raw, who):
    principal = f"user:{house[who].pk}" if who in house else who
    for table in guarded(raw):
        if table == "core_entry":
            continue
        with raw.transaction(force_rollback=True):
            prove(raw, principal)
            assert raw.execute(f"delete from {table}").rowcount == 0, table  # noqa: S608
    with raw.transaction(force_rollback=True):
        prove(raw, principal)
        assert raw.execute("update instruments_instrument set note = 'x'").rowcount == 0


@pytest.mark.parametrize("who", [ANONYMOUS, "partner", "staff", "auditor"])
def test_nobody_gives_themselves_a_role_or_anothers_account(house, raw, who):
    principal = f"user:{house[who].pk}" if who in house else who
    victim = house["legal"].pk
    attacks = (
        ("update accounts_user set password = 'x' where id = %s", [victim]),
        ("delete from accounts_user where id = %s", [victim]),
        ("update accounts_roleassignment set role = 'legal'", []),
        ("delete from accounts_roleassignment", []),
        ("delete from mfa_authenticator where user_id = %s", [victim]),
        ("update accounts_unit set name_en = 'x'", []),
        ("update places_country set name_en = 'x'", []),
    )
    for attack, values in attacks:
        with raw.transaction(force_rollback=True):
            prove(raw, principal)
            assert raw.execute(attack, values).rowcount == 0, attack
    inserts = (
        (("insert into accounts_roleassignment (user_id, role, scope, from_on, acting_for)"
          " values (%s, 'legal', '', '2020-01-01', '')"), [house["staff"].pk]),
        ("insert into mfa_authenticator (user_id, type, data, created_at) values (%s, 'totp', '{}', now())", [victim]),
        (("insert into socialaccount_socialaccount (user_id, provider, uid, last_login, date_joined, extra_data)"
          " values (%s, 'sso', 'me', now(), now(), '{}')"), [victim]),
    )  # fmt: skip
    for attack, values in inserts:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            prove(raw, principal)
            raw.execute(attack, values)


def test_nobody_raises_their_own_account(house, raw):
    for column, value in (("is_superuser", "true"), ("is_active", "false"), ("username", "'root'")):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            prove(raw, f"user:{house['staff'].pk}")
            raw.execute(f"update accounts_user set {column} = {value} where id = ecoop.user_id()")  # noqa: S608


def test_nobody_writes_the_ledger_under_anothers_name(house, raw):
    insert = (
        "insert into core_entry (uid, at, actor_id, actor_label, role, act, kind, code, why,"
        " class_rank, seen_by, body, digest, signature, key_id)"
        " values (gen_random_uuid(), now(), %s, '', '', 'x', '', '', '', 0, '{}', '{}', '', '', '')"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
        prove(raw, f"user:{house['staff'].pk}")
        raw.execute(insert, [str(house["legal"].pk)])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        raw.execute(insert, [""])


def test_writers_reach_no_higher_than_they_see(house, raw):
    with raw.transaction(force_rollback=True):
        prove(raw, f"user:{house['staff'].pk}")
        assert raw.execute("update instruments_instrument set note = 'x'").rowcount == 6
    for attack in (
        "update instruments_instrument set classification = 'secret', class_rank = 3",
        "update documents_file set classification = 'secret', class_rank = 3",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            prove(raw, f"user:{house['staff'].pk}")
            raw.execute(attack)


def test_no_child_is_put_under_a_hidden_parent(house, raw):
    """A foreign key to a hidden record answers like one to a missing record."""
    with acting(SYSTEM):
        hidden = Instrument.objects.get(code="KS-secret-1").pk
        organisation = Organisation.objects.get(slug="public").pk
    told = []
    for parent in (hidden, "0197a000-0000-7000-8000-000000000000"):
        with pytest.raises(psycopg.Error) as error, raw.transaction():
            prove(raw, f"user:{house['staff'].pk}")
            raw.execute(
                "insert into instruments_party (instrument_id, organisation_id, side, number,"
                " signatory, office, position) values (%s, %s, 'home', '', '', '', 0)",
                [parent, organisation],
            )
        told.append((error.value.sqlstate, str(error.value)))

    assert told[0] == told[1]


def test_a_disabled_user_and_an_ended_role_reach_nothing(house, raw):
    with acting(SYSTEM) as system:
        accounts.set_active(user=house["staff"], by=system, is_active=False)
        accounts.end_role(assignment=house["legal"].assignments.get(), by=system)
    for who, seen in (("staff", 2), ("legal", 0)):  # the disabled is a visitor, the other nobody
        with raw.transaction():
            prove(raw, f"user:{house[who].pk}")
            assert count(raw, "instruments_instrument") == seen


def test_two_requests_on_one_connection_do_not_share_an_identity(house):
    """What a pool does: the same connection serves one person after another."""
    with acting(f"user:{house['legal'].pk}"):
        assert Instrument.objects.count() == 8
    assert Instrument.objects.count() == 0
    with acting(ANONYMOUS):
        assert Instrument.objects.count() == 2


def test_threads_do_not_share_an_identity(house):
    seen = {}

    def look(name, principal):
        with acting(principal):
            seen[name] = Instrument.objects.count()
        django_connection.close()

    threads = [
        threading.Thread(target=look, args=(who, f"user:{house[who].pk}" if who in house else who))
        for who in ("legal", "staff", ANONYMOUS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == {"legal": 8, "staff": 6, ANONYMOUS: 2}
    assert os.getpid()
