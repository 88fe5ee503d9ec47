"""Rendered pieces in memory: the same content gives the same piece, other content another."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation
from markupsafe import Markup

from ecoop.core.paging import Unread
from ecoop.core.remembered import Pieces, remembered, remembered_rows


@pytest.fixture
def rendered(monkeypatch):
    """How often the piece was rendered."""
    monkeypatch.setattr("ecoop.core.remembered.PIECES", Pieces())
    calls = []

    def ask(*content):
        return remembered(*content, caller=lambda: calls.append(content) or Markup(len(calls)))

    ask.calls = calls
    return ask


def test_same_content_is_rendered_once(rendered):
    assert rendered("row", ["KR"], date(2026, 1, 1)) == rendered("row", ["KR"], date(2026, 1, 1))
    assert len(rendered.calls) == 1


@pytest.mark.parametrize("other", [["AU"], ["KR", "AU"], [], [["KR"]]])
def test_other_content_is_rendered_anew(rendered, other):
    assert rendered("row", ["KR"]) != rendered("row", other)


def test_each_language_has_its_own_piece(rendered):
    with translation.override("id"):
        first = rendered("row", 1)
    with translation.override("en"):
        second = rendered("row", 1)

    assert first != second


def test_oldest_pieces_make_room():
    pieces = Pieces(most=5_000)

    for number in range(100):
        pieces.get(number, lambda: Markup("x" * 500))

    assert len(pieces.kept) == 5
    assert pieces.size == 5_000


def test_rows_are_rendered_once_for_each_face(monkeypatch):
    monkeypatch.setattr("ecoop.core.remembered.PIECES", Pieces())
    rendered = []

    def row_of(values):
        rendered.append(values)
        return SimpleNamespace(title=values[1])

    def asked(*rows, shared="columns"):
        found = [Unread(row, face=row[:1], make=row_of) for row in rows]
        return remembered_rows(
            found, shared, caller=lambda row: Markup("<b>{}</b>").format(row.title)
        )

    first = asked((1, "<one>"), (2, "two"))
    second = asked((2, "another with the same face"), (3, "three"))
    third = asked((2, "two"), shared="other columns")

    assert first == "<b>&lt;one&gt;</b><b>two</b>" and isinstance(first, Markup)
    assert second == "<b>two</b><b>three</b>" and third == "<b>two</b>"
    assert [number for number, _ in rendered] == [1, 2, 3, 2]
