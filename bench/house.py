"""The house under measurement: a home of its own, its processes and their CPU time."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from bench.scenarios import World

ROOT = Path(__file__).resolve().parents[1]
LOG = "bench-server.log"  # stands in every home of a bench
TICKS = os.sysconf("SC_CLK_TCK")


def settle(home: Path) -> int:
    """Set the surroundings for this process and the server; returns the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ |= {
        "ECOOP_HOME": str(home),
        "PORT": str(port),
        "ECOOP_WORKERS": "2",
        "ECOOP_PROXIES": "1",  # those who ask by receipt come from many places
        "ECOOP_DEMO_PASSWORD": secrets.token_urlsafe(12),
        "DJANGO_SETTINGS_MODULE": "ecoop.config.settings",
    }
    for name in ("DATABASE_URL", "DATABASE_APP_URL", "ECOOP_MODE"):
        os.environ.pop(name, None)
    return port


@contextmanager
def serving(home: Path, port: int):
    """The production server with two workers, until it is no longer needed."""
    log = (home / LOG).open("w")
    command = [sys.executable, "-m", "ecoop.config.cli", "serve"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, process_group=0)
    try:
        _wait_until_well(server, port, Path(log.name))
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
        log.close()


def _wait_until_well(server, port: int, log: Path) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            raise SystemExit(f"The server ended:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise SystemExit(f"The server is not well after five minutes:\n{log.read_text()}")


def world(url: str) -> World:
    """A session of the demo staff, and records to ask for (Django must be set up)."""
    import psycopg  # noqa: PLC0415 - after the surroundings are settled
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth import (  # noqa: PLC0415  # noqa: PLC0415
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )

    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415

    with acting(SYSTEM):
        user = get_user_model().objects.get(username="staff")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    with psycopg.connect(url) as connection:
        codes = _column(connection, "select code from instruments_instrument where class_rank = 0"
                        " and withdrawn_at is null order by md5(code) limit 300")  # fmt: skip
        slugs = _column(connection, "select slug from partners_organisation o where class_rank = 0"
                        " and merged_into_id is null and exists (select from instruments_party p"
                        " where p.organisation_id = o.id) order by md5(slug) limit 100")  # fmt: skip
        words = _column(connection, "select split_part(haystack, ' ', 1) from"
                        " instruments_instrument order by md5(code) limit 40")  # fmt: skip
    token = secrets.token_hex(16)  # a browser that has signed in holds both
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; ecoop-csrf={token}"
    return World(cookie, f"user:{user.pk}", token, codes, slugs, words)


def _column(connection, query: str) -> list[str]:
    return [value for (value,) in connection.execute(query)]


class Cpu:
    """CPU seconds used by the house's processes and by PostgreSQL, since this was made."""

    def __init__(self, server_pid: int, home: Path):
        self.server, self.home = server_pid, home
        self.began = self._now()

    def used(self) -> tuple[float, float]:
        return tuple(now - then for now, then in zip(self._now(), self.began, strict=True))

    def _now(self) -> tuple[float, float]:
        postmaster = int(next(self.home.rglob("postmaster.pid")).read_text().split()[0])
        web = database = 0.0
        parents, times = _settled()
        for pid in parents:
            line = _ancestors(pid, parents)
            if postmaster in line:
                database += times[pid][0] + (times[pid][1] if pid == postmaster else 0)
            elif self.server in line:
                web += times[pid][0]
        return web, database


def _settled() -> tuple[dict, dict]:
    """The processes when none came or went while they were read: a connection of the ceiling that
    is just ending would be missed here and counted later, as if the page had used it."""
    before = _processes()
    while (after := _processes())[0] != before[0]:
        time.sleep(0.1)
        before = after
    return after


def _processes() -> tuple[dict, dict]:
    parents, times = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        pid = int(stat.parts[2])
        parents[pid] = int(fields[1])
        own, reaped = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
        times[pid] = (own / TICKS, reaped / TICKS)
    return parents, times


def _ancestors(pid: int, parents: dict) -> set[int]:
    line = set()
    while pid in parents and pid not in line:
        line.add(pid)
        pid = parents[pid]
    return line
