"""The commands of this room; each names the function that runs it."""

from ecoop.core.arguments import a_day

EXPLAIN = (
    "Says what may be recorded in a situation, what may not and why, who must act and by when. "
    "Tracks, steps and fact keys: docs/procedures.md."
)


def add_to(subparsers) -> None:
    procedure = subparsers.add_parser("procedure", help="the lawful way of a cooperation")
    commands = procedure.commands = procedure.add_subparsers(metavar="COMMAND", required=True)
    _explain(commands)
    check = commands.add_parser("check", help="name every fault of procedure files; exit code 1")
    check.add_argument("files", nargs="*", metavar="FILE", help="track files; else those shipped")
    check.add_argument("--json", action="store_true", help="print JSON")
    check.set_defaults(run="ecoop.procedures.console:check")
    graph = commands.add_parser("graph", help="draw a track as SVG")
    graph.add_argument("track", metavar="TRACK", help="its code, or a track file")
    graph.add_argument("--lang", choices=("id", "en"), default="id")
    graph.add_argument("--out", metavar="FILE", help="where to write it; else stdout")
    graph.set_defaults(run="ecoop.procedures.console:graph")
    compare = commands.add_parser("compare", help="say what changed between two track files")
    compare.add_argument("old", metavar="OLD", help="a track's code, or a track file")
    compare.add_argument("new", metavar="NEW")
    compare.add_argument("--lang", choices=("id", "en"), default="id")
    compare.set_defaults(run="ecoop.procedures.console:compare_files")
    listed = commands.add_parser("list", help="the tracks and their versions")
    listed.set_defaults(run="ecoop.procedures.console:show_list")


def _explain(commands) -> None:
    explain = commands.add_parser(
        "explain", help="what may be recorded, and why not the rest", description=EXPLAIN
    )
    explain.add_argument("code", nargs="?", metavar="CODE", help="a case, e.g. KS-2026-0001")
    explain.add_argument("code_step", nargs="?", metavar="STEP", help="only this step")
    explain.add_argument("--track", metavar="TRACK", help="instead of a case: a track")
    explain.add_argument(
        "--facts", metavar="FILE", help="JSON, one situation or a list; - reads stdin"
    )
    explain.add_argument("--on", type=a_day, metavar="DATE", help="YYYY-MM-DD; today if left out")
    explain.add_argument("--step", metavar="STEP", help="only this step")
    explain.add_argument(
        "--with", dest="more", action="append", default=[], metavar="FILE",
        help="also a track file that is not shipped (may be repeated)",
    )  # fmt: skip
    explain.add_argument("--lang", choices=("id", "en"), help="one language instead of both")
    explain.add_argument("--json", action="store_true", help="print JSON")
    explain.set_defaults(run="ecoop.procedures.explain:main")
