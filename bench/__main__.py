"""python -m bench: see the package's first lines. QUICK=1 is shorter, SIZES=1000,50000 chooses."""

import os
import shutil
import sys
import time
from pathlib import Path

from bench import ceiling as database
from bench import fill, house, load, report, scenarios

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = (1, 16)
CEILING_SECONDS = 4  # of one round; every connection first plans the statements of all addresses
ROUNDS = 3  # ceiling and page by turns, so that a slow moment of the machine meets both
VARIANTS = 24  # addresses of a scenario whose statements make its ceiling, evenly chosen


def main() -> int:
    quick = os.environ.get("QUICK") == "1"
    sizes = [int(size) for size in os.environ.get("SIZES", "").split(",") if size]
    sizes = sizes or ([1_000, 50_000] if quick else [1_000, 50_000, 500_000])
    home = Path(os.environ.get("BENCH_HOME") or ROOT / "var" / "bench").resolve()
    if os.environ.get("KEEP") != "1":
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True, exist_ok=True)
    port = house.settle(home)
    lines = []
    with house.serving(home, port) as server:
        __import__("django").setup()
        super_url, app_url = _addresses(home)
        fill.originals()
        for size in sizes:
            began = time.monotonic()
            fill.multiply(super_url, size)
            print(f"{size:,} instruments (filled in {time.monotonic() - began:.0f} s)", flush=True)
            lines += _measure(size, home, port, server.pid, app_url, super_url, quick=quick)
            report.write(lines, ROOT / "var" / "bench.json", ROOT / "docs" / "performance.md")
    return 0


def _addresses(home: Path) -> tuple[str, str]:
    from ecoop.config import database  # noqa: PLC0415 - after the surroundings are settled
    from ecoop.config.localpg import Cluster  # noqa: PLC0415

    cluster = Cluster(home)
    return (
        cluster.url("postgres", database.DATABASE),
        cluster.url(database.APP, database.DATABASE),
    )


def _measure(size, home, port, server, app_url, super_url, *, quick) -> list[dict]:
    seconds = 1.5 if quick else 3.0
    world = house.world(super_url)
    lines = []
    for scenario in scenarios.all_of(world):
        try:
            pages = _statements_of(scenario, world)
        except LookupError as error:
            print(f"  {scenario.name} ({scenario.who}): left out: {error}", flush=True)
            continue
        _warm(scenario, port)
        for connections in CONNECTIONS:
            rounds = [
                _round(
                    scenario, world, connections, seconds, port, app_url, house.Cpu(server, home)
                )
                for _ in range(ROUNDS if _has_ceiling(scenario) else 1)
            ]
            line = report.line(scenario, size, connections, rounds, sql=_most(pages))
            lines.append(line)
            print("  " + report.words(line), flush=True)
    return lines


def _round(scenario, world, connections, seconds, port, app_url, cpu) -> report.Round:
    ceiling = 0.0
    if _has_ceiling(scenario):
        fresh = _statements_of(scenario, world)  # the proof of who asks is good for a minute
        ceiling = database.per_second(
            fresh, app_url, connections=connections, seconds=CEILING_SECONDS
        )
    before = cpu.used()
    run = load.drive(port, scenario.make, connections=connections, seconds=seconds)
    web, server = (now - then for now, then in zip(cpu.used(), before, strict=True))
    return report.Round(run, web, server, ceiling)


def _warm(scenario, port) -> None:
    """Ask for every address so often that each connection to the database has its plans, as the
    ceiling's connections have, and both workers have counted what they count once for each state
    of the ledger; half a minute at most."""
    if scenario.body:
        return
    wanted, asked = 24 * len(scenario.paths), 0
    for _ in range(15):
        asked += len(load.drive(port, scenario.make, connections=8, seconds=2.0).times)
        if asked >= wanted:
            return


def _statements_of(scenario, world) -> list[list[str]]:
    """The statements of a request to each of some addresses."""
    step = max(1, len(scenario.paths) // VARIANTS)
    places = range(0, len(scenario.paths), step) if not scenario.body else (0, 5, 17)
    return [database.statements(scenario, world, place=place) for place in places]


def _most(pages: list[list[str]]) -> int:
    """The most statements that one of the pages needs, BEGIN and COMMIT not counted."""
    return max(sum(line not in {"BEGIN", "COMMIT"} for line in page) for page in pages)


def _has_ceiling(scenario) -> bool:
    """Reads of the staff are compared with the database; the others come from memory or write."""
    return scenario.who == "staff" and not scenario.body


if __name__ == "__main__":
    sys.exit(main())
