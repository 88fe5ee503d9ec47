"""Reads of aid records."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from ecoop.assistance.models import AidRecord
from ecoop.core.aggregates import select_from
from ecoop.core.words import fold


def visible_to(actor):
    """The aid records `actor` may open."""
    return AidRecord.objects.visible_to(actor)


def newest_first(rows):
    """Latest disaster first, undated last; the order of every list."""
    return rows.order_by(F("disaster_on").desc(nulls_last=True), "-id")


def of_organisations(actor, organisation_ids):
    """Aid given by, given to or passed through one of these organisations, newest first."""
    rows = visible_to(actor).filter(partners__organisation__in=list(organisation_ids))
    return newest_first(rows.distinct())


def of_country(actor, iso2):
    """Aid from or to partners of this country, newest first."""
    return newest_first(visible_to(actor).filter(countries__contains=[iso2]))


def matching(actor, text):
    """Aid whose disaster, partner or code is spelt like `text`, newest first."""
    folded = fold(text)
    rows = visible_to(actor)
    near = rows.filter(haystack__trigram_word_similar=folded)
    return newest_first((rows.filter(haystack__contains=folded) | near) if folded else rows.none())


def counts_by_country(actor) -> dict[str, tuple[int, int]]:
    """{country: (records of aid in, records of aid out)}."""
    counted = select_from(visible_to(actor), ["countries", "direction"], BY_COUNTRY)
    return {row.iso2: (row.came_in, row.went_out) for row in counted}


@dataclass(frozen=True)
class Total:
    """The sum of the stated amounts of some records in one currency, never converted."""

    direction: str
    currency: str
    amount: Decimal
    records: int


def totals(rows) -> list[Total]:
    """Stated amounts of `rows` by direction and currency.

    A piece whose package is among `rows` is left out, so that nothing is counted twice; where
    only the piece is among them (another country's share of a package), it counts.
    """
    columns = ["id", "direction", "currency", "amount", "part_of_id"]
    return [Total(*row) for row in select_from(rows, columns, TOTALS)]


BY_COUNTRY = """
select iso2, count(*) filter (where direction = 'in') as came_in,
       count(*) filter (where direction = 'out') as went_out
from {rows} v cross join lateral unnest(countries) iso2 group by iso2
"""
TOTALS = """
with v as materialized (select * from {rows} rows)
select direction, currency, sum(amount) as amount, count(*) as records
from v where amount is not null and not exists (
    select 1 from v whole where whole.id = v.part_of_id and whole.amount is not null)
group by direction, currency order by direction, currency
"""
