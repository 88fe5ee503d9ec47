"""The list of a room, said once: its page, its downloads and its filter bar show the same rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ecoop.core import exports, paging
from ecoop.core.listing import Column, Facet, Listing


@dataclass(frozen=True, kw_only=True)
class RoomList:
    """What a room says of its list.

    `rows_of(actor, asked)` is the queryset that an address asks for as far as `actor` may see it,
    `facets(actor, asked)` its filter bar, `plain(row, key)` a cell of a download in the words of
    the page. `sorts` gives each sortable column an expression that is never null; `added` are
    annotations that the `fields` of a row need and its filters do not.
    """

    name: str
    columns: tuple[Column, ...]
    first: Column
    default_sort: str
    sorts: Mapping[str, Any]
    fields: tuple[str, ...]
    row: Callable[..., Any]
    rows_of: Callable[[Any, Listing], Any]
    facets: Callable[[Any, Listing], Iterable[Facet]]
    plain: Callable[[Any, str], Any]
    added: Mapping[str, Any] = field(default_factory=dict)

    def asked(self, params: Mapping) -> Listing:
        """What the address of a page asks for."""
        return Listing.read(params, columns=self.columns, default_sort=self.default_sort)

    def page(self, actor, asked: Listing, *, limit: int = 50) -> paging.Page:
        """`limit` rows in the order that was asked for, from its cursor on."""
        rows = self.rows_of(actor, asked)
        return paging.page(
            rows.annotate(**self.added), cursor=asked.cursor, limit=limit, total=rows.count,
            **self._order(asked),
        )  # fmt: skip

    def every(self, actor, asked: Listing) -> list:
        """All rows in the list's order."""
        return paging.every(self.rows_of(actor, asked).annotate(**self.added), **self._order(asked))

    def download(self, actor, asked: Listing) -> HttpResponse:
        """Exactly the rows and columns of the page, in the form that was asked for."""
        return exports.of_list(
            asked, name=self.name, first=self.first, rows=self.every(actor, asked), cell=self.plain
        )

    def context(self, actor, asked: Listing) -> dict[str, Any]:
        """What the page of every list shows: its rows, its filter bar, the filters in use."""
        return {"page": self.page(actor, asked)} | self.bar(actor, asked)

    def bar(self, actor, asked: Listing) -> dict[str, Any]:
        """The filter bar and the filters in use."""
        questions = self.facets(actor, asked)
        return {
            "listing": asked,
            "facets": questions,
            "chips": asked.chips(questions, _("Words")),
        }

    def _order(self, asked: Listing) -> dict[str, Any]:
        key, descends = asked.order
        return {
            "sort": self.sorts[key], "descending": descends, "columns": self.fields, "row": self.row,
        }  # fmt: skip
