"""What a superuser of the database may try, and both verifiers must find.

Every test first shows that the untouched ledger passes, then tampers with the append-only
triggers disabled, as only a superuser or the owner of the tables can.
"""

import hashlib
import shutil
import subprocess
import sys
from argparse import Namespace
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.ledger import checkpoints, commands, keys, sealing
from ecoop.core.ledger.verifier import leaf_hash

VERIFIER = Path(__file__).parents[2] / "tools" / "verify_ledger.py"
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@dataclass
class House:
    """A ledger with its key and its checkpoints, and a superuser at the door."""

    home: Path
    superuser: psycopg.Connection

    @property
    def checkpoints(self) -> Path:
        return self.home / "checkpoints"

    def tamper(self, *statements: str) -> None:
        tables = ("core_entry", "core_seal", "core_batch")
        for table in tables:
            self.superuser.execute(f"alter table {table} disable trigger all")
        for statement in statements:
            self.superuser.execute(statement)
        for table in tables:
            self.superuser.execute(f"alter table {table} enable always trigger append_only")

    def rechain(self) -> None:
        """Seal everything anew, consistently, with the house's own function."""
        self.tamper("delete from core_seal", "delete from core_batch")
        self.superuser.execute("select ecoop.seal_entries(1000000, true)")

    def verdicts(self) -> tuple[int, str, int, str]:
        """(exit code, output) of `ecoop ledger verify` and of the stand-alone verifier."""
        verdict = commands.check(self.checkpoints)
        export = self.home / f"{uuid4()}.jsonl.gz"
        commands.export(Namespace(file=export))
        alone = self.home / "verify_alone.py"
        shutil.copy(VERIFIER, alone)
        run = subprocess.run(
            [sys.executable, "-I", "-S", alone, export, "--checkpoints", self.checkpoints,
             "--key", self.home / "ledger.pub"],
            capture_output=True, text=True, cwd="/",
        )  # fmt: skip
        return (
            int(not verdict.good),
            "\n".join(verdict.lines("en")),
            run.returncode,
            run.stdout.rstrip(),
        )

    def assert_whole(self) -> None:
        code, said, alone_code, alone_said = self.verdicts()
        assert (code, alone_code) == (0, 0), said + alone_said
        assert said == alone_said

    def assert_broken(self, *, seq: int | None, saying: str) -> None:
        code, said, alone_code, alone_said = self.verdicts()
        assert (code, alone_code) == (1, 1), said
        assert said == alone_said
        assert saying in said
        if seq:
            assert said.startswith(f"BROKEN at seq {seq}, id ")


def write(count: int) -> None:
    with acting(SYSTEM) as actor:
        ledger.record_many(
            {"actor": actor, "act": "instrument.revised", "kind": "instrument", "code": f"KS-{n}",
             "record_id": uuid4(), "class_rank": n % 4, "after": {"title": "Nota kesepahaman é"}}
            for n in range(count)
        )  # fmt: skip


def seal(minutes: int = 0) -> None:
    sealing.seal_once()
    sealing.checkpoint_once(now=datetime.now(UTC) + timedelta(minutes=minutes), force=True)


@pytest.fixture
def house(ground, tmp_path, monkeypatch):
    """Forty entries in four batches and checkpoints, the last three not sealed yet."""
    ground.renew()  # ids from 1 on
    monkeypatch.setattr(settings, "CHECKPOINTS", tmp_path / "checkpoints")
    monkeypatch.setattr(settings, "LEDGER_KEY", tmp_path / "ledger.key")
    for minute in range(4):
        write(10)
        seal(minute)
    write(3)
    with ground.superuser() as superuser:
        house = House(tmp_path, superuser)
        house.assert_whole()
        yield house


def test_changed_row_is_named(house):
    house.tamper("update core_entry set body = body || '{\"why\": \"x\"}', why = 'x' where id = 17")

    house.assert_broken(seq=17, saying="content was changed")


def test_changed_column_is_named(house):
    house.tamper("update core_entry set actor_label = 'somebody else' where id = 17")

    house.assert_broken(seq=17, saying="column actor_label differs")


def test_deleted_middle_is_named(house):
    house.tamper("delete from core_entry where id = 17")

    house.assert_broken(seq=17, saying="is gone (deleted)")


def test_deleted_tail_is_named(house):
    house.tamper(
        "delete from core_entry where id > 30",
        "delete from core_seal where seq > 30",
        "delete from core_batch where last_seq > 30",
    )

    house.assert_broken(seq=31, saying="checkpoints attest 40 entries, 30 are left")


def test_two_swapped_are_named(house):
    house.tamper(
        "alter table core_entry alter id drop identity",
        "update core_entry set id = 100000 where id = 12",
        "update core_entry set id = 12 where id = 15",
        "update core_entry set id = 15 where id = 100000",
    )

    house.assert_broken(seq=12, saying="does not fit its seal")


def test_two_swapped_seals_are_named(house):
    house.tamper(
        "update core_seal set entry_id = 100000 where seq = 12",
        "update core_seal set entry_id = 12 where seq = 15",
        "update core_seal set entry_id = 15 where seq = 12",
    )

    house.assert_broken(seq=12, saying="does not fit its seal")


COPY = """insert into core_entry (uid, at, actor_id, actor_label, role, act, kind, record_id, code, why,
    class_rank, seen_by, body, digest, signature, key_id)
    select {uid}, at, actor_id, actor_label, role, act, kind, record_id, code, why, class_rank,
    seen_by, {body}, {digest}, signature, key_id from core_entry where id = 5"""


def test_inserted_invention_is_named(house):
    house.tamper(COPY.format(uid="gen_random_uuid()", body="body", digest="digest"))

    house.assert_broken(seq=None, saying="id 44: column uid differs")


def test_inserted_copy_is_named(house):
    house.tamper(
        "alter table core_entry drop constraint core_entry_uid_key",
        COPY.format(uid="uid", body="body", digest="digest"),
    )

    house.assert_broken(seq=None, saying="id 44: it is a copy")


def test_inserted_and_rechained_is_named(house):
    invention = COPY.format(uid="gen_random_uuid()", body="body", digest="digest")
    invention = invention.replace("(uid,", "(id, uid,").replace(
        "select gen", "overriding system value select 9, gen"
    )
    house.tamper("delete from core_entry where id = 9", invention)
    house.rechain()

    house.assert_broken(seq=9, saying="column uid differs")


def test_truncated_is_named(house):
    house.tamper("truncate core_entry")

    house.assert_broken(seq=1, saying="is gone (deleted)")


def test_all_truncated_is_named(house):
    house.tamper("truncate core_entry", "truncate core_seal", "truncate core_batch")

    house.assert_broken(seq=1, saying="checkpoints attest 40 entries, 0 are left")


def test_changed_and_rechained_is_named(house):
    body = 'body || \'{"why": "x"}\''
    house.tamper(f"update core_entry set body = {body}, why = 'x' where id = 17")
    with house.superuser.cursor() as cursor:
        text = cursor.execute("select body from core_entry where id = 17").fetchone()[0]
    digest = hashlib.sha256(commands.verifier.canonical(text)).hexdigest()
    house.tamper(f"update core_entry set digest = '\\x{digest}' where id = 17")
    house.rechain()

    house.assert_broken(seq=17, saying="its signature is wrong")


def test_deleted_and_rechained_is_named(house):
    house.tamper("delete from core_entry where id = 17")
    house.rechain()

    house.assert_broken(seq=17, saying="attest entry id 17 at this place")


def test_deleted_and_rechained_is_found_without_leaves_too(house):
    house.tamper("delete from core_entry where id = 17")
    house.rechain()
    for leaves in house.checkpoints.glob("leaves-*"):
        leaves.unlink()

    house.assert_broken(seq=20, saying="not what checkpoint checkpoint-00000002.note attests")


def test_old_backup_is_named(house, ground):
    write(5)
    backup(house, "keep")
    write(20)
    seal(9)
    house.assert_whole()

    backup(house, "put back")

    house.assert_broken(seq=41, saying="old backup")


def test_old_backup_with_new_acts_upon_it_is_named(house):
    backup(house, "keep")
    write(20)
    seal(9)
    house.assert_whole()

    backup(house, "put back")
    write(40)
    sealing.seal_once()

    house.assert_broken(seq=44, saying="checkpoints attest entry id")
    with pytest.raises(checkpoints.Forked):
        sealing.checkpoint_once(force=True)


def backup(house, verb):
    """Keep the three tables as they are, or put them back."""
    for table in ("core_entry", "core_seal", "core_batch"):
        if verb == "keep":
            house.superuser.execute(f"create table backup_{table} as table {table}")
            continue
        house.tamper(
            f"truncate {table}",
            f"insert into {table} overriding system value select * from backup_{table}",
        )


def test_emptied_seals_are_found(house):
    house.tamper("truncate core_seal")

    house.assert_broken(seq=1, saying="attest 40 entries")


def test_emptied_batches_are_found(house):
    house.tamper("truncate core_batch")

    house.assert_broken(seq=None, saying="do not end at the same entry")


def test_changed_root_of_a_batch_is_found(house):
    house.tamper("update core_batch set root = sha256('x') where n = 2")

    house.assert_broken(seq=20, saying="root of its batch is wrong")


@pytest.mark.parametrize("column", ["leaf", "chain"])
def test_changed_seal_is_named(house, column):
    house.tamper(f"update core_seal set {column} = sha256('x') where seq = 23")

    house.assert_broken(seq=23, saying="seal" if column == "leaf" else "hash chain")


def test_removed_seal_is_named(house):
    house.tamper("delete from core_seal where seq = 23")

    house.assert_broken(seq=23, saying="its seal is missing")


def test_altered_checkpoint_is_found(house):
    note = house.checkpoints / "checkpoint-00000002.note"
    note.chmod(0o644)
    note.write_text(note.read_text().replace("number 2", "number 3"))

    house.assert_broken(seq=None, saying="checkpoint-00000002.note was altered")


def test_checkpoint_removed_from_the_middle_is_found(house):
    (house.checkpoints / "checkpoint-00000002.note").unlink()

    house.assert_broken(seq=None, saying="checkpoint-00000003.note does not follow")


def test_last_checkpoint_removed_is_found(house):
    (house.checkpoints / "checkpoint-00000004.note").unlink()

    house.assert_broken(seq=None, saying="latest has no file of its own")


def test_last_checkpoint_removed_with_its_copy_is_found(house):
    (house.checkpoints / "checkpoint-00000004.note").unlink()
    (house.checkpoints / "latest").unlink()

    house.assert_broken(seq=None, saying="latest is missing")


def test_all_checkpoints_removed_is_found(house):
    shutil.rmtree(house.checkpoints)
    house.checkpoints.mkdir()

    house.assert_broken(seq=None, saying="there is no checkpoint")


def test_checkpoint_of_a_fork_is_found(house, tmp_path):
    """Two histories, both signed by the key: somebody ran the house twice from one backup."""
    last = checkpoints.newest(house.checkpoints)
    leaf = leaf_hash(99, bytes(32), bytes(64))
    checkpoints.write(
        house.checkpoints, after=last, size=41, root=leaf, leaves=[(99, leaf)], at=datetime.now(UTC)
    )
    sealing.seal_once()

    house.assert_broken(seq=41, saying="not what checkpoint checkpoint-00000005.note attests")


def test_checkpoint_signed_by_another_key_is_found(house, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "LEDGER_KEY", tmp_path / "thief" / "ledger.key")
    last = commands.verifier.read_note(
        (house.checkpoints / "checkpoint-00000004.note").read_bytes(), name="",
        keys=commands.verifier.read_keys((tmp_path / "ledger.pub").read_text()),
    )  # fmt: skip
    checkpoints.write(
        house.checkpoints, after=last, size=40, root=last.root, leaves=[], at=datetime.now(UTC)
    )
    monkeypatch.setattr(settings, "LEDGER_KEY", tmp_path / "ledger.key")

    house.assert_broken(seq=None, saying="checkpoint-00000005.note is signed by an unknown key")


def test_entries_under_an_old_and_a_new_key_pass(house):
    commands.rotate_key(Namespace())
    write(5)
    seal(9)

    house.assert_whole()
    assert len(keys.public_path().read_text().splitlines()) == 2


def test_ledger_in_indonesian_names_the_first_broken_entry(house):
    house.tamper("delete from core_entry where id = 17")

    said = commands.check(house.checkpoints).lines("id")

    assert said[0] == "RUSAK pada seq 17, id 17: entri yang disegel di sini hilang (dihapus)"
