"""Loading the reference data of places."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from ecoop.core.words import fold
from ecoop.places import gazetteer
from ecoop.places.models import Country, Region

REGIONS_CSV = Path(__file__).parent / "data" / "regions.csv"


@transaction.atomic
def load_reference() -> None:
    """Bring countries and regions to what the data files say; safe to repeat.

    Nothing is deleted: records may carry a code that has left the files.
    """
    _put(Country, [_country(fact) for fact in gazetteer.countries().values()])
    with REGIONS_CSV.open(encoding="utf-8", newline="") as lines:
        regions = [_region(row) for row in csv.DictReader(lines)]
    _put(Region, [region for region in regions if region.parent_id is None])
    _put(Region, [region for region in regions if region.parent_id is not None])


def _put(model, rows) -> None:
    others = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    key = [model._meta.pk.name]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=key, update_fields=others)


def _country(fact: gazetteer.CountryFact) -> Country:
    names = (fact.name_en, fact.name_id, fact.official_en, *fact.aliases)
    return Country(
        iso2=fact.iso2,
        iso3=fact.iso3,
        numeric=fact.numeric,
        name_en=fact.name_en,
        name_id=fact.name_id,
        official_en=fact.official_en,
        area=fact.region,
        aliases=list(fact.aliases),
        lat=fact.lat,
        lon=fact.lon,
        haystack=" | ".join(dict.fromkeys(fold(name) for name in names)),
    )


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        level=row["level"],
        parent_id=row["parent"] or None,
        name=row["name"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        former_codes=_list(row["former_codes"]),
        aliases=_list(row["aliases"]),
        seat=row["seat"],
        lat=row["lat"] or None,
        lon=row["lon"] or None,
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> list[str]:
    return [item for item in text.split(";") if item]
