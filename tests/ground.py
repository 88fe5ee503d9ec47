"""The ground that tests stand on: one throw-away PostgreSQL for each run, one database for each
worker, cloned from a template that the owner has migrated."""

import fcntl
import os
import shutil
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from ecoop.config.database import OWNER, furnish, limit
from ecoop.config.localpg import Cluster
from ecoop.config.upkeep import migrate

TEMPLATE = "template_ecoop"


class Ground:
    """The databases of one test process."""

    def __init__(self, home: Path, worker: str):
        self.home, self.database = home, f"ecoop_{worker}"
        self.cluster = Cluster(home, throwaway=True)

    def lay(self) -> None:
        """Start the cluster, migrate the template unless another worker has, clone it."""
        self.cluster.start()
        with (self.home / ".template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.home / ".template.done"
            if not done.exists():
                furnish(self.cluster.url(), database=TEMPLATE)
                self._point(TEMPLATE)
                migrate()
                connections.close_all()
                done.touch()
        self.renew()

    def renew(self) -> None:
        """A fresh clone of the template in place of this worker's database."""
        connections.close_all()
        names = {
            "fresh": sql.Identifier(self.database),
            "template": sql.Identifier(TEMPLATE),
            "owner": sql.Identifier(OWNER),
        }
        with psycopg.connect(self.cluster.url(), autocommit=True) as connection:
            for command in (
                "DROP DATABASE IF EXISTS {fresh} WITH (FORCE)",
                "CREATE DATABASE {fresh} TEMPLATE {template} OWNER {owner} STRATEGY file_copy",
            ):
                connection.execute(sql.SQL(command).format(**names))
        with self.superuser() as connection:  # rights on a database are not cloned with it
            limit(connection)
        self._point(self.database)

    def superuser(self) -> psycopg.Connection:
        """A superuser's connection to this worker's database: for planting tampering only."""
        return psycopg.connect(self.cluster.url(database=self.database), autocommit=True)

    def _point(self, name: str) -> None:
        for alias in ("default", "owner"):
            connection = connections[alias]
            connection.close()
            connection.settings_dict.update(NAME=name, HOST=str(self.cluster.socket))


def sweep(parent: Path) -> None:
    """Stop and delete the clusters of one's own test runs that were killed; another user's folders
    are theirs, and cannot even be looked into."""
    for home in parent.glob("ecoop-test-*"):
        if home.stat().st_uid != os.getuid():
            continue
        note = home / ".run.pid"
        try:
            os.kill(int(note.read_text()), 0)
        except (OSError, ValueError):
            if note.exists():
                Cluster(home, throwaway=True).stop("immediate")
                shutil.rmtree(home, ignore_errors=True)
