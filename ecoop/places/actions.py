"""Loading the reference data of countries and regions."""

from django.db import transaction

from ecoop.core.words import fold
from ecoop.places.gazetteer import countries
from ecoop.places.models import Country


@transaction.atomic
def load_reference():
    """Write countries as the data files say; safe to repeat."""
    Country.objects.bulk_create(
        [_country(fact) for fact in countries().values()],
        update_conflicts=True,
        unique_fields=["iso2"],
        update_fields=[
            "iso3",
            "numeric",
            "name_en",
            "name_id",
            "aliases",
            "lat",
            "lon",
            "haystack",
        ],
    )


def _country(fact) -> Country:
    names = [fact.name_en, fact.name_id, fact.official_en, *fact.aliases]
    return Country(
        iso2=fact.iso2, iso3=fact.iso3, numeric=fact.numeric, name_en=fact.name_en,
        name_id=fact.name_id, aliases=list(fact.aliases), lat=fact.lat, lon=fact.lon,
        haystack=" | ".join(dict.fromkeys(fold(name) for name in names)),
    )  # fmt: skip
