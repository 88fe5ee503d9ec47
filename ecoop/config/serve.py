"""`ecoop serve`: database, web server and job worker as one foreground process tree."""

import argparse
import fcntl
import importlib
import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ecoop.config import database, environment, preparation
from ecoop.config.children import Child
from ecoop.config.environment import Environment

PATIENCE = 15  # seconds that a child may take to end well
BACKOFF = (1, 2, 5, 10, 30)


class CannotServe(SystemExit):
    """Something else is in the way; the message says what."""


def main(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C or a signal; everything that was started is stopped again."""
    began = time.monotonic()
    env = environment.read()
    stopping = Stopping()
    with sole_instance(env):
        preparation.make_files(env)
        house = House(env)
        try:
            house.prepare()
            house.start()
            if house.wait_until_well(stopping):
                print(preparation.welcome(env), flush=True)
                print(f"(ready in {time.monotonic() - began:.1f} s)", flush=True)
            house.watch(stopping)
        finally:
            house.stop()
    return 0


class Stopping:
    """True once somebody asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._note)

    def _note(self, *_) -> None:
        if not self.asked:
            print("\nStopping ...", flush=True)
        self.asked = True


class House:
    """Database, web server and worker: started together, kept alive, stopped together."""

    def __init__(self, env: Environment):
        self.env = env
        self.cluster = database.private_cluster(env) if env.private_database else None
        self.work: dict[str, Callable] = {}
        self.children: dict[str, Child] = {}
        self.falls: Counter[str] = Counter()
        self.due: dict[str, float] = {}

    def prepare(self) -> None:
        """Start the database and bring it up to date."""
        if self.env.private_database:
            database.start_private(self.env)
        else:
            database.prepare_given(self.env)
        preparation.make_tables(self.env)

    def start(self) -> None:
        """Load the house once, then fork the worker and the web server from it."""
        os.environ["ECOOP_POOL"] = "1"
        importlib.import_module("django").setup()
        for name in ("web", "worker"):
            self.work[name] = importlib.import_module(f"ecoop.config.{name}").main
        for name, work in self.work.items():
            self.children[name] = Child(name, work)

    def watch(self, stopping: Stopping) -> None:
        """Start again what falls, later each time, until somebody asks to stop."""
        while not stopping.asked:
            time.sleep(0.2)
            for name, child in list(self.children.items()):
                if child.poll() is None:
                    continue
                if name not in self.due:
                    wait = BACKOFF[min(self.falls[name], len(BACKOFF) - 1)]
                    self.falls[name] += 1
                    self.due[name] = time.monotonic() + wait
                    print(f"{name} ended ({child.status}); again in {wait} s", flush=True)
                elif time.monotonic() >= self.due[name]:
                    del self.due[name]
                    self.children[name] = Child(name, self.work[name])

    def stop(self) -> None:
        """End the children, then the database of this home."""
        end = time.monotonic() + PATIENCE
        for child in self.children.values():
            child.signal(signal.SIGTERM)
        for child in self.children.values():
            child.end(by=end)
        if self.cluster:
            self.cluster.stop()

    def wait_until_well(self, stopping: Stopping) -> bool:
        """Wait for a healthy answer; False if it does not come within a minute."""
        end, told = time.monotonic() + 60, ""
        while time.monotonic() < end and not stopping.asked:
            status, told = self._health()
            if status == 200:
                return True
            if any(child.poll() is not None for child in self.children.values()):
                time.sleep(0.5)
                return False
            time.sleep(0.1)
        if not stopping.asked:
            print(f"Not well after a minute: {told}", flush=True)
        return False

    def _health(self) -> tuple[int, str]:
        host = f"[{self.env.bind}]" if ":" in self.env.bind else self.env.bind
        address = f"http://{host}:{self.env.port}/healthz"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (own address)
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError as error:
            return 0, str(error)


@contextmanager
def sole_instance(env: Environment) -> Iterator[None]:
    """Refuse a second instance on the same home."""
    env.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = env.home / "serve.pid"
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise CannotServe(
                f"Process {file.read().strip()} serves {env.home} already. Stop it first, "
                "or choose another ECOOP_HOME (and PORT)."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        wait_for_port(env)
        yield
        file.truncate(0)


def wait_for_port(env: Environment) -> None:
    """See that the port is free; one just left by a killed instance becomes so in a moment."""
    family = socket.AF_INET6 if ":" in env.bind else socket.AF_INET
    end = time.monotonic() + 5
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((env.bind, env.port))
            except OSError as error:
                if time.monotonic() > end:
                    raise CannotServe(
                        f"Port {env.port} on {env.bind} is not free ({error.strerror}). "
                        f"Choose another: PORT={env.port + 1} make run"
                    ) from None
            else:
                return
        time.sleep(0.2)
