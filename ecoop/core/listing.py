"""What a list page was asked for, and the addresses that change one thing about it.

A list's whole state stands in its address, so that it can be kept, sent and exported:
`q` words, one key for each facet (repeated for several values), `sort` (a column's key),
`direction` (up or down, else as the column's nature is), `cols` (comma-separated), `cursor`
(where the next page begins), `format`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

CURSOR, SORT, DIRECTION, COLUMNS, FORMAT = "cursor", "sort", "direction", "cols", "format"
NOT_KEPT = (CURSOR, FORMAT)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a list: `label` may be a lazy translation; not every column can be sorted.

    `descends`: its natural order has the greatest first, as with dates of signing. `speaks`: the
    value says what it is, so that a card on a phone names no label before it.
    """

    key: str
    label: Any
    sorts: bool = True
    descends: bool = False
    is_number: bool = False
    is_shown: bool = True
    is_fixed: bool = False
    speaks: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    value: str
    label: Any
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One question of the filter bar with its possible answers and how many rows each has."""

    key: str
    label: Any
    choices: tuple[Choice, ...]

    @property
    def is_used(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter that is on, with the address of the list without it."""

    label: Any
    value: Any
    link: str


@dataclass(frozen=True)
class Listing:
    """The state of one list, read from its address with `Listing.read`."""

    params: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    default_sort: str

    @classmethod
    def read(cls, params: Mapping, *, columns: Sequence[Column], default_sort: str) -> "Listing":
        """From a QueryDict; empty values are dropped, an unknown sort falls back to the default."""
        pairs = tuple(
            (key, value.strip())
            for key in params
            for value in params.getlist(key)  # type: ignore[attr-defined]
            if value.strip()
        )
        return cls(pairs, tuple(columns), default_sort)

    def values(self, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for name, value in self.params if name == key))

    def value(self, key: str) -> str:
        return next(iter(self.values(key)), "")

    @property
    def words(self) -> str:
        return self.value("q")

    @property
    def cursor(self) -> str:
        return self.value(CURSOR)

    @property
    def format(self) -> str:
        return self.value(FORMAT)

    @cached_property
    def order(self) -> tuple[str, bool]:
        """(column key, is descending)."""
        sortable = {column.key: column.descends for column in self.columns if column.sorts}
        key = self.value(SORT) if self.value(SORT) in sortable else self.default_sort
        directions = {"up": False, "down": True}
        return key, directions.get(self.value(DIRECTION), sortable.get(key, False))

    @cached_property
    def shown(self) -> tuple[Column, ...]:
        """The columns to show: those chosen in the address, else the usual ones."""
        wanted = {key for value in self.values(COLUMNS) for key in value.split(",")}
        if not wanted:
            return tuple(column for column in self.columns if column.is_shown)
        return tuple(c for c in self.columns if c.is_fixed or c.key in wanted)

    def link(self, **changes: str | Iterable[str] | None) -> str:
        """The query string ("?...") with `changes` made; None or "" takes a key away.

        A changed list begins at its first page again.
        """
        pairs = [(k, v) for k, v in self.params if k not in changes and k not in NOT_KEPT]
        for key, value in changes.items():
            given = [value] if isinstance(value, str) else value or ()
            pairs += [(key, one) for one in given if one]
        return "?" + urlencode(pairs)

    def without(self, key: str, value: str) -> str:
        """The query string with one value of one key taken away."""
        return self.link(**{key: [one for one in self.values(key) if one != value]})

    def sort_link(self, column: Column) -> str:
        """Sort by `column`; a second use turns the order round."""
        key, is_descending = self.order
        turned = {False: "down", True: "up"}[is_descending] if key == column.key else None
        return self.link(**{SORT: column.key, DIRECTION: turned})

    def sorting(self, column: Column) -> str:
        """The value of aria-sort for `column`, empty when the list is not sorted by it."""
        key, is_descending = self.order
        if key != column.key:
            return ""
        return "descending" if is_descending else "ascending"

    def kept(self, *but: str) -> tuple[tuple[str, str], ...]:
        """Pairs that a form must carry as hidden fields when it sets the keys `but`."""
        return tuple((k, v) for k, v in self.params if k not in but and k not in NOT_KEPT)

    def facet(self, key: str, label: Any, rows: Iterable[tuple[str, Any, int | None]]) -> Facet:
        """A facet from (value, label, count) rows; a chosen value never disappears."""
        chosen = self.values(key)
        rows = list(rows)
        rows += [(value, value, 0) for value in chosen if value not in {row[0] for row in rows}]
        return Facet(
            key=key,
            label=label,
            choices=tuple(
                Choice(value=value, label=words, count=count, is_chosen=value in chosen)
                for value, words, count in rows
            ),
        )

    def chips(self, facets: Iterable[Facet], words_label: Any = "") -> tuple[Chip, ...]:
        """Everything that narrows the list now, each with the way to take it off."""
        chips = []
        if self.words:
            chips.append(Chip(label=words_label, value=self.words, link=self.link(q=None)))
        for facet in facets:
            chips += [
                Chip(label=facet.label, value=c.label, link=self.without(facet.key, c.value))
                for c in facet.choices
                if c.is_chosen
            ]
        return tuple(chips)
