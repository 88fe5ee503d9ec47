"""python -m bench: see the package's first lines. QUICK=1 is shorter, SIZES=1000,50000 chooses."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import case_scenarios, cases, fill, history, house, load, report, scenarios, settled
from bench import ceiling as database

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = (1, 16)
CASE_CONNECTIONS = (1, 4)
CASES = 50_000
CEILING_SECONDS = 4  # of one round; every connection first plans the statements of all addresses
ROUNDS = 3  # ceiling and page by turns, so that a slow moment of the machine meets both
VARIANTS = 24  # addresses of a scenario whose statements make its ceiling, evenly chosen


def main() -> int:
    parts = os.environ.get("PART", "instruments,cases").split(",")
    if len(parts) > 1:  # Django is set up for one home in one process
        runs = [_run(part) for part in parts]
        return max(runs)
    quick = os.environ.get("QUICK") == "1"
    home = Path(os.environ.get("BENCH_HOME") or ROOT / "var" / "bench").resolve()
    if parts[0] == "cases":
        home = home.with_name(f"{home.name}-cases")
    if os.environ.get("KEEP") != "1":
        _clear(home)
    home.mkdir(parents=True, exist_ok=True)
    port = house.settle(home)
    lines: list[dict] = []
    with house.serving(home, port) as server:
        __import__("django").setup()
        measured = _cases if parts[0] == "cases" else _instruments
        for size, found, connections in measured(home, quick=quick):
            lines += _measure(size, found, connections, port, server.pid, home, quick=quick)
            report.write(
                lines, parts[0], ROOT / "var" / "bench.json", ROOT / "docs" / "performance.md"
            )
    return 0


def _clear(home: Path) -> None:
    """Empty the home of an earlier bench; anybody else's is left alone."""
    if home.exists() and any(home.iterdir()) and not (home / house.LOG).exists():
        raise SystemExit(f"{home} is no home of a bench. Give BENCH_HOME an empty or a new folder.")
    shutil.rmtree(home, ignore_errors=True)


def _run(part: str) -> int:
    command = [sys.executable, "-m", "bench"]
    return subprocess.run(command, env=os.environ | {"PART": part}, check=False).returncode


def _instruments(home: Path, *, quick: bool):
    """Fill step by step; gives (size, the world with its scenarios, over how many connections)."""
    super_url, _ = _addresses(home)
    sizes = [int(size) for size in os.environ.get("SIZES", "").split(",") if size]
    fill.originals()
    settled.settle()
    for size in sizes or ([1_000, 50_000] if quick else [1_000, 50_000, 500_000]):
        began = time.monotonic()
        fill.multiply(super_url, size)
        print(f"{size:,} instruments (filled in {time.monotonic() - began:.0f} s)", flush=True)
        world = house.world(super_url)
        yield report.Size("instruments", size), (world, scenarios.all_of(world)), CONNECTIONS


def _cases(home: Path, *, quick: bool):
    """The same for cases, with the entries of the ledger that they cause."""
    super_url, _ = _addresses(home)
    size, began = int(os.environ.get("CASES", CASES)), time.monotonic()
    fill.originals()
    walked = cases.originals()
    print(f"{len(walked)} cases walked ({time.monotonic() - began:.0f} s)", flush=True)
    cases.multiply(super_url, walked, size)
    cases.propose(super_url)
    held = cases.entries_of(super_url)
    print(f"{size:,} cases, {held:,} entries ({time.monotonic() - began:.0f} s)", flush=True)
    compared, wrong = history.differing(super_url, datetime.now(UTC).date())
    print(f"days by stage and side: {compared:,} cases, {len(wrong)} differ", flush=True)
    world = house.world(super_url)
    found = case_scenarios.all_of(world, case_scenarios.world_of(world.csrf))
    yield report.Size("cases", size, held), (world, found), CASE_CONNECTIONS


def _addresses(home: Path) -> tuple[str, str]:
    from ecoop.config import database  # noqa: PLC0415 - after the surroundings are settled
    from ecoop.config.localpg import Cluster  # noqa: PLC0415

    cluster = Cluster(home)
    return (
        cluster.url("postgres", database.DATABASE),
        cluster.url(database.APP, database.DATABASE),
    )


def _measure(size, found, connections_of, port, server, home, *, quick) -> list[dict]:
    seconds = 1.5 if quick else 3.0
    world, asked = found
    lines = []
    for scenario in asked:
        try:
            pages = _statements_of(scenario, world)
        except LookupError as error:
            print(f"  {scenario.name} ({scenario.who}): left out: {error}", flush=True)
            continue
        _warm(scenario, port)
        for connections in connections_of:
            turns = ROUNDS if _has_ceiling(scenario) or size.part == "cases" else 1
            rounds = [
                _round(scenario, world, connections, seconds, port, server, home)
                for _ in range(turns)
            ]
            line = report.line(scenario, size, connections, rounds, sql=_most(pages))
            lines.append(line)
            print("  " + report.words(line), flush=True)
    return lines


def _round(scenario, world, connections, seconds, port, server, home) -> report.Round:
    ceiling, (_, app_url), cpu = 0.0, _addresses(home), house.Cpu(server, home)
    if _has_ceiling(scenario):
        fresh = _statements_of(scenario, world)  # the proof of who asks is good for a minute
        ceiling = database.per_second(
            fresh, app_url, connections=connections, seconds=CEILING_SECONDS
        )
    before = cpu.used()
    run = load.drive(
        port, scenario.make, connections=connections, seconds=seconds, acts=scenario.acts
    )
    web, base = (now - then for now, then in zip(cpu.used(), before, strict=True))
    return report.Round(run, web, base, ceiling)


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
    return database.statements(scenario, world, places)


def _most(pages: list[list[str]]) -> int:
    """The most statements that one of the pages needs, BEGIN and COMMIT not counted."""
    return max(sum(line not in {"BEGIN", "COMMIT"} for line in page) for page in pages)


def _has_ceiling(scenario) -> bool:
    """Reads of the staff are compared with the database; the others come from memory or write."""
    return scenario.who == "staff" and not scenario.body


if __name__ == "__main__":
    sys.exit(main())
