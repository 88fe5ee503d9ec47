"""The machines' door: the register under the same visibility as the pages (OpenAPI 3.1)."""

from typing import Annotated

from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from pydantic import Field

from ecoop.api import answers, by_country, case_views, downloads, shapes
from ecoop.api.asking import OK_OR_NOT, Code, Many, PageQuery, Words
from ecoop.api.problems import problem
from ecoop.api.serving import answer, kept, unchanged
from ecoop.core import paging
from ecoop.instruments import listing, policies, queries
from ecoop.partners import queries as partners
from ecoop.places import wording

api = NinjaAPI(
    title="e-Cooperation on Disaster Management",
    version="1",
    urls_namespace="api",
    description=(
        "Read access to the register of cooperation instruments, cases, partners and countries. Anonymous "
        "callers see the public class; signed-in callers what their role may see. Lists answer "
        "{total, items, next}; pass `next` as `cursor` for the following page. Every answer carries "
        "an ETag; send it back in If-None-Match and an unchanged answer costs nothing (304)."
    ),
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_router("", case_views.router)


class ListQuery(PageQuery):
    """The filters of the register's list, under the same names as in a page's address."""

    q: Words = ""
    status: Many = []
    kind: Many = []
    level: Many = []
    country: Many = []
    partner: Words = ""
    field: Many = []
    phase: Many = []
    hazard: Many = []
    region: Many = []
    unit: Many = []
    year: Annotated[str, Field(pattern=r"^([0-9]{4})?$")] = ""
    sort: Annotated[str, Field(pattern=r"^(signed|ends|notice|active|code|title|title_en)$")] = (
        "signed"
    )
    direction: Annotated[str, Field(pattern=r"^(up|down)?$")] = ""


@api.exception_handler(Http404)
def not_found(request, error):
    return problem(404, "not_found")


@api.exception_handler(ValidationError)
def invalid(request, error):
    return problem(422, "invalid", wrong=error.errors)


@api.exception_handler(paging.BadCursor)
def bad_cursor(request, error):
    return problem(404, "cursor")


def filters_of(asked: ListQuery) -> listing.Filters:
    given = asked.dict(exclude={"limit", "cursor"})
    return listing.Filters(**{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})


@api.get("/instruments", response={200: shapes.Instruments, **OK_OR_NOT}, tags=["instruments"])
def instruments(request: HttpRequest, asked: Query[ListQuery]):
    """Instruments that match the filters, newest signature first unless sorted otherwise."""
    return unchanged(request) or kept(request, lambda: _instruments(request, asked))


def _instruments(request, asked) -> dict:
    page = listing.page(
        request.actor, filters_of(asked), cursor=asked.cursor, limit=asked.limit, head=request.head
    )
    items = answers.items(page.rows)
    return {"total": page.total, "items": items, "next": page.next or None}


@api.get(
    "/instruments/{code}",
    response={200: shapes.InstrumentRecord, **OK_OR_NOT},
    tags=["instruments"],
)
def instrument(request: HttpRequest, code: Path[Code]):
    """One instrument with parties, the legal clock in words and what sources reported."""
    found = policies.get_visible(request.actor, code)
    rows = listing.rows_of(request.actor, listing.Filters()).filter(pk=found.pk)
    row = listing.Row(*rows.values_list(*listing.FETCHED).get())
    return unchanged(request) or answer(request, answers.record(found, row))


@api.get("/partners", response={200: shapes.Partners, **OK_OR_NOT}, tags=["partners"])
def partner_list(request: HttpRequest, asked: Query[PageQuery], q: Words = ""):
    """Organisations of the directory with the number of visible instruments."""
    rows = _partners(request.actor, q)
    total = rows.count()
    after = rows.filter(slug__gt=paging.plain(asked.cursor)) if asked.cursor else rows
    found = list(after.order_by("slug")[: asked.limit + 1])
    shown = found[: asked.limit]
    following = paging.opaque(shown[-1].slug) if len(found) > asked.limit else None
    items = [answers.partner(o, o.instruments) for o in shown]
    return answer(request, {"total": total, "items": items, "next": following})


@api.get("/partners/{slug}", response={200: shapes.PartnerRecord, **OK_OR_NOT}, tags=["partners"])
def partner(request: HttpRequest, slug: Path[Annotated[str, Field(pattern=r"^[a-z0-9-]{1,120}$")]]):
    """One organisation with its other names and its instruments."""
    found = partners.resolve(request.actor, slug)
    if found is None:
        raise Http404
    papers = listing.every(request.actor, listing.Filters(partner=found.slug))
    body = answers.partner(found, len(papers)) | {
        "aliases": list(found.aliases.order_by("text").values_list("text", flat=True)),
        "parent": _visible_slug(request.actor, found.parent_id),
        "website": found.website,
        "papers": [answers.item(row) for row in papers],
    }
    return answer(request, body)


@api.get("/countries", response={200: shapes.Countries, **OK_OR_NOT}, tags=["countries"])
def countries(request: HttpRequest, asked: Query[PageQuery]):
    """The partner countries with how much the asker may see of each: those of the public list."""
    after = paging.plain(asked.cursor) if asked.cursor else ""
    every = by_country.every(request.actor)
    found = [row for row in every if row.iso2 > after]
    shown = found[: asked.limit]
    following = paging.opaque(shown[-1].iso2) if len(found) > asked.limit else None
    items = [answers.country(row) for row in shown]
    return answer(request, {"total": len(every), "items": items, "next": following})


@api.get("/countries/{iso2}", response={200: shapes.CountryItem, **OK_OR_NOT}, tags=["countries"])
def country(request: HttpRequest, iso2: Path[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]]):
    """Any country of ISO 3166-1."""
    found = by_country.one(request.actor, iso2)
    if found is None:
        raise Http404
    return answer(request, answers.country(found))


CSV = {
    "tags": ["downloads"],
    "response": {200: None, **OK_OR_NOT},
    "openapi_extra": {
        "responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
    },
}


@api.get("/instruments.csv", **CSV)
def instruments_csv(request: HttpRequest, asked: Query[ListQuery]):
    """All rows that match, as CSV (UTF-8 with byte-order mark); the metadata stands beside it."""
    rows = map(listing.as_reported, listing.every(request.actor, filters_of(asked)))
    return downloads.csv_answer("instruments", rows)


@api.get("/partners.csv", **CSV)
def partners_csv(request: HttpRequest, q: Words = ""):
    """All organisations of the directory that match, as CSV."""
    return downloads.csv_answer("partners", _partners(request.actor, q).order_by("slug"))


@api.get("/countries.csv", **CSV)
def countries_csv(request: HttpRequest):
    """All partner countries with how much the asker may see of each, as CSV."""
    return downloads.csv_answer("countries", by_country.every(request.actor))


@api.get("/metadata", response={200: dict, **OK_OR_NOT}, tags=["downloads"])
def metadata(request: HttpRequest):
    """What the downloads hold: columns with their meaning, source, number of rows."""
    totals = {
        "instruments": listing.total(request.actor, listing.Filters()),
        "partners": partners.visible_to(request.actor).count(),
        "countries": len(by_country.every(request.actor)),
    }
    return answer(request, downloads.metadata(totals))


def _partners(actor, words):
    """Organisations that match, each with the number of visible instruments; not yet ordered."""
    seen = Q(party_to__instrument__in=queries.visible_to(actor))
    rows = partners.visible_to(actor).annotate(instruments=Count("party_to", filter=seen))
    return wording.matching(rows, words) if words.strip() else rows


def _visible_slug(actor, pk):
    found = partners.visible_to(actor).filter(pk=pk).first() if pk else None
    return found.slug if found else None
