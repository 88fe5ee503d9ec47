"""Commands that keep the house running; the rooms' own are in their commands.py."""

import argparse
from pathlib import Path


def add_to(subparsers) -> None:
    serve = subparsers.add_parser("serve", help="database, web server and worker, in front")
    serve.set_defaults(run="ecoop.config.serve:main")
    web = subparsers.add_parser("web", help="the web server alone")
    web.set_defaults(run="ecoop.config.web:main", django=True)
    worker = subparsers.add_parser("worker", help="run the jobs and seal the ledger")
    worker.set_defaults(run="ecoop.config.worker:main", django=True)
    _database(subparsers)
    _made_things(subparsers)
    _demo(subparsers)
    _backup(subparsers)
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


def _made_things(subparsers) -> None:
    for name, told, verb, run in (
        ("assets", "styles, scripts and fonts", "build", "ecoop.config.assets:build"),
        ("messages", "translations", "compile", "ecoop.config.catalogues:compile_all"),
    ):
        parser = subparsers.add_parser(name, help=told)
        commands = parser.add_subparsers(metavar="COMMAND", required=True)
        commands.add_parser(verb).set_defaults(run=run)


def _demo(subparsers) -> None:
    parser = subparsers.add_parser("demo", help="the demo's records and accounts")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    load = commands.add_parser("load", help="load the real records that came with the project")
    load.set_defaults(run="ecoop.config.demo.load:main", django=True)
    accounts = commands.add_parser("accounts", help="create the demo accounts, one for each role")
    accounts.add_argument("--remove", action="store_true", help="close them instead")
    accounts.set_defaults(run="ecoop.config.demo.accounts:main", django=True)


def _backup(subparsers) -> None:
    for name, told in (
        ("backup", "database, files, keys and checkpoints into one file"),
        ("restore", "put a backup in place of this home's database and files"),
    ):
        parser = subparsers.add_parser(name, help=told)
        parser.add_argument("file", type=Path)
        parser.set_defaults(run=f"ecoop.config.backup:{name}")
