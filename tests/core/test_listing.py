"""A list's state stands in its address: each change changes one thing."""

import pytest
from django.http import QueryDict

from ecoop.core.listing import Column, Listing

COLUMNS = (
    Column(key="title", label="Title", is_fixed=True),
    Column(key="signed", label="Signed", descends=True),
    Column(key="status", label="Status", sorts=False),
    Column(key="note", label="Note", is_shown=False),
)


def read(query):
    return Listing.read(QueryDict(query), columns=COLUMNS, default_sort="signed")


def test_a_change_begins_at_the_first_page_and_keeps_the_rest():
    listing = read("q=gempa&kind=mou&kind=pks&cursor=abc&format=csv")

    assert listing.link(q="banjir") == "?kind=mou&kind=pks&q=banjir"
    assert listing.without("kind", "mou") == "?q=gempa&kind=pks"


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ("signed", True)),
        ("sort=title", ("title", False)),
        ("sort=title&direction=down", ("title", True)),
        ("sort=status", ("signed", True)),
        ("sort=drop+table&direction=sideways", ("signed", True)),
    ],
)
def test_order_is_the_columns_nature_unless_asked(query, order):
    assert read(query).order == order


def test_a_second_use_of_a_head_turns_the_order():
    signed = COLUMNS[1]

    assert read("").sort_link(signed) == "?sort=signed&direction=up"
    assert read("sort=signed&direction=up").sort_link(signed) == "?sort=signed&direction=down"
    assert read("sort=title").sort_link(signed) == "?sort=signed"


def test_chosen_columns_never_lose_the_fixed_one():
    assert [c.key for c in read("").shown] == ["title", "signed", "status"]
    assert [c.key for c in read("cols=note&cols=status").shown] == ["title", "status", "note"]


def test_every_filter_in_use_has_its_way_out():
    listing = read("q=gempa&kind=mou&kind=gone")
    facet = listing.facet("kind", "Kind", [("mou", "MoU", 3), ("pks", "PKS", 1)])

    chips = listing.chips([facet], "Words")

    assert [(chip.value, chip.link) for chip in chips] == [
        ("gempa", "?kind=mou&kind=gone"),
        ("MoU", "?q=gempa&kind=gone"),
        ("gone", "?q=gempa&kind=mou"),
    ]
    assert [c.is_chosen for c in facet.choices] == [True, False, True]
