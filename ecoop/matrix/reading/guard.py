"""The last wall around a hostile file: a child process with ceilings on memory, CPU and time."""

import base64
import datetime as dt
import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from ecoop.matrix.reading.limits import Limits
from ecoop.matrix.reading.refusals import Unreadable

MEMORY_BYTES = 900 * 1024 * 1024
CPU_SECONDS = 27
FAILED = 1  # how Python ends after a fault of ours; ceilings end it by a signal or want of memory
_ROOT = Path(__file__).resolve().parents[3]


def in_child(
    content: bytes,
    *,
    filename: str,
    as_of: dt.date | None,
    mappings: Mapping[str, Mapping[str, str]] | None,
    limits: Limits,
) -> bytes:
    """The reading as JSON, made by a child; raises Unreadable when it refuses, dies or dawdles."""
    order = {
        "content": base64.b64encode(content).decode(),
        "filename": filename,
        "as_of": as_of.isoformat() if as_of else None,
        "mappings": {sheet: dict(columns) for sheet, columns in (mappings or {}).items()},
        "limits": asdict(replace(limits, seconds=min(limits.seconds, CPU_SECONDS - 2))),
    }
    command = [sys.executable, "-m", "ecoop.matrix.reading.child"]
    try:
        done = subprocess.run(  # noqa: S603  # our own module, no shell, no user input in the command
            command,
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd=_ROOT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow") from error
    if done.returncode == FAILED and b"MemoryError" not in done.stderr:
        logging.getLogger(__name__).error(
            "The reader failed:\n%s", done.stderr.decode(errors="replace")
        )
        raise Unreadable("failed")
    if done.returncode != 0:
        raise Unreadable("too_slow")
    if done.stdout.startswith(b'{"refused"'):
        answer = json.loads(done.stdout)
        raise Unreadable(answer["refused"], **answer["values"])
    return done.stdout


def since_start() -> float:
    """Seconds on the clock since this process began; 0.0 where the system does not tell."""
    try:
        told = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    began = int(told.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - began)


def take_ceilings() -> None:
    """Bind this process to the ceilings; for the child only, there is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
