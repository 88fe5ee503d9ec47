"""The columns of the register's list: how they sort, and what stands in an exported cell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.core.listing import Column
from ecoop.core.shown import between, language, status_words, term

CODE = Column(key="code", label=_("Code"), is_shown=False, speaks=True)
COLUMNS = (
    Column(key="title", label=_("Title"), is_fixed=True),
    CODE,
    Column(key="partner", label=_("Partner"), sorts=False, speaks=True),
    Column(key="kind", label=_("Kind"), sorts=False, speaks=True),
    Column(key="level", label=_("Level"), sorts=False, is_shown=False, speaks=True),
    Column(key="signed", label=_("Signed"), descends=True),
    Column(key="ends", label=_("Ends")),
    Column(key="notice", label=_("Last day for notice")),
    Column(key="status", label=_("Status"), sorts=False, speaks=True),
    Column(key="owner", label=_("Owner unit"), sorts=False, is_shown=False),
    Column(key="next_step", label=_("Next step"), sorts=False, is_shown=False),
    Column(key="fields", label=_("Fields"), sorts=False, is_shown=False, speaks=True),
    Column(key="phases", label=_("Phases"), sorts=False, is_shown=False),
    Column(key="active", label=_("Last activity"), descends=True, is_shown=False),
)
INSIDE = frozenset({"owner", "next_step"})  # plans are for those who work with the register


def columns_for(*, desk: bool) -> tuple[Column, ...]:
    """The columns one may choose from."""
    return tuple(column for column in COLUMNS if desk or column.key not in INSIDE)


def plain(row: Any, key: str) -> Any:
    """What an export writes for `row` (instruments.listing.Row) in column `key`."""
    return CELLS[key](row)


def ends(row: Any) -> Any:
    """The end of a row as exactly as it is known: as it was reported, else as it was computed."""
    return row.ended_on or between(row.last_low, row.last_high)


def title(row: Any) -> str:
    """The title in the page's language, else in the other."""
    return Text(id=row.title_id, en=row.title_en).in_(language())


def _words(vocabulary: str, codes: list[str]) -> list[str]:
    return [term(vocabulary, code).in_(language()) for code in codes]


CELLS = {
    "title": title,
    "code": lambda row: row.code,
    "partner": lambda row: list(row.partner_names),
    "kind": lambda row: term("kind", row.kind).in_(language()),
    "level": lambda row: term("level", row.level).in_(language()) if row.level else "",
    "signed": lambda row: row.signed_on and row.signed_on.iso,
    "ends": lambda row: getattr(ends(row), "iso", None),
    "notice": lambda row: row.notice_day,
    "status": lambda row: status_words(row.status),
    "owner": lambda row: row.owner_unit_id,
    "next_step": lambda row: row.next_step,
    "fields": lambda row: _words("field", row.fields),
    "phases": lambda row: _words("phase", row.phases),
    "active": lambda row: row.last_act_at,
}
