"""Where the outlines of the maps lie: among the built assets, else in the npm package."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from ecoop.portal import worldmap

PACKAGE = {
    "outlines/world.json": "world-atlas/countries-110m.json",
    "outlines/indonesia.json": "world-atlas/countries-50m.json",
}


def world() -> worldmap.Sheet:
    return worldmap.world(_file("outlines/world.json"))


def indonesia() -> worldmap.Sheet:
    return worldmap.indonesia(_file("outlines/indonesia.json"))


@cache
def _file(name: str) -> Path:
    manifest = settings.STATIC_ROOT / "manifest.json"
    built = json.loads(manifest.read_text()).get(name) if manifest.exists() else None
    packages = Path(settings.ROOT) / "node_modules"
    return settings.STATIC_ROOT / built if built else packages / PACKAGE[name]
