"""Counts brought up to date after acts are those of counting anew, for everybody, whoever commits first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecoop.core import ledger
from ecoop.core.dates import PartialDate
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting
from ecoop.instruments import actions, counting, listing, tallies
from ecoop.instruments.models import Instrument, Party, Shift
from tests.people import acting_as, instrument, organisation, someone

pytestmark = pytest.mark.django_db(transaction=True)

days = st.dates(timezone.localdate() - timedelta(3000), timezone.localdate() + timedelta(900))
changes = st.fixed_dictionaries({}, optional={
    "kind": st.sampled_from(["mou", "pks", "grant"]),
    "level": st.sampled_from(["", "g2g", "technical"]),
    "fields": st.lists(st.sampled_from(["early_warning", "logistics"]), unique=True),
    "phases": st.lists(st.sampled_from(["pre", "emergency"]), unique=True),
    "signed_on": days.map(lambda day: PartialDate.parse(day.isoformat())),
    "until": st.one_of(st.none(), days.map(lambda day: PartialDate.parse(day.isoformat()))),
    "title_en": st.text("abc", min_size=1, max_size=5),
})  # fmt: skip
acts = st.one_of(
    st.tuples(st.just("register"), changes),
    st.tuples(st.just("revise"), changes),
    st.tuples(st.just("classify"), st.sampled_from(["public", "limited", "confidential"])),
    st.tuples(st.just("partner"), st.booleans()),
    st.tuples(st.sampled_from(["withdraw", "step", "owner", "undone"]), st.none()),
)


@pytest.fixture
def people():
    """Three bodies with a partner user of the first, a member of staff; their transactions."""
    with acting(SYSTEM) as by:
        bodies = [organisation(by, f"Body {n}", iso2=iso2) for n, iso2 in enumerate(("KR", "AU"))]
        for body in bodies:
            instrument(by, partner=body)
    staff = someone("staff", unit="HOKS")
    partner = someone("partner", scope=str(bodies[0].pk))
    return bodies, [
        lambda: acting(SYSTEM), lambda: acting_as(staff), lambda: acting_as(partner),
        lambda: acting(ANONYMOUS),
    ]  # fmt: skip


def told_and_true(sight):
    """(the counts as lists get them, the same counted anew)."""
    filters = listing.Filters()
    with sight() as actor:
        told = listing._groups(actor.scope, filters, ledger.head(), listing.Of(actor))
        return set(told), set(counting.cube(listing.rows_of(actor, filters)))


class Undone(Exception):
    """What undoes a transaction in the midst."""


def do(act, given_, bodies):
    with suppress(Undone), acting(SYSTEM) as by:
        paper = Instrument.objects.filter(withdrawn_at=None).order_by("?").first()
        if act == "register" or paper is None:
            instrument(by, partner=bodies[0], **(given_ if isinstance(given_, dict) else {}))
        elif act == "revise":
            actions.revise(instrument=paper, by=by, **given_)
        elif act == "classify":
            actions.classify(instrument=paper, by=by, classification=given_)
        elif act == "partner":
            parties = [Party(organisation=bodies[given_], side="partner")]
            actions.revise(instrument=paper, by=by, parties=parties)
        elif act == "withdraw":
            actions.withdraw(instrument=paper, by=by, why="x")
        elif act == "step":
            actions.plan_next_step(instrument=paper, by=by, next_step="Ask")
        elif act == "owner":
            actions.assign_owner(instrument=paper, by=by, owner_unit=None)
        else:
            instrument(by, partner=bodies[1])
            raise Undone


def test_counts_after_any_acts_are_those_of_counting_anew(people):
    bodies, sights = people

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(acts, min_size=1, max_size=5))
    def any_acts(many):
        for act, given_ in many:
            do(act, given_, bodies)
        for sight in sights:
            told, true = told_and_true(sight)
            assert told == true

    any_acts()
    assert listing.TALLIES.kept, "everything was counted anew"


def test_after_an_act_only_what_was_moved_is_read(people):
    _, sights = people
    told_and_true(sights[1])
    with acting(SYSTEM) as by:
        instrument(by, kind="grant")

    with sights[1]() as actor, CaptureQueriesContext(connection) as asked:
        total = listing.total(actor, listing.Filters())

    assert total == 3
    counted = [query["sql"] for query in asked if "count(*)" in query["sql"].lower()]
    assert not counted
    assert sum("instruments_shift" in query["sql"] for query in asked) == 1


def test_what_changes_no_answer_leaves_no_shift(people):
    before = _shifts()
    with acting(SYSTEM) as by:
        paper = Instrument.objects.first()
        actions.plan_next_step(instrument=paper, by=by, next_step="Ask the embassy")
    assert _shifts() == before


def test_an_act_that_was_begun_before_the_count_and_committed_after_it_is_counted_once(people):
    _, sights = people
    with acting(SYSTEM) as by:
        for _ in range(5):  # a shift that is counted twice must not bring a count below nothing
            instrument(by)

    def late(begun, may_end):
        try:
            with acting(SYSTEM) as by:
                paper = Instrument.objects.order_by("pk").first()
                actions.revise(instrument=paper, by=by, kind="pks")
                begun()
                may_end()
        finally:
            connection.close()

    has_begun, is_free = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        act = pool.submit(late, has_begun.set, lambda: is_free.wait(30))
        assert has_begun.wait(30)
        with acting(SYSTEM) as by:
            actions.revise(instrument=Instrument.objects.order_by("pk").last(), by=by, kind="grant")
        first = told_and_true(sights[0])
        is_free.set()
        act.result(30)

    second = told_and_true(sights[0])
    assert first[0] == first[1]
    assert second[0] == second[1]
    assert {kind for _, kinds in _kinds(first) for kind in kinds} == {"mou", "grant"}
    assert listing.TALLIES.kept
    assert {kind for _, kinds in _kinds(second) for kind in kinds} == {"mou", "pks", "grant"}


def test_a_copy_put_back_in_another_cluster_counts_no_shift_of_the_first(people, ground):
    _, sights = people
    told_and_true(sights[0])
    with ground.superuser() as server:
        server.execute("update instruments_shift set wrote = wrote + 1000000000, cluster = 1")
    with acting(SYSTEM) as by:
        instrument(by)
    told, true = told_and_true(sights[0])
    assert told == true


def test_shifts_are_forgotten_after_every_tally_that_may_want_them(people, ground):
    assert tallies.KEPT.total_seconds() > 2 * tallies.LASTS
    with ground.superuser() as server:
        server.execute("update instruments_shift set at = at - interval '4 hours' where sign = 1")
    with acting(SYSTEM) as by:
        instrument(by)
    tallies.forget_shifts()
    assert _shifts() == 1


def _kinds(counted):
    place = [question.key for question in counting.QUESTIONS].index("kind")
    return [(group.rows, group.answers[place]) for group in counted[0]]


def _shifts():
    with acting(SYSTEM):
        return Shift.objects.count()
