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
from ecoop.core.vocabulary import vocabulary
from ecoop.desk import directory
from ecoop.desk.queries import STEPS, Differences, Lapse, Portfolio, Waiting
from ecoop.instruments.calendar import deadlines
from ecoop.instruments.listing import Filters
from ecoop.instruments.periods import period
from ecoop.instruments.showing import differing
from ecoop.places.names import country_names, region_names

PHASES = ("pre", "emergency", "post")
PARTS = {
    "mine": (_("Records of my unit"), _("Your unit owns no record."), _("Records whose owner unit is yours, the longest untouched first.")),
    "expiring": (_("Lapses soon"), _("Nothing lapses within a year."), _("In force, and within twelve months of the last day for notice.")),
    "contradictions": (_("Contradictions"), _("Nothing contradicts itself."), _("The written status cannot be true beside the computed one, or another source says something else than the record.")),
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


def contradictions(actor, found: Differences) -> Part:
    """The part of the desk where every line is one contradiction and not one paper."""
    rows, link = differing(actor, found.rows), reverse("instruments:contradictions")
    return Part("contradictions", *PARTS["contradictions"], found.total, rows, link)


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
        deadlines(lapse.row for lapse in lapses), form="ics", name="ecoop-radar"
    )


def portfolio(found: Portfolio, filters: Filters) -> dict:
    """Figures with the address of their rows, under the filters that are on."""
    register = reverse("instruments:list")

    def link(**more: Any) -> str:
        return f"{register}?{filters.query(**more)}"

    def series(key: str, counted: dict[str, int]) -> list[tuple[Any, int, str]]:
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(_answer(key, value), n, link(**{key: (value,)})) for value, n in ordered]

    return {
        "cross": _cross(found, link),
        "phases": [_("All"), *(term("phase", phase) for phase in PHASES)],
        "statuses": [(n, words, address) for words, n, address in series("status", found.status)],
        "levels": bars(series("level", found.level)),
        "kinds": bars(series("kind", found.kind)),
        "regions": bars(series("region", found.region)),
        "trend": trend(_years(found.year)),
        "year_links": {year: link(year=year) for year in found.year},
        "filters": filters,
    }


def _answer(key: str, value: str) -> Any:
    if key == "region":
        return region_names().get(value, value)
    if key == "status":
        return status_words(value)
    return term(key, value) if value else _("Not known")


def _years(counted: dict[str, int]) -> list[tuple[str, int]]:
    """Every year from the first to the last: a year without any is a nought, not a gap."""
    years = [int(year) for year in counted]
    if not years:
        return []
    return [(str(year), counted.get(str(year), 0)) for year in range(min(years), max(years) + 1)]


def _cross(found: Portfolio, link) -> list[tuple[Any, list[tuple[int, int, str]]]]:
    """Fields by phases in the order of the vocabulary; a field nobody has is left out."""
    top = max(found.field_phase.values(), default=0)
    rows = []
    for field in [*vocabulary("fields"), *sorted(set(found.field) - set(vocabulary("fields")))]:
        if field in found.field:
            cells = [(found.field[field], 0, link(field=(field,)))]
            for phase in PHASES:
                n = found.field_phase.get((field, phase), 0)
                cells.append((n, heat(n, top), link(field=(field,), phase=(phase,))))
            rows.append((term("field", field), cells))
    return rows


def partner_questions(actor, asked: Listing) -> list[Facet]:
    """The filter bar of the directory: kinds and countries among what the words leave."""
    kinds, countries = directory.kinds_and_countries(directory.matching(actor, words=asked.words))
    names = country_names()
    return [
        asked.facet("kind", _("Kind"), [(k, term("partner_kind", k), n) for k, n in kinds]),
        asked.facet("country", _("Country"), [(c, names[c], n) for c, n in countries]),
        asked.facet("papers", _("Instruments"), [("with", _("With instruments"), None)]),
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
