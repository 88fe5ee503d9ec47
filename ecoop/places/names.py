"""Names of countries and regions, read once by each process."""

from functools import lru_cache

from ecoop.core.bilingual import Text
from ecoop.places.models import Country, Region


@lru_cache(maxsize=1)
def country_names() -> dict[str, Text]:
    """{ISO code: name} of every country; read once by each process."""
    return {
        iso2: Text(id=name_id, en=name_en)
        for iso2, name_id, name_en in Country.objects.values_list("iso2", "name_id", "name_en")
    }


@lru_cache(maxsize=1)
def region_names() -> dict[str, str]:
    """{Kemendagri code: name} of every region; read once by each process."""
    return dict(Region.objects.values_list("code", "name"))
