"""The list of cases and the stage board: filters, order, pages, downloads, due days."""

import time
from collections import namedtuple
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from django.db.models import DateField, F, Q, TextField, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.units import unit_name
from ecoop.cases import labels, queries
from ecoop.core import ledger
from ecoop.core.aggregates import select_from
from ecoop.core.bilingual import Both
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.remembered import Of
from ecoop.core.shown import language
from ecoop.instruments.calendar import Event
from ecoop.instruments.models import FAR
from ecoop.instruments.queries import today
from ecoop.places import wording

LONG_AGO = date(1, 1, 2)
LIST_COLUMNS = (
    Column(key="title", label=_("Title"), is_fixed=True),
    Column(key="stage", label=_("Stage"), sorts=False, speaks=True),
    Column(key="turn", label=_("Turn"), sorts=False, speaks=True),
    Column(key="since", label=_("Since")),
    Column(key="due", label=_("Next deadline")),
    Column(key="partner", label=_("Partner"), sorts=False, speaks=True),
    Column(key="unit", label=_("Owner unit"), sorts=False),
    Column(key="track", label=_("Track"), sorts=False, is_shown=False, speaks=True),
    Column(key="status", label=_("Status"), sorts=False, is_shown=False, speaks=True),
    Column(key="promised", label=_("Promised day"), is_shown=False),
    Column(key="person", label=_("Person in charge"), sorts=False, is_shown=False),
    Column(key="act", label=_("Last act"), descends=True, is_shown=False),
)
# What outsiders see of a case they may open: stage, turn and promised day, nothing else.
OUTSIDE = ("title", "stage", "turn", "partner", "track", "promised")
CODE = Column(key="code", label=_("Code"))
FIELDS = (
    "id", "code", "title_id", "title_en", "track", "status", "stage", "turn_actor", "turn_side",
    "since", "next_due", "promised_on", "last_act_on", "partner_names", "owner_unit_id",
    "person_name", "classification", "class_rank",
)  # fmt: skip


class Row(namedtuple("Row", FIELDS)):
    """One case of a list."""

    __slots__ = ()
    title = Both("title")


SORTS = {
    "title": Coalesce("title_en", Value(""), output_field=TextField()),
    "since": Coalesce("since", Value(FAR), output_field=DateField()),
    "due": Coalesce("next_due", Value(FAR), output_field=DateField()),
    "promised": Coalesce("promised_on", Value(FAR), output_field=DateField()),
    "act": Coalesce("last_act_on", Value(LONG_AGO), output_field=DateField()),
}
FILTERS = {
    "stage": "stage", "turn": "turn_side", "track": "track", "unit": "owner_unit_id",
    "partner": "partner_names", "person": "person_id",
}  # fmt: skip
INSIDE_FILTERS = ("unit", "person")
GROUPS = ("stage", "track", "unit", "partner", "person")
MOMENT = 30  # seconds for which counts hold
BOARD = 1000  # cases on one board; beyond it the board says so


def columns_for(*, inside: bool) -> tuple[Column, ...]:
    """The columns of the list for those inside BNPB, or for everybody else."""
    if inside:
        return LIST_COLUMNS
    return tuple(replace(each, is_shown=True) for each in LIST_COLUMNS if each.key in OUTSIDE)


def rows_of(actor, asked: Listing, *, inside: bool):
    """The cases that the address asks for, as far as `actor` may see them; live ones unless
    `state` says otherwise."""
    rows = queries.visible_to(actor)
    if asked.words:
        rows = wording.matching(rows, asked.words)
    for key, column in FILTERS.items():
        if (chosen := asked.values(key)) and (inside or key not in INSIDE_FILTERS):
            lookup = "overlap" if key == "partner" else "in"
            rows = rows.filter(**{f"{column}__{lookup}": list(_known(key, chosen))})
    if inside and asked.value("due") == "overdue":
        rows = rows.filter(next_due__lt=today())
    state = asked.values("state")
    if state != ("over",) and "all" not in state:
        rows = rows.filter(is_live=True)
    elif state == ("over",):
        rows = rows.filter(is_live=False)
    return rows.annotate(person_name=queries.name_of("person_id"))


def _known(key: str, chosen: Iterable[str]) -> list[str]:
    """Values that can be ids where the column holds ids."""
    return [value for value in chosen if key != "person" or queries.is_id(value)]


def facets(actor, asked: Listing, *, inside: bool) -> list[Facet]:
    """The filter bar, each answer with how many rows the words leave."""
    counted = _counted(actor, asked, inside)
    found: dict[str, list] = {}
    for row in counted:
        found.setdefault(row.key, []).append(
            (row.value, _label(row.key, row.value, row.label), row.n)
        )
    order = list(labels.stages())
    found.get("stage", []).sort(key=lambda each: order.index(each[0]) if each[0] in order else 99)
    names = {
        "stage": _("Stage"), "turn": _("Turn"), "track": _("Track"), "partner": _("Partner"),
        "unit": _("Owner unit"), "person": _("Person in charge"),
    }  # fmt: skip
    shown = [key for key in names if inside or key not in INSIDE_FILTERS]
    states = [("all", _("All"), None), ("over", _("Over"), None)]
    more = [asked.facet("due", _("Deadline"), [("overdue", _("Overdue"), None)])] if inside else []
    return [
        *(asked.facet(key, names[key], found.get(key, [])) for key in shown),
        *more,
        asked.facet("state", _("State"), states),
    ]


def _counted(actor, asked: Listing, inside: bool) -> list:
    """The answers with their counts. Without words they are those of all cases: counted once for
    each state of the ledger and all who see the same, and for a moment only, since a new day moves
    cases without an act."""
    kept = tuple(pair for pair in asked.params if pair[0] in ("q", "state"))
    told = Of(actor, (Listing(kept, asked.columns, asked.default_sort), inside))
    if asked.words:
        return _count(told)
    moment = int(time.monotonic() // MOMENT)
    return _remembered((actor.scope, kept, inside, ledger.head(), moment), told)


@lru_cache(maxsize=256)
def _remembered(_key, told) -> list:
    return _count(told)


def _count(told) -> list:
    asked, inside = told.carried
    columns = ["stage", "turn_side", "track", "owner_unit_id", "partner_names", "person_id"]
    return select_from(rows_of(told.actor, asked, inside=inside), columns, COUNTED)


def _label(key: str, value: str, label: str) -> Any:
    known = {"stage": labels.stage, "track": labels.track, "unit": unit_name}
    if key == "turn":
        return labels.SIDES[value]
    return known[key](value) if key in known else label


COUNTED = """
with v as materialized (select * from {rows} rows), counted as (
    select 'stage' as key, stage as value, '' as label, count(*) as n from v group by stage
    union all select 'turn', turn_side, '', count(*) from v where turn_side <> '' group by turn_side
    union all select 'track', track, '', count(*) from v group by track
    union all select 'unit', owner_unit_id, owner_unit_id, count(*) from v
        where owner_unit_id is not null group by owner_unit_id
    union all select 'person', person_id::text, ecoop.name_of(person_id), count(*) from v
        where person_id is not null group by person_id
    union all (select 'partner', name, name, count(*) as n from v
        cross join lateral unnest(partner_names) name group by name order by n desc, name limit 30))
select * from counted order by key, n desc, value
"""


@dataclass(frozen=True)
class Group:
    """One heading of the board with its cases, those that wait longest first."""

    name: Any
    rows: list[Row]


def board(actor, asked: Listing, by: str, *, inside: bool) -> list[Group]:
    """The live cases under headings: by stage, track, unit, partner or person. Outsiders have them by
    code: in which order they wait is not theirs to know."""
    rows = rows_of(actor, asked, inside=inside)
    order = (F("since").asc(nulls_last=True), "code") if inside else ("code",)
    found = [Row(*values) for values in rows.order_by(*order).values_list(*FIELDS)[:BOARD]]
    groups: dict[str, list[Row]] = {}
    for row in found:
        for heading in _headings(row, by):
            groups.setdefault(heading, []).append(row)
    stages = list(labels.stages())
    place = stages.index if by == "stage" else lambda heading: (not heading, heading)
    return [
        Group(_label(by, heading, heading) or _("not set"), groups[heading])
        for heading in sorted(groups, key=place)
    ]


def between(actor, asked: Listing, first: date, last: date, *, inside: bool) -> list[Row]:
    """The cases asked for with a deadline or a promised day from `first` to `last`; at most as
    many as a board shows."""
    days = (first, last)
    falls = Q(promised_on__range=days) | (Q(next_due__range=days) if inside else Q())
    rows = (
        rows_of(actor, asked, inside=inside)
        .filter(falls)
        .order_by(*(("next_due",) if inside else ()), "code")
    )
    return [Row(*values) for values in rows.values_list(*FIELDS)[:BOARD]]


def _headings(row: Row, by: str) -> list[str]:
    one = {
        "stage": row.stage,
        "track": row.track,
        "unit": row.owner_unit_id,
        "person": row.person_name,
    }
    return list(row.partner_names) or [""] if by == "partner" else [one[by] or ""]


def plain(row: Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page."""
    cells = {
        "code": row.code,
        "title": row.title.in_(language()),
        "stage": labels.stage(row.stage).in_(language()),
        "turn": str(labels.SIDES[row.turn_side]),
        "since": row.since,
        "due": row.next_due,
        "partner": list(row.partner_names),
        "unit": row.owner_unit_id or "",
        "track": labels.track(row.track).in_(language()),
        "status": labels.status(row.status).in_(language()),
        "promised": row.promised_on,
        "person": row.person_name or "",
        "act": row.last_act_on,
    }
    return cells[key]


def list_for(*, inside: bool) -> RoomList:
    """The list as those inside BNPB have it, who see first what waits longest, or as everybody else,
    by title."""
    return RoomList(
        name="ecoop-cases", columns=columns_for(inside=inside), first=CODE,
        default_sort="since" if inside else "title", sorts=SORTS, fields=FIELDS, row=Row,
        rows_of=partial(rows_of, inside=inside), facets=partial(facets, inside=inside), plain=plain,
    )  # fmt: skip


def events(rows: Iterable[Row], *, inside: bool) -> list[Event]:
    """The due days of the cases, for a calendar; outsiders get the promised days."""
    found = []
    for row in rows:
        day = row.next_due if inside else row.promised_on
        if day:
            words = f"{row.title.in_(language())} ({labels.stage(row.stage).in_(language())})"
            found.append(Event(f"{row.code}-due", day, day, words, row.code))
    return found
