"""The register of letters: filters, order, pages, downloads."""

from collections import namedtuple

from django.db.models import Count, F
from django.utils.translation import gettext_lazy as _

from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.shown import class_words, language, term
from ecoop.core.vocabulary import vocabulary
from ecoop.letters import queries
from ecoop.letters.models import Letter
from ecoop.places import wording

LIST_COLUMNS = (
    Column(key="subject", label=_("Subject"), sorts=False, is_fixed=True),
    Column(key="moved", label=_("Received or sent on"), descends=True),
    Column(key="number", label=_("Number of the letter"), sorts=False),
    Column(key="sender", label=_("From"), sorts=False),
    Column(key="addressee", label=_("Addressed to"), sorts=False),
    Column(key="direction", label=_("Direction"), sorts=False, speaks=True),
    Column(key="nature", label=_("Nature"), sorts=False),
    Column(key="dated", label=_("Date of the letter"), descends=True, is_shown=False),
    Column(key="srikandi", label=_("SRIKANDI reference"), sorts=False, is_shown=False),
    Column(
        key="classification", label=_("Classification"), sorts=False, is_shown=False, speaks=True
    ),
)
CODE = Column(key="code", label=_("Code"))
FIELDS = (
    "id", "code", "direction", "srikandi_ref", "number", "dated_on", "moved_on", "nature",
    "subject", "sender", "addressee", "classification",
)  # fmt: skip
Row = namedtuple("Row", FIELDS)
SORTS = {"moved": F("moved_on"), "dated": F("dated_on")}
DIRECTIONS = dict(Letter.Direction.choices)


def rows_of(actor, asked: Listing):
    """The letters that the address asks for, as far as `actor` may see them."""
    rows = queries.visible_to(actor)
    if asked.words:
        rows = wording.matching(rows, asked.words)
    for key in ("direction", "nature"):
        if chosen := asked.values(key):
            rows = rows.filter(**{f"{key}__in": chosen})
    return rows


def facets(actor, asked: Listing) -> list[Facet]:
    """The filter bar: direction and nature, each with how many rows the words leave."""
    rows = rows_of(actor, Listing((("q", asked.words),), asked.columns, asked.default_sort))
    counted: dict[tuple[str, str], int] = {}
    for direction, nature, n in (
        rows.order_by().values_list("direction", "nature").annotate(n=Count("id"))
    ):
        for key in (("direction", direction), ("nature", nature)):
            counted[key] = counted.get(key, 0) + n
    return [
        asked.facet(
            "direction", _("Direction"),
            [(d, words, counted.get(("direction", d), 0)) for d, words in DIRECTIONS.items()],
        ),
        asked.facet(
            "nature", _("Nature"),
            [(n, term("nature", n), counted.get(("nature", n), 0))
             for n in vocabulary("letter_natures")],
        ),
    ]  # fmt: skip


def plain(row: Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page."""
    return {
        "code": row.code,
        "subject": row.subject,
        "moved": row.moved_on.isoformat(),
        "dated": row.dated_on.isoformat(),
        "number": row.number,
        "sender": row.sender,
        "addressee": row.addressee,
        "direction": str(DIRECTIONS[row.direction]),
        "nature": term("nature", row.nature).in_(language()),
        "srikandi": row.srikandi_ref,
        "classification": class_words(row.classification),
    }[key]


LIST = RoomList(
    name="ecoop-letters", columns=LIST_COLUMNS, first=CODE, default_sort="moved",
    sorts=SORTS, fields=FIELDS, row=Row,
    rows_of=rows_of, facets=facets, plain=plain,
)  # fmt: skip
