"""Originals: who has them, where they lie, to whom they are lent."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecoop.accounts.policy import RULES
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.custody import actions, lifecycle, listing, queries
from ecoop.custody.models import Dossier, Loan, Original
from ecoop.instruments import actions as instruments
from ecoop.tasks.lifecycle import standing
from ecoop.tasks.models import Task
from ecoop.tasks.queries import waiting_for
from tests.custody.papers import SIGNED, as_now, opened, paper
from tests.people import acting_as, someone

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(frozen):
    frozen(2026, 6, 1)


def lend(original, by, **more):
    facts = {"on": date(2026, 5, 4), "due_on": date(2026, 5, 18), "borrower": "Pusdiklat"}
    return actions.lend(original=original, by=by, purpose="exhibition", **facts | more)


def refuses(act, one, by, words):
    with pytest.raises(Refused) as told, transaction.atomic():
        act(one, by)
    assert any(words in refusal.reason.en for refusal in told.value.refusals)


def rules(refused):
    return [refusal.rule or refusal.reason.en for refusal in refused.value.refusals]


def test_originals_are_numbered_on_and_kept_in_the_ledger_out_of_the_partners_reach():
    made = paper(classification="limited")
    opened(made, count=2)
    (third,) = opened(made, keeper="partner")

    assert third.number == 3
    with acting(SYSTEM):
        (line,) = queries.log_of(third)
    assert (line.act, line.code) == ("custody.original_opened", f"{made.code}/3")
    assert line.after["keeper"] == "partner"
    partner = someone("partner", scope=next(k for k in made.seen_by if k.startswith("org:")))
    with acting_as(partner):
        assert ledger.history(third.pk) == []


@pytest.mark.parametrize(
    ("iso2", "kind", "refused"),
    [("KR", "foreign_state", True), ("KR", "ingo", False), ("ID", "ministry", False)],
)
def test_a_screen_signature_is_never_the_original_of_an_international_agreement(
    iso2, kind, refused
):
    made = paper(iso2=iso2, kind=kind)

    if not refused:
        assert opened(made, medium="electronic")[0].medium == "electronic"
        return
    with pytest.raises(Refused) as told:
        opened(made, medium="electronic")
    assert rules(told) == ["A8"]
    assert "Permenlu 4/2023" in told.value.refusals[0].source
    with acting(SYSTEM):
        assert not Original.objects.exists() and not Dossier.objects.exists()


def test_a_check_says_what_lacks_and_the_log_tells_it():
    made = paper()
    (one,) = opened(made)

    with acting(SYSTEM) as by:
        actions.check(original=one, by=by, on=SIGNED + DAY, lacking=["annexes"], pages=12,
                      languages=["id", "en"])  # fmt: skip
        now = as_now(one, made)
        (line, _) = queries.log_of(one)

    assert lifecycle.condition(now.checked_on, now.lacking) == "incomplete"
    assert line.changes["lacking"] == [[], ["annexes"]]


def test_a_move_is_logged_with_hands_and_receipt():
    made = paper()
    (one,) = opened(made)

    with acting(SYSTEM) as by:
        actions.move(original=one, by=by, on=date(2026, 3, 9), keeper="kemlu", handed_by="A",
                     received_by="B", receipt="TR-1")  # fmt: skip
        line = queries.log_of(one)[0]

    assert line.changes["keeper"] == ["bnpb", "kemlu"]
    assert line.changes["receipt"] == ["", "TR-1"]


def test_a_loan_waits_in_the_inbox_with_its_day_until_the_return_closes_it():
    staff, made = someone("staff", unit="HOKS"), paper(classification="limited")
    (one,) = opened(made)
    with acting_as(staff) as by:
        loan = lend(one, by)

        (row,) = waiting_for(by).rows
        assert (row.record_code, row.due_on) == (f"{made.code}/1", loan.due_on)
        assert standing(row.due_on, date(2026, 6, 1)) == "overdue"
        assert "Pusdiklat" in row.what.en
        actions.take_back(original=one, by=by, on=date(2026, 5, 30))
        assert waiting_for(by).total == 0
        assert Task.objects.get().outcome == "done"
        assert [line.act for line in queries.log_of(one)][:2] == [
            "custody.returned", "custody.lent",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda one, by: lend(one, by, due_on=date(2026, 5, 3)), "The last day of a loan"),
        (lambda one, by: lend(one, by, on=date(2026, 6, 2), due_on=date(2026, 7, 1)), "not come"),
        (lambda one, by: lend(one, by, on=date(2026, 3, 1)), "before this original came"),
        (lambda one, by: actions.take_back(original=one, by=by, on=SIGNED), "not out on loan"),
        (lambda one, by: actions.move(original=one, by=by, on=date(2026, 6, 2), keeper="kemlu"),
         "not come"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_leaves_no_trace(act, why):
    (one,) = opened(paper())
    with acting(SYSTEM) as by:
        refuses(act, one, by, why)
    with acting(SYSTEM):
        assert not Loan.objects.exists() and not Task.objects.exists()
        assert len(queries.log_of(one)) == 1


def test_what_is_lent_is_neither_lent_again_nor_moved_and_what_others_keep_is_not_lent():
    made = paper()
    mine, theirs = opened(made)[0], opened(made, keeper="kemlu")[0]
    with acting(SYSTEM) as by:
        lend(mine, by)
        for act in (lend, lambda one, by: actions.move(
            original=one, by=by, on=date(2026, 5, 5), keeper="kemlu")):  # fmt: skip
            refuses(act, mine, by, "out on loan")
        refuses(lend, theirs, by, "only originals that BNPB keeps")
        with pytest.raises(IntegrityError, match="original_lent_once"), transaction.atomic():
            Loan.objects.create(original=mine, borrower="x", purpose="x", lent_on=SIGNED,
                                due_on=SIGNED)  # fmt: skip


@pytest.mark.parametrize("role", ["unit", "leader", "auditor"])
def test_those_who_do_not_keep_originals_record_nothing(role):
    (one,) = opened(paper())
    with acting_as(someone(role, unit="HOKS")) as by, pytest.raises(Refused):
        lend(one, by)


def test_the_wall_and_the_first_wall_agree_who_reads_custody():
    for classification in ("public", "limited", "confidential"):
        opened(paper(classification=classification), count=2)
    secret = paper()
    with acting(SYSTEM) as by:
        instruments.classify(instrument=secret, by=by, classification="secret", why="x")
    opened(secret, count=2)
    with acting(SYSTEM):
        key = next(k for k in Dossier.objects.first().instrument.seen_by if k.startswith("org:"))
    seen = {}
    for role, where in (
        ("staff", {"unit": "HOKS"}), ("legal", {"unit": "HOKS"}), ("unit", {"unit": "DEP-2"}),
        ("leader", {"unit": "HOKS"}), ("auditor", {"unit": "HOKS"}), ("admin", {"unit": "HOKS"}),
        ("partner", {"scope": key}), ("region", {"scope": "region:33"}),
        ("ministry", {"scope": "region:31"}),
    ):  # fmt: skip
        with acting_as(someone(role, **where)) as actor:
            seen[role] = queries.visible_to(actor).count()
            assert seen[role] == Original.objects.count(), role
    with acting("anonymous") as actor:
        assert queries.visible_to(actor).count() == Original.objects.count() == 0
    assert seen == {
        "staff": 6, "legal": 8, "unit": 4, "leader": 8, "auditor": 8, "admin": 0, "partner": 0,
        "region": 0, "ministry": 0,
    }  # fmt: skip


def test_the_readers_of_the_wall_are_those_of_internal_notes():
    (notes,) = [set(rule.roles) for rule in RULES if rule.action == "view_notes"]
    assert notes == {"staff", "legal", "unit", "leader", "auditor", "system"}


def test_custody_follows_the_class_of_its_instrument():
    made, staff = paper(classification="limited"), someone("staff", unit="HOKS")
    opened(made)
    with acting(SYSTEM) as by:
        instruments.classify(instrument=made, by=by, classification="secret", why="x")

    with acting_as(staff) as actor:
        assert not queries.visible_to(actor).exists() and not Original.objects.exists()


ACT = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 99), st.sampled_from(["bnpb", "kemlu", "partner"])),
    st.tuples(st.just("lend"), st.integers(0, 99), st.integers(-3, 40)),
    st.tuples(st.just("back"), st.integers(0, 99), st.none()),
    st.tuples(st.just("check"), st.integers(0, 99), st.sampled_from([[], ["annexes"]])),
)


def do(act, one, by):
    name, day, what = act
    on = SIGNED + day * DAY
    if name == "move":
        actions.move(original=one, by=by, on=on, keeper=what)
    elif name == "lend":
        lend(one, by, on=on, due_on=on + what * DAY)
    elif name == "back":
        actions.take_back(original=one, by=by, on=on)
    else:
        actions.check(original=one, by=by, on=on, lacking=what)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.lists(ACT, max_size=12))
def test_whatever_is_tried_an_original_is_in_one_place_and_its_loan_has_one_task(acts):
    """Random acts: a refused one leaves nothing; one open loan at most, BNPB's only, each with one
    open task; the row says what the last entries of the ledger say; list and rule agree."""
    with transaction.atomic():
        made = paper()
        (one,) = opened(made)
        with acting(SYSTEM) as by:
            done = 1
            for act in acts:
                try:
                    with transaction.atomic():
                        do(act, one, by)
                        done += 1
                except Refused:
                    continue
            now = as_now(one, made)
            out = Loan.objects.filter(returned_on=None)
            assert out.count() == Task.objects.open().count() <= 1
            assert now.keeper == "bnpb" or not out.exists()
            assert len(queries.log_of(one)) == done
            kept = next(line.after for line in queries.log_of(one) if line.after)
            assert (kept["keeper"], kept["since"]) == (now.keeper, now.since.isoformat())
            (row,) = listing.LIST.every(by, listing.LIST.asked({}))
            assert row.condition == lifecycle.condition(now.checked_on, now.lacking)
            assert row.lending == lifecycle.lending(now.due_on, date(2026, 6, 1))
        transaction.set_rollback(True)
