"""What the commands of ecoop/config/commands.py do."""

import argparse
import sys

from django.core.management import call_command, execute_from_command_line
from django.db import connections

from ecoop.config import database, environment
from ecoop.config.localpg import Cluster


def db_start(_: argparse.Namespace) -> None:
    """Start the home's PostgreSQL and print the application's address."""
    env = environment.read()
    cluster = database.start_private(env)
    print(cluster.url(database.APP, database.DATABASE))


def db_stop(_: argparse.Namespace) -> None:
    """Stop the home's PostgreSQL."""
    Cluster(environment.read().home).stop()


def db_url(arguments: argparse.Namespace) -> None:
    """Print the address for psql: as the application, the owner or the superuser."""
    role = database.OWNER if arguments.owner else database.APP
    role = "postgres" if arguments.super else role
    print(Cluster(environment.read().home).url(role, database.DATABASE))


def migrate(_: argparse.Namespace | None = None) -> None:
    """Bring the database up to date as its owner."""
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    with connections["owner"].cursor() as cursor:  # /healthz compares it with the code
        cursor.execute(f"GRANT SELECT ON django_migrations TO {database.APP}")


def shell(_: argparse.Namespace) -> None:
    call_command("shell")


def django_command(arguments: argparse.Namespace) -> None:
    execute_from_command_line([sys.argv[0], *arguments.rest])
