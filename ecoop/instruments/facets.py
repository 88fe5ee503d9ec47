"""The filter bar of the register: each question with its answers and exact counts.

A count says how many rows the list would have with that answer added within its own question
and all other filters kept. One statement for all questions.
"""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.aggregates import select_from
from ecoop.core.listing import Facet, Listing
from ecoop.core.shown import class_words, status_words, term
from ecoop.instruments import listing as register
from ecoop.instruments.listing import Filters
from ecoop.places.names import country_names


class Question(NamedTuple):
    """`key` in the address, the column it asks about, whether that holds several values."""

    key: str
    column: str
    is_many: bool
    label: object


QUESTIONS = (
    Question("status", "status", False, _("Status")),
    Question("level", "level", False, _("Level")),
    Question("kind", "kind", False, _("Kind")),
    Question("country", "countries", True, _("Country")),
    Question("field", "fields", True, _("Field")),
    Question("phase", "phases", True, _("Phase")),
    Question("unit", "owner_unit_id", False, _("Owner unit")),
    Question("classification", "classification", False, _("Classification")),
)
FOR_DESK = frozenset({"unit", "classification"})
STATUS_ORDER = (
    "in_force", "expiring", "signed", "draft", "expired", "completed", "terminated", "replaced",
    "unknown",
)  # fmt: skip


def facets(actor, listing: Listing, filters: Filters, *, desk: bool, head: str) -> list[Facet]:
    """The questions of the filter bar for `actor`; `desk` adds those of people inside."""
    counted = _counted(actor.scope, replace(filters, sort="signed", direction=""), head, _Of(actor))
    names = country_names()
    shown = [q for q in QUESTIONS if desk or q.key not in FOR_DESK]
    return [listing.facet(q.key, q.label, _rows(q.key, counted, names)) for q in shown]


def words(key: str, value: str, names: dict):
    """The name of one answer."""
    if key == "status":
        return status_words(value)
    if key == "classification":
        return class_words(value)
    if key == "country":
        return names.get(value, value)
    if key == "unit":
        return value
    return term(key, value)


def _rows(key, counted, names) -> list:
    rows = [(value, words(key, value, names), n) for k, value, n in counted if k == key and value]
    if key == "status":
        return sorted(rows, key=lambda row: STATUS_ORDER.index(row[0]))
    return sorted(rows, key=lambda row: (-row[2], str(row[0])))


class _Of:
    """Carries the actor into the cached function without being part of its key."""

    def __init__(self, actor):
        self.actor = actor

    def __eq__(self, other):
        return isinstance(other, _Of)

    def __hash__(self):
        return 0


@lru_cache(maxsize=1024)
def _counted(scope, filters, head, of) -> tuple[tuple[str, str, int], ...]:
    free = replace(filters, **{question.key: () for question in QUESTIONS})
    rows = register.rows_of(of.actor, free)
    for question in QUESTIONS:
        chosen = list(getattr(filters, question.key))
        fits = Q(**{f"{question.column}__{'overlap' if question.is_many else 'in'}": chosen})
        rows = rows.annotate(
            **{f"m_{question.key}": ExpressionWrapper(fits, BooleanField())} if chosen else {}
        )
    used = [q.key for q in QUESTIONS if getattr(filters, q.key)]
    columns = [*(q.column for q in QUESTIONS), *(f"m_{key}" for key in used)]
    return tuple(tuple(row) for row in select_from(rows, columns, _sql(used)))


def _sql(used: list[str]) -> str:
    """Rows that miss no other question's filter, counted by every answer. Parts are constants."""
    misses = " + ".join(f"(case when m_{key} then 0 else 1 end)" for key in used) or "0"
    head = f"with v as materialized (select *, {misses} as misses from {{rows}} r) "  # noqa: S608
    parts = []
    for q in QUESTIONS:
        own = f"or (misses = 1 and not m_{q.key})" if q.key in used else ""
        answer = f"unnest({q.column})" if q.is_many else f"{q.column}::text"
        parts.append(
            f"select '{q.key}' as key, answer, count(*) as n from "  # noqa: S608 - constants
            f"(select {answer} as answer from v where misses = 0 {own}) a group by answer"
        )
    return head + " union all ".join(parts)
