"""What the database alone could do: the statements of a page, captured from it, under pgbench."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.scenarios import Scenario, World

PROOF = re.compile(r"act_as\(.*\)")
COLON = re.compile(r"(?<!:):(?=[A-Za-z_])")
TPS = re.compile(r"tps = ([\d.]+)")


def statements(scenario: Scenario, world: World, places: Sequence[int]) -> list[list[str]]:
    """The SQL of one request to each of these addresses, as the page sent it (Django must be set up).

    All are asked for twice, so that what the house keeps in memory is there as in service, and told
    of the second time: the proofs of who asks in the statements are good for a minute, which a
    first round over many records may take.
    """
    from django.test import Client  # noqa: PLC0415 - needs Django set up

    client = Client(HTTP_HOST="127.0.0.1")
    if scenario.who == "staff":
        client.cookies.load(world.staff)
    for turn in range(2):
        seen = [_asked(client, scenario, place % len(scenario.paths), turn) for place in places]
    return [[_with_proof(sql, scenario, world) for sql in page] for page in seen]


def _asked(client, scenario: Scenario, place: int, turn: int) -> list[str]:
    """The statements of one request, made anew: no piece of a page is remembered."""
    from django.db import connection, reset_queries  # noqa: PLC0415 - needs Django set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from ecoop.core.remembered import PIECES  # noqa: PLC0415

    PIECES.forget()
    reset_queries()  # the log is full after nine thousand, and then tells of none
    path = scenario.paths[place]
    with CaptureQueriesContext(connection) as captured:
        if scenario.body:
            body = scenario.body[place if scenario.is_paired else turn]
            answer = client.post(path, body.decode(),
                                 content_type="application/x-www-form-urlencoded")  # fmt: skip
        else:
            answer = client.get(path)
    if answer.status_code != scenario.answers:
        raise LookupError(f"{path}: {answer.status_code}")
    if scenario.who == "staff" and not captured.captured_queries:
        raise LookupError(f"{path}: no statement was seen")
    return [query["sql"] for query in captured.captured_queries]


def _with_proof(sql: str, scenario: Scenario, world: World) -> str:
    """The statement that proves who asks is prepared by the house: fill in a proof of this minute."""
    from ecoop.core import identity  # noqa: PLC0415 - needs Django set up

    if not PROOF.search(sql):
        return sql
    principal = world.staff_principal if scenario.who == "staff" else identity.ANONYMOUS
    stamp = int(time.time())
    proof = identity.sign(principal, stamp).hex()
    return PROOF.sub(lambda _: f"act_as('{principal}', {stamp}, '\\x{proof}')", sql)


def per_second(sql: list[list[str]], url: str, *, connections: int, seconds: float) -> float:
    """Pages a second if there were nothing but the database; several variants in equal shares.

    Reads only: a page that writes is measured without its writes being repeated.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, page in enumerate(sql):
            file = Path(folder) / f"{number}.sql"
            file.write_text(";\n".join(_escaped(line) for line in page) + ";\n")
            files += ["-f", f"{file}@1"]
        command = [_pgbench(), "-n", "-M", "prepared", "-c", connections, "-j", 1, "-T", seconds,
                   *files, url]  # fmt: skip
        run = subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, check=False
        )
    found = TPS.search(run.stdout)
    if not found or "ERROR" in run.stderr:
        raise LookupError(run.stderr.strip()[:300] or run.stdout[:300])
    return float(found[1])


def _escaped(statement: str) -> str:
    """One line, without what pgbench would take for a variable (`:name` inside a literal)."""
    flat = " ".join(statement.split())
    parts = flat.split("'")
    for place in range(1, len(parts), 2):
        if COLON.search(parts[place]):
            parts[place] = COLON.sub(":'||'", parts[place])
            parts[place - 1] += "("
            parts[place + 1] = ")" + parts[place + 1]
    return "'".join(parts)


def _pgbench() -> Path:
    from ecoop.config.localpg import Cluster  # noqa: PLC0415 - after the surroundings are settled

    return Cluster(Path(os.environ["ECOOP_HOME"])).bin / "pgbench"
