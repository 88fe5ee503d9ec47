"""Pages of long lists by keyset: the hundredth page costs what the first one does."""

import base64
import binascii
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

import msgspec
from django.db.models import Q

from ecoop.core import compiled


@dataclass(frozen=True)
class Page:
    """Rows, the exact total over all pages, and the cursor of the next page ("" at the end)."""

    rows: list
    total: int
    next: str


class BadCursor(ValueError):
    """The cursor was not made by this list."""


class Unread:
    """A row of a list whose columns are made Python's own when somebody looks at one.

    `face` (see `page`) is there without that: pieces of a page remembered under it need no more.
    """

    __slots__ = ("_made", "_make", "_values", "face")

    def __init__(self, values: tuple, *, face: Hashable, make: Callable[[tuple], Any]):
        self.face, self._values, self._make, self._made = face, values, make, None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make(self._values)
        return getattr(self._made, name)


def page(
    rows, *, sort, descending, cursor, limit, columns, row, total: Callable[[], int], key=(),
    face: tuple[str, ...] = ("id",),
) -> Page:  # fmt: skip
    """`limit` rows after `cursor`, ordered by the never-null expression `sort` and then by id.

    `rows` is a queryset, or a function that builds it when its statement is not yet kept under
    `key`, which must tell it together with all other arguments. A row is an `Unread` of
    `row(*columns)`; the columns of `face` together tell all that it says. Raises `BadCursor`
    when the cursor is not one of ours.
    """

    def build():
        wanted = _in_order(rows() if key else rows, sort, descending)
        if cursor:
            wanted = wanted.filter(_after(cursor, descending))
        return wanted.values_list("sort_value", *columns)[: limit + 1]

    if key:
        found, read = compiled.raw(*key, cursor, limit, columns, build=build)
    else:
        found, read = list(build()), tuple
    seen = itemgetter(*(1 + columns.index(name) for name in face))
    shown = [
        Unread(values, face=seen(values), make=lambda values: row(*read(values)[1:]))
        for values in found[:limit]
    ]
    following = _cursor(read(found[limit - 1])[0], shown[-1].id) if len(found) > limit else ""
    return Page(shown, total(), following)


def every(rows, *, sort, descending, columns, row) -> list:
    """All rows of a queryset in the order of `page`, each as `row(*columns)`."""
    ordered = _in_order(rows, sort, descending)
    return [row(*values) for values in ordered.values_list(*columns)]


def opaque(value: str) -> str:
    """A cursor for a list ordered by one unique text."""
    return base64.urlsafe_b64encode(value.encode()).decode().rstrip("=")


def plain(cursor: str) -> str:
    """The text inside `opaque`; raises `BadCursor` when it is not one of ours."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode()
    except ValueError as error:
        raise BadCursor(cursor) from error
    if "\0" in text:
        raise BadCursor(cursor)
    return text


def _in_order(rows, sort, descending):
    order = ("-sort_value", "-id") if descending else ("sort_value", "id")
    return rows.annotate(sort_value=sort).order_by(*order)


def _cursor(value, identifier) -> str:
    if isinstance(value, datetime | date):
        value = {"at": value.isoformat()}
    packed = msgspec.json.encode(
        [value if value is None or isinstance(value, dict) else str(value), str(identifier)]
    )
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _after(cursor, descending) -> Q:
    try:
        packed = base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
        value, identifier = msgspec.json.decode(packed, type=tuple[str | dict[str, str], str])
        if isinstance(value, dict):
            text = value["at"]
            value = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except (ValueError, KeyError, binascii.Error, msgspec.MsgspecError) as error:
        raise BadCursor(cursor) from error
    side = "lt" if descending else "gt"
    beyond = Q(**{f"sort_value__{side}": value}) | Q(**{f"id__{side}": identifier})
    return Q(**{f"sort_value__{side}e": value}) & beyond  # the first part is what an index serves
