"""Outlines as short SVG paths on a sheet of whole drawing units."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ecoop.places.gazetteer import countries
from ecoop.portal.worldmap import outlines, projection
from ecoop.portal.worldmap.projection import Point

MIDDLE = 150.0  # the edges then run through the Atlantic, where they cut only Greenland
SOUTH, NORTH = -57.0, 84.0
INDONESIA = (94.0, -11.6, 142.0, 7.0)
NEIGHBOURS = frozenset(("ID", "MY", "SG", "BN", "PH", "TL", "PG", "AU", "TH", "VN", "PW"))


@dataclass(frozen=True)
class Shape:
    """One country: its path, and the point where a mark for it stands."""

    iso2: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Sheet:
    """A drawing of `width` by `height` units; `rest` is land that bears no name here."""

    width: int
    height: int
    shapes: dict[str, Shape]
    rest: str
    place: Callable[[float, float], Point]


@cache
def world(file: Path) -> Sheet:
    """The world at 1:110 million, small states as points only; `file` is countries-110m.json."""

    def flat(lon: float, lat: float) -> Point:
        return projection.equal_earth((lon - MIDDLE + 180) % 360 - 180, lat)

    left, _ = projection.equal_earth(-180, 0)
    _, top = projection.equal_earth(0, NORTH)
    _, bottom = projection.equal_earth(0, SOUTH)
    scale = 1000 / (-2 * left)

    def place(lon: float, lat: float) -> Point:
        x, y = flat(lon, lat)
        return (x - left) * scale, (top - y) * scale

    def drawn(rings: Iterable[outlines.Ring]) -> str:
        parts = [part for ring in rings for part in outlines.placed(ring, MIDDLE)]
        parts = [outlines.clipped(part, 1, SOUTH, keep_above=True) for part in parts if part]
        flattened = [[projection.equal_earth(*point) for point in part] for part in parts]
        return _path([[((x - left) * scale, (top - y) * scale) for x, y in f] for f in flattened])

    found = outlines.features(file)
    return _sheet(found, drawn, place, 1000, round((top - bottom) * scale))


@cache
def indonesia(file: Path) -> Sheet:
    """Indonesia and its neighbours at 1:50 million; `file` is countries-50m.json."""
    west, south, east, north = INDONESIA
    scale = 1000 / (east - west)

    def place(lon: float, lat: float) -> Point:
        return (lon - west) * scale, (north - lat) * scale

    def drawn(rings: Iterable[outlines.Ring]) -> str:
        parts = [part for ring in rings for part in outlines.placed(ring, 0)]
        for axis, edge, above in (
            (0, west, True),
            (0, east, False),
            (1, south, True),
            (1, north, False),
        ):
            parts = [outlines.clipped(part, axis, edge, keep_above=above) for part in parts]
            parts = [part for part in parts if len(part) > 2]
        return _path([[place(*point) for point in part] for part in parts])

    numbers = {countries()[iso2].numeric for iso2 in NEIGHBOURS}
    found = outlines.features(file)
    wanted = ((number, rings) for number, rings in found if number in numbers)
    return _sheet(wanted, drawn, place, 1000, round((north - south) * scale))


def _sheet(found, drawn, place, width: int, height: int) -> Sheet:
    """Paths by country; small states that have none at this scale get an empty path."""
    facts = {fact.numeric: fact for fact in countries().values()}
    paths: dict[str, str] = {}
    rest = ""
    for number, rings in found:
        if number in facts and facts[number].iso2 != "AQ":
            iso2 = facts[number].iso2
            paths[iso2] = paths.get(iso2, "") + drawn(rings)
        elif number not in facts:
            rest += drawn(rings)
    shapes = {
        fact.iso2: Shape(fact.iso2, paths.get(fact.iso2, ""), *_rounded(place(fact.lon, fact.lat)))
        for fact in facts.values()
    }
    return Sheet(width, height, shapes, rest, place)


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _path(rings: Iterable[Iterable[Point]]) -> str:
    """Closed rings in half units: one absolute point each, then steps; specks are left out."""
    written = []
    for ring in rings:
        points = [(round(2 * x), round(2 * y)) for x, y in ring]
        points = [p for p, before in zip(points, [None, *points], strict=False) if p != before]
        if points and points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            continue
        steps = [_step(a[0] - b[0], a[1] - b[1]) for b, a in zip(points, points[1:], strict=False)]
        written.append(f"M{points[0][0]} {points[0][1]}l{''.join(steps).lstrip()}z")
    return "".join(written)


def _step(right: int, down: int) -> str:
    """A step as short as SVG allows: a minus sign parts numbers as well as a space does."""
    first = f"{right}" if right < 0 else f" {right}"
    return first + (f"{down}" if down < 0 else f" {down}")
