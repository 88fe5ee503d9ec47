"""The groups of a long form, each folded behind a line that says what is filled in there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ecoop.core.fields import words_of


@dataclass(frozen=True)
class Row:
    """Some fields that belong together; `label` is "" where the group is one row."""

    label: str
    fields: list


@dataclass(frozen=True, kw_only=True)
class Fold:
    """A group: its name, its rows, what is told in it, what the rules still ask of it, and whether
    it stands open because something in it is wrong."""

    name: str
    rows: list[Row]
    told: str
    needed: str
    is_open: bool


def fold(name: str, rows: Iterable[Row], *, wanted: Collection[str] = ()) -> Fold:
    """A group as the page shows it; `wanted` are names of fields that a refusal looks at."""
    rows = list(rows)
    fields = [field for row in rows for field in row.fields]
    empty = [field for field in fields if not words_of(field)]
    return Fold(
        name=name or _("More facts that the rules look at"),
        rows=rows,
        told="; ".join(filter(None, map(_told, rows))),
        needed=", ".join(str(field.label) for field in empty if field.name in wanted),
        is_open=any(field.errors for field in fields),
    )


def _told(row: Row) -> str:
    """What is filled in of a row: of persons who it is and all that is said of them."""
    said = {str(field.label): words for field in row.fields if (words := words_of(field))}
    if row.label:
        return f"{row.label}: {', '.join(said.values())}" if said else ""
    return "; ".join(f"{label}: {words}" for label, words in said.items())
