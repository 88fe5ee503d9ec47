"""How the installer `uv` comes to a bare machine. Standard library only.

Taken in this order: a uv that is here already; through pip; through the pip that venv brings;
by hand from the configured package index. Which index that is, is the machine's business:
UV_*, PIP_* and pip.conf are honoured, and the house names none.
"""

import configparser
import hashlib
import html
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
UV = TOOLS / "bin" / "uv"
UV_LOCK = ROOT / "tools" / "uv.txt"
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
}


class Stop(SystemExit):
    """The house cannot be made ready; the message says why in plain words."""


def uv():
    """The path of a working uv."""
    for candidate in (UV, shutil.which("uv")):
        if candidate and works([candidate, "--version"]):
            return candidate
    if works([sys.executable, "-m", "pip", "--version"]):
        pip_install([sys.executable, "-m", "pip"])
    elif works([sys.executable, "-m", "ensurepip", "--version"]):
        subprocess.run([sys.executable, "-m", "venv", TOOLS / "pip"], check=True)
        pip_install([TOOLS / "pip" / "bin" / "python", "-m", "pip"])
    else:
        fetch_uv()
    if not works([UV, "--version"]):
        raise Stop("The installer uv was fetched but does not run on this machine.")
    return UV


def pip_install(pip):
    """uv into .tools, hash-checked; --target is allowed where the system's Python is managed."""
    command = [*pip, "install", "-q", "--disable-pip-version-check", "--no-deps", "--upgrade",
               "--require-hashes", "--target", TOOLS, "-r", UV_LOCK]  # fmt: skip
    if subprocess.run(command, check=False).returncode:
        raise Stop("pip could not fetch the installer uv; the reason stands above.")


def fetch_uv():
    """Without pip: read the index page, take the wheel whose hash is pinned, unpack the binary."""
    lock = UV_LOCK.read_text()
    version = re.search(r"^uv==(\S+)", lock, re.MULTILINE)[1]
    pinned = set(re.findall(r"sha256:([0-9a-f]{64})", lock))
    page = f"{index().rstrip('/')}/uv/"
    links = re.findall(r'<a[^>]+href="([^"]+)"[^>]*>\s*([^<\s]+)\s*</a>', fetch(page).decode())
    for tag in platform_tags():
        for address, name in links:
            if re.fullmatch(rf"uv-{re.escape(version)}-py3-none-{tag}(\..*)?\.whl", name):
                wheel = fetch(urllib.parse.urljoin(page, html.unescape(address)).split("#")[0])
                if hashlib.sha256(wheel).hexdigest() not in pinned:
                    raise Stop(f"{name} is not the file that tools/uv.txt pins.")
                return unpack_uv(wheel)
    raise Stop(f"The package index has no uv {version} for this machine. Install pip, try again.")


def unpack_uv(wheel):
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    member = next(name for name in archive.namelist() if name.endswith("/uv"))
    UV.parent.mkdir(parents=True, exist_ok=True)
    UV.write_bytes(archive.read(member))
    UV.chmod(0o755)


def fetch(address):
    request = urllib.request.Request(address, headers={"User-Agent": "ecoop-bootstrap"})
    try:
        with urllib.request.urlopen(request, timeout=180) as answer:
            return answer.read()
    except OSError as error:
        raise Stop(f"The package index did not answer: {error}") from None


def index():
    """The address of the package index that this machine is set to."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name]
    configured = pip_settings().get("index-url")
    if configured:
        return configured
    raise Stop(
        "This Python has neither pip nor venv, and no package index is set. Install python3-venv "
        "(or python3-pip), or set PIP_INDEX_URL, and run this again."
    )


def platform_tags():
    """Patterns of the wheels that run here, the best first."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if sys.platform == "darwin":
        return [f"macosx.*_{'arm64' if machine == 'aarch64' else machine}"]
    glibc = platform.libc_ver()[0] == "glibc"
    return [rf"manylinux.*_{machine}"] * glibc + [rf"musllinux.*_{machine}"]


def surroundings():
    """The environment for uv: pip's settings under uv's names, where uv's own are not set."""
    env = dict(os.environ)
    given = pip_settings()
    for name, theirs in PIP_TO_UV.items():
        value = env.get(f"PIP_{name.upper().replace('-', '_')}") or given.get(name, "")
        places = " ".join(filter(reachable, value.split()))
        if name == "find-links":
            places = places.replace(" ", ",")
        if places and not env.get(theirs):
            env[theirs] = places
    env.setdefault("UV_PYTHON_DOWNLOADS", "never")
    env.setdefault("UV_SYSTEM_CERTS", "1")
    env.setdefault("UV_HTTP_TIMEOUT", "180")
    env.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")  # the hashes say what is right
    env.pop("VIRTUAL_ENV", None)
    return env


def pip_settings():
    """What pip's configuration files say; a later file wins."""
    home = Path.home()
    files = ["/etc/pip.conf", home / ".pip/pip.conf", home / ".config/pip/pip.conf",
             os.environ.get("PIP_CONFIG_FILE", "")]  # fmt: skip
    said = {}
    for file in filter(None, files):
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read(file)
        except (configparser.Error, OSError):
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                said.update(parser.items(section))
    return said


def reachable(place):
    """Whether a local folder exists; an address on the network is taken on trust."""
    path = place.removeprefix("file://")
    return Path(path).exists() if path.startswith("/") else True


def works(command):
    """Whether a command can be run and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
