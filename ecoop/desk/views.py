"""Pages across the register: my desk, radar, portfolio, partners and countries."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from ecoop.accounts.policy import may, require
from ecoop.assistance import queries as assistance
from ecoop.assistance import units
from ecoop.core import exports, ledger
from ecoop.core.listing import Column, Listing
from ecoop.core.remembered import remembered_part
from ecoop.core.shown import language
from ecoop.desk import directory, past_partners, queries, showing
from ecoop.desk.columns import PARTNER_COLUMNS, partner_cell
from ecoop.desk.searching import search as found
from ecoop.desk.searching import sight
from ecoop.engagements import queries as engagements
from ecoop.instruments import listing
from ecoop.instruments.queries import saved_views, today
from ecoop.partners import policies as partners
from ecoop.places.names import country_names
from ecoop.tasks.listing import STANDING_WORDS
from ecoop.tasks.queries import waiting_for

MOST = 12  # meetings and aid on one page; their own lists show all
SUGGESTED, FOUND = 3, 10  # results of each kind: while typing, and on the page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what lapses soon, contradictions, gaps."""
    require(request.actor, "use_desk")
    parts = showing.told(queries.desk(request.actor))
    differences = showing.contradictions(request.actor, queries.differences(request.actor))
    place = next((n for n, part in enumerate(parts) if part.name == "unowned"), len(parts))
    lapses = queries.radar(request.actor, limit=8)
    context = {
        "parts": [*parts[:place], differences, *parts[place:]],
        "lapses": lapses,
        "waiting": waiting_for(request.actor, limit=8),
        "standing_words": STANDING_WORDS,
        "me": f"user:{request.actor.user_id}",
        "today": today(),
    }
    return render(request, "desk/home.html", context)


@require_safe
def radar(request: HttpRequest) -> HttpResponse:
    """Instruments by the day on which notice must be given."""
    require(request.actor, "use_desk")
    lapses = queries.radar(request.actor)
    if request.GET.get("format") == "ics":
        return showing.calendar(lapses)
    context = {
        "steps": showing.by_step(lapses),
        "counts": showing.counts(lapses),
        "total": len(lapses),
        "line": showing.radar_line(lapses, today()),
        "today": today(),
        "now": timezone.now(),
    }
    return render(request, "desk/radar.html", context)


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """How the register spreads: every figure leads to its rows."""
    filters = listing.Filters.read(request.GET)
    found = queries.portfolio(request.actor, filters)
    return render(
        request,
        "desk/portfolio.html",
        showing.portfolio(found, filters) | {"total": found.total, "now": timezone.now()},
    )


@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    """The directory of partners with what they have with us."""
    asked = Listing.read(request.GET, columns=PARTNER_COLUMNS, default_sort="name")
    if "as_at" in request.GET:
        return past_partners.index(request, asked)
    rows = directory.matching(
        request.actor,
        words=asked.words,
        kinds=asked.values("kind"),
        countries=asked.values("country"),
        with_papers=asked.value("papers") == "with",
    )
    if asked.format in exports.TABLES:
        return _download(request.actor, asked, rows)
    key, descends = asked.order
    page = directory.page(rows, sort=_named(key), descending=descends, cursor=asked.cursor)
    questions = showing.partner_questions(request.actor, asked)
    context = {
        "listing": asked,
        "page": page,
        "held": directory.instruments_of(request.actor, [row.id for row in page.rows]),
        "facets": questions,
        "chips": asked.chips(questions, _("Words")),
        "may_register": may(request.actor, "edit_partner"),
        "views": saved_views(request.actor, "partners"),
        "may_save": bool(may(request.actor, "use_desk")),
    }
    return render(request, "desk/partners.html", context)


def _named(key: str) -> str:
    return "name_en" if key == "name" and language() == "en" else key


def _download(actor, asked: Listing, rows) -> HttpResponse:
    key, descends = asked.order
    found = directory.every(rows, sort=_named(key), descending=descends)
    held = directory.instruments_of(actor, [row.id for row in found])
    return exports.of_list(
        asked, name="ecoop-partners", first=Column(key="slug", label=_("Address")), rows=found,
        cell=lambda row, key: partner_cell(row, key, held),
    )  # fmt: skip


@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one partner at a glance."""
    actor = request.actor
    organisation = partners.get_visible(actor, slug)
    if organisation.slug != slug:
        return redirect("partners:detail", organisation.slug, permanent=True)
    if "as_at" in request.GET:
        return past_partners.detail(request, organisation)
    about = directory.about(organisation)
    family = [organisation.pk, *(body["id"] for body in about.bodies)]
    rows = directory.instruments_with(actor, family, on=today())
    return render(
        request,
        "desk/partner.html",
        showing.overview(rows, today(), only=f"partner={organisation.slug}")
        | {
            "organisation": organisation,
            "about": about,
            "may_edit": may(actor, "edit_partner", organisation),
            "meetings": directory.meetings_of(actor, family, most=MOST),
            "aid": directory.aid_of(actor, family, most=MOST),
            "unit": units.said,
            "now": timezone.now(),
        },
    )


@require_safe
def country(request: HttpRequest, iso2: str) -> HttpResponse:
    """Who in one country cooperates with us, and in what."""
    if iso2 != iso2.upper():
        return redirect("countries:detail", iso2.upper(), permanent=True)
    if iso2 not in country_names():
        raise Http404
    actor = request.actor
    rows = listing.every(actor, replace(listing.Filters(on=today()), country=(iso2,)))
    bodies = directory.of_country(actor, iso2)
    context = showing.overview(rows, today(), only=f"country={iso2}") | {
        "iso2": iso2,
        "bodies": bodies,
        "held": directory.instruments_of(actor, [body.id for body in bodies]),
        "meetings": engagements.of_country(actor, iso2)[:MOST],
        "aid": assistance.of_country(actor, iso2)[:MOST],
        "unit": units.said,
        "now": timezone.now(),
    }
    return render(request, "desk/country.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over every kind of record; as one types, htmx asks for the results alone."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(_results(request.actor, text, SUGGESTED))
    context = {"text": text, "results": _results(request.actor, text, FOUND)}
    return render(request, "desk/search.html", context)


def _results(actor, text: str, limit: int) -> Markup:
    """What was found, looked for once for each state of the ledger and all who see the same."""

    def context():
        return {"text": text, "sections": found(actor, text, lang=language(), limit=limit)}

    told = (text, limit, *sight(actor), ledger.head())
    return remembered_part("desk/_results.html", *told, context=context)
