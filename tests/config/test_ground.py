"""The tests' own ground: what it promises to every other test."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from ecoop.config.environment import ROOT
from ecoop.core.identity import DOOR, acting
from tests.ground import sweep


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_leaves_nothing_behind(turn):
    with acting(DOOR), connection.cursor() as cursor:
        cursor.execute("select count(*) from accounts_attempt")
        assert cursor.fetchone() == (0,)
        cursor.execute("insert into accounts_attempt values ('left behind', now(), 1)")


@pytest.mark.django_db(transaction=True)
def test_threads_have_connections_of_their_own():
    seen = []

    def look():
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            seen.append(cursor.fetchone())
        connection.close()

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(seen)) == 2


def test_the_network_is_out_of_reach():
    with socket.socket() as outside, pytest.raises(AssertionError, match="reached for the network"):
        outside.connect(("192.0.2.1", 80))


def test_indexes_may_serve_searches_beneath_row_level_security(ground):
    with ground.superuser() as superuser:
        marked = superuser.execute(
            "select proname from pg_proc where proleakproof and proname = any(%s)",
            [["ts_match_vq", "textlike", "arrayoverlap", "word_similarity_commutator_op"]],
        ).fetchall()

    assert len(marked) == 4


@pytest.mark.parametrize("mine", [True, False])
def test_only_own_runs_are_swept_away(tmp_path, monkeypatch, mine):
    home = tmp_path / "ecoop-test-killed"
    home.mkdir()
    (home / ".run.pid").write_text("4194305")  # beyond every number that a process may have
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() if mine else os.geteuid() + 1)

    sweep(tmp_path)

    assert home.exists() is not mine


def test_a_run_never_takes_a_home_that_somebody_exported(tmp_path):
    exported = {"ECOOP_HOME": str(tmp_path), "ECOOP_CHECKPOINTS": str(tmp_path / "checkpoints")}
    told = "import tests.settings as own; print(own.ENV.home, own.CHECKPOINTS, sep='\\n')"
    outside = {key: value for key, value in os.environ.items() if not key.startswith("ECOOP_")}

    run = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, env=outside | exported, check=True,
        capture_output=True, text=True,
    )  # fmt: skip

    home, checkpoints = map(Path, run.stdout.split())
    shutil.rmtree(home)
    assert home.name.startswith("ecoop-test-")
    assert checkpoints.is_relative_to(home)
