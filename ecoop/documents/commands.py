"""`ecoop files`: the store of attached files."""


def add_to(subparsers) -> None:
    files = subparsers.add_parser("files", help="the store of attached files")
    commands = files.add_subparsers(metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="compare every stored file with its hash and its row")
    check.set_defaults(run="ecoop.documents.checking:main", django=True)
