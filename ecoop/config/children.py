"""The processes that `ecoop serve` forks: web server and job worker, once the house is loaded."""

import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL

PARENT_DIED, NAME = 1, 15  # prctl's PR_SET_PDEATHSIG and PR_SET_NAME


class Child:
    """One forked process; `status` is None while it runs."""

    def __init__(self, name: str, work: Callable[[], object]):
        self.status: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(_live(name, work))
        with suppress(OSError):  # both sides do it: the group is there whoever runs first
            os.setpgid(self.pid, self.pid)

    def poll(self) -> int | None:
        """The exit code (negative: the signal) of a child that has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def end(self, *, by: float) -> None:
        """Wait until it has ended; at the instant `by` (monotonic) it is killed with all that it
        started: a worker that was stopped meanwhile would outlive it and hold the port."""
        while self.poll() is None:
            if time.monotonic() > by:
                os.killpg(self.pid, signal.SIGKILL)
            time.sleep(0.05)


def end_with_parent() -> None:
    """Linux: end this process when its parent is killed, so that nothing is left behind."""
    _prctl(PARENT_DIED, signal.SIGTERM)


def _live(name: str, work: Callable[[], object]) -> int:
    os.setpgid(0, 0)  # Ctrl-C reaches the parent only, who ends the children in order
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    _prctl(NAME, f"ecoop-{name}".encode())
    try:
        work()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    except BaseException:  # noqa: BLE001 (the last line of a process: told, then it ends)
        traceback.print_exc()
        return 1
    return 0


def _prctl(what: int, value) -> None:
    with suppress(OSError, AttributeError):
        CDLL(None).prctl(what, value, 0, 0, 0)
