"""`ecoop serve`: database, web server and job worker as one foreground process tree."""

import argparse
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ecoop.config import database, environment, preparation
from ecoop.config.children import end_with_parent
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
            house.start()
            house.prepare()
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
        self.commands = {name: command(name) for name in ("web", "worker")}
        self.cluster = database.private_cluster(env) if env.private_database else None
        self.children: dict[str, subprocess.Popen] = {}
        self.falls = dict.fromkeys(self.commands, 0)
        self.due = dict.fromkeys(self.commands, 0.0)

    def start(self) -> None:
        """Load web server and worker; they wait until the database is prepared."""
        for name in self.commands:
            self._spawn(name, "--wait", stdin=subprocess.PIPE)

    def prepare(self) -> None:
        """Start the database, bring it up to date, and let the children go on."""
        if self.env.private_database:
            database.start_private(self.env)
        else:
            database.prepare_given(self.env)
        preparation.make_tables(self.env)
        for child in self.children.values():
            with suppress(BrokenPipeError):  # it fell; `watch` will see
                if child.stdin:
                    child.stdin.write(b"go\n")
                    child.stdin.close()

    def watch(self, stopping: Stopping) -> None:
        """Start again what falls, later each time, until somebody asks to stop."""
        while not stopping.asked:
            time.sleep(0.2)
            for name, child in self.children.items():
                if child.poll() is None:
                    continue
                if self.due[name] == 0:
                    wait = BACKOFF[min(self.falls[name], len(BACKOFF) - 1)]
                    self.falls[name] += 1
                    self.due[name] = time.monotonic() + wait
                    print(f"{name} ended ({child.returncode}); again in {wait} s", flush=True)
                elif time.monotonic() >= self.due[name]:
                    self._spawn(name)
                    self.due[name] = 0

    def stop(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + PATIENCE
        for child in self.children.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
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

    def _spawn(self, name: str, *flags: str, stdin: int = subprocess.DEVNULL) -> None:
        self.children[name] = subprocess.Popen(
            [*self.commands[name], *flags],
            stdin=stdin,
            cwd=environment.ROOT,
            env=os.environ | {"ECOOP_POOL": "1" if name == "web" else "0"},
            process_group=0,
            preexec_fn=end_with_parent,  # noqa: PLW1509 (there are no threads here)
        )


def command(*arguments: str) -> list[str]:
    """An `ecoop` command as a process of its own."""
    return [sys.executable, "-m", "ecoop.config.cli", *arguments]


@contextmanager
def sole_instance(env: Environment) -> Iterator[None]:
    """Refuse a second instance on the same home."""
    env.home.mkdir(parents=True, exist_ok=True)
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
