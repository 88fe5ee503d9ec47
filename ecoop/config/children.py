"""What a process started by `ecoop serve` does for its parent's sake."""

import argparse
import signal
import sys
from contextlib import suppress
from ctypes import CDLL

PARENT_DIED = 1  # prctl's PR_SET_PDEATHSIG


def end_with_parent() -> None:
    """Linux: end this process when its parent is killed, so that nothing is left behind."""
    with suppress(OSError, AttributeError):
        CDLL(None).prctl(PARENT_DIED, signal.SIGTERM, 0, 0, 0)


def wait_for_go(arguments: argparse.Namespace) -> None:
    """With --wait: loaded and ready, wait for a line of the parent, who prepares the database."""
    if arguments.wait and not sys.stdin.readline():
        raise SystemExit("the parent ended before it said go")
