"""Reads across rooms for the people who work with the register: desk, radar, portfolio."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from ecoop.core.aggregates import select_from
from ecoop.core.dates import add_months
from ecoop.instruments import listing, queries

STEPS = (1, 3, 6, 9, 12)


@dataclass(frozen=True)
class Waiting:
    """One part of the desk: how many rows, the first of them, and the list that shows all."""

    name: str
    total: int
    rows: list
    query: str


def desk(actor, *, on=None, limit=8) -> list[Waiting]:
    """What waits for `actor`: own next steps, what lapses soon, contradictions, gaps."""
    on = on or queries.today()
    units = [key.removeprefix("unit:") for key in actor.keys if key.startswith("unit:")]
    parts = (
        ("mine", {"unit": tuple(sorted(units)), "sort": "active"}),
        ("expiring", {"status": ("expiring",), "sort": "notice"}),
        ("contradictions", {"flag": "contradiction", "sort": "signed"}),
        ("unowned", {"missing": "any", "sort": "signed"}),
        ("dormant", {"flag": "dormant", "status": ("in_force", "expiring"), "sort": "active"}),
    )
    found = []
    for name, narrowed in parts:
        filters = listing.Filters(**narrowed, on=on)
        if name == "mine" and not units:
            continue
        page = listing.page(actor, filters, limit=limit)
        found.append(Waiting(name, page.total, page.rows, filters.query()))
    return found


@dataclass(frozen=True)
class Lapse:
    """An instrument on the radar: the day that counts, how many months are left, the step reached."""

    row: object
    anchor: date
    days_left: int
    step: int  # 0: the day has passed; else 1, 3, 6, 9 or 12 months


def radar(actor, *, on=None, months=12, limit=500) -> list[Lapse]:
    """Live instruments whose last day for notice (else last day) comes within `months`.

    Days passed stay for 90 days: they are the ones that need a decision today.
    """
    on = on or queries.today()
    rows = listing.rows_of(actor, listing.Filters(on=on)).annotate(
        anchor=Coalesce("notice_day", "last_low")
    )
    rows = rows.filter(
        Q(status__in=("in_force", "expiring")),
        anchor__gte=add_months(on, -3), anchor__lte=add_months(on, months),
    ).order_by("anchor", "id")  # fmt: skip
    found = rows.values_list("anchor", *listing.COLUMNS)[:limit]
    return [_lapse(listing.Row(*values), anchor, on) for anchor, *values in found]


def _lapse(row, anchor, on) -> Lapse:
    step = next((m for m in STEPS if anchor <= add_months(on, m)), STEPS[-1])
    return Lapse(row, anchor, (anchor - on).days, 0 if anchor < on else step)


@dataclass(frozen=True)
class Portfolio:
    """Counts of visible instruments; every figure has a list that shows its rows."""

    total: int
    by_field_phase: list
    by_region: list
    by_level_kind: list
    by_year: list
    by_status: list


def portfolio(actor, filters) -> Portfolio:
    """Field by phase, region, level and kind, year of signing, status: five statements."""
    rows = listing.rows_of(actor, filters)
    return Portfolio(
        total=listing.total(actor, filters),
        by_field_phase=select_from(rows, ["fields", "phases"], FIELD_PHASE),
        by_region=select_from(rows, ["regions"], REGION),
        by_level_kind=select_from(rows, ["level", "kind"], LEVEL_KIND),
        by_year=select_from(rows, ["signed_on"], YEAR),
        by_status=select_from(rows, ["status"], STATUS),
    )


FIELD_PHASE = """
select field, phase, count(*) as n from {rows} v
cross join lateral unnest(case when fields = '{}' then array['']::varchar[] else fields end) field
cross join lateral unnest(case when phases = '{}' then array['']::varchar[] else phases end) phase
group by field, phase order by field, phase
"""
REGION = """
select region, count(*) as n from {rows} v cross join lateral unnest(regions) region
group by region order by n desc, region
"""
LEVEL_KIND = (
    "select level, kind, count(*) as n from {rows} v group by level, kind order by level, kind"
)
YEAR = """
select left(signed_on, 4) as year, count(*) as n from {rows} v
where signed_on is not null group by 1 order by 1
"""
STATUS = "select status, count(*) as n from {rows} v group by status order by status"
