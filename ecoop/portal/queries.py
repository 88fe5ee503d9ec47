"""What the public front page tells at a glance."""

from dataclasses import dataclass

from ecoop.core.aggregates import select_from
from ecoop.desk import directory
from ecoop.instruments import listing


@dataclass(frozen=True)
class Glance:
    """Figures of the register as the asker may see it; each has a list that shows its rows."""

    total: int
    live: int
    expiring: int
    countries: int
    partners: int
    international: int
    domestic: int
    newest: list


def glance(actor) -> Glance:
    """The front page's figures and the five newest papers: three statements."""
    rows = listing.rows_of(actor, listing.Filters())
    columns = ["status", "level", "countries"]
    counted = select_from(rows, columns, COUNTED)[0]
    newest = listing.page(actor, listing.Filters(), limit=5, head="front").rows
    partners = directory.matching(actor, with_papers=True).count()
    return Glance(**counted._asdict(), partners=partners, newest=newest)


COUNTED = """
with v as materialized {rows}
select count(*) as total,
       count(*) filter (where status in ('in_force', 'expiring')) as live,
       count(*) filter (where status = 'expiring') as expiring,
       (select count(distinct c) from v, unnest(countries) c where c <> 'ID') as countries,
       count(*) filter (where level <> 'national') as international,
       count(*) filter (where level = 'national') as domestic
from v
"""
