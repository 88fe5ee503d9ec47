"""The real server with the demo data, on a loopback port of its own: one for a whole test run."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "what-the-browser-types-7"
PATIENCE = 240  # seconds for a first start on a busy machine
FOREIGN = ("DATABASE_URL", "DATABASE_APP_URL", "ECOOP_SECRET_KEY", "ECOOP_HOSTS", "ECOOP_BIND",
           "ECOOP_POOL", "ECOOP_CHECKPOINTS", "ECOOP_LEDGER_KEY")  # fmt: skip


@dataclass(frozen=True)
class Site:
    """Where the server is, and whose process it is."""

    address: str
    pid: int
    home: str


def at_hand(run: Path) -> Site:
    """The server of this test run; the first worker who asks starts it, the others wait.

    ECOOP_TEST_SITE names one that runs already (with PASSWORD), for whoever changes pages.
    """
    if os.environ.get("ECOOP_TEST_SITE"):
        return Site(os.environ["ECOOP_TEST_SITE"], 0, "")
    run.mkdir(exist_ok=True)
    note = run / ".site.json"
    with (run / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(json.dumps(asdict(_start(run / "site"))))
    return Site(**json.loads(note.read_text()))


def end(run: Path) -> None:
    """Stop the server of this test run, if it had one; its database stops with it."""
    note = run / ".site.json"
    if not note.exists():
        return
    site = Site(**json.loads(note.read_text()))
    try:
        os.kill(site.pid, signal.SIGTERM)
        for _ in range(200):
            os.kill(site.pid, 0)
            time.sleep(0.1)
    except ProcessLookupError:
        return


def surroundings(home: Path | str) -> dict[str, str]:
    """The environment in which the site at `home` runs, but for its port."""
    kept = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    return kept | {
        "ECOOP_MODE": "demo", "ECOOP_HOME": str(home), "ECOOP_DEMO_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "ecoop.config.settings",
    }  # fmt: skip


def _start(home: Path) -> Site:
    port = _free_port()
    home.mkdir(parents=True)
    # The shell leaves at once, so that the server is nobody's zombie when it ends.
    command = f"{sys.executable} -m ecoop.config.cli serve >'{home}/serve.log' 2>&1 & echo $!"
    begun = subprocess.run(
        ["/bin/sh", "-c", command], cwd=ROOT, env=surroundings(home) | {"PORT": str(port)}, check=True,
        stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    site = Site(f"http://127.0.0.1:{port}", int(begun.stdout), str(home))
    _wait(site)
    return site


def _wait(site: Site) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{site.address}/healthz", timeout=5) as answer:  # noqa: S310
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.3)
        try:
            os.kill(site.pid, 0)
        except ProcessLookupError:
            break
    told = (Path(site.home) / "serve.log").read_text()
    raise RuntimeError(f"The server did not come up:\n{told}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
