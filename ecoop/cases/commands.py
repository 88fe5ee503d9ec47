"""The commands of this room; each names the function that runs it."""


def add_to(subparsers) -> None:
    """`ecoop procedure explain CODE` is answered here: the room of procedures knows no case."""
    explain = subparsers.choices["procedure"].commands.choices["explain"]
    explain.set_defaults(run="ecoop.cases.console:explain")
