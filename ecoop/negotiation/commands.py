"""`ecoop negotiation`: parity and clauses of texts in files, without a database."""


def add_to(subparsers) -> None:
    parser = subparsers.add_parser("negotiation", help="texts by article: parity and clauses")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    parity = commands.add_parser(
        "parity", help="say where two languages of a text differ; exit code 1 if anywhere"
    )
    parity.add_argument(
        "files", nargs="+", metavar="FILE",
        help="one bilingual DOCX or text file, or two: Indonesian first, then the other language",
    )  # fmt: skip
    _form(parity)
    parity.set_defaults(run="ecoop.negotiation.console:parity")
    clauses = commands.add_parser(
        "clauses", help="say which clauses a text should have, has, or has weakly"
    )
    clauses.add_argument("file", metavar="FILE")
    clauses.add_argument(
        "--kind", default="mou", help="mou, pks, implementing_arrangement, grant ..."
    )
    clauses.add_argument("--foreign", action="store_true", help="one party is foreign")
    clauses.add_argument("--ingo", action="store_true", help="one party is a foreign NGO")
    clauses.add_argument("--university", action="store_true", help="one party is a university")
    _form(clauses)
    clauses.set_defaults(run="ecoop.negotiation.console:clauses")


def _form(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--lang", choices=("id", "en"), help="one language instead of both")
