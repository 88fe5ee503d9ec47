"""Reads of aid records."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from ecoop.assistance.models import AidPartner, AidRecord
from ecoop.core.aggregates import select_from


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


@dataclass(frozen=True)
class Flow:
    """How many records of aid came in from a place, or went out to it; inside Indonesia, to it."""

    came_in: int = 0
    went_out: int = 0

    @property
    def both(self) -> int:
        return self.came_in + self.went_out


def counts_by_place(actor) -> tuple[dict[str, Flow], dict[str, Flow]]:
    """Visible records of aid ({country: flow}, {province: flow}), in one statement."""
    rows = select_from(visible_to(actor), ["countries", "regions", "direction"], BY_PLACE)
    found: dict[str, dict[str, Flow]] = {"country": {}, "province": {}}
    for row in rows:
        found[row.kind][row.place] = Flow(row.came_in, row.went_out)
    return found["country"], found["province"]


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


BY_PLACE = """
with v as materialized (select * from {rows} rows)
select 'country' as kind, place, count(*) filter (where direction = 'in') as came_in,
       count(*) filter (where direction = 'out') as went_out
from v cross join lateral unnest(countries) place group by place
union all
select 'province', place, count(*) filter (where direction = 'in'),
       count(*) filter (where direction = 'out')
from v cross join lateral (
    select distinct left(region, 2) as place from unnest(regions) region) places group by place
"""
TOTALS = """
with v as materialized (select * from {rows} rows)
select direction, currency, sum(amount) as amount, count(*) as records
from v where amount is not null and not exists (
    select 1 from v whole where whole.id = v.part_of_id and whole.amount is not null)
group by direction, currency order by direction, currency
"""


def partners_of(aid) -> list[AidPartner]:
    """Donors, recipients and channels, in the order of the source."""
    return list(aid.partners.select_related("organisation").order_by("position", "pk"))


def parts_of(actor, aid) -> list[AidRecord]:
    """The pieces of a package that `actor` may see."""
    return list(newest_first(visible_to(actor).filter(part_of=aid)))


def whole_of(actor, aid) -> AidRecord | None:
    """The package that `aid` is a piece of, when `actor` may see it."""
    return visible_to(actor).filter(pk=aid.part_of_id).first() if aid.part_of_id else None
