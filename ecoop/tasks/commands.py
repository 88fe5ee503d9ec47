"""The commands of this room."""


def add_to(subparsers) -> None:
    tasks = subparsers.add_parser("tasks", help="what waits for whom")
    commands = tasks.add_subparsers(metavar="COMMAND", required=True)
    remind = commands.add_parser(
        "remind", help="make and send the reminders that are due, as the worker does by itself"
    )
    remind.set_defaults(run="ecoop.tasks.console:remind", django=True)
