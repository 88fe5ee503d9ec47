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
PACKAGES: dict[str, str] = {
    "outlines/world.json": "world-atlas/countries-110m.json",
    "outlines/indonesia.json": "world-atlas/countries-50m.json",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "fonts/source-sans-3.woff2": (
        "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2"
    ),
}
# Packages whose work pages show; the about page names them with their licences.
SHOWN = ("htmx.org", "@fontsource-variable/source-sans-3", "world-atlas")
# Name -> folder whose files become one, in the order of their names.
BUNDLES = {"ecoop/ecoop.css": "ecoop/css"}
COMPRESSED = {".css", ".js", ".svg", ".json", ".txt", ".webmanifest", ".ico", ".ttf", ".map"}
REFERENCE = re.compile(r"""url\(\s*(['"]?)(?!data:|#|https?:)([^'")?#]+)([?#][^'")]*)?\1\s*\)""")


def build(_: object = None) -> None:
    """Write every asset and the manifest below ECOOP_HOME/static."""
    target = environment.read().static
    sources = dict(sorted(gather().items()))
    manifest: dict[str, str] = {}
    for name in [*(n for n in sources if not n.endswith(".css")), *sources]:
        if name not in manifest:
            content = _content(sources[name])
            if name.endswith(".css"):
                content = _rewritten(name, _slim(content.decode()), manifest).encode()
            manifest[name] = _write(target, name, content)
    _replace(target / "licences.json", json.dumps(licences(), ensure_ascii=False).encode())
    _replace(target / "manifest.json", json.dumps(manifest, indent=1).encode())
    _sweep(target, manifest)


def gather() -> dict[str, Path | tuple[Path, ...]]:
    """Every asset by its name under /static/; a bundle has several files."""
    found: dict[str, Path | tuple[Path, ...]] = {
        name: MODULES / path for name, path in PACKAGES.items()
    }
    missing = [path for path in PACKAGES.values() if not (MODULES / path).exists()]
    if missing:
        raise SystemExit(f"These files of npm packages are missing: {', '.join(missing)}")
    for folder in sorted(HOUSE.glob("*/static")):
        for path in sorted(folder.rglob("*")):
            if (
                path.is_file()
                and path.parent.relative_to(folder).as_posix() not in BUNDLES.values()
            ):
                found[path.relative_to(folder).as_posix()] = path
    for name, inside in BUNDLES.items():
        found[name] = tuple(sorted((HOUSE / "core/static" / inside).glob("*.css")))
    return found


def licences() -> list[dict[str, str]]:
    """Name, version, licence and its text for every package whose work pages show."""
    found = []
    for name in SHOWN:
        folder = MODULES / name
        about = json.loads((folder / "package.json").read_text())
        text = [p for p in sorted(folder.iterdir()) if p.name.upper().startswith("LICEN")]
        found.append(
            {
                "name": name,
                "version": about["version"],
                "licence": about.get("license", ""),
                "text": text[0].read_text() if text else "",
            }
        )
    return found


def stamp() -> str:
    """A digest that changes when any source of an asset does; reads no file's content."""
    told = [
        f"{name} {path.stat().st_mtime_ns} {path.stat().st_size}"
        for name, source in gather().items()
        for path in (source if isinstance(source, tuple) else (source,))
    ]
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def _content(source: Path | tuple[Path, ...]) -> bytes:
    paths = source if isinstance(source, tuple) else (source,)
    return b"".join(path.read_bytes() for path in paths)


def _slim(css: str) -> str:
    """A stylesheet without comments and needless blanks."""
    css = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()


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
        _replace(path, content)
    if suffix in COMPRESSED and not path.with_name(path.name + ".gz").exists():
        _replace(path.with_name(path.name + ".gz"), gzip.compress(content, 9, mtime=0))
    return hashed


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def _sweep(target: Path, manifest: dict[str, str]) -> None:
    kept = {"manifest.json", "licences.json", ".stamp", *manifest.values()}
    kept |= {f"{name}.gz" for name in manifest.values()}
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target).as_posix() not in kept:
            path.unlink()
