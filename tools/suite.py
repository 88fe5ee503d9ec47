"""`make test`: the whole suite from nothing. Arguments go to pytest."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


BROWSER = "tests/browser"
# Apart: whoever measures a person's seconds shares the machine with nobody, and a page is looked at
# for minutes while the two workers share what is left of them.
PARTS = (
    ("tests", "--ignore", BROWSER),
    (BROWSER, "-m", "timed", "-n", "1"),
    (BROWSER, "-m", "not timed", "--dist", "worksteal"),
)


def main(arguments: list[str]) -> int:
    """The exit code of pytest; browser tests run where there is a Chromium, after all others."""
    codes = [_run(list(part)) for part in PARTS] if not arguments else [_run(arguments)]
    return next((code for code in codes if code), 0)


def _run(arguments: list[str]) -> int:
    workers = os.environ.get("ECOOP_TEST_WORKERS", str(min(4, os.cpu_count() or 2)))
    command = [sys.executable, "-m", "pytest", "-n", workers, "-q", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
