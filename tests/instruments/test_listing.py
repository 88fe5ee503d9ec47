"""Lists: SQL says what the clock says; pages meet without gap; totals are exact; search forgives."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions, clock, listing, queries, statuses
from ecoop.instruments.models import Instrument
from tests.people import instrument, organisation

pytestmark = pytest.mark.django_db

days = st.dates(date(2005, 1, 1), date(2035, 12, 31))
partial = st.one_of(
    st.none(),
    days.map(lambda d: PartialDate.parse(d.isoformat())),
    days.map(lambda d: PartialDate.parse(d.isoformat()[:7])),
    days.map(lambda d: PartialDate.parse(d.isoformat()[:4])),
)
facts = st.fixed_dictionaries({
    "signed_on": partial,
    "in_force_from": partial,
    "duration_rule": st.sampled_from([rule.value for rule in clock.Rule]),
    "months": st.one_of(st.none(), st.integers(1, 240)),
    "until": partial,
    "notice_months": st.one_of(st.none(), st.integers(0, 12)),
    "renew_months": st.one_of(st.none(), st.integers(1, 120)),
    "terminated_on": st.one_of(st.none(), partial),
    "is_completed": st.booleans(),
    "status_written": st.sampled_from(["", "draft", "aktif", "berakhir", "selesai"]),
})  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(facts, min_size=1, max_size=6), days)
def test_sql_status_is_the_clocks_status_on_any_day(many, on):
    with acting(SYSTEM) as by:
        drafts = [actions.Draft(facts={"kind": "mou", "title_en": "x"} | one) for one in many]
        made = actions.register_many(drafts, by=by)
        ids = {one.code for one in made}
        rows = [r for r in listing.every(by, listing.Filters(on=on)) if r.code in ids]

        for row in rows:
            record = Instrument.objects.get(pk=row.id)
            says = clock.reading(queries.facts_of(record), on)
            assert row.status == says.status.value, (record.__dict__, says.explanation.en)
            assert bool(row.is_dormant) == says.is_dormant
        flagged = {r.code for r in listing.every(by, listing.Filters(flag="contradiction", on=on))}
        expected = {r.code for r in rows if statuses.contradicts(r.status_said, r.status)}
        assert flagged & ids == expected


@pytest.fixture
def forty():
    with acting(SYSTEM) as by:
        korea = organisation(by)
        for number in range(40):
            signed = None if number % 7 == 0 else PartialDate.parse(f"20{number % 20:02d}")
            instrument(by, partner=korea, title_en=f"Paper {number % 10}", signed_on=signed)


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize("sort", list(listing.ORDERS))
def test_pages_meet_without_gap_or_overlap(forty, sort, direction):
    with acting(SYSTEM) as by:
        filters = listing.Filters(sort=sort, direction=direction)
        seen, cursor = [], ""
        while True:
            page = listing.page(by, filters, cursor=cursor, limit=7)
            seen += [row.code for row in page.rows]
            cursor = page.next
            if not cursor:
                break

        assert seen == [row.code for row in listing.every(by, filters)]
        assert len(set(seen)) == page.total == 40


def test_every_writing_of_a_row_gives_it_another_face(forty):
    def faces():
        rows = listing.page(by, listing.Filters(), limit=50).rows
        return {row.code: row.face for row in rows}

    with acting(SYSTEM) as by:
        before = faces()
        code = min(before)
        seen = {before[code]}
        for step in ("one", "two", "one"):  # in one transaction, and back to the same words
            Instrument.objects.filter(code=code).update(next_step=step)
            seen.add(faces()[code])
        after = faces()

    assert len(seen) == 4
    assert after.items() - before.items() == {(code, after[code])}


def test_total_follows_every_act(forty):
    with acting(SYSTEM) as by:
        before = listing.total(by, listing.Filters())
        instrument(by)
        after = listing.total(by, listing.Filters())

    assert (before, after) == (40, 41)


def test_filters_survive_the_address():
    from django.http import QueryDict  # noqa: PLC0415

    asked = QueryDict("kind=mou&kind=pks&country=KR&q=gempa&sort=ends&nonsense=1&year=2015")
    filters = listing.Filters.read(asked)

    assert listing.Filters.read(QueryDict(filters.query())) == filters
    assert filters.kind == ("mou", "pks")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Turki", True), ("Turkey", True), ("Türkiye", True), ("turkiye", True), ("gempa bumi", True),
     ("earthquake", True), ("volcano", False), ("menanggulangi", True), ("penangulangan", True), ("KS-INT-2020-0001", True),
     ("peru", False), ("'; drop table", False), ("%", False), ("\x27\\", False), ("dan & | !", False)],
)  # fmt: skip
def test_search_forgives_spelling_and_knows_aliases(asked, found):
    with acting(SYSTEM) as by:
        from ecoop.partners import actions as partners  # noqa: PLC0415
        from tests.people import country  # noqa: PLC0415

        country("TR", "Türkiye")
        afad = partners.register(by=by, kind="foreign_state", name_en="AFAD", country="TR",
                                 aliases=["Turki", "Turkey", "Türkiye"])  # fmt: skip
        instrument(by, partner=afad, title_id="Penanggulangan bencana gempa bumi", title_en="")

        rows = listing.every(by, listing.Filters(q=asked))

    assert bool(rows) == found
