"""What the desk's pages show, made from what the queries found."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ecoop.core import exports
from ecoop.core.drawings import Timeline, bars, heat, timeline, trend
from ecoop.core.listing import Facet, Listing
from ecoop.core.shown import language, status_words, term
from ecoop.desk import directory
from ecoop.desk.queries import STEPS, Lapse, Portfolio, Waiting
from ecoop.instruments.calendar import notices
from ecoop.instruments.listing import Filters
from ecoop.instruments.periods import period
from ecoop.places.names import country_names, region_names

PHASES = ("pre", "emergency", "post")
PARTS = {
    "mine": (_("Waits for my unit"), _("Nothing waits for your unit."), _("Records whose owner unit is yours, the longest untouched first.")),
    "expiring": (_("Lapses soon"), _("Nothing lapses within a year."), _("In force, and within twelve months of the last day for notice.")),
    "contradictions": (_("Contradictions"), _("No reported status contradicts the dates."), _("What was written about the status cannot be true beside the computed one.")),
    "unowned": (_("Without owner or next step"), _("Every record has an owner and a next step."), _("No record should be without either.")),
    "dormant": (_("Dormant"), _("Nothing in force has gone quiet."), _("In force, but without any act for 180 days.")),
}  # fmt: skip


class Part(NamedTuple):
    """One part of the desk with its words and the address of its whole list."""

    name: str
    title: Any
    nothing: Any
    meaning: Any
    total: int
    rows: list
    link: str


def told(parts: list[Waiting]) -> list[Part]:
    register = reverse("instruments:list")
    return [
        Part(part.name, *PARTS[part.name], part.total, part.rows, f"{register}?{part.query}")
        for part in parts
    ]


class Step(NamedTuple):
    """One band of the radar: how far away, and the instruments in it."""

    months: int
    title: Any
    lapses: list[Lapse]


STEP_WORDS = {
    0: _("The last day has passed"),
    1: _("Within one month"),
    3: _("Within three months"),
    6: _("Within six months"),
    9: _("Within nine months"),
    12: _("Within twelve months"),
}


def by_step(lapses: list[Lapse]) -> list[Step]:
    """The bands 12/9/6/3/1 months before the last day for notice (domain.md 2.5), nearest first."""
    return [
        Step(months, STEP_WORDS[months], [one for one in lapses if one.step == months])
        for months in (0, *STEPS)
    ]


def counts(lapses: list[Lapse]) -> list[tuple[int, Any, str]]:
    """How many stand in each band, with the way down to it."""
    return [
        (len(step.lapses), step.title, f"#step-{step.months}")
        for step in by_step(lapses)
        if step.lapses
    ]


def radar_line(lapses: list[Lapse], today: date) -> Timeline:
    """The instruments of the radar from two years ago to three ahead."""
    return timeline(
        [period(lapse.row, status=lapse.row.status) for lapse in lapses],
        today=today, years=(today.year - 1, today.year + 2),
    )  # fmt: skip


def calendar(lapses: list[Lapse]) -> HttpResponse:
    return exports.attachment(
        notices(lapse.row for lapse in lapses), form="ics", name="ecoop-radar"
    )


def portfolio(found: Portfolio, filters: Filters) -> dict:
    """Figures with the address of their rows, under the filters that are on."""
    register = reverse("instruments:list")

    def link(**more: str) -> str:
        return f"{register}?{filters.query(**more)}"

    return {
        "cross": _cross(found, link),
        "phases": [term("phase", phase) for phase in PHASES],
        "statuses": [(row.n, status_words(row.status), link(status=(row.status,))) for row in found.by_status],
        "levels": bars((_level(level), n, link(level=(level,))) for level, n in _summed(found, "level")),
        "kinds": bars((term("kind", kind), n, link(kind=(kind,))) for kind, n in _summed(found, "kind")),
        "regions": bars((region_names().get(r.region, r.region), r.n, link(region=(r.region,))) for r in found.by_region[:20]),
        "trend": trend(_years(found)),
        "year_links": {row.year: link(year=row.year) for row in found.by_year},
        "filters": filters,
    }  # fmt: skip


def _level(level: str) -> Any:
    return term("level", level) if level else _("Not known")


def _summed(found: Portfolio, name: str) -> list[tuple[str, int]]:
    counted: Counter = Counter()
    for row in found.by_level_kind:
        counted[getattr(row, name)] += row.n
    return counted.most_common()


def _years(found: Portfolio) -> list[tuple[str, int]]:
    """Every year from the first to the last: a year without any is a nought, not a gap."""
    counted = {int(row.year): row.n for row in found.by_year}
    if not counted:
        return []
    return [(str(year), counted.get(year, 0)) for year in range(min(counted), max(counted) + 1)]


def _cross(found: Portfolio, link) -> list[tuple[Any, list[tuple[int, int, str]]]]:
    """Fields by phases, grouped under the fields' own order; empty fields are left out."""
    counted = {(row.field, row.phase): row.n for row in found.by_field_phase}
    top = max(counted.values(), default=0)
    fields = sorted({field for field, _phase in counted if field})
    return [
        (
            term("field", field),
            [
                (counted.get((field, p), 0), heat(counted.get((field, p), 0), top), link(field=(field,), phase=(p,)))
                for p in PHASES
            ],
        )
        for field in fields
    ]  # fmt: skip


def partner_questions(actor, asked: Listing) -> list[Facet]:
    """The filter bar of the directory: kinds and countries among what the words leave."""
    kinds, countries = directory.kinds_and_countries(directory.matching(actor, words=asked.words))
    names = country_names()
    return [
        asked.facet("kind", _("Kind"), [(k, term("partner_kind", k), n) for k, n in kinds]),
        asked.facet("country", _("Country"), [(c, names[c], n) for c, n in countries]),
    ]


def overview(rows: list, today: date, *, only: str) -> dict:
    """What the instruments of one partner or country amount to; `only` is the filter that lists them."""
    register = f"{reverse('instruments:list')}?{only}"
    live = [row for row in rows if row.status in directory.LIVE]
    acts = [row.last_act_at for row in rows if row.last_act_at]
    fields = Counter(field for row in rows for field in row.fields)
    return {
        "rows": rows,
        "register": register,
        "live": live,
        "line": timeline([period(row, status=row.status) for row in rows[:40]], today=today),
        "cross": [(term("field", f), [(n, shade, f"{register}&field={f}&phase={p}") for p, n, shade in cells])
                  for f, cells in directory.fields_by_phases(rows)],
        "phases": [term("phase", phase) for phase in PHASES],
        "last_act": max(acts, default=None),
        "next_steps": [row for row in live if row.next_step],
        "main_fields": [term("field", field).in_(language()) for field, _n in fields.most_common(3)],
    }  # fmt: skip
