"""Rendered pieces kept in memory under everything that they show.

    {% call remembered('instrument row', row, columns) %}<tr> ... </tr>{% endcall %}

The key is the content itself: the same values in the same language give the same piece, so there
is nothing to invalidate and nothing to leak - whoever has no row has no key. What is particular
to one person or one moment (form tokens, "today") must never stand inside, unless it is in the key.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sized
from typing import Any, TypeVar

from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup

MOST_CHARACTERS = 32_000_000  # in one process


Piece = TypeVar("Piece", bound=Sized)


class Pieces:
    """The pieces last used, up to a number of characters (or of bytes)."""

    def __init__(self, most: int = MOST_CHARACTERS):
        self.most, self.size = most, 0
        self.kept: OrderedDict[Hashable, Any] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: Hashable, render: Callable[[], Piece]) -> Piece:
        with self.lock:
            piece = self.kept.get(key)
            if piece is not None:
                self.kept.move_to_end(key)
                return piece
        piece = render()
        with self.lock:
            if key not in self.kept:
                self.kept[key] = piece
                self.size += len(piece) + 500
            while self.size > self.most:
                _, oldest = self.kept.popitem(last=False)
                self.size -= len(oldest) + 500
        return piece

    def forget(self) -> None:
        """Render everything anew from now on."""
        with self.lock:
            self.kept.clear()
            self.size = 0


PIECES = Pieces()


def remembered(*content: Any, caller: Callable[[], Markup]) -> Markup:
    """The piece inside the call block, rendered once for each `content` and language."""
    return PIECES.get((get_language(), *map(_fixed, content)), caller)


def remembered_rows(rows: Iterable[Any], *content: Any, caller: Callable[..., Markup]) -> Markup:
    """The pieces of all rows, the call block rendered once for each `face` (see `core.paging`):

    {% call(row) remembered_rows(page.rows, 'instruments', columns) %}<tr> ... </tr>{% endcall %}
    """
    shared = (get_language(), *map(_fixed, content))
    pieces = (PIECES.get((row.face, shared), lambda row=row: caller(row)) for row in rows)
    return Markup("".join(pieces))  # noqa: S704 - each of them is one


def remembered_part(template: str, *content: Any, context: Callable[[], dict]) -> Markup:
    """A template rendered once for each `content` and language; `context` is not even asked for
    when it is known. `content` must tell all that the context holds: the ledger's state tells
    what the register says, `actor.scope` who may see it.
    """
    key = (get_language(), template, *map(_fixed, content))
    return PIECES.get(key, lambda: Markup(render_to_string(template, context())))  # noqa: S704 - escapes by itself


class Of:
    """Carries the actor, and what else the rest of the key tells, into a cached function without
    being part of its key."""

    def __init__(self, actor, carried=()):
        self.actor, self.carried = actor, carried

    def __eq__(self, other):
        return isinstance(other, Of)

    def __hash__(self):
        return 0


def _fixed(value: Any) -> Hashable:
    """`value` as something that can be a key: rows and lists by their items."""
    if isinstance(value, list | tuple):
        return tuple([_fixed(item) if isinstance(item, list | tuple) else item for item in value])
    return value
