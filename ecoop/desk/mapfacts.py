"""What the map shows: cooperation by country and by province, as much of it as the asker may see."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ecoop.assistance import queries as assistance
from ecoop.assistance.queries import Flow
from ecoop.core.aggregates import select_from
from ecoop.core.bilingual import Text
from ecoop.core.shown import language
from ecoop.engagements import queries as engagements
from ecoop.instruments import listing
from ecoop.places.gazetteer import countries
from ecoop.places.names import country_names
from ecoop.places.regions import Province, provinces

HOME = "ID"
MEASURES = ("instruments", "engagements", "aid")
STEPS = (1, 3, 6, 12)  # from how many on a shade is used


@dataclass(frozen=True)
class PlaceFacts:
    """One country or province: how many records of each kind, and the list that shows them."""

    code: str
    name: Text
    instruments: int = 0
    in_force: int = 0
    engagements: int = 0
    aid: Flow = Flow()
    regions: tuple[str, ...] = ()

    def measured(self, measure: str) -> int:
        return self.aid.both if measure == "aid" else getattr(self, measure)

    def shade(self, measure: str) -> int:
        """0 for none, else 1 to 4."""
        return sum(self.measured(measure) >= step for step in STEPS)

    @property
    def query(self) -> str:
        """The filter of the register that shows this place's instruments."""
        if self.code.isalpha():
            return urlencode({"country": self.code})
        return urlencode([("region", region) for region in self.regions or (self.code,)])

    @property
    def short(self) -> str:
        """The filter of the lists of engagements and aid that shows this place's rows."""
        return urlencode({"country" if self.code.isalpha() else "province": self.code})


@dataclass(frozen=True)
class MapFacts:
    """Partner countries and provinces with anything, most of the measure first, equal ones by name;
    `home` is what Indonesian bodies do among themselves; totals of distinct records."""

    countries: tuple[PlaceFacts, ...]
    provinces: tuple[PlaceFacts, ...]
    instruments: int
    of_no_country: int
    measure: str
    home: PlaceFacts

    def country(self, iso2: str) -> PlaceFacts | None:
        return next((place for place in self.countries if place.code == iso2), None)


def map_facts(actor, *, measure: str = "instruments", on: date | None = None) -> MapFacts:
    """Three statements, whatever there is to count. Indonesia is no partner of its own: it is shown
    by its provinces and apart; bodies of many countries belong to no country."""
    filters = listing.Filters() if on is None else listing.Filters(on=on)
    papers = _papers(listing.rows_of(actor, filters))
    met, held = engagements.counts_by_place(actor)
    aid, went_to = assistance.counts_by_place(actor)
    names = country_names()
    by_code = {
        iso2: PlaceFacts(
            iso2, names[iso2], *papers.country(iso2), met.get(iso2, 0), aid.get(iso2, Flow())
        )
        for iso2 in {*papers.countries, *met, *aid, HOME} & set(countries())
    }
    home = by_code.pop(HOME)
    inside = [
        _province(province, papers, held.get(province.code, 0), went_to.get(province.code, Flow()))
        for province in provinces()
    ]
    return MapFacts(
        _most_first(by_code.values(), measure), _most_first(inside, measure),
        papers.total, papers.of_no_country, measure, home,
    )  # fmt: skip


@dataclass
class _Papers:
    """Counts of instruments: {place: (all, in force)}, the region codes met, and the totals."""

    countries: dict[str, tuple[int, int]]
    provinces: dict[str, tuple[int, int]]
    regions: dict[str, tuple[str, ...]]
    total: int = 0
    of_no_country: int = 0

    def country(self, iso2: str) -> tuple[int, int]:
        return self.countries.get(iso2, (0, 0))


def _papers(rows) -> _Papers:
    found = _Papers({}, {}, {})
    for row in select_from(rows, ["id", "countries", "regions", "status"], PAPERS):
        if row.kind == "country":
            found.countries[row.place] = (row.n, row.live)
        elif row.kind == "province":
            found.provinces[row.place] = (row.n, row.live)
            found.regions[row.place] = tuple(sorted(row.codes))
        else:
            found.total, found.of_no_country = row.n, row.live
    return found


PAPERS = """
with v as materialized (select * from {rows} rows)
select 'country' as kind, place, count(*) as n,
       count(*) filter (where status in ('in_force', 'expiring')) as live, null::text[] as codes
from v cross join lateral unnest(countries) place group by place
union all
select 'province', place, count(distinct id),
       count(distinct id) filter (where status in ('in_force', 'expiring')), array_agg(distinct code)
from v cross join lateral (
    select left(region, 2) as place, region::text as code from unnest(regions) region) places
group by place
union all
select 'all', '', count(*), count(*) filter (where countries = '{}'), null from v
"""


def _province(province: Province, papers: _Papers, held: int, went_to: Flow) -> PlaceFacts:
    counted = papers.provinces.get(province.code, (0, 0))
    regions = papers.regions.get(province.code, ())
    name = Text.same(province.name)
    return PlaceFacts(province.code, name, *counted, held, went_to, regions)


def _most_first(places, measure: str) -> tuple[PlaceFacts, ...]:
    some = [place for place in places if any(place.measured(one) for one in MEASURES)]
    return tuple(
        sorted(some, key=lambda place: (-place.measured(measure), place.name.in_(language())))
    )
