"""How a region is named where a role is for its records."""

from ecoop.core import scopes
from ecoop.places import regions
from ecoop.places.names import region_names

MOST = 5


def _proposed(_actor, text: str) -> list[tuple[str, str]]:
    names = region_names()
    return [(names[code], code) for code in regions.like(text)[:MOST]]


scopes.keep("region", scopes.Kind(regions.meant, _proposed, lambda _codes: region_names()))
