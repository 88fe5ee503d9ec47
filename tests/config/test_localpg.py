"""The private PostgreSQL: on its own, killed, started by several at once."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from ecoop.config.localpg import Cluster, _is_dead

pytestmark = pytest.mark.slow


@pytest.fixture
def home():
    folder = Path(tempfile.mkdtemp(prefix="ecoop-pg-"))
    yield folder
    Cluster(folder).stop("immediate")
    shutil.rmtree(folder)


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def kill_everything(cluster):
    parent = postmaster(cluster)
    children = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True)
    for pid in [parent, *map(int, children.stdout.split())]:
        with contextlib.suppress(ProcessLookupError):  # went with its parent
            os.kill(pid, signal.SIGKILL)


def test_nothing_listens_on_tcp_and_only_the_owner_may_enter(home):
    cluster = Cluster(home)

    cluster.start()

    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show data_checksums").fetchone() == ("on",)
    assert cluster.socket.stat().st_mode & 0o777 == 0o700


def test_what_was_committed_survives_kill_9_of_all(home):
    cluster = Cluster(home)
    cluster.start()
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("create table told (n int)")
    for turn in range(3):
        with psycopg.connect(cluster.url(), autocommit=True) as connection:
            connection.execute("insert into told values (%s)", [turn])
        kill_everything(cluster)

        Cluster(home).start()

    with psycopg.connect(cluster.url()) as connection:
        assert connection.execute("select array_agg(n order by n) from told").fetchone() == (
            [0, 1, 2],
        )


def test_several_who_start_at_once_start_one_server(home):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: Cluster(home).start(), range(4)))

    with psycopg.connect(Cluster(home).url()) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_home_with_a_long_path_has_its_socket_elsewhere(tmp_path):
    cluster = Cluster(tmp_path / ("x" * 100))

    assert len(str(cluster.socket)) < 90
    assert Cluster(tmp_path / ("x" * 100)).socket == cluster.socket


def test_a_lock_whose_number_another_program_now_has_does_not_hinder_the_start(home):
    cluster = Cluster(home)
    cluster.start()
    held = (cluster.data / "postmaster.pid").read_text().split("\n", 1)[1]
    kill_everything(cluster)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{held}")

    Cluster(home).start()

    assert Cluster(home).running()


def test_the_lock_of_an_unreaped_postmaster_is_known_as_dead(tmp_path):
    child = os.fork()
    if child == 0:
        os._exit(0)
    lock = tmp_path / "postmaster.pid"
    lock.write_text(f"{child}\n")
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)

    assert _is_dead(lock)
    os.waitpid(child, 0)
    assert _is_dead(lock)
    assert _is_dead(tmp_path / "none")
