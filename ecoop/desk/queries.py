"""Reads across rooms for the people who work with the register: desk, radar, portfolio."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from ecoop.core.aggregates import select_from
from ecoop.core.dates import add_months
from ecoop.instruments import contradictions, listing, queries
from ecoop.instruments.standing import undecided

STEPS = (1, 3, 6, 9, 12)


@dataclass(frozen=True)
class Waiting:
    """One part of the desk: how many rows, the first of them, and the list that shows all."""

    name: str
    total: int
    rows: list
    query: str


def desk(actor, *, on=None, limit=5) -> list[Waiting]:
    """What waits for `actor`: own next steps, what lapses soon, gaps, what went quiet.

    One statement for all parts, so that opening the desk stays quick. Contradictions are counted
    one by one, not by papers: `differences`.
    """
    on = on or queries.today()
    units = [key.removeprefix("unit:") for key in actor.keys if key.startswith("unit:")]
    parts = (
        ("mine", {"unit": tuple(sorted(units)), "sort": "active"}),
        ("expiring", {"status": ("expiring",), "flag": "undecided", "sort": "notice"}),
        ("unowned", {"missing": "any", "sort": "signed"}),
        ("dormant", {"flag": "dormant", "status": ("in_force", "expiring"), "sort": "active"}),
    )
    wanted = [
        (name, listing.Filters(**more, on=on)) for name, more in parts if name != "mine" or units
    ]
    first = {name: [] for name, _ in wanted}
    totals = dict.fromkeys(first, 0)
    union, *others = [_first(actor, name, filters, limit) for name, filters in wanted]
    for name, totals[name], place, *values in union.union(*others, all=True):
        first[name].append((place, listing.Row(*values)))
    return [
        Waiting(name, totals[name], [row for _, row in sorted(first[name])], filters.query())
        for name, filters in wanted
    ]


@dataclass(frozen=True)
class Differences:
    """What contradicts itself: how many times, and the first of them."""

    total: int
    rows: list


def differences(actor, *, limit=5) -> Differences:
    """The newest papers' contradictions and the exact number of all."""
    rows, total = contradictions.first(actor, contradictions.Asked(listing.Filters()), limit=limit)
    return Differences(total, rows)


def _first(actor, name, filters, limit):
    """The first rows of one part, each with the part's exact total and its place in it."""
    expression, descending = listing.ORDERS[filters.sort]
    order = [expression.desc() if descending else expression.asc(), F("id").asc()]
    rows = listing.rows_of(actor, filters).annotate(
        part=Value(name), total=Window(Count("*")), place=Window(RowNumber(), order_by=order)
    )
    return rows.order_by("place").values_list("part", "total", "place", *listing.FETCHED)[:limit]


@dataclass(frozen=True)
class Lapse:
    """An instrument on the radar: the day that counts, how many months are left, the step reached."""

    row: object
    anchor: date
    days_left: int
    step: int  # 0: the day has passed; else 1, 3, 6, 9 or 12 months


def radar(actor, *, on=None, months=12, limit=500) -> list[Lapse]:
    """Live instruments whose last day for notice (else last day) comes within `months`.

    A paper whose successor is signed, and an extension or amendment of another, asks for nothing.
    Days passed stay for 90 days: they are the ones that need a decision today. What may end on any
    day of a month or year stays as long as that has not passed.
    """
    on = on or queries.today()
    rows = listing.rows_of(actor, listing.Filters(on=on)).annotate(
        anchor=Coalesce("next_notice", "last_low")
    )
    rows = rows.filter(
        undecided(), Q(status__in=("in_force", "expiring")),
        Q(anchor__gte=add_months(on, -3)) | Q(last_low__lt=F("last_high")),
        anchor__lte=add_months(on, months),
    ).order_by("anchor", "id")  # fmt: skip
    found = rows.values_list("anchor", *listing.FETCHED)[:limit]
    return [_lapse(listing.Row(*values), anchor, on) for anchor, *values in found]


def _lapse(row, anchor, on) -> Lapse:
    step = next((m for m in STEPS if anchor <= add_months(on, m)), STEPS[-1])
    has_passed = anchor < on and row.last_low == row.last_high
    return Lapse(row, anchor, (anchor - on).days, 0 if has_passed else step)


@dataclass(frozen=True)
class Portfolio:
    """Counts of visible instruments; every figure has a list that shows its rows.

    Each part is {answer: rows}; `field_phase` has pairs, `field` the rows of each field whatever
    its phases.
    """

    total: int
    field_phase: dict[tuple[str, str], int]
    field: dict[str, int]
    region: dict[str, int]
    level: dict[str, int]
    kind: dict[str, int]
    year: dict[str, int]
    status: dict[str, int]


def portfolio(actor, filters) -> Portfolio:
    """Field by phase, region, level, kind, year of signing, status: one statement."""
    columns = ["fields", "phases", "regions", "level", "kind", "signed_on", "status"]
    counted: dict[str, dict] = {name: {} for name in (*PARTS, "field_phase")}
    total = 0
    for key, a, b, n in select_from(listing.rows_of(actor, filters), columns, COUNTED):
        if key == "total":
            total = n
        else:
            counted[key][(a, b) if key == "field_phase" else a] = n
    return Portfolio(total=total, **counted)


PARTS = {
    "field": "unnest(fields)",
    "region": "unnest(regions)",
    "level": "level",
    "kind": "kind",
    "year": "left(signed_on, 4)",
    "status": "status",
}
BY_ANSWER = """
union all select '{key}', answer, '', count(*) from (select {answer} as answer from v) a
where answer is not null group by answer
"""
COUNTED = """
with v as materialized (select * from {rows} r)
select 'total' as key, '' as a, '' as b, count(*) as n from v
union all select 'field_phase', field, phase, count(*) from v
cross join lateral unnest(fields) field cross join lateral unnest(phases) phase group by field, phase
"""
COUNTED += "".join(BY_ANSWER.format(key=key, answer=answer) for key, answer in PARTS.items())
