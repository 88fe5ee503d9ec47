"""`ecoop backup FILE` and `ecoop restore FILE`: database, files, keys and checkpoints in one file."""

import argparse
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from ecoop.config import database, environment
from ecoop.config.database import DATABASE
from ecoop.config.localpg import Cluster
from ecoop.config.preparation import Notes
from ecoop.config.serve import sole_instance

DUMP = "database.dump"
FOLDERS = ("files", "keys", "checkpoints")


def backup(arguments: argparse.Namespace) -> None:
    """Write everything of this home into one new file (mode 0600); serving may go on."""
    env = environment.read()
    file: Path = arguments.file
    if file.exists():
        raise SystemExit(f"{file} exists; a backup never overwrites another.")
    cluster = _private(env)
    with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
        dump, half = Path(folder) / DUMP, Path(folder) / "half.tar"
        _tool(cluster, "pg_dump", "-Fc", "-f", str(dump), "-d", cluster.url(database=DATABASE))
        with tarfile.open(half, "w") as archive:
            archive.add(dump, DUMP)
            for name in FOLDERS:
                if (env.home / name).exists():
                    archive.add(env.home / name, name)
        half.chmod(0o600)
        with half.open("rb") as written:
            os.fsync(written.fileno())
        half.rename(file)
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def restore(arguments: argparse.Namespace) -> None:
    """Put a backup in place of this home's database and files; nothing may be serving."""
    env = environment.read()
    with sole_instance(env), tempfile.TemporaryDirectory() as folder:
        with tarfile.open(arguments.file) as archive:
            archive.extractall(folder, filter="data")
        cluster = database.start_private(env)
        try:
            _replace_database(cluster, Path(folder) / DUMP)
            Notes(env).set("demo", "as in the backup")  # the next start adds no demo data
        finally:
            cluster.stop()
        for name in FOLDERS:
            _replace_folder(Path(folder) / name, env.home / name)
    print("Restored. 'ecoop ledger verify' tells whether the ledger is whole.")


def _private(env: environment.Environment) -> Cluster:
    if not env.private_database:
        raise SystemExit(
            "DATABASE_URL names a server of your own: back it up with pg_dump or your server's "
            "tools as a superuser (row-level security hides rows from everybody else), and copy "
            f"{', '.join(FOLDERS)} of {env.home} beside it."
        )
    cluster = Cluster(env.home)
    if not cluster.running():
        raise SystemExit("The database of this home does not run: 'ecoop db start' starts it.")
    return cluster


def _replace_database(cluster: Cluster, dump: Path) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        name = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    database.furnish(cluster.url(), database=DATABASE)
    address = cluster.url(database=DATABASE)
    _tool(
        cluster, "pg_restore", "--exit-on-error", "--single-transaction", "-d", address, str(dump)
    )


def _replace_folder(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.exists():
        target.rename(target.with_name(f"{target.name}.before-restore-{os.getpid()}"))
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _tool(cluster: Cluster, name: str, *arguments: str) -> None:
    done = subprocess.run(
        [str(cluster.bin / name), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name} failed: {done.stderr.strip()[-500:]}")
