"""Names of partners proposed while one types: a native list that the browser shows and reads aloud.

Without script the field is plain text, and the form understands every known spelling all the same.
"""

from typing import Any

from django.urls import reverse_lazy

from ecoop.core.fields import proposing
from ecoop.core.shown import language, term
from ecoop.partners import queries
from ecoop.places import wording
from ecoop.places.names import country_names

MOST = 10
LIST = "partner-names"  # the id of the <datalist>, one on a page
FIELD: dict[str, Any] = proposing(reverse_lazy("directory:names"), LIST)


def names(actor, text: str) -> list[tuple[str, str]]:
    """(what to put into the field, what tells it from others) for organisations that `actor` may
    see; those whose name begins so first. A name that two bodies share becomes an address name."""
    rows = wording.matching(queries.visible_to(actor), text)
    found = list(rows.order_by("-last_act_at", "pk")[: 5 * MOST])
    found.sort(
        key=lambda one: not str(one.name.in_(language())).casefold().startswith(text.casefold())
    )
    taken: set[str] = set()
    proposed = []
    for one in found[:MOST]:
        name = one.name.in_(language())
        proposed.append((one.slug if name in taken else name, _about(one)))
        taken.add(name)
    return proposed


def _about(one) -> str:
    country = country_names()[one.country_id].in_(language()) if one.country_id else ""
    said = (one.abbreviation, term("partner_kind", one.kind).in_(language()), country)
    return ", ".join(word for word in said if word)
