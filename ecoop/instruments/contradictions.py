"""The list of what contradicts itself: a written status that the clock denies, and reports of other
sources that say something else than the record. One row for each, with the same walls and filters
as the register's list."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, TextField, Value
from django.db.models.functions import Cast

from ecoop.core import paging
from ecoop.core.aggregates import select_from
from ecoop.core.models import Claim
from ecoop.instruments import counting, disputes, listing
from ecoop.instruments.counting import Group, Question
from ecoop.instruments.standing import contradiction

STATUS = "status"  # what contradicts itself: this, or the name of a fact
QUESTIONS = (
    Question("what", "what"),
    Question("kind", "kind"),
    Question("country", "countries", is_many=True),
    Question("unit", "owner_unit_id"),
)
# key -> (SQL over a row, descends by nature); every value is text and never null
SORTS = {
    "signed": ("coalesce(signed_on, '')", True),
    "code": ("code", False),
    "title": ("lower(left(coalesce(nullif(title_id, ''), title_en), 100))", False),
    "title_en": ("lower(left(coalesce(nullif(title_en, ''), title_id), 100))", False),
}
COLUMNS = (
    "id", "code", "title_id", "title_en", "partner_names", "countries", "kind", "owner_unit_id",
    "classification", "class_rank", "seen_by", "status", "status_written", "stage", "last_low",
    "last_high", "signed_on", "in_force_from", "until", "terminated_on", "completed_on", "months",
    "notice_months", "duration_rule", "level", "place_signed",
)  # fmt: skip


class Said(NamedTuple):
    """One report of a fact; the one that is not open is what the record follows."""

    value: str
    source: str
    as_of: str
    is_open: bool


@dataclass(frozen=True)
class Row:
    """One contradiction: `what` is "status" or a fact; `here` is what the record says (the computed
    status), `reports` what is reported of it."""

    record: Any
    what: str
    here: str
    reports: list[Said]

    @property
    def current(self) -> Said | None:
        """The report that the record follows, if it is one."""
        return next((one for one in self.reports if not one.is_open), None)

    @property
    def others(self) -> list[Said]:
        return [one for one in self.reports if one.is_open]


@dataclass(frozen=True)
class Asked:
    """Which contradictions: of these facts, within the register's own filters, in this order."""

    filters: listing.Filters
    what: tuple[str, ...] = ()
    sort: str = "signed"
    descends: bool = True

    @property
    def chosen(self) -> Any:
        """The answers given to QUESTIONS."""
        f = self.filters
        return SimpleNamespace(what=self.what, kind=f.kind, country=f.country, unit=f.unit)


def page(actor, asked: Asked, *, cursor="", limit=50) -> tuple[list[Row], str]:
    """`limit` contradictions after `cursor`, and the cursor of the next page ("" at the end)."""
    found = _fetch(actor, asked, cursor, limit + 1)
    more = len(found) > limit
    rows = [_row(one) for one in found[:limit]]
    return rows, _cursor(found[limit - 1]) if more else ""


def first(actor, asked: Asked, *, limit: int) -> tuple[list[Row], int]:
    """The first of them and how many there are in all, in one statement."""
    found = _fetch(actor, asked, "", limit)
    return [_row(one) for one in found], found[0].total if found else 0


def every(actor, asked: Asked) -> list[Row]:
    """All of them in their order, for exports."""
    return [_row(one) for one in _fetch(actor, asked, "", None)]


def groups(actor, asked: Asked) -> tuple[Group, ...]:
    """All contradictions grouped by their answers to QUESTIONS, whatever is chosen of them."""
    free = {question.key: () for question in QUESTIONS if question.key != "what"}
    rows = _all(actor, replace(asked.filters, **free))
    return counting.cube(rows, QUESTIONS)


def total(counted: tuple[Group, ...], asked: Asked) -> int:
    return counting.total(counted, asked.chosen, QUESTIONS)


def by_answer(counted: tuple[Group, ...], asked: Asked) -> dict[str, Counter]:
    return counting.by_answer(counted, asked.chosen, QUESTIONS)


def _all(actor, filters):
    """The queryset of all contradictions, one row for each."""
    rows = listing.rows_of(actor, filters)
    waiting = Claim.objects.visible_to(actor).filter(record_kind="instrument", is_open=True)
    facts = waiting.filter(record_id=OuterRef("pk")).values("field").distinct()
    written = rows.filter(contradiction()).annotate(what=Value(STATUS, TextField()))
    reported = rows.filter(pk__in=waiting.values("record_id")).annotate(
        what=Func(ArraySubquery(facts.annotate(name=Cast("field", TextField())).values("name")),
                  function="unnest", set_returning=True, output_field=TextField()),
    )  # fmt: skip
    return written.values("what", *COLUMNS).union(reported.values("what", *COLUMNS), all=True)


def _fetch(actor, asked, cursor, limit) -> list:
    expression, _natural = SORTS[asked.sort]
    order, side = ("desc", "<") if asked.descends else ("asc", ">")
    sort_value, key = _place(cursor)
    sql = PAGE.format(rows="{rows}", sort=expression, order=order, side=side)
    given = [list(asked.what), list(asked.what), cursor, sort_value, key, limit]
    return select_from(_all(actor, asked.filters), ["what", *COLUMNS], sql, given)


# The reports are looked up for the rows of the page alone.
PAGE = """
select p.*, (
    select json_agg(json_build_object('value', c.value, 'source', c.source, 'as_of', c.as_of,
                                      'is_open', c.is_open) order by c.is_open, c.as_of desc, c.id)::text
    from core_claim c
    where c.record_id = p.id and c.field = p.what and (c.is_open or c.is_current)) as reports
from (
    select u.*, {sort} as sort_value, code || ' ' || what as place, count(*) over () as total
    from {rows} u
    where (%s::text[] = '{{}}' or what = any(%s))
      and (%s = '' or ({sort}, code || ' ' || what) {side} (%s, %s))
    order by {sort} {order}, place {order} limit %s
) p order by sort_value {order}, place {order}
"""


def _cursor(row) -> str:
    return paging.opaque(f"{row.sort_value}\x1f{row.place}")


def _place(cursor: str) -> tuple[str, str]:
    """(sort value, place) behind which the page begins; raises `paging.BadCursor`."""
    if not cursor:
        return "", ""
    sort_value, mark, place = paging.plain(cursor).partition("\x1f")
    if not mark:
        raise paging.BadCursor(cursor)
    return sort_value, place


def _row(found) -> Row:
    if found.what == STATUS:
        return Row(found, STATUS, found.status, [])
    here = disputes.fact(found, found.what)
    return Row(found, found.what, here, [Said(**one) for one in json.loads(found.reports or "[]")])
