"""Commands that keep the house running; the rooms' own are in their commands.py."""

import argparse


def add_to(subparsers) -> None:
    _database(subparsers)
    migrate = subparsers.add_parser("migrate", help="bring the database up to date, as its owner")
    migrate.set_defaults(run="ecoop.config.upkeep:migrate", django=True)
    shell = subparsers.add_parser("shell", help="a Python shell with the house loaded")
    shell.set_defaults(run="ecoop.config.upkeep:shell", django=True)
    django = subparsers.add_parser("django", help="any command of Django's, e.g. makemigrations")
    django.add_argument("rest", nargs=argparse.REMAINDER)
    django.set_defaults(run="ecoop.config.upkeep:django_command")


def _database(subparsers) -> None:
    parser = subparsers.add_parser("db", help="the private PostgreSQL of this home")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, told in (
        ("start", "start it, and make it the first time"),
        ("stop", "stop it"),
        ("url", "print its address (--owner, --super: as another user)"),
    ):
        command = commands.add_parser(name, help=told)
        command.set_defaults(run=f"ecoop.config.upkeep:db_{name}")
    command.add_argument("--owner", action="store_true")
    command.add_argument("--super", action="store_true")
