"""`ecoop matrix import` and `ecoop matrix export`: only their arguments, so that this starts at once;
`transfers` runs them."""

import datetime as dt
from pathlib import Path
from typing import Any


def add_to(commands: Any) -> None:
    """Mount `import` and `export` beside `read` and `diff`."""
    bring = commands.add_parser("import", help="bring a matrix into the register")
    bring.add_argument("file", type=Path, help="XLSX, XLSM or CSV")
    bring.add_argument("--as", dest="username", required=True, metavar="USERNAME",
                       help="whose act it is: somebody of the bureau")  # fmt: skip
    bring.add_argument("--confirm", action="store_true", help="put it into the register at once")
    bring.add_argument("--as-of", type=dt.date.fromisoformat, metavar="YYYY-MM-DD",
                       help="day for which the statuses hold")  # fmt: skip
    bring.add_argument("--lang", choices=("id", "en"), help="language of what is said")
    bring.set_defaults(run="ecoop.matrix.transfers:bring_in", django=True)
    export = commands.add_parser("export", help="write the register in the bureau's layout")
    export.add_argument("file", type=Path, help="the XLSX file to write")
    export.add_argument("--as", dest="username", metavar="USERNAME",
                        help="what this person may see; without it, everything")  # fmt: skip
    export.add_argument("--lang", choices=("id", "en"), help="language of what is said")
    export.set_defaults(run="ecoop.matrix.transfers:export", django=True)
