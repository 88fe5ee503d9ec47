"""Reads for the pages of partners: the list with its counts, and everything about one partner."""

import json
from collections import Counter, namedtuple
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from ecoop.assistance import queries as assistance
from ecoop.core import compiled, paging
from ecoop.core.aggregates import select_from
from ecoop.core.drawings import heat
from ecoop.engagements import queries as engagements
from ecoop.instruments import listing
from ecoop.instruments.models import LONG_AGO, Party
from ecoop.partners import queries as partners
from ecoop.places import wording

COLUMNS = (
    "id", "slug", "name_id", "name_en", "abbreviation", "kind", "country_id", "last_act_at",
)  # fmt: skip
Row = namedtuple("Row", COLUMNS)


def _named(first, other):
    """The name in one language, else in the other; a name that is not known is empty, not null."""
    return Lower(Coalesce(NullIf(first, Value("")), other))


SORTS = {
    "name": (_named("name_id", "name_en"), False),
    "name_en": (_named("name_en", "name_id"), False),
    "active": (Coalesce("last_act_at", Value(LONG_AGO)), True),
}
LIVE = ("in_force", "expiring")


def matching(actor, *, words="", kinds=(), countries=(), with_papers=False):
    """The organisations that `actor` may read and the filters leave; `with_papers`: only those
    that stand on the partner side of an instrument which `actor` may see."""
    rows = (
        wording.matching(partners.visible_to(actor), words) if words else partners.visible_to(actor)
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if countries:
        rows = rows.filter(country__in=countries)
    if with_papers:
        papers = Party.objects.filter(
            organisation=OuterRef("pk"), side=Party.Side.PARTNER,
            instrument__in=listing.queries.visible_to(actor),
        )  # fmt: skip
        rows = rows.filter(Exists(papers))
    return rows


def page(rows, *, sort, descending, cursor) -> paging.Page:
    return paging.page(
        rows, sort=SORTS[sort][0], descending=descending, cursor=cursor, limit=50,
        columns=COLUMNS, row=Row, total=rows.count,
    )  # fmt: skip


def every(rows, *, sort, descending) -> list[Row]:
    """All rows in their order, for exports."""
    return paging.every(rows, sort=SORTS[sort][0], descending=descending, columns=COLUMNS, row=Row)


def of_country(actor, iso2) -> list[Row]:
    """The organisations of one country by name."""
    return every(matching(actor, countries=[iso2]), sort="name_en", descending=False)


class Held(NamedTuple):
    """How many visible instruments an organisation has, how many of them live today."""

    total: int
    live: int


def instruments_of(actor, ids) -> dict[Any, Held]:
    """{organisation id: Held} in one statement."""
    rows = listing.rows_of(actor, listing.Filters()).filter(parties__organisation__in=ids)
    found = select_from(
        rows.annotate(organisation=F("parties__organisation")), ["organisation", "status"], HELD
    )
    return {row.organisation: Held(row.total, row.live) for row in found}


HELD = """
select organisation, count(*) as total,
       count(*) filter (where status in ('in_force', 'expiring')) as live
from {rows} v group by organisation
"""


def kinds_and_countries(rows) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """How many organisations of each kind and of each country, the most frequent first."""
    found = select_from(rows, ["kind", "country_id"], KINDS)
    kinds = [(row.value, row.n) for row in found if row.key == "kind"]
    return kinds, [(row.value, row.n) for row in found if row.key == "country" and row.value]


KINDS = """
with v as (select * from {rows} r)
select 'kind' as key, kind as value, count(*) as n from v group by kind
union all select 'country', country_id, count(*) from v group by country_id
order by n desc, value
"""


class About(NamedTuple):
    """What stands around an organisation: its other names, its bodies, its people."""

    aliases: list[dict]
    bodies: list[dict]
    people: list[dict]


def about(organisation) -> About:
    """Other names, bodies below, posts held today; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(ABOUT, {"id": organisation.pk})
        return About(*(json.loads(part) if part else [] for part in cursor.fetchone()))


ABOUT = """
with recursive family(id, depth) as (
    select %(id)s::uuid, 0
    union all
    select o.id, family.depth + 1 from partners_organisation o
    join family on o.parent_id = family.id where family.depth < 6 and o.merged_into_id is null
)
select
  (select json_agg(json_build_object('text', a.text, 'is_former', a.is_former_name) order by a.text)::text
   from partners_alias a where a.organisation_id = %(id)s),
  (select json_agg(json_build_object('id', o.id, 'slug', o.slug, 'name_id', o.name_id,
                                     'name_en', o.name_en) order by o.name_en)::text
   from partners_organisation o join family on family.id = o.id where family.depth > 0),
  (select json_agg(json_build_object('name', p.name, 'title', p.title, 'office', t.office,
                                     'focal', t.is_focal_point, 'email', p.email,
                                     'telephone', p.telephone, 'source', t.source,
                                     'from', t.from_on, 'to', t.to_on)
                   order by t.to_on is not null, t.is_focal_point desc, p.name)::text
   from partners_post t join partners_person p on p.id = t.person_id
   where t.organisation_id = %(id)s)
"""


def instruments_with(actor, organisations, *, on) -> list[listing.Row]:
    """The visible instruments of any of these organisations, newest first."""

    def build(*organisations):
        rows = listing.rows_of(actor, listing.Filters(on=on))
        theirs = Party.objects.filter(organisation__in=organisations).values("instrument")
        ordered = rows.filter(pk__in=theirs).order_by(F("signed_on").desc(nulls_last=True), "code")
        return ordered.values_list(*listing.FETCHED)[:300]

    found = _asked("held", actor.scope, on, build=build, given=organisations)
    return [listing.Row(*values) for values in found]


def meetings_of(actor, organisations, *, most) -> list:
    """The latest meetings in which one of these organisations took part."""

    def build(*ids):
        return engagements.of_organisations(actor, ids)[:most]

    return list(_asked("meetings", actor.scope, most, build=build, given=organisations))


def aid_of(actor, organisations, *, most) -> list:
    """The latest aid given by, given to or passed through one of these organisations."""

    def build(*ids):
        return assistance.of_organisations(actor, ids)[:most]

    return list(_asked("aid", actor.scope, most, build=build, given=organisations))


def _asked(*key, build, given):
    given = [UUID(str(one)) for one in given]
    return compiled.rows(*key, len(given), build=build, given=given)


def fields_by_phases(rows) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """[(field, [(phase, rows, shade)])] of some rows of the register, the fullest fields first."""
    counted = Counter(
        (f, p) for row in rows for f in row.fields or [""] for p in row.phases or [""]
    )
    phases = ("pre", "emergency", "post")
    top = max(counted.values(), default=0)
    totals = Counter(field for row in rows for field in row.fields)
    return [
        (field, [(p, counted[field, p], heat(counted[field, p], top)) for p in phases])
        for field, _n in totals.most_common(12)
    ]
