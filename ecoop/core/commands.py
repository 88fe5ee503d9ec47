"""Commands of the ground floor: the ledger."""

from pathlib import Path


def add_to(subparsers) -> None:
    ledger = subparsers.add_parser("ledger", help="the append-only record of every act")
    commands = ledger.add_subparsers(metavar="COMMAND", required=True)
    verify = commands.add_parser("verify", help="name the first broken entry; exit code 1 if any")
    verify.add_argument("--checkpoints", type=Path, help="directory (else ECOOP_CHECKPOINTS)")
    verify.add_argument("--lang", choices=("id", "en"), default="en")
    verify.set_defaults(run="ecoop.core.ledger.commands:verify", django=True)
    export = commands.add_parser("export", help="write every entry to FILE (.gz: compressed)")
    export.add_argument("file", type=Path)
    export.set_defaults(run="ecoop.core.ledger.commands:export", django=True)
    seal = commands.add_parser("seal", help="seal and sign a checkpoint now (the worker does it)")
    seal.set_defaults(run="ecoop.core.ledger.commands:seal", django=True)
    rotate = commands.add_parser("rotate-key", help="sign with a new key from now on")
    rotate.set_defaults(run="ecoop.core.ledger.commands:rotate_key", django=True)
