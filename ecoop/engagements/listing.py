"""The list of engagements: filters, order, pages."""

from collections import namedtuple

from django.db.models import CharField, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from ecoop.core.aggregates import select_from
from ecoop.core.bilingual import Text
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.shown import language, term
from ecoop.engagements import queries
from ecoop.instruments.calendar import Event
from ecoop.places import wording
from ecoop.places.names import country_names, region_names

LIST_COLUMNS = (
    Column(key="title", label=_("Title"), is_fixed=True),
    Column(key="date", label=_("Date"), descends=True, speaks=True),
    Column(key="kind", label=_("Kind"), sorts=False, speaks=True),
    Column(key="partner", label=_("Partner"), sorts=False, speaks=True),
    Column(key="place", label=_("Place"), sorts=False, speaks=True),
    Column(key="ends", label=_("Until"), sorts=False, is_shown=False),
    Column(key="source", label=_("Source"), sorts=False, is_shown=False),
)
CODE = Column(key="code", label=_("Code"))
FIELDS = (
    "id", "code", "title_id", "title_en", "kind", "starts_on", "ends_on", "place", "country_id",
    "partner_names", "partners_written", "source", "classification", "class_rank",
)  # fmt: skip
Row = namedtuple("Row", FIELDS)
SORTS = {
    "title": Coalesce("title_en", Value(""), output_field=TextField()),
    "date": Coalesce(Cast("starts_on", CharField()), Value("")),
}


def rows_of(actor, asked: Listing):
    """The engagements that the address asks for, as far as `actor` may see them."""
    rows = queries.visible_to(actor)
    if asked.words:
        rows = wording.matching(rows, asked.words)
    if kinds := asked.values("kind"):
        rows = rows.filter(kind__in=kinds)
    if countries := asked.values("country"):
        rows = rows.filter(countries__overlap=list(countries))
    if provinces := asked.values("province"):
        rows = rows.filter(regions__overlap=codes_in(provinces))
    return rows


def codes_in(provinces) -> list[str]:
    """The codes of these provinces and of every regency and city in them."""
    return [code for code in region_names() if code[:2] in provinces]


def facets(actor, asked: Listing) -> list[Facet]:
    """The filter bar: kinds and countries, each with how many rows the words leave."""
    rows = rows_of(actor, Listing((("q", asked.words),), asked.columns, asked.default_sort))
    counted = select_from(rows, ["kind", "countries"], COUNTED)
    kinds = [
        (row.value, term("engagement_kind", row.value), row.n)
        for row in counted
        if row.key == "kind"
    ]
    names = country_names()
    countries = [(row.value, names[row.value], row.n) for row in counted if row.key == "country"]
    found = [asked.facet("kind", _("Kind"), kinds), asked.facet("country", _("Country"), countries)]
    if chosen := asked.values("province"):
        provinces = [(code, region_names().get(code, code), None) for code in chosen]
        found.append(asked.facet("province", _("Province"), provinces))
    return found


COUNTED = """
with v as materialized (select * from {rows} rows), counted as (
    select 'kind' as key, kind as value, count(*) as n from v group by kind
    union all
    select 'country', place, count(*) from v cross join lateral unnest(countries) place group by place)
select * from counted order by key, n desc, value
"""


def plain(row: Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page."""
    abroad = row.country_id and row.country_id != "ID"
    country = country_names()[row.country_id].in_(language()) if abroad else ""
    cells = {
        "code": row.code,
        "title": Text(id=row.title_id, en=row.title_en).in_(language()),
        "date": row.starts_on and row.starts_on.iso,
        "ends": row.ends_on and row.ends_on.iso,
        "kind": term("engagement_kind", row.kind).in_(language()),
        "partner": ", ".join(row.partner_names) or row.partners_written,
        "place": ", ".join(word for word in (row.place, country) if word),
        "source": row.source,
    }
    return cells[key]


LIST = RoomList(
    name="ecoop-engagements", columns=LIST_COLUMNS, first=CODE, default_sort="date",
    sorts=SORTS, fields=FIELDS, row=Row,
    rows_of=rows_of, facets=facets, plain=plain,
)  # fmt: skip


def events(rows) -> list[Event]:
    """The engagements whose first day is known, for a calendar."""
    return [
        Event(row.code, row.starts_on.first, _last_day(row), plain(row, "title"),
              "; ".join(part for part in (row.code, plain(row, "partner"), plain(row, "place")) if part))
        for row in rows
        if row.starts_on and row.starts_on.day
    ]  # fmt: skip


def _last_day(row):
    known = row.ends_on and row.ends_on.day and row.ends_on >= row.starts_on
    return row.ends_on.first if known else row.starts_on.first
