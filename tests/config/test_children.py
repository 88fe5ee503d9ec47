"""Processes that the house forks end with it, whatever state they are in."""

import os
import signal
import time
from pathlib import Path

import pytest

from ecoop.config.children import Child


def lives(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def family(tmp_path):
    """A child that, like the web server, forks a worker: the worker hears no polite word."""
    note = tmp_path / "worker"

    def work():
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note.write_text(str(os.getpid()))
            time.sleep(60)
            os._exit(0)
        time.sleep(60)

    child = Child("web", work)
    while not (note.exists() and note.read_text()):
        time.sleep(0.02)
    worker = int(note.read_text())
    yield child, worker
    for pid in (child.pid, worker):
        if lives(pid):
            os.kill(pid, signal.SIGKILL)


def test_what_a_child_started_does_not_outlive_it(family):
    """Stopped (SIGSTOP) while the house was asked to end, web workers once held the port."""
    child, worker = family
    for pid in (worker, child.pid):
        os.kill(pid, signal.SIGSTOP)

    child.signal(signal.SIGTERM)
    child.end(by=time.monotonic() + 0.2)

    end = time.monotonic() + 5
    while lives(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not lives(worker)
