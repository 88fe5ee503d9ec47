"""Message catalogues: every room's .po becomes the .mo that gettext reads (made by Babel)."""

import hashlib
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ecoop.config.environment import ROOT


def compile_all(_=None) -> None:
    """Write a .mo beside each .po that is newer."""
    for po in sources():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns > po.stat().st_mtime_ns:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale="id", domain="django")
        half = mo.with_suffix(".mo.half")
        with half.open("wb") as target:
            write_mo(target, catalogue)
        half.replace(mo)


def sources() -> list[Path]:
    return sorted((ROOT / "ecoop").glob("*/locale/*/LC_MESSAGES/django.po"))


def stamp() -> str:
    """A digest that changes when any catalogue does or a compiled one is missing."""
    told = [f"{p} {p.stat().st_mtime_ns} {p.with_suffix('.mo').exists()}" for p in sources()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()
