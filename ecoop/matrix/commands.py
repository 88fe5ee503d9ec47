"""`ecoop matrix ...`; alone: `python -m ecoop.matrix.commands read FILE`."""

import argparse
import datetime as dt
import importlib
import sys
from pathlib import Path
from typing import Any

from ecoop.matrix import db_commands


def add_to(subparsers: Any) -> None:
    """Mount `matrix` with its sub-commands below another program's parser."""
    matrix = subparsers.add_parser("matrix", help="the bureau's Excel matrix of cooperation")
    commands = matrix.add_subparsers(metavar="COMMAND", required=True)
    add_commands(commands)
    db_commands.add_to(commands)


def add_commands(commands: Any) -> None:
    """Mount `read` and `diff` directly; neither needs a database."""
    read = commands.add_parser("read", help="read a matrix and report what was understood")
    read.add_argument("file", type=Path, help="XLSX, XLSM or CSV")
    read.add_argument(
        "--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="day of the statuses"
    )
    read.add_argument("--json", type=Path, metavar="OUT", help="write the records as JSON")
    read.add_argument("--lang", choices=("id", "en"), help="language of the report")
    read.add_argument("--quiet", action="store_true", help="only the summary")
    read.set_defaults(run="ecoop.matrix.reporting:run_read")
    diff = commands.add_parser("diff", help="compare the records of two matrices")
    diff.add_argument("one", type=Path)
    diff.add_argument("two", type=Path)
    diff.add_argument("--lang", choices=("id", "en"), help="language of the report")
    diff.set_defaults(run="ecoop.matrix.reporting:run_diff")


def main(argv: list[str] | None = None) -> int:
    """The commands on their own, without the `ecoop` program."""
    parser = argparse.ArgumentParser(prog="ecoop matrix")
    add_commands(parser.add_subparsers(metavar="COMMAND", required=True))
    given = parser.parse_args(argv)
    module, name = given.run.split(":")
    return int(getattr(importlib.import_module(module), name)(given))


if __name__ == "__main__":
    sys.exit(main())
