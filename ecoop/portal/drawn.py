"""The two maps as a template places them: shapes and marks with the facts of their places."""

import math
from dataclasses import dataclass

from ecoop.desk.mapfacts import MapFacts, PlaceFacts
from ecoop.places.regions import provinces
from ecoop.portal import outlines
from ecoop.portal.worldmap import Sheet

HOME = "ID"


@dataclass(frozen=True)
class Mark:
    """A place on a map in half units of the sheet: an outline to shade, or a circle where it has
    none at this scale or stands for a province."""

    place: PlaceFacts
    shade: int
    path: str = ""
    x: float = 0
    y: float = 0
    radius: float = 0


@dataclass(frozen=True)
class Drawing:
    """`land` bears no link; `home` is Indonesia's outline; `dots` are places without records."""

    width: int
    height: int
    land: str
    home: str
    marks: tuple[Mark, ...]
    dots: tuple[tuple[float, float], ...] = ()


def world_map(facts: MapFacts) -> Drawing:
    """Partner countries shaded by the measure; small states as circles."""
    sheet = outlines.world()
    marks = [
        _country_mark(sheet, place, facts.measure)
        for place in sorted(facts.countries, key=lambda place: place.name.en)
        if place.measured(facts.measure)
    ]
    shaded = {mark.place.code for mark in marks} | {HOME}
    land = "".join(shape.path for iso2, shape in sheet.shapes.items() if iso2 not in shaded)
    return _drawing(sheet, land + sheet.rest, tuple(marks))


def _country_mark(sheet: Sheet, place: PlaceFacts, measure: str) -> Mark:
    shape = sheet.shapes[place.code]
    if shape.path:
        return Mark(place, place.shade(measure), shape.path)
    return Mark(place, place.shade(measure), "", 2 * shape.x, 2 * shape.y, 9)


def home_map(facts: MapFacts) -> Drawing:
    """Provinces as circles at their seats, their areas as the counts; empty ones as dots."""
    sheet = outlines.indonesia()
    counted = {place.code: place for place in facts.provinces if place.measured(facts.measure)}
    marks, dots = [], []
    for province in provinces():
        x, y = (round(2 * at, 1) for at in sheet.place(province.lon, province.lat))
        if province.code in counted:
            place = counted[province.code]
            count = place.measured(facts.measure)
            radius = round(min(70, 12 + 7 * math.sqrt(count)), 1)
            marks.append(Mark(place, place.shade(facts.measure), "", x, y, radius))
        else:
            dots.append((x, y))
    marks.sort(key=lambda mark: -mark.radius)
    land = "".join(shape.path for iso2, shape in sheet.shapes.items() if iso2 != HOME)
    return _drawing(sheet, land, tuple(marks), tuple(dots))


def _drawing(sheet: Sheet, land: str, marks, dots=()) -> Drawing:
    home = sheet.shapes[HOME].path
    return Drawing(2 * sheet.width, 2 * sheet.height, land, home, marks, dots)
