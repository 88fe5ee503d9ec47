"""The register of originals: filters, order, pages, downloads."""

from collections import Counter, namedtuple
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Both
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.lists import RoomList
from ecoop.core.shown import language, term, terms
from ecoop.core.vocabulary import vocabulary
from ecoop.core.words import fold
from ecoop.custody import queries
from ecoop.custody.lifecycle import CONDITIONS, LENDINGS
from ecoop.instruments.queries import today

LIST_COLUMNS = (
    Column(key="paper", label=_("Instrument"), sorts=False, is_fixed=True),
    Column(key="code", label=_("Code"), is_shown=False),
    Column(key="party", label=_("Whose copy"), sorts=False, speaks=True),
    Column(key="keeper", label=_("Kept by"), sorts=False),
    Column(key="place", label=_("Place"), sorts=False),
    Column(key="since", label=_("There since"), descends=True),
    Column(key="condition", label=_("Check"), sorts=False),
    Column(key="loan", label=_("On loan to"), sorts=False),
    Column(key="due", label=_("Back by")),
    Column(key="medium", label=_("Signature"), sorts=False, is_shown=False),
    Column(key="pages", label=_("Pages"), sorts=False, is_number=True, is_shown=False),
    Column(key="languages", label=_("Languages"), sorts=False, is_shown=False),
)
NUMBER = Column(key="original", label=_("Original"))
PAPER, NAME = "dossier__instrument__", "organisation__name_"
NAMES = (
    "id", "number", "medium", "languages", "pages", "keeper", "place", "since", "checked_on",
    "lacking", "due_on", "borrower", "condition", "lending",
)  # fmt: skip
JOINED = {
    "code": PAPER + "code", "title_id": PAPER + "title_id", "title_en": PAPER + "title_en",
    "party_id": NAME + "id", "party_en": NAME + "en",
}  # fmt: skip
FIELDS = (*NAMES, *JOINED.values())


class Row(namedtuple("Row", (*NAMES, *JOINED))):
    """One original of the list; `party` is whose copy it is, empty for the Indonesian side's."""

    __slots__ = ()
    title = Both("title")
    party = Both("party")


FAR = date(9999, 12, 31)
DUE = Case(When(out__due_on__isnull=True, then=Value(FAR)), default=F("out__due_on"))
SORTS = {"code": F(PAPER + "code"), "since": F("since"), "due": DUE}
CONDITION_WORDS = {
    "unchecked": _("Not checked yet"), "complete": _("Complete"), "incomplete": _("Incomplete"),
}  # fmt: skip
LENDING_WORDS = {"in": _("In its place"), "out": _("On loan"), "overdue": _("Overdue")}
FACETS = ("keeper", "condition", "lending", "medium")


def rows_of(actor, asked: Listing):
    """The originals that the address asks for, as far as `actor` may see them."""
    rows = queries.visible_to(actor).annotate(condition=_condition(), lending=_lending())
    if asked.words:
        rows = rows.filter(
            Q(**{PAPER + "haystack__contains": fold(asked.words)})
            | Q(place__icontains=asked.words)
            | Q(out__borrower__icontains=asked.words)
        )
    for key in FACETS:
        if chosen := asked.values(key):
            rows = rows.filter(**{f"{key}__in": chosen})
    return rows


def _condition():
    """`lifecycle.condition` as a column; tests compare the two."""
    return Case(
        When(checked_on=None, then=Value("unchecked")),
        When(lacking=[], then=Value("complete")),
        default=Value("incomplete"), output_field=CharField(),
    )  # fmt: skip


def _lending():
    """`lifecycle.lending` as a column."""
    return Case(
        When(out__due_on__isnull=True, then=Value("in")),
        When(out__due_on__lt=today(), then=Value("overdue")),
        default=Value("out"), output_field=CharField(),
    )  # fmt: skip


def facets(actor, asked: Listing) -> list[Facet]:
    """The filter bar, each choice with how many rows the words leave: one statement."""
    rows = rows_of(actor, Listing((("q", asked.words),), asked.columns, asked.default_sort))
    counted: Counter = Counter()
    for *values, n in rows.order_by().values_list(*FACETS).annotate(n=Count("id")):
        counted.update(dict.fromkeys(zip(FACETS, values, strict=True), n))
    choices = {
        "keeper": (_("Kept by"), {code: term("keeper", code) for code in _codes("keepers")}),
        "condition": (_("Check"), {code: CONDITION_WORDS[code] for code in CONDITIONS}),
        "lending": (_("Loan"), {code: LENDING_WORDS[code] for code in LENDINGS}),
        "medium": (_("Signature"), {code: term("medium", code) for code in _codes("media")}),
    }
    return [
        asked.facet(key, label, [(c, words, counted[key, c]) for c, words in found.items()])
        for key, (label, found) in choices.items()
    ]


def _codes(name: str):
    return vocabulary(f"original_{name}")


def plain(row: Row, key: str):
    """What a download writes for `row` in column `key`, in the words of the page."""
    return {
        "original": f"{row.code}/{row.number}",
        "code": row.code,
        "paper": row.title.in_(language()),
        "party": row.party.in_(language()) or "",
        "keeper": term("keeper", row.keeper).in_(language()),
        "place": row.place,
        "since": row.since.isoformat(),
        "condition": str(CONDITION_WORDS[row.condition]),
        "loan": row.borrower or "",
        "due": row.due_on.isoformat() if row.due_on else "",
        "medium": term("medium", row.medium).in_(language()),
        "pages": row.pages,
        "languages": terms("language", row.languages),
    }[key]


LIST = RoomList(
    name="ecoop-originals", columns=LIST_COLUMNS, first=NUMBER, default_sort="since",
    sorts=SORTS, fields=FIELDS, row=Row, rows_of=rows_of, facets=facets, plain=plain,
)  # fmt: skip
