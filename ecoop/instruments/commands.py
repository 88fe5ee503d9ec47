"""The commands of this room; each names the function that runs it."""

from ecoop.core.arguments import a_day

EXPLAIN = "Says whether an instrument is in force on a day, and why. Keys: docs/clock.md."


def add_to(subparsers) -> None:
    clock = subparsers.add_parser("clock", help="what an instrument's dates mean on a day")
    commands = clock.add_subparsers(metavar="COMMAND", required=True)
    explain = commands.add_parser(
        "explain", help="status on a day, with the reasons", description=EXPLAIN
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a record, e.g. KS-INT-2015-0007")
    explain.add_argument(
        "--facts",
        metavar="FILE",
        help="instead of a record: JSON, one case or a list; - reads stdin",
    )
    explain.add_argument("--on", type=a_day, metavar="DATE", help="YYYY-MM-DD; today if left out")
    explain.add_argument("--lang", choices=("id", "en"), help="one language instead of both")
    explain.add_argument("--json", action="store_true", help="print JSON")
    explain.set_defaults(run="ecoop.instruments.explain:main")
