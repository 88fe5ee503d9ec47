"""Cooperation by country for machines: the same rows as the public list of countries and the map."""

from dataclasses import dataclass

from ecoop.desk.mapfacts import HOME, PlaceFacts, map_facts
from ecoop.places.gazetteer import countries
from ecoop.places.names import country_names


@dataclass(frozen=True)
class CountryRow:
    """One country of ISO 3166-1 with how much the asker may see with it."""

    iso2: str
    iso3: str
    name_id: str
    name_en: str
    instruments: int
    in_force: int
    engagements: int
    aid_received: int
    aid_given: int


def every(actor) -> list[CountryRow]:
    """The partner countries with anything, by code."""
    return sorted(map(_row, map_facts(actor).countries), key=lambda row: row.iso2)


def one(actor, iso2: str) -> CountryRow | None:
    """Any country, with noughts where there is nothing; None for a code that ISO 3166-1 lacks."""
    if iso2 not in countries():
        return None
    facts = map_facts(actor)
    found = facts.home if iso2 == HOME else facts.country(iso2)
    return _row(found or PlaceFacts(iso2, country_names()[iso2]))


def _row(place: PlaceFacts) -> CountryRow:
    return CountryRow(
        place.code, countries()[place.code].iso3, place.name.id, place.name.en,
        place.instruments, place.in_force, place.engagements,
        place.aid.came_in, place.aid.went_out,
    )  # fmt: skip
