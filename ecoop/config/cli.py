"""The console command `ecoop`.

A room adds its own commands in `ecoop/<room>/commands.py`:

    def add_to(subparsers):
        read = subparsers.add_parser("read", help="...")
        read.add_argument("file")
        read.set_defaults(run="ecoop.matrix.report:main")            # pure: no Django
        show.set_defaults(run="ecoop.instruments.explain:main", django=True)

`run` names a function that takes the parsed arguments and returns an exit code or None. It is
imported only when it is called, so that every command starts at once; `commands.py` itself
imports nothing but argparse.
"""

import argparse
import importlib
import importlib.util
import os
import sys
from pathlib import Path

ROOMS = (
    "config", "core", "accounts", "places", "documents", "procedures", "partners", "instruments",
    "tasks", "letters", "custody", "engagements", "assistance", "cases", "negotiation", "screening", "matrix",
    "desk", "portal", "api",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecoop.config.settings")
    arguments = _parser().parse_args(argv)
    try:
        if not getattr(arguments, "django", False):
            return _call(arguments)
        database = importlib.import_module("ecoop.config.database")
        with database.at_hand(importlib.import_module("ecoop.config.environment").read()):
            importlib.import_module("django").setup()
            return _call(arguments)
    except BrokenPipeError:  # the reader of a pipe has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _call(arguments: argparse.Namespace) -> int:
    run = arguments.run
    if isinstance(run, str):
        module, name = run.split(":")
        run = getattr(importlib.import_module(module), name)
    return run(arguments) or 0


def group(subparsers, name: str, help: str):
    """The sub-commands of `name`, which several rooms may add to."""
    if name in subparsers.choices:
        return subparsers.choices[name].commands
    parser = subparsers.add_parser(name, help=help)
    parser.commands = parser.add_subparsers(metavar="COMMAND", required=True)
    return parser.commands


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ecoop", description="e-Cooperation on Disaster Management"
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    house = Path(__file__).parents[1]
    for room in ROOMS:
        if (house / room / "commands.py").exists():
            importlib.import_module(f"ecoop.{room}.commands").add_to(subparsers)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
