"""The two users of the database: the owner, who migrates, and the application, who owns nothing."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ecoop.config.environment import Environment, Misconfigured, key
from ecoop.config.localpg import MINIMUM, Cluster

DATABASE, OWNER, APP = "ecoop", "ecoop_owner", "ecoop_app"

# Operators of our searches that reveal nothing but their result: see `trust_operators`.
SILENT = (
    "ts_match_vq(tsvector, tsquery)",
    "textlike(text, text)",
    "arrayoverlap(anyarray, anyarray)",
    "arraycontains(anyarray, anyarray)",
    "word_similarity_commutator_op(text, text)",
)
MAKING = ("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)")


@dataclass(frozen=True)
class Address:
    """Where one user of the database connects."""

    user: str
    name: str
    host: str
    port: str = ""
    password: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, url: str) -> "Address":
        try:
            parts = dict(conninfo_to_dict(url))
        except psycopg.ProgrammingError as error:
            raise Misconfigured(f"The address of the database is not understood: {error}") from None
        return cls(
            user=str(parts.pop("user", "")),
            name=str(parts.pop("dbname", DATABASE)),
            host=str(parts.pop("host", "localhost")),
            port=str(parts.pop("port", "")),
            password=str(parts.pop("password", "")),
            options=tuple(sorted((k, str(v)) for k, v in parts.items())),
        )

    def django(self) -> dict:
        """This address as an entry of DATABASES."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": dict(self.options),
        }

    def libpq(self) -> dict:
        """This address as keyword arguments of psycopg.connect."""
        named = {"user": self.user, "dbname": self.name, "host": self.host}
        more = {"port": self.port, "password": self.password}
        return named | {k: v for k, v in more.items() if v} | dict(self.options)


def addresses(env: Environment) -> tuple[Address, Address]:
    """The addresses of (owner, application); nothing is started or asked."""
    if env.private_database:
        socket = str(_recorded_socket(env.home))
        return Address(OWNER, DATABASE, socket), Address(APP, DATABASE, socket)
    owner = Address.parse(env.database_url)
    if env.database_app_url:
        app = Address.parse(env.database_app_url)
        if app.user != APP:
            raise Misconfigured(f"The user of DATABASE_APP_URL must be called {APP}.")
        return owner, app
    app = Address(APP, owner.name, owner.host, owner.port, key(env, "database"), owner.options)
    return owner, app


def private_cluster(env: Environment) -> Cluster:
    """The home's own PostgreSQL, not started; notes where others find its socket."""
    cluster = Cluster(env.home)
    note = env.home / "socket.path"
    env.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not note.exists() or note.read_text() != str(cluster.socket):
        note.write_text(str(cluster.socket))
    return cluster


def start_private(env: Environment) -> Cluster:
    """Start the home's own PostgreSQL and see that both users and the database exist."""
    cluster = private_cluster(env)
    cluster.start()
    furnish(cluster.url(), database=DATABASE)
    return cluster


@contextmanager
def at_hand(env: Environment) -> Iterator[None]:
    """The home's own PostgreSQL for one command: started, and stopped again, unless it runs."""
    if not env.private_database or env.mode == "test" or _answers(env):
        yield
        return
    cluster = start_private(env)
    try:
        yield
    finally:
        cluster.stop()


def furnish(url: str, *, database: str) -> None:
    """Make owner, application user and `database` as superuser `url` of a private cluster."""
    with psycopg.connect(url, autocommit=True) as connection:
        for role in (OWNER, APP):
            _make_role(connection, role)
        if not _one(connection, "SELECT 1 FROM pg_database WHERE datname = %s", database):
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(database), sql.Identifier(OWNER)
                )
            )
    with psycopg.connect(url.replace("/postgres?", f"/{database}?")) as connection:
        limit(connection)
        harden(connection)


def prepare_given(env: Environment) -> None:
    """See that the given server is new enough and knows the application's user."""
    owner, app = addresses(env)
    try:
        connection = psycopg.connect(**owner.libpq(), connect_timeout=10)
    except psycopg.OperationalError as error:
        raise Misconfigured(f"The database of DATABASE_URL does not answer: {error}") from None
    with connection:
        version = connection.info.server_version // 10000
        if version < MINIMUM:
            raise Misconfigured(
                f"DATABASE_URL is PostgreSQL {version}; e-Cooperation needs {MINIMUM} or later."
            )
        if not env.database_app_url:
            _make_role(connection, app.user, password=app.password)
            limit(connection)
        harden(connection)


def harden(connection: psycopg.Connection) -> None:
    """See to what only a superuser may; who is none leaves it to one (docs/settings.md)."""
    for measure in (trust_operators, hide_statements, shut_large_objects):
        with suppress(psycopg.errors.InsufficientPrivilege), connection.transaction():
            measure(connection)


def trust_operators(connection: psycopg.Connection) -> None:
    """Let indexes serve searches under row-level security.

    Beneath a policy PostgreSQL uses an index only for operators marked LEAKPROOF: those that
    tell nothing about their arguments but the result. It has not marked word search, LIKE and the
    overlap of arrays, whose errors never quote a row; unmarked, each search reads every row.
    """
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    for function in SILENT:
        connection.execute(sql.SQL("ALTER FUNCTION {} LEAKPROOF").format(sql.SQL(function)))


def hide_statements(connection: psycopg.Connection) -> None:
    """Let no connection of the application read in pg_stat_activity what another one is doing,
    names and words included."""
    _set(connection, "track_activities", "off")


def shut_large_objects(connection: psycopg.Connection) -> None:
    """Let nobody but a superuser make large objects: the house has none, and they stand outside
    row-level security."""
    for function in MAKING:
        connection.execute(
            sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function))
        )


def _make_role(connection: psycopg.Connection, role: str, *, password: str = "") -> None:
    """Create `role` if there is none; refuse one that could step over row-level security."""
    name = sql.Identifier(role)
    secret = sql.SQL(" PASSWORD {}").format(sql.Literal(password)) if password else sql.SQL("")
    strong = _one(
        connection, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", role
    )
    if strong is None:
        powers = sql.SQL("NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION")
        commands = [
            sql.SQL("CREATE ROLE {} LOGIN {}{}").format(name, powers, secret),
            sql.SQL("ALTER ROLE {} SET lock_timeout = '10s'").format(name),
        ]
    else:
        commands = [sql.SQL("ALTER ROLE {} LOGIN{}").format(name, secret)] if password else []
    if strong and strong[0]:
        raise Misconfigured(f"The role {role} may bypass row-level security; take that away.")
    try:
        for command in commands:
            connection.execute(command)
    except psycopg.errors.InsufficientPrivilege:
        raise Misconfigured(
            f"The user of DATABASE_URL may not create or change the role {role}. Create it "
            "yourself and name it in DATABASE_APP_URL (README, 'In production')."
        ) from None


def limit(connection: psycopg.Connection) -> None:
    """Nobody but the owner makes tables, not even temporary ones: on a connection that is used
    again, one with the name of ours would answer in its place. What the application may do
    with the tables there are, migrations say."""
    database = sql.Identifier(connection.info.dbname)
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database))
    _set(connection, "lock_timeout", "10s")


def _set(connection: psycopg.Connection, name: str, value: str) -> None:
    """Give every session of the application a setting; one that stands is left alone, for of two
    servers that start at once and alter the same role PostgreSQL refuses the second."""
    settings = _one(connection, "SELECT rolconfig FROM pg_roles WHERE rolname = %s", APP)[0]
    if f"{name}={value}" not in (settings or []):
        connection.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(
            sql.Identifier(APP), sql.Identifier(name), sql.Literal(value)))  # fmt: skip


def _one(connection: psycopg.Connection, query: str, *values):
    return connection.execute(query, values).fetchone()


def _answers(env: Environment) -> bool:
    """Whether somebody listens at the socket of this home (quicker than asking PostgreSQL)."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(_recorded_socket(env.home) / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _recorded_socket(home: Path) -> Path:
    note = home / "socket.path"
    return Path(note.read_text().strip()) if note.exists() else home / "socket"
