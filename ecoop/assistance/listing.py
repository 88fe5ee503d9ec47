"""The list of aid records: filters, order, pages."""

from collections import namedtuple

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from ecoop.assistance import queries, units
from ecoop.core.aggregates import select_from
from ecoop.core.bilingual import Text
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.shown import language, term
from ecoop.places import wording
from ecoop.places.names import country_names, region_names

LIST_COLUMNS = (
    Column(key="partner", label=_("Partner"), sorts=False, is_fixed=True),
    Column(key="direction", label=_("Direction"), sorts=False, speaks=True),
    Column(key="disaster", label=_("Disaster"), speaks=True),
    Column(key="date", label=_("Date of the disaster"), descends=True),
    Column(key="kind", label=_("Kind"), sorts=False, speaks=True),
    Column(key="quantity", label=_("Quantity"), sorts=False, is_number=True, speaks=True),
    Column(key="amount", label=_("Amount"), sorts=False, is_number=True, speaks=True),
    Column(key="stage", label=_("Stage"), sorts=False, speaks=True),
    Column(key="glide", label="GLIDE", sorts=False, is_shown=False),
    Column(key="location", label=_("Location"), sorts=False, is_shown=False, speaks=True),
    Column(key="status", label=_("Status as reported"), sorts=False, is_shown=False),
    Column(key="source", label=_("Source"), sorts=False, is_shown=False),
)
CODE = Column(key="code", label=_("Code"))
FIELDS = (
    "id", "code", "direction", "disaster_id", "disaster_en", "disaster_on", "glide", "kind",
    "partner_written", "partner_names", "country_id", "quantity", "unit", "amount", "currency",
    "stage", "status_written", "location", "description", "source", "classification",
    "class_rank", "whole",
)  # fmt: skip
Row = namedtuple("Row", FIELDS)
SORTS = {
    "disaster": Coalesce("disaster_en", Value("")),
    "date": Coalesce(Cast("disaster_on", CharField()), Value("")),
}


def rows_of(actor, asked: Listing):
    """The records that the address asks for, as far as `actor` may see them."""
    rows = queries.visible_to(actor)
    if asked.words:
        rows = wording.matching(rows, asked.words)
    for key in ("direction", "kind", "stage"):
        if values := asked.values(key):
            rows = rows.filter(**{f"{key}__in": values})
    if countries := asked.values("country"):
        rows = rows.filter(countries__overlap=list(countries))
    if provinces := asked.values("province"):
        inside = [code for code in region_names() if code[:2] in provinces]
        rows = rows.filter(regions__overlap=inside)
    return rows


def facets(actor, asked: Listing) -> list[Facet]:
    """The filter bar: direction, kind, stage and country with how many rows the words leave."""
    rows = rows_of(actor, Listing((("q", asked.words),), asked.columns, asked.default_sort))
    counted = select_from(rows, ["direction", "kind", "stage", "countries"], COUNTED)
    names = country_names()
    found = []
    for key, label, kind in QUESTIONS:
        rows_here = [row for row in counted if row.key == key]
        said = [
            (r.value, names[r.value] if not kind else term(kind, r.value), r.n) for r in rows_here
        ]
        found.append(asked.facet(key, label, said))
    if chosen := asked.values("province"):
        provinces = [(code, region_names().get(code, code), None) for code in chosen]
        found.append(asked.facet("province", _("Province"), provinces))
    return found


QUESTIONS = (
    ("direction", _("Direction"), "direction"),
    ("kind", _("Kind"), "assistance_kind"),
    ("stage", _("Stage"), "aid_stage"),
    ("country", _("Country"), ""),
)
COUNTED = """
with v as materialized (select * from {rows} rows), counted as (
    select 'direction' as key, direction as value, count(*) as n from v group by direction
    union all select 'kind', kind, count(*) from v group by kind
    union all select 'stage', stage, count(*) from v where stage <> '' group by stage
    union all
    select 'country', place, count(*) from v cross join lateral unnest(countries) place group by place)
select * from counted order by key, n desc, value
"""


def plain(row: Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page; a number keeps
    its point, and stands before its unit or after its currency."""
    return CELLS[key](row)


def _word(kind: str, code: str) -> str:
    return term(kind, code).in_(language()) if code else ""


def _quantity(row: Row) -> str:
    unit = units.WORDS.get(row.unit, row.unit)
    return f"{row.quantity.normalize():f} {unit}".strip() if row.quantity else ""


def _amount(row: Row) -> str:
    return f"{row.currency} {row.amount.normalize():f}" if row.amount else ""


CELLS = {
    "code": lambda row: row.code,
    "direction": lambda row: _word("direction", row.direction),
    "partner": lambda row: row.partner_written,
    "disaster": lambda row: Text(id=row.disaster_id, en=row.disaster_en).in_(language()),
    "date": lambda row: row.disaster_on and row.disaster_on.iso,
    "kind": lambda row: _word("assistance_kind", row.kind),
    "quantity": _quantity,
    "amount": _amount,
    "stage": lambda row: _word("aid_stage", row.stage),
    "glide": lambda row: row.glide,
    "location": lambda row: row.location,
    "status": lambda row: row.status_written,
    "source": lambda row: row.source,
}


LIST = RoomList(
    name="ecoop-aid", columns=LIST_COLUMNS, first=CODE, default_sort="date",
    sorts=SORTS, fields=FIELDS, row=Row, added={"whole": F("part_of__code")},
    rows_of=rows_of, facets=facets, plain=plain,
)  # fmt: skip
