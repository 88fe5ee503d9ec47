"""Styles, scripts, fonts and pictures: gathered, named by their content, compressed.

Sources are `ecoop/<room>/static/<room>/...`, under the name `<room>/...`, and the files of npm
packages listed in PACKAGES. In CSS, `url(...)` of another asset is rewritten to its new name.
Needs no Django, so that it can run before anything else.
"""

import gzip
import hashlib
import json
import os
import posixpath
import re
from pathlib import Path

from ecoop.config import environment

HOUSE = environment.ROOT / "ecoop"
MODULES = environment.ROOT / "node_modules"
# Name under /static/ -> file of a package in package-lock.json.
PACKAGES: dict[str, str] = {}
COMPRESSED = {".css", ".js", ".svg", ".json", ".txt", ".webmanifest", ".ico", ".ttf", ".map"}
REFERENCE = re.compile(r"""url\(\s*(['"]?)(?!data:|#|https?:)([^'")?#]+)([?#][^'")]*)?\1\s*\)""")


def build(_: object = None) -> None:
    """Write every asset and the manifest below ECOOP_HOME/static."""
    target = environment.read().static
    sources = dict(sorted(gather().items()))
    manifest: dict[str, str] = {}
    for name in [*(n for n in sources if not n.endswith(".css")), *sources]:
        if name not in manifest:
            content = sources[name].read_bytes()
            if name.endswith(".css"):
                content = _rewritten(name, content.decode(), manifest).encode()
            manifest[name] = _write(target, name, content)
    _replace(target / "manifest.json", json.dumps(manifest, indent=1).encode())
    _sweep(target, manifest)


def gather() -> dict[str, Path]:
    """Every asset by its name under /static/."""
    found = {name: MODULES / path for name, path in PACKAGES.items()}
    missing = [str(path) for path in found.values() if not path.exists()]
    if missing:
        raise SystemExit(f"These files of npm packages are missing: {', '.join(missing)}")
    for folder in sorted(HOUSE.glob("*/static")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path
    return found


def stamp() -> str:
    """A digest that changes when any source of an asset does; reads no file's content."""
    told = [f"{name} {p.stat().st_mtime_ns} {p.stat().st_size}" for name, p in gather().items()]
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def _rewritten(name: str, css: str, manifest: dict[str, str]) -> str:
    folder = posixpath.dirname(name)

    def hashed(match: re.Match) -> str:
        wanted = posixpath.normpath(posixpath.join(folder, match[2].strip()))
        if wanted not in manifest:
            raise SystemExit(f"{name} refers to {match[2]}, which is no asset.")
        return f'url("{posixpath.relpath(manifest[wanted], folder)}{match[3] or ""}")'

    return REFERENCE.sub(hashed, css)


def _write(target: Path, name: str, content: bytes) -> str:
    mark = hashlib.sha256(content).hexdigest()[:10]
    stem, suffix = posixpath.splitext(name)
    hashed = f"{stem}.{mark}{suffix}"
    path = target / hashed
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    if suffix in COMPRESSED and not path.with_name(path.name + ".gz").exists():
        _replace(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
    return hashed


def _replace(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def _sweep(target: Path, manifest: dict[str, str]) -> None:
    kept = {"manifest.json", ".stamp", *manifest.values()}
    kept |= {f"{name}.gz" for name in manifest.values()}
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target).as_posix() not in kept:
            path.unlink()
