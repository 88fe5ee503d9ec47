"""Figures into var/bench.json and docs/performance.md."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from bench.load import Measured

HEAD = """# How fast

Measured by `make bench` (what it does: `bench/__init__.py`). One machine holds load generator,
two web workers, job worker and database, so all share its cores. *Ceiling*: requests a second
that PostgreSQL alone reaches with the very statements of the page (pgbench, prepared, as the
application's user, row-level security on) when the page is made anew, over as many connections; *share* is how much of it
the page reaches. Both are measured by turns, three times each, so that a slow moment of a shared
machine meets both. Staff who see the same are given the same rows for as long as nothing is
entered in the ledger; *anew* is the page of an address that nobody asked for since the last act: nothing
of it is remembered but rows that have not changed and the counts of the whole register. *Amid acts* is
the page while somebody else changes a record four times a second, so that all of it, the counts too, is
brought up to date for each act (decision 0012). Anonymous answers come from the shared memory of `ecoop/config/edge.py`, at
most 5 seconds old, and are asked for as a crowd does (the k-th of the addresses 1/k as often as the
first); the staff go through all of them evenly. Bytes are on the wire, compressed. SQL counts statements without BEGIN and COMMIT. CPU is milliseconds
a request: of the house's processes (web and job workers), and of PostgreSQL.

"""
CASES = """
Targets (issue 3 D): a step recorded within 150 ms in 99 of 100, the board of 500 live cases within
300 ms. *case list* takes turns with every order and state, also all cases at once; *receipt* asks
the public tracker from many places, one try each.
"""
COLUMNS = ("page", "who", "connections", "requests/s", "p50 ms", "p99 ms", "SQL", "bytes",
           "CPU house", "CPU database", "ceiling/s", "share")  # fmt: skip


class Size(NamedTuple):
    """How full the house is: of instruments or of cases, with the entries that these cause."""

    part: str
    count: int
    entries: int = 0


class Round(NamedTuple):
    """One turn: what the load generator saw, CPU seconds of the house and of PostgreSQL, and the
    pages a second of the database alone just before (0 where it is not compared)."""

    run: Measured
    web: float
    database: float
    ceiling: float


def line(scenario, size, connections, rounds: list[Round], *, sql) -> dict:
    """One measurement as it is stored; rates are means over the rounds."""
    run = Measured.together([each.run for each in rounds])
    count = max(1, len(run.times))
    ceiling = sum(each.ceiling for each in rounds) / len(rounds)
    return {
        "part": size.part,
        "size": size.count,
        "entries": size.entries,
        "page": scenario.name,
        "who": scenario.who,
        "connections": connections,
        "per_second": round(run.per_second, 1),
        "p50_ms": round(run.percentile(0.50), 2),
        "p99_ms": round(run.percentile(0.99), 2),
        "sql": sql,
        "bytes": round(run.wire_bytes / count),
        "cpu_web_ms": round(sum(each.web for each in rounds) * 1000 / count, 2),
        "cpu_database_ms": round(sum(each.database for each in rounds) * 1000 / count, 2),
        "ceiling_per_second": round(ceiling, 1) if ceiling else None,
        "share": round(run.per_second / ceiling, 3) if ceiling else None,
        "statuses": run.statuses,
    }


def words(line: dict) -> str:
    share = f"  {line['share']:.0%} of {line['ceiling_per_second']:.0f}/s" if line["share"] else ""
    return (
        f"{line['page']:10} {line['who']:9} x{line['connections']:<2} {line['per_second']:8.1f}/s"
        f"  p50 {line['p50_ms']:7.2f}  p99 {line['p99_ms']:7.2f}  sql {line['sql']:2}"
        f"  {line['bytes']:6} B  cpu {line['cpu_web_ms']:.2f}+{line['cpu_database_ms']:.2f} ms"
        f"{share}  {line['statuses']}"
    )


def write(lines: list[dict], part: str, figures: Path, page: Path) -> None:
    """Write what was measured of one part; of the other stands what was measured last."""
    machine = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": [round(one, 2) for one in os.getloadavg()],
    }
    figures.parent.mkdir(parents=True, exist_ok=True)
    held = json.loads(figures.read_text())["lines"] if figures.exists() else []
    lines = [one for one in held if one.get("part", "instruments") != part] + lines
    figures.write_text(json.dumps({"machine": machine, "lines": lines}, indent=1))
    parts = [HEAD, (f"{machine['at'][:10]}, {machine['cores']} cores, CPython {machine['python']}, "
             f"load of the machine at the end {machine['load'][0]}.\n")]  # fmt: skip
    of = [one for one in lines if one.get("part") != "cases"]
    parts += [
        _table(f"{size:,} instruments", [one for one in of if one["size"] == size])
        for size in sorted({line["size"] for line in of})
    ]
    parts.append(_growth(of))
    if cases := [one for one in lines if one.get("part") == "cases"]:
        title = f"{cases[0]['size']:,} cases, {cases[0]['entries']:,} entries of the ledger"
        parts += [_table(title, cases), CASES]
    page.write_text("".join(parts))


def _table(title: str, lines: list[dict]) -> str:
    head = f"\n## {title}\n\n| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
    return head + "".join(_row(line) for line in lines)


def _row(line: dict) -> str:
    share = f"{line['share']:.0%}" if line["share"] else ""
    cells = (
        line["page"], line["who"], line["connections"], f"{line['per_second']:,.0f}",
        f"{line['p50_ms']:.1f}", f"{line['p99_ms']:.1f}", line["sql"], f"{line['bytes']:,}",
        f"{line['cpu_web_ms']:.2f}", f"{line['cpu_database_ms']:.2f}",
        f"{line['ceiling_per_second']:,.0f}" if line["ceiling_per_second"] else "", share,
    )  # fmt: skip
    return "| " + " | ".join(map(str, cells)) + " |\n"


def _growth(lines: list[dict]) -> str:
    """How much slower ten times as many records make a page (p50 over one connection)."""
    found = {
        (one["page"], one["who"], one["size"]): one["p50_ms"]
        for one in lines
        if one["connections"] == 1
    }
    rows = [
        f"| {page} | {who} | {found[page, who, 500_000] / p50:.2f} |\n"
        for (page, who, size), p50 in found.items()
        if size == 50_000 and p50 and (page, who, 500_000) in found
    ]
    if not rows:
        return ""
    return (
        "\n## From 50,000 to 500,000: p50 grows by\n\n| page | who | times |\n|---|---|---|\n"
        + "".join(rows)
    )
