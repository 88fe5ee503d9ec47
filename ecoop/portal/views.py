"""Pages for everybody."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import may
from ecoop.core import exports
from ecoop.core.paging import Page
from ecoop.core.shown import demo_mode
from ecoop.desk.mapfacts import MEASURES, STEPS, PlaceFacts, map_facts
from ecoop.instruments import listing
from ecoop.portal import countries as country_list
from ecoop.portal import drawn, queries, samples


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The living style guide: every part with made-up values, for those who build and look after."""
    if not demo_mode() and not may(request.actor, "use_desk"):
        raise Http404
    return render(request, "portal/style.html", samples.context() | {"now": timezone.now()})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what this is, the figures of the register, and the ways in."""
    return render(request, "portal/home.html", {"glance": queries.glance(request.actor)})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the service is, on which law it stands, and whose work it is built with."""
    path = settings.STATIC_ROOT / "licences.json"
    licences = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return render(request, "portal/about.html", {"licences": licences})


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Downloads of exactly the rows one may see, with their card, and the API."""
    total = listing.total(request.actor, listing.Filters())
    return render(request, "portal/data.html", {"total": total})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """How to do the common things, in a minute each."""
    return render(request, "portal/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the pages, and how it is tested."""
    return render(request, "portal/accessibility.html")


@require_safe
def world(request: HttpRequest) -> HttpResponse:
    """Partner countries and provinces on two maps, and the same facts as tables."""
    asked = request.GET.get("show", "")
    measure = asked if asked in MEASURES else MEASURES[0]
    facts = map_facts(request.actor, measure=measure)
    context = {
        "facts": facts,
        "world": drawn.world_map(facts),
        "home": drawn.home_map(facts),
        "measures": _tabs(measure),
        "shades": _shades(),
        "aim_country": lambda place: reverse("countries:detail", args=[place.code]),
        "aim_province": lambda place: (
            f"{reverse(f'{_list_of(measure)}:list')}?{_narrowed(place, measure)}"
        ),
        "now": timezone.now(),
    }
    return render(request, "portal/map.html", context)


@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    """The partner countries with what there is with each, searched, sorted and as a file."""
    asked = country_list.read(request.GET)
    found = country_list.rows(request.actor, asked)
    if asked.format in exports.TABLES:
        return exports.of_list(
            asked, name="ecoop-countries", first=country_list.CODE, rows=found,
            cell=country_list.cell,
        )  # fmt: skip
    register, live = reverse("instruments:list"), "status=in_force&status=expiring"
    aid = reverse("assistance:list")
    rows = [(each, {key: get(each) for key, get in country_list.CELLS.items()}) for each in found]
    context = {
        "listing": asked,
        "page": Page(rows=rows, total=len(rows), next=""),
        "facets": [],
        "chips": asked.chips([], _("Words")),
        "links": {
            "instruments": f"{register}?",
            "in_force": f"{register}?{live}&",
            "engagements": f"{reverse('engagements:list')}?",
            "received": f"{aid}?direction=in&",
            "given": f"{aid}?direction=out&",
        },
    }
    return render(request, "portal/countries.html", context)


def _tabs(measure: str) -> list[tuple]:
    words = {"instruments": _("Instruments"), "engagements": _("Engagements"), "aid": _("Aid")}
    return [(words[one], f"?show={one}", one == measure, None) for one in MEASURES]


def _shades() -> list[str]:
    """What each shade says: "1 to 2", ..., "12 or more"."""
    ends = [step - 1 for step in STEPS[1:]]
    words = [
        _("%(first)s to %(last)s") % {"first": a, "last": b}
        for a, b in zip(STEPS, ends, strict=False)
    ]
    return [*words, _("%(first)s or more") % {"first": STEPS[-1]}]


def _list_of(measure: str) -> str:
    return "assistance" if measure == "aid" else measure


def _narrowed(place: PlaceFacts, measure: str) -> str:
    return place.query if measure == "instruments" else place.short
