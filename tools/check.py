"""`make check`: every gate that needs no database, two at a time; nothing is changed.

python tools/check.py [NAME ...]    all of them, or only those named
"""

import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
PRODUCTION = {
    "ECOOP_MODE": "production",
    "ECOOP_HOSTS": "ecoop.example",
    "ECOOP_SECRET_KEY": "".join(chr(33 + n) for n in range(80)),
    "DATABASE_URL": "postgresql://owner@database.invalid/ecoop",
    "DATABASE_APP_URL": "postgresql://ecoop_app@database.invalid/ecoop",
}
DJANGO = [PYTHON, "-W", "ignore::RuntimeWarning", "-m", "ecoop.config.cli", "django"]
CHECKS = {
    "types": ([BIN / "mypy"], {}),
    "production settings": (
        [*DJANGO, "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    "missing migrations": ([*DJANGO, "makemigrations", "--check", "--dry-run"], {}),
    "format": ([BIN / "ruff", "format", "--check", "-q", "."], {}),
    "lint": ([BIN / "ruff", "check", "-q", "."], {}),
    "import contracts": ([BIN / "lint-imports"], {}),
    "templates": ([PYTHON, "tools/templates.py"], {}),
    "translations": ([PYTHON, "tools/messages.py", "check"], {}),
    "procedures page": ([PYTHON, "tools/procedures.py", "--check"], {}),
    "dependencies": ([BIN / "deptry", "."], {}),
    "locks": ([PYTHON, "tools/check.py", "--locks"], {}),
}


def main(names: list[str]) -> int:
    """Run the checks; the number that failed is the exit code."""
    if names == ["--locks"]:
        return locks()
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        failed = sum(pool.map(_run, names or list(CHECKS)))
    print(f"{failed} failed" if failed else "all well", f"({time.monotonic() - began:.0f} s)")
    return failed


def _run(name: str) -> int:
    command, more = CHECKS[name]
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=os.environ | more, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    mark = "ok  " if done.returncode == 0 else "FAIL"
    told = f"{mark} {name} ({time.monotonic() - began:.1f} s)"
    print(told if done.returncode == 0 else f"{told}\n{done.stdout.rstrip()}", flush=True)
    return int(done.returncode != 0)


def locks() -> int:
    """The lock files pin by hash and name no index, no host and no folder of a machine."""
    faults = []
    for name in ("requirements.txt", "requirements-dev.txt", "tools/uv.txt"):
        text = (ROOT / name).read_text()
        if re.search(r"https?://|--index|--find-links|file:", text):
            faults.append(f"{name} names a place")
        pins = re.findall(r"^[a-zA-Z0-9].*==.*$", text, re.MULTILINE)
        if not pins or any(not line.rstrip().endswith("\\") for line in pins):
            faults.append(f"{name} has a package without a hash")
    npm = (ROOT / "package-lock.json").read_text()
    if '"resolved"' in npm:
        faults.append("package-lock.json names a place (resolved)")
    packages = npm.count('"node_modules/')
    if npm.count('"integrity"') != packages:
        faults.append("package-lock.json has a package without a hash")
    print("\n".join(faults))
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
