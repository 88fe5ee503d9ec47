"""The page of contradictions: what differs, who says what, and the way to settle each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import require
from ecoop.core import exports
from ecoop.core.listing import Column, Facet, Listing
from ecoop.core.paging import Page
from ecoop.core.shown import language
from ecoop.instruments import contradictions, listing, queries, showing
from ecoop.instruments.columns import CODE, title
from ecoop.instruments.contradictions import STATUS, Asked, Row
from ecoop.instruments.facets import LABELS, words
from ecoop.instruments.labels import in_words, label
from ecoop.places.names import country_names

COLUMNS = (
    Column(key="title", label=_("Title"), is_fixed=True),
    CODE,
    Column(key="partner", label=_("Partner"), sorts=False, speaks=True),
    Column(key="what", label=_("What differs"), sorts=False),
    Column(key="here", label=_("In the register"), sorts=False),
    Column(key="elsewhere", label=_("What says otherwise"), sorts=False),
    Column(key="source", label=_("Who says so"), sorts=False, is_shown=False),
    Column(key="signed", label=_("Signed"), descends=True, is_shown=False),
    Column(key="owner", label=_("Owner unit"), sorts=False, is_shown=False),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What contradicts itself among what the asker may see; `?format=` downloads these rows."""
    actor = request.actor
    require(actor, "use_desk")
    listed = Listing.read(request.GET, columns=COLUMNS, default_sort="signed")
    asked = _asked(request, listed)
    if listed.format in exports.TABLES:
        return _download(actor, listed, asked)
    counted = contradictions.groups(actor, asked)
    rows, following = contradictions.page(actor, asked, cursor=listed.cursor)
    questions = _facets(listed, contradictions.by_answer(counted, asked))
    context = {
        "listing": listed,
        "page": Page(
            rows=showing.differing(actor, rows),
            total=contradictions.total(counted, asked),
            next=following,
        ),
        "facets": questions,
        "chips": listed.chips(questions, _("Words")),
        "views": queries.saved_views(actor, "contradictions"),
        "may_save": True,
    }
    return render(request, "instruments/contradictions.html", context)


def _asked(request: HttpRequest, listed: Listing) -> Asked:
    key, descends = listed.order
    if key == "title" and language() == "en":
        key = "title_en"
    return Asked(listing.Filters.read(request.GET), listed.values("what"), key, descends)


def _facets(listed: Listing, counts: dict) -> list[Facet]:
    """The questions of the filter bar: what differs, and of which papers."""
    names = country_names()
    facets = []
    for question in contradictions.QUESTIONS:
        key, is_what = question.key, question.key == "what"
        answers = sorted(counts[key].items(), key=lambda pair: (-pair[1], str(pair[0])))
        rows = [(v, label(v) if is_what else words(key, v, names), n) for v, n in answers if v]
        facets.append(listed.facet(key, _("What differs") if is_what else LABELS[key], rows))
    return facets


def _download(actor, listed: Listing, asked: Asked) -> HttpResponse:
    rows = contradictions.every(actor, asked)
    return exports.of_list(
        listed, name="ecoop-contradictions", first=CODE, rows=rows,
        cell=lambda row, key: CELLS[key](row),
    )  # fmt: skip


def _elsewhere(row: Row) -> Any:
    if row.what == STATUS:
        return row.record.status_written
    return [in_words(row.what, one.value) for one in row.others]


CELLS = {
    "code": lambda row: row.record.code,
    "title": lambda row: title(row.record),
    "partner": lambda row: list(row.record.partner_names),
    "what": lambda row: label(row.what),
    "here": lambda row: in_words(row.what, row.here),
    "elsewhere": _elsewhere,
    "source": lambda row: [one.source for one in row.others],
    "signed": lambda row: row.record.signed_on,
    "owner": lambda row: row.record.owner_unit_id,
}
