"""Tasks: who has them, who sees them, how they end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecoop.accounts import standins
from ecoop.accounts.actions import load_units
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.tasks import actions, desks, lifecycle, queries
from ecoop.tasks.models import Task
from tests.people import acting_as, someone
from tests.tasks.papers import open_one

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def units(db):
    with acting(SYSTEM):
        load_units()


def waiting(user):
    with acting_as(user) as actor:
        return [str(row.what) for row in queries.waiting_for(actor).rows]


def named(user, *, to, officer, from_on=TODAY, to_on=TODAY):
    with acting_as(user) as by:
        return standins.name_acting(
            by=by, officer=officer.pk, acts_for=to.pk, kind="plh", basis="SP-1/2026",
            from_on=from_on, to_on=to_on,
        )  # fmt: skip


def test_a_task_waits_for_the_person_the_unit_and_the_role_it_was_given_to():
    mine, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    legal = someone("legal", unit="HOKS")
    with acting(SYSTEM) as by:
        open_one(by, to=lifecycle.person(mine.pk), what="for me")
        open_one(by, to=lifecycle.unit("DEP-2"), what="for my unit")
        open_one(by, to=lifecycle.role("legal"), what="for lawyers")

    assert set(waiting(mine)) == {str(Text.same("for me")), str(Text.same("for my unit"))}
    assert waiting(other) == []
    assert waiting(legal) == [str(Text.same("for lawyers"))]


def test_the_most_pressing_stands_first_and_what_is_late_is_counted():
    user = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        for what, due, urgency in (
            ("undated", None, "now"), ("later", TODAY + 9 * DAY, "usual"),
            ("late", TODAY - DAY, "usual"), ("today", TODAY, "usual"), ("today, now", TODAY, "now"),
        ):  # fmt: skip
            open_one(by, to=lifecycle.person(user.pk), what=what, due_on=due, urgency=urgency)

    with acting_as(user) as actor:
        found = queries.waiting_for(actor)

    assert [row.what.en for row in found.rows] == [
        "late", "today, now", "today", "later", "undated",
    ]  # fmt: skip
    assert (found.total, found.overdue) == (5, 1)
    assert [row.standing(TODAY) for row in found.rows] == [
        "overdue", "today", "today", "later", "undated",
    ]  # fmt: skip


def test_the_inbox_is_one_statement(django_assert_num_queries):
    user = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        for n in range(3):
            open_one(by, to=lifecycle.person(user.pk), what=f"task {n}")

    with acting_as(user) as actor, django_assert_num_queries(1):
        assert queries.waiting_for(actor, limit=2).total == 3


@pytest.mark.parametrize(
    ("from_day", "to_day", "receives"),
    [(0, 0, True), (-1, 1, True), (1, 2, False), (-2, -1, False)],
)
def test_an_acting_officer_receives_what_waits_for_whom_they_act_within_the_dates(
    from_day, to_day, receives
):
    head, officer = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    with acting(SYSTEM) as by:
        task = open_one(
            by, to=lifecycle.person(head.pk), what="sign", classification="confidential"
        )
    named(
        head, to=head, officer=officer, from_on=TODAY + from_day * DAY, to_on=TODAY + to_day * DAY
    )

    assert waiting(officer) == ([str(task.what)] if receives else [])
    assert waiting(head) == [str(task.what)]


def test_an_ended_acting_power_gives_nothing_and_none_is_handed_on():
    head, officer, third = (someone("unit", unit=unit) for unit in ("DEP-2", "DEP-3", "DEP-4"))
    with acting(SYSTEM) as by:
        open_one(by, to=lifecycle.person(head.pk), what="sign")
    power = named(head, to=head, officer=officer)
    named(officer, to=officer, officer=third)
    assert waiting(officer) and waiting(third) == []

    with acting_as(head) as by:
        standins.end_acting(acting=power, by=by)

    assert waiting(officer) == []


def test_acting_never_widens_what_one_may_see():
    leader, officer = someone("leader", unit="SESTAMA"), someone("unit", unit="DEP-3")
    with acting(SYSTEM) as by:
        secret = open_one(by, to=lifecycle.person(leader.pk), what="x", classification="secret")
    named(leader, to=leader, officer=officer)

    assert waiting(officer) == []
    with acting_as(officer) as actor:
        assert not queries.visible_to(actor).filter(pk=secret.pk).exists()
        assert not Task.objects.filter(pk=secret.pk).exists()


def test_nobody_names_themselves_to_act_and_a_unit_names_for_itself_only():
    head, officer, other = (someone("unit", unit=unit) for unit in ("DEP-2", "DEP-3", "DEP-4"))

    for by, to, who in ((officer, head, officer), (other, head, officer)):
        with pytest.raises(Refused):
            named(by, to=to, officer=who)


def test_a_task_is_done_with_a_result_only_and_by_whom_it_waits_for():
    mine, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    with acting(SYSTEM) as by:
        task = open_one(by, to=lifecycle.person(mine.pk))

    with acting_as(mine) as by, pytest.raises(Refused, match="hasil|result"):
        actions.close_task(task=task, by=by, result="  ")
    with acting_as(other) as by, pytest.raises(Refused):
        actions.close_task(task=task, by=by, result="mine now")
    assert waiting(mine)
    with acting_as(mine) as by:
        done = actions.close_task(task=task, by=by, result="Letter 12/2026 sent")

    assert (done.outcome, done.result, waiting(mine)) == ("done", "Letter 12/2026 sent", [])
    with acting(SYSTEM):
        acts = [line.act for line in ledger.history(task.pk)]
    assert acts == ["task.done", "task.opened"]


def test_the_database_keeps_a_task_from_ending_without_a_result():
    with acting(SYSTEM) as by:
        task = open_one(by, to=lifecycle.unit("HOKS"))
        broken = pytest.raises(IntegrityError, match="task_closed_with_a_result")
        with broken, transaction.atomic():
            Task.objects.filter(pk=task.pk).update(closed_at=timezone.now(), outcome="done")


def test_a_delegated_task_waits_for_the_other_and_stays_in_the_givers_sight():
    mine, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    with acting(SYSTEM) as by:
        task = open_one(by, to=lifecycle.person(mine.pk), what="w", classification="confidential")

    with acting_as(mine) as by:
        actions.delegate(task=task, by=by, to=lifecycle.person(other.pk), note="please")

    assert (waiting(mine), waiting(other)) == ([], [str(task.what)])
    with acting_as(mine) as actor:
        kept = queries.visible_to(actor).get(pk=task.pk)
    assert (kept.passed_by, kept.note) == (mine.pk, "please")


@pytest.mark.parametrize("role", ["auditor", "admin"])
def test_who_only_reads_or_keeps_accounts_is_given_nothing(role):
    reader, legal = someone(role, unit="HOKS"), someone("legal", unit="HOKS")
    with acting(SYSTEM) as by:
        with pytest.raises(Refused, match="could take a task|dapat menerima tugas"):
            open_one(by, to=lifecycle.person(reader.pk))
        task = open_one(by, to=lifecycle.person(legal.pk))
        offered = [desk for desk, _ in desks.choices(standins.colleagues(), [], "en")]
    with acting_as(legal) as by, pytest.raises(Refused):
        actions.delegate(task=task, by=by, to=lifecycle.person(reader.pk))

    assert lifecycle.person(legal.pk) in offered
    assert lifecycle.person(reader.pk) not in offered


RANKS = ("limited", "confidential", "secret")


@pytest.mark.parametrize("classification", RANKS)
@pytest.mark.parametrize(
    ("desk", "highest"),
    [("role:legal", 2), ("role:staff", 1), ("unit:DEP-4", 1), ("region:33", 0), ("org:x", 0)],
)
def test_nothing_is_given_or_passed_on_to_who_may_not_read_it(desk, highest, classification):
    fits = RANKS.index(classification) <= highest
    with acting(SYSTEM) as by:
        legal = someone("legal", unit="HOKS")
        if fits:
            assert open_one(by, to=desk, classification=classification).holder == desk
            return
        with pytest.raises(Refused, match="klasifikasi|classification"):
            open_one(by, to=desk, classification=classification)
        task = open_one(by, to=lifecycle.person(legal.pk), classification=classification)
    with acting_as(legal) as by, pytest.raises(Refused):
        actions.delegate(task=task, by=by, to=desk)


def test_nobody_gives_a_class_that_they_may_not_read():
    mine = someone("unit", unit="DEP-2")
    with acting_as(mine) as by, pytest.raises(Refused, match="yourself|sendiri"):
        open_one(by, to="role:legal", classification="secret")


def test_a_desk_that_does_not_exist_takes_nothing():
    with acting(SYSTEM) as by:
        for desk in ("unit:NOWHERE", "role:unit", f"user:{Text}"):
            with pytest.raises(Refused):
                open_one(by, to=desk)


def test_the_same_occasion_opens_one_task_and_moves_its_day():
    with acting(SYSTEM) as by:
        first = open_one(by, to="unit:HOKS", occasion="case:1:consult", due_on=TODAY)
        again = open_one(by, to="unit:HOKS", occasion="case:1:consult", due_on=TODAY + DAY)

        assert first.pk == again.pk and Task.objects.count() == 1
        assert Task.objects.get().due_on == TODAY + DAY
        actions.settle_for(by=by, occasion="case:1:consult", result="recorded")
        after = open_one(by, to="unit:HOKS", occasion="case:1:consult", due_on=TODAY)
        assert after.outcome == "done" and Task.objects.count() == 1


def test_recording_the_work_settles_the_tasks_of_others_too():
    mine = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        record = lifecycle.Record(kind="case", code="KS-1", address="/en/cases/KS-1/", id=mine.pk)
        for kind in ("case_step", "case_paper"):
            open_one(by, to="role:legal", kind=kind, record=record, classification="secret")

    with acting_as(mine) as by:
        assert actions.settle_for(by=by, record_id=mine.pk, kind="case_step", result="done") == 1
        assert by.reach < 3

    with acting(SYSTEM):
        assert set(Task.objects.values_list("kind", "outcome")) == {
            ("case_step", "done"), ("case_paper", ""),
        }  # fmt: skip
        assert Task.objects.filter(address="cases/KS-1/").count() == 2


def test_a_giver_takes_a_task_back_and_nobody_else_does():
    staff, other = someone("staff", unit="HOKS"), someone("legal", unit="HOKS")
    with acting_as(staff) as by:
        task = open_one(by, to="unit:DEP-2")
    with acting_as(other) as by, pytest.raises(Refused):
        actions.withdraw(task=task, by=by, why="x")

    with acting_as(staff) as by:
        assert actions.withdraw(task=task, by=by, why="asked twice").outcome == "withdrawn"


def test_a_technical_unit_gives_another_unit_a_confidential_task():
    mine = someone("unit", unit="DEP-2")

    with acting_as(mine) as by:
        task = open_one(by, to="unit:DEP-3", classification="confidential")

        assert queries.visible_to(by).filter(pk=task.pk).exists()


@pytest.mark.parametrize("who", ["partner", "region", "ministry", "auditor", "admin"])
def test_who_does_no_tasks_is_refused(who):
    user = someone(who, scope="org:1") if who in ("partner", "region", "ministry") else someone(who)
    with acting_as(user) as by, pytest.raises(Refused):
        open_one(by, to="unit:HOKS")


def test_no_task_is_shown_outside_even_when_it_is_called_public():
    with acting(SYSTEM) as by:
        task = open_one(by, to="unit:HOKS", classification="public")
        assert task.class_rank == 1
    partner = someone("partner", scope="org:1")

    for identity in ("anonymous", f"user:{partner.pk}"):
        with acting(identity) as actor:
            assert not queries.visible_to(actor).exists()
            assert not Task.objects.exists()


def test_what_python_shows_is_what_the_database_shows():
    """The two walls know one rule."""
    people = [someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3"), someone("staff"),
              someone("legal"), someone("admin"), someone("partner", scope="org:7")]  # fmt: skip
    with acting(SYSTEM) as by:
        for classification in RANKS:
            for desk in (
                "unit:DEP-2",
                "role:legal",
                "role:staff",
                lifecycle.person(people[1].pk),
                "org:7",
            ):
                try:
                    open_one(by, to=desk, classification=classification)
                except Refused:
                    continue
    counts = []
    for user in people:
        with acting_as(user) as actor:
            counts.append(Task.objects.count())
            assert queries.visible_to(actor).count() == counts[-1]

    assert len(set(counts)) > 3 and min(counts) >= 1


def test_days_come_from_the_library_with_rule_and_source():
    due = lifecycle.by_library("treaty_paper", date(2026, 12, 23))

    assert due.on == date(2026, 12, 30)  # 24 and 25 December are no working days, nor the weekend
    assert due.source == "Permenlu 4/2023 art. 6(4)(b)"
    assert due.rule.en.startswith("3 working days from") and "_" not in due.rule.en
    assert not due.note


def test_a_year_whose_holidays_are_not_known_is_said():
    due = lifecycle.within(5, date(2035, 6, 1), source="rule of the house")

    assert "2035" in due.note.en and "2035" in due.note.id
