"""The commands of this room."""


def add_to(subparsers) -> None:
    places = subparsers.add_parser("places", help="countries and Indonesian regions")
    commands = places.add_subparsers(metavar="COMMAND", required=True)
    load = commands.add_parser("load", help="bring both tables to what the data files say")
    load.set_defaults(run="ecoop.places.report:load", django=True)
