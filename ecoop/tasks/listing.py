"""The list of tasks: what waits for me, what I gave, what is closed; filters, order, pages."""

from datetime import date, timedelta

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ecoop.core.aggregates import select_from
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.shown import language, term
from ecoop.core.vocabulary import vocabulary
from ecoop.tasks import queries
from ecoop.tasks.lifecycle import STANDINGS

SHOWS = ("waiting", "given", "all", "closed")
FAR = date(9999, 12, 31)
CODE = Column(key="record", label=_("Code"))
LIST_COLUMNS = (
    Column(key="what", label=_("What to do"), sorts=False, is_fixed=True),
    Column(key="due", label=_("Due")),
    Column(key="urgency", label=_("Urgency")),
    Column(key="desk", label=_("On the desk of"), sorts=False),
    Column(key="by", label=_("Given by"), sorts=False),
    Column(key="given", label=_("Given on"), descends=True, is_shown=False),
    Column(key="kind", label=_("Kind of task"), sorts=False, is_shown=False, speaks=True),
)
SORTS = {
    "due": Coalesce(F("due_on"), Value(FAR), output_field=DateField()),
    "urgency": queries.PRESSING,
    "given": F("given_at"),
}
STANDING_WORDS = {
    "overdue": _("Overdue"),
    "today": _("Due today"),
    "week": _("Due within a week"),
    "later": _("Due later"),
    "undated": _("Without a last day"),
    "done": _("Done"),
    "withdrawn": _("Withdrawn"),
}


def show_of(asked: Listing) -> str:
    """Which of the lists is asked for."""
    return asked.value("show") if asked.value("show") in SHOWS else SHOWS[0]


def rows_of(actor, asked: Listing):
    """The tasks that the address asks for, as far as `actor` may see them."""
    rows = _listed(actor, show_of(asked))
    if asked.words:
        wanted = asked.words
        rows = rows.filter(
            Q(what_id__icontains=wanted)
            | Q(what_en__icontains=wanted)
            | Q(record_code__icontains=wanted)
        )
    if kinds := asked.values("kind"):
        rows = rows.filter(kind__in=kinds)
    if urgencies := asked.values("urgency"):
        rows = rows.filter(urgency__in=urgencies)
    if standings := asked.values("standing"):
        rows = rows.filter(_standing(standings, queries.today()))
    return rows


def _listed(actor, show: str):
    rows = queries.visible_to(actor)
    if show == "closed":
        return rows.exclude(closed_at=None)
    if show == "given":
        return rows.open().filter(Q(given_by=actor.user_id) | Q(passed_by=actor.user_id))
    return rows.on_my_desk() if show == "waiting" else rows.open()


def _standing(wanted, today: date) -> Q:
    week = today + timedelta(days=7)
    meant = {
        "overdue": Q(due_on__lt=today),
        "today": Q(due_on=today),
        "week": Q(due_on__gt=today, due_on__lte=week),
        "later": Q(due_on__gt=week),
        "undated": Q(due_on=None),
    }
    found = Q(pk=None)
    for one in wanted:
        found |= meant.get(one, Q(pk=None))
    return found


def facets(actor, asked: Listing) -> list[Facet]:
    """The filter bar: standing, urgency and kind, each with how many rows the words leave."""
    kept = tuple(pair for pair in asked.params if pair[0] in ("q", "show"))
    rows = rows_of(actor, Listing(kept, asked.columns, asked.default_sort))
    counted: dict[str, dict[str, int]] = {"kind": {}, "urgency": {}, "standing": {}}
    for row in select_from(rows, ["kind", "urgency", "due_on"], COUNTED, [queries.today()]):
        counted[row.key][row.value] = row.n
    return [
        asked.facet(
            "standing", _("Last day"),
            [(s, STANDING_WORDS[s], counted["standing"].get(s, 0)) for s in STANDINGS],
        ),
        asked.facet(
            "urgency", _("Urgency"),
            [(u, term("urgency", u), counted["urgency"].get(u, 0)) for u in vocabulary("urgencies")],
        ),
        asked.facet(
            "kind", _("Kind of task"),
            [(k, term("task_kind", k), n) for k, n in sorted(counted["kind"].items())],
        ),
    ]  # fmt: skip


COUNTED = """
with v as materialized (
    select rows.*, t.today from {rows} rows cross join (select %s::date as today) t)
select 'kind' as key, kind as value, count(*) as n from v group by kind
union all select 'urgency', urgency, count(*) from v group by urgency
union all select 'standing', case when due_on is null then 'undated' when due_on < today then 'overdue'
    when due_on = today then 'today' when due_on <= today + 7 then 'week' else 'later' end, count(*)
    from v group by 2
"""


def plain(row: queries.Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page."""
    return {
        "record": row.record_code,
        "what": row.what.in_(language()),
        "due": row.due_on and row.due_on.isoformat(),
        "urgency": term("urgency", row.urgency).in_(language()),
        "desk": row.desk,
        "by": row.given_by_name,
        "given": row.given_at.isoformat(),
        "kind": term("task_kind", row.kind).in_(language()),
    }[key]


LIST = RoomList(
    name="ecoop-tasks", columns=LIST_COLUMNS, first=CODE, default_sort="due",
    sorts=SORTS, fields=(*queries.FIELDS, "holder_name"), row=queries.Row, added={"holder_name": queries.HOLDER},
    rows_of=rows_of, facets=facets, plain=plain,
)  # fmt: skip
