"""Reads of engagements."""

from django.db.models import F

from ecoop.core.aggregates import select_from
from ecoop.engagements.models import Engagement, Participant


def visible_to(actor):
    """The engagements `actor` may open."""
    return Engagement.objects.visible_to(actor)


def newest_first(rows):
    """Newest first, undated last; the order of every list."""
    return rows.order_by(F("starts_on").desc(nulls_last=True), "-id")


def of_organisations(actor, organisation_ids):
    """Engagements in which one of these organisations (ids, or a query for them) took part, newest
    first."""
    rows = visible_to(actor).filter(participants__organisation__in=organisation_ids)
    return newest_first(rows.distinct())


def of_country(actor, iso2):
    """Engagements with partners of this country or held in it, newest first."""
    rows = visible_to(actor)
    return newest_first(rows.filter(countries__contains=[iso2]) | rows.filter(country=iso2))


def counts_by_place(actor) -> tuple[dict[str, int], dict[str, int]]:
    """Visible engagements ({country: with its partners}, {province: held in it}), in one statement."""
    rows = select_from(visible_to(actor), ["countries", "regions"], BY_PLACE)
    found: dict[str, dict[str, int]] = {"country": {}, "province": {}}
    for row in rows:
        found[row.kind][row.place] = row.n
    return found["country"], found["province"]


BY_PLACE = """
with v as materialized (select * from {rows} rows)
select 'country' as kind, place, count(*) as n
from v cross join lateral unnest(countries) place group by place
union all
select 'province', place, count(*) from v cross join lateral (
    select distinct left(region, 2) as place from unnest(regions) region) places group by place
"""


def participants_of(engagement) -> list[Participant]:
    """Who took part, in the order of the source."""
    rows = engagement.participants.select_related("organisation")
    return list(rows.order_by("position", "pk"))
