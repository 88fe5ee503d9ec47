"""The filter bar of the register: each question with its answers and exact counts.

A count says how many rows the list would have with that answer added within its own question
and all other filters kept (`counting`).
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.units import unit_name
from ecoop.core.listing import Facet, Listing
from ecoop.core.remembered import Of
from ecoop.core.shown import class_words, status_words, term
from ecoop.instruments import listing as register
from ecoop.instruments.counting import QUESTIONS
from ecoop.instruments.listing import Filters
from ecoop.places.names import country_names

LABELS = {
    "status": _("Status"),
    "level": _("Level"),
    "kind": _("Kind"),
    "country": _("Country"),
    "field": _("Field"),
    "phase": _("Phase"),
    "unit": _("Owner unit"),
    "classification": _("Classification"),
}
FOR_DESK = frozenset({"unit", "classification"})
STATUS_ORDER = (
    "in_force", "expiring", "signed", "draft", "expired", "completed", "terminated", "replaced",
    "unknown",
)  # fmt: skip


class Key(NamedTuple):
    scope: str
    is_desk: bool
    head: str
    on: date


class Bar(NamedTuple):
    """The filter bar, and the key that tells all of it beside the list's own address: who sees
    the same, the ledger's state, the day."""

    key: Key
    facets: tuple[Facet, ...]

    @property
    def head(self) -> str:
        return self.key.head


def bar(actor, listing: Listing, filters: Filters, *, desk: bool, head: str) -> Bar:
    """The questions of the filter bar for `actor`; `desk` adds those of people inside."""
    key = Key(actor.scope, desk, head, filters.on)
    return Bar(key, _facets(get_language(), listing.params, key, Of(actor, (listing, filters))))


@lru_cache(maxsize=512)
def _facets(_language, _params, key, of) -> tuple[Facet, ...]:
    listing, filters = of.carried
    counted, names = register.answers(of.actor, filters, head=key.head), country_names()
    shown = [q.key for q in QUESTIONS if key.is_desk or q.key not in FOR_DESK]
    rows = ((key, _rows(key, counted[key], names)) for key in shown)
    return tuple(listing.facet(key, LABELS[key], found) for key, found in rows)


def words(key: str, value: str, names: dict):
    """The name of one answer."""
    if key == "status":
        return status_words(value)
    if key == "classification":
        return class_words(value)
    if key == "country":
        return names.get(value, value)
    if key == "unit":
        return unit_name(value)
    return term(key, value)


def _rows(key, counts, names) -> list:
    rows = [(value, words(key, value, names), n) for value, n in counts.items() if value]
    if key == "status":
        return sorted(rows, key=lambda row: STATUS_ORDER.index(row[0]))
    return sorted(rows, key=lambda row: (-row[2], str(row[0])))
