"""Outlines as SVG, without a server."""

import gzip
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoop.portal import worldmap
from ecoop.portal.worldmap import outlines, projection

PACKAGE = Path(__file__).parents[2] / "node_modules" / "world-atlas"
WORLD = PACKAGE / "countries-110m.json"
NEAR = PACKAGE / "countries-50m.json"
needs_package = pytest.mark.skipif(not WORLD.exists(), reason="the npm packages are not installed")


def test_equal_earth_agrees_with_published_values():
    """The edge of the map: x = 2.7066 radii at the equator, y = 1.3173 at the pole."""
    x, _ = projection.equal_earth(180, 0)
    _, y = projection.equal_earth(0, 90)

    assert x == pytest.approx(2.7066, abs=1e-3)
    assert y == pytest.approx(1.3173, abs=1e-3)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_equal_earth_keeps_areas(lon, lat):
    size = 0.01
    (x1, y1), (x2, _) = projection.equal_earth(lon, lat), projection.equal_earth(lon + size, lat)
    _, y2 = projection.equal_earth(lon, lat + size)

    drawn = (x2 - x1) * (y2 - y1)
    true = math.radians(size) ** 2 * math.cos(math.radians(lat + size / 2))

    assert drawn == pytest.approx(true, rel=2e-2)


def test_a_ring_over_the_180th_meridian_is_drawn_at_both_edges():
    ring = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0), (170.0, 0.0)]

    parts = list(outlines.placed(ring, 0))

    assert len(parts) == 2
    assert {min(lon for lon, _ in part) for part in parts} == {-180.0, 170.0}
    assert {max(lon for lon, _ in part) for part in parts} == {-170.0, 180.0}


def test_a_ring_over_the_180th_meridian_is_whole_on_a_map_of_the_pacific():
    ring = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0), (170.0, 0.0)]

    parts = list(outlines.placed(ring, 150))

    assert [sorted({lon for lon, _ in part}) for part in parts] == [[20.0, 40.0]]


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12))
def test_what_is_clipped_stays_on_its_side(ring):
    kept = outlines.clipped(ring, 0, 5.0, keep_above=True)

    assert all(lon >= 5.0 for lon, _ in kept)
    assert {point for point in ring if point[0] >= 5.0} <= set(kept)


@needs_package
def test_the_world_is_small_and_whole():
    sheet = worldmap.world(WORLD)
    paths = "".join(shape.path for shape in sheet.shapes.values())

    assert len(gzip.compress(paths.encode())) < 25_000
    assert len(sheet.shapes) == 249
    assert sum(1 for shape in sheet.shapes.values() if shape.path) > 165
    assert "nan" not in paths
    assert 0 < sheet.shapes["ID"].x < sheet.shapes["US"].x < sheet.width
    assert sheet.shapes["NZ"].y > sheet.shapes["JP"].y > sheet.shapes["RU"].y


@needs_package
def test_no_step_of_the_world_crosses_the_sheet():
    """An outline that is not cut at the edge would run a line through the whole map."""
    sheet = worldmap.world(WORLD)

    for shape in sheet.shapes.values():
        for part in shape.path.replace("-", " -").split("M")[1:]:
            numbers = [int(n) for n in part.replace("l", " ").replace("z", "").split()]
            steps = numbers[2::2]
            assert max(map(abs, steps), default=0) < sheet.width / 2


@needs_package
def test_indonesia_is_small_and_holds_its_seats():
    sheet = worldmap.indonesia(NEAR)
    paths = "".join(shape.path for shape in sheet.shapes.values())

    assert len(gzip.compress(paths.encode())) < 12_000
    x, y = sheet.place(106.83, -6.18)
    assert 0 < x < sheet.width
    assert 0 < y < sheet.height
