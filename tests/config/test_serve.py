"""The process tree as people meet it: started, refused twice, killed, started again."""

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from ecoop.config.environment import ROOT
from ecoop.config.localpg import Cluster

pytestmark = pytest.mark.slow


class Instance:
    """One home, served by `ecoop serve` on a free port."""

    def __init__(self, home):
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.env = os.environ | {
            "ECOOP_MODE": "demo", "ECOOP_HOME": str(home), "PORT": str(self.port),
            "ECOOP_DEMO_PASSWORD": "nothing-of-this-is-secret", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        self.env.pop("DJANGO_SETTINGS_MODULE", None)

    def run(self, *arguments, port=None):
        return subprocess.run(
            [sys.executable, "-m", "ecoop.config.cli", *arguments], cwd=ROOT, capture_output=True,
            text=True, env=self.env | {"PORT": str(port or self.port)}, timeout=60,
        )  # fmt: skip

    def start(self):
        self.log = (self.home / "log").open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ecoop.config.cli", "serve"],
            cwd=ROOT, env=self.env, stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        end = time.monotonic() + 180
        while time.monotonic() < end and self.process.poll() is None:
            if self.health()[0] == 200:
                return self
            time.sleep(0.1)
        self.log.close()
        raise AssertionError((self.home / "log").read_text())

    def health(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            return 0, {}

    def tree(self):
        found, rest = [], [self.process.pid]
        while rest:
            found.append(rest.pop())
            told = subprocess.run(["pgrep", "-P", str(found[-1])], capture_output=True, text=True)
            rest += map(int, told.stdout.split())
        return found

    def count(self, table):
        with psycopg.connect(Cluster(self.home).url(database="ecoop")) as connection:
            return connection.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        self.log.close()


@pytest.fixture
def instance():
    home = Path(tempfile.mkdtemp(prefix="ecoop-serve-"))
    made = Instance(home)
    yield made
    if made.process.poll() is None:
        made.stop()
    Cluster(home).stop("immediate")
    shutil.rmtree(home, ignore_errors=True)


def seconds_computed(pid):
    """Processor time that one process has used so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def seconds_to_load(instance):
    """Processor time of a process that only imports what the web server needs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", "import ecoop.config.wsgi, ecoop.config.worker"], cwd=ROOT,
        env=instance.env | {"DJANGO_SETTINGS_MODULE": "ecoop.config.settings"}, check=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def test_serve_survives_kill_9_of_everything_and_stops_clean(instance):
    instance.start()
    before = instance.count("instruments_instrument"), instance.count("accounts_user")
    postmaster = int((instance.home / "pg" / "postmaster.pid").read_text().split()[0])

    second = instance.run("serve")
    assert second.returncode == 1
    assert "serves" in second.stderr
    assert "already" in second.stderr

    for pid in [*instance.tree(), postmaster]:
        with contextlib.suppress(ProcessLookupError):  # went with its parent
            os.kill(pid, signal.SIGKILL)
    instance.process.wait()
    instance.log.close()
    instance.start()

    # a second start loads the house and does nothing else; compared, since machines differ
    assert seconds_computed(instance.process.pid) < 1.6 * seconds_to_load(instance)
    assert before[0] > 50
    assert before == (instance.count("instruments_instrument"), instance.count("accounts_user"))
    tree = instance.tree()
    assert len(tree) >= 4  # itself, the worker, the web server and its workers
    instance.stop()
    assert instance.process.returncode == 0
    assert [pid for pid in tree[1:] if Path(f"/proc/{pid}").exists()] == []
    assert not Cluster(instance.home).running()


def test_a_port_that_is_taken_is_said_plainly(instance):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        instance.process = subprocess.Popen(["true"])
        refused = instance.run("serve", port=taken.getsockname()[1])

    assert refused.returncode == 1
    assert "is not free" in refused.stderr
    assert "Traceback" not in refused.stderr
