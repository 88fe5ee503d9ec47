"""The list of partner countries: which, how much with each, sorted, searched and exported."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ecoop.core.listing import Column, Listing
from ecoop.core.shown import language
from ecoop.core.words import fold
from ecoop.desk.mapfacts import PlaceFacts, map_facts
from ecoop.places.gazetteer import countries, country_of

CODE = Column(key="code", label=_("Country code"))
COLUMNS = (
    Column(key="name", label=_("Country"), is_fixed=True),
    Column(key="instruments", label=_("Instruments"), descends=True, is_number=True),
    Column(key="in_force", label=_("In force"), descends=True, is_number=True),
    Column(key="engagements", label=_("Engagements"), descends=True, is_number=True),
    Column(key="received", label=_("Aid received"), descends=True, is_number=True),
    Column(key="given", label=_("Aid given"), descends=True, is_number=True),
)
CELLS = {
    "code": lambda place: place.code,
    "name": lambda place: place.name.in_(language()),
    "instruments": lambda place: place.instruments,
    "in_force": lambda place: place.in_force,
    "engagements": lambda place: place.engagements,
    "received": lambda place: place.aid.came_in,
    "given": lambda place: place.aid.went_out,
}


def read(params) -> Listing:
    """What the address asks for; countries stand in the order of their names unless it says else."""
    return Listing.read(params, columns=COLUMNS, default_sort="name")


def cell(place: PlaceFacts, key: str) -> Any:
    """What stands in the column `key` of a country."""
    return CELLS[key](place)


def rows(actor, asked: Listing) -> list[PlaceFacts]:
    """The countries of the map's table that the words mean, in the order asked for."""
    found = [each for each in map_facts(actor).countries if _is_meant(each, asked.words)]
    key, descends = asked.order
    found.sort(key=lambda place: fold(cell(place, "name")))
    if key == "name":
        return found[::-1] if descends else found
    return sorted(found, key=CELLS[key], reverse=descends)


def _is_meant(place: PlaceFacts, words: str) -> bool:
    """Whether a text names the country, in full or in part, in either language or by an alias."""
    named = country_of(words) if words else None
    if named:
        return named == place.code
    fact = countries()[place.code]
    names = (fact.iso2, fact.iso3, fact.name_id, fact.name_en, fact.official_en, *fact.aliases)
    return any(fold(words) in fold(name) for name in names)
