"""The commands of this room."""


def add_to(subparsers) -> None:
    accounts = subparsers.add_parser("accounts", help="who may sign in")
    commands = accounts.add_subparsers(metavar="COMMAND", required=True)
    opened = commands.add_parser(
        "open", help="open an account (the first administrator's, say) and print its link"
    )
    opened.add_argument("username")
    opened.add_argument("--name", required=True, help="the person's name")
    opened.add_argument("--role", default="admin", help="default: admin")
    opened.add_argument("--unit", help="code of the person's unit, such as PUSDATINKOM")
    opened.add_argument("--email", default="")
    opened.set_defaults(run="ecoop.accounts.console:open_account", django=True)
    link = commands.add_parser("link", help="a new link to choose a password")
    link.add_argument("username")
    link.set_defaults(run="ecoop.accounts.console:new_link", django=True)
