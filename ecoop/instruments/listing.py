"""Lists of instruments: filter, sort, page by keyset, count exactly. One place for page, API,
export and calendar, so that all four show the same rows."""

import dataclasses
from collections import Counter, namedtuple
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from threading import Lock
from urllib.parse import urlencode

from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from ecoop.core import ledger, lookups, paging
from ecoop.core.models import Claim
from ecoop.core.remembered import Of
from ecoop.core.words import fold
from ecoop.instruments import counting, queries
from ecoop.instruments.models import FAR, INDEXED_ORDERS
from ecoop.instruments.standing import (
    active_at,
    among,
    contradiction,
    dormant,
    next_notice,
    stamp,
    status_at,
    told_end,
    told_notice,
    undecided,
)
from ecoop.instruments.tallies import TALLIES
from ecoop.places import wording

# name -> (expression that is never null, descending by default)
ORDERS = INDEXED_ORDERS | {"notice": (Coalesce("next_notice", Value(FAR)), False)}
COLUMNS = (
    "id", "code", "kind", "level", "title_id", "title_en", "partner_names", "countries",
    "signed_on", "in_force_from", "ended_on", "first_day", "last_low", "last_high", "notice_day",
    "status", "is_dormant", "status_written", "status_said", "owner_unit_id", "next_step",
    "next_step_due", "fields", "phases", "regions", "classification", "class_rank", "seen_by",
    "last_act_at", "version", "stamp",
)  # fmt: skip
Row = namedtuple("Row", COLUMNS)
# What is fetched for a row under another name: the day for notice is that of the running period.
TOLD = {"notice_day": "told_notice", "last_act_at": "active_at", "ended_on": "told_end"}
FETCHED = tuple(TOLD.get(name, name) for name in COLUMNS)


# What tells all that a row says: its writing, and what depends on the day or on another paper.
FACE = ("id", "stamp", "status", "is_dormant", "told_notice", "told_end")


@dataclass(frozen=True)
class Filters:
    """What a list shows. Every field has its name in the address; empty means all."""

    q: str = ""
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    partner: str = ""
    field: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    hazard: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    year: str = ""
    classification: tuple[str, ...] = ()
    missing: str = ""
    flag: str = ""
    sort: str = "signed"
    direction: str = ""
    on: date = dataclasses.field(default_factory=queries.today)

    @classmethod
    def read(cls, query, *, on=None) -> "Filters":
        """From a request's query; unknown keys and values are left aside, never an error."""
        values = {}
        for item in fields(cls):
            if item.name == "on":
                continue
            if item.name in MANY:
                values[item.name] = tuple(dict.fromkeys(v for v in query.getlist(item.name) if v))
            else:
                values[item.name] = query.get(item.name, "").strip()[:200].replace("\0", "")
        if values["sort"] not in ORDERS:
            values["sort"] = "signed"
        return cls(**values, on=on or queries.today())

    def query(self, **changes) -> str:
        """The address part that shows this list again, with some filters changed."""
        shown = replace(self, **changes)
        pairs = []
        for item in fields(shown):
            value = getattr(shown, item.name)
            if item.name == "on" or not value or (item.name == "sort" and value == "signed"):
                continue
            pairs += (
                [(item.name, v) for v in value]
                if isinstance(value, tuple)
                else [(item.name, value)]
            )
        return urlencode(pairs)

    @property
    def is_filtered(self) -> bool:
        return any(
            getattr(self, f.name) for f in fields(self) if f.name not in ("sort", "direction", "on")
        )


MANY = frozenset({
    "status", "kind", "level", "country", "field", "phase", "hazard", "region", "unit", "classification",
})  # fmt: skip


def rows_of(actor, filters: Filters):
    """The queryset of the list: visible, with the status of the day, filtered, not yet ordered."""
    rows = queries.visible_to(actor)
    if filters.q:  # first: a word that stands somewhere is no slip, whatever else is asked
        rows = matching(rows, filters.q)
    rows = rows.annotate(
        status=status_at(filters.on),
        is_dormant=dormant(filters.on),
        next_notice=next_notice(filters.on),
        told_notice=told_notice(filters.on),
        told_end=told_end(),
        active_at=active_at(),
        stamp=stamp(),
    )
    return _narrow(rows, filters)


def matching(rows, text):
    """Rows that hold the words of `text`; only when there are none, rows near to it in spelling."""
    found = holding(rows, text)
    return found if lookups.has_any(found) else near(rows, text)


def holding(rows, text):
    """Rows with these words in either language, or these very letters in names and titles; a
    country is met under all its names."""
    found = long_enough(wording.letters(text))
    return with_words(rows, wording.words(text), found) if fold(text) else rows.none()


def long_enough(texts) -> list[str]:
    """Those that can be looked for by their letters: shorter ones have no trigram for an index."""
    return [text for text in texts if len(text) > 2]


def with_words(rows, words, letters):
    """`holding` for the readings of a text that were found before."""
    return rows.filter(Q(search__in_words=words) | lookups.letters(letters))


def near(rows, text):
    """Rows whose names or titles hold words spelt nearly so."""
    close = lookups.spelt_nearly(fold(text), wording.nearly(text))
    return rows.filter(close) if fold(text) else rows.none()


def page(actor, filters: Filters, *, cursor="", limit=50, head="") -> paging.Page:
    """One page of rows with the exact total and the cursor of the next page."""
    expression, descending = ORDERS[filters.sort]
    if filters.direction in ("up", "down"):
        descending = filters.direction == "down"
    # whether near spellings are taken depends on the rows, so a search has no statement to keep
    asked = rows_of(actor, filters) if filters.q else lambda: rows_of(actor, filters)
    return paging.page(
        asked, key=() if filters.q else ("instruments", actor.scope, filters),
        sort=expression, descending=descending, cursor=cursor, limit=limit,
        columns=FETCHED, row=Row, face=FACE, total=lambda: total(actor, filters, head=head),
    )  # fmt: skip


def every(actor, filters: Filters):
    """All rows of the list in its order, for exports."""
    expression, descending = ORDERS[filters.sort]
    if filters.direction in ("up", "down"):
        descending = filters.direction == "down"
    rows = rows_of(actor, filters).annotate(sort_value=expression)
    order = ["-sort_value", "-id"] if descending else ["sort_value", "id"]
    return [Row(*values) for values in rows.order_by(*order).values_list(*FETCHED).iterator()]


def as_reported(row):
    """The row with a reported end, as exactly as it is known, in place of what statuses follow from:
    the day before its first possible day."""
    if row.ended_on is None:
        return row
    return row._replace(last_low=row.ended_on.first, last_high=row.ended_on.last)


def total(actor, filters: Filters, *, head="") -> int:
    """The exact number of rows, for the ledger's state `head` (asked for when not given)."""
    return _total(actor.scope, _unsorted(filters), head or ledger.head(), Of(actor))


def answers(actor, filters: Filters, *, head: str) -> dict[str, Counter]:
    """{question: {answer: rows}} of the filter bar, for the ledger's state `head`."""
    return _answers(actor.scope, _unsorted(filters), head, Of(actor))


def _unsorted(filters: Filters) -> Filters:
    return replace(filters, sort="signed", direction="")


_GROUPING = Lock()


@lru_cache(maxsize=4096)
def _total(scope, filters, head, of) -> int:
    if filters.q:  # whether near spellings are taken depends on the other filters
        return rows_of(of.actor, filters).count()
    return counting.total(_groups(scope, _free(filters), head, of), filters)


@lru_cache(maxsize=1024)
def _answers(scope, filters, head, of) -> dict[str, Counter]:
    return counting.by_answer(_groups(scope, _free(filters), head, of), filters)


def _groups(scope, filters, head, of) -> tuple[counting.Group, ...]:
    with _GROUPING:  # after an act, one request counts and the others wait for it
        return _grouped(scope, filters, head, of)


@lru_cache(maxsize=64)
def _grouped(scope, filters, head, of) -> tuple[counting.Group, ...]:
    rows = rows_of(of.actor, filters)
    if filters.is_filtered or ledger.is_of_writer(head):
        return counting.cube(rows)
    return TALLIES.groups(of.actor, rows, filters.on)


def _free(filters: Filters) -> Filters:
    """All but the questions of the filter bar."""
    return replace(filters, **{question.key: () for question in counting.QUESTIONS})


MISSING = {
    "owner": Q(owner_unit=None),
    "next_step": Q(next_step=""),
    "any": Q(owner_unit=None) | Q(next_step=""),
    "date": Q(signed_on=None, in_force_from=None),
}


def _narrow(rows, f: Filters):
    conditions = Q()
    for name, column in (
        ("kind", "kind__in"), ("level", "level__in"), ("country", "countries__overlap"), ("field", "fields__overlap"),
        ("phase", "phases__overlap"), ("hazard", "hazards__overlap"),
        ("region", "regions__overlap"), ("unit", "owner_unit__in"),
        ("classification", "classification__in"),
    ):  # fmt: skip
        values = getattr(f, name)
        if values:
            conditions &= Q(**{column: list(values)})
    if f.status:
        rows = rows.filter(among(f.status, f.on))
    if f.partner:
        conditions &= Q(parties__organisation__slug=f.partner)
    if f.year.isdigit():
        conditions &= Q(signed_on__startswith=f.year)
    if f.missing in MISSING:
        conditions &= MISSING[f.missing]
    if f.flag == "contradiction":
        waiting = Claim.objects.filter(record_kind="instrument", is_open=True).values("record_id")
        conditions &= contradiction() | Q(pk__in=waiting)
    elif f.flag == "dormant":
        conditions &= Q(is_dormant=True)
    elif f.flag == "undecided":
        conditions &= undecided()
    return rows.filter(conditions)
