"""Names of countries and regions by code; from the data files, so that no page asks the database."""

from functools import cache

from ecoop.core.bilingual import Text
from ecoop.places.gazetteer import countries
from ecoop.places.regions import every_name


@cache
def country_names() -> dict[str, Text]:
    """{ISO code: name} of every country."""
    return {iso2: Text(id=fact.name_id, en=fact.name_en) for iso2, fact in countries().items()}


@cache
def region_names() -> dict[str, str]:
    """{Kemendagri code: name} of every region, those of former codes too."""
    return every_name()
