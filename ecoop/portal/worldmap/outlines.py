"""Outlines out of a TopoJSON file, made continuous and cut at the edges of a map."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

Ring = list[tuple[float, float]]


def features(path: Path, layer: str = "countries") -> Iterator[tuple[str, list[Ring]]]:
    """(ISO numeric code or "", rings in degrees) of every country in a TopoJSON file."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"][layer]["geometries"]:
        groups = geometry.get("arcs", [])
        polygons = [groups] if geometry["type"] == "Polygon" else groups
        rings = [_joined(ring, arcs) for polygon in polygons for ring in polygon]
        yield str(geometry.get("id") or ""), rings


def _decoded(arc: Sequence, transform: dict) -> Ring:
    """Absolute degrees of an arc stored as differences of whole steps."""
    (step_x, step_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for right, up in arc:
        x, y = x + right, y + up
        points.append((x * step_x + from_x, y * step_y + from_y))
    return points


def _joined(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """One ring out of its arcs; a negative number is an arc walked backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def placed(ring: Ring, middle: float) -> Iterator[Ring]:
    """`ring` in degrees from the meridian `middle`, cut where the map's edge runs through it.

    A ring that crosses the 180th meridian is first made continuous; one that then reaches over an
    edge of the map is drawn at both edges, each copy cut off at the edge.
    """
    whole = _continuous([(lon - middle, lat) for lon, lat in ring])
    for turn in (-360, 0, 360):
        moved = [(lon + turn, lat) for lon, lat in whole]
        lons = [lon for lon, _ in moved]
        if max(lons) <= -180 or min(lons) >= 180:
            continue
        if min(lons) < -180:
            moved = clipped(moved, 0, -180, keep_above=True)
        if max(lons) > 180:
            moved = clipped(moved, 0, 180, keep_above=False)
        if len(moved) > 3:
            yield moved


def _continuous(ring: Ring) -> Ring:
    turn, last, points = 0, ring[0][0], []
    for lon, lat in ring:
        if abs(lon - last) > 180:
            turn += 360 if lon < last else -360
        last = lon
        points.append((lon + turn, lat))
    return points


def clipped(ring: Ring, axis: int, edge: float, *, keep_above: bool) -> Ring:
    """The part of a ring on one side of a straight edge (Sutherland and Hodgman 1974)."""
    kept: Ring = []
    for before, after in zip([ring[-1], *ring[:-1]], ring, strict=True):
        inside = (after[axis] >= edge) == keep_above
        if inside != ((before[axis] >= edge) == keep_above):
            share = (edge - before[axis]) / (after[axis] - before[axis])
            other = before[1 - axis] + share * (after[1 - axis] - before[1 - axis])
            kept.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            kept.append(after)
    return kept
