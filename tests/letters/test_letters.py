"""Letters and dispositions: who has them, who reads them, how they end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecoop.accounts import standins
from ecoop.accounts.actions import load_units
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.letters import actions, policies, queries
from ecoop.letters.models import Disposition, Letter, Receiver
from ecoop.tasks import actions as tasks
from ecoop.tasks import desks
from ecoop.tasks.lifecycle import Due
from ecoop.tasks.models import Task
from ecoop.tasks.queries import waiting_for
from tests.letters.papers import given as say
from tests.letters.papers import letter
from tests.people import acting_as, someone
from tests.tasks.papers import open_one

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def units(db):
    with acting(SYSTEM):
        load_units()


@pytest.fixture
def leader():
    return someone("leader", unit="SESTAMA", username="leader")


def desk(user):
    return f"user:{user.pk}"


def dispose(by, paper, in_charge, parent=None, **more):
    with acting_as(by) as actor:
        return actions.dispose(letter=paper, by=actor, given=say(in_charge, **more), parent=parent)


def a_letter(**more):
    with acting(SYSTEM) as by:
        return letter(by, **more)


def opens(user, paper):
    with acting_as(user) as actor:
        shown = queries.visible_to(actor).filter(pk=paper.pk).exists()
        assert Letter.objects.filter(pk=paper.pk).exists() == shown, "the two walls differ"
        return shown


def test_letters_are_numbered_by_direction_and_year_and_never_public():
    with acting(SYSTEM) as by:
        made = [
            letter(by), letter(by, direction="out"), letter(by, classification="confidential"),
            letter(by, moved_on=date(2027, 1, 2)),
        ]  # fmt: skip

    assert [one.code for one in made] == [
        "SM-2026-0001", "SK-2026-0001", "SM-2026-0002", "SM-2027-0001",
    ]  # fmt: skip
    assert [one.class_rank for one in made] == [1, 1, 2, 1]


def test_a_srikandi_reference_stands_once():
    a_letter(srikandi_ref="SRK-1")
    with pytest.raises(IntegrityError, match="letter_srikandi_once"), transaction.atomic():
        a_letter(srikandi_ref="SRK-1")


def test_a_disposition_gives_the_one_in_charge_a_task_with_rule_and_source(leader):
    user, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter()

    made = dispose(leader, paper, desk(user), copies=(desk(other),), urgency="now", note="today")

    with acting_as(user) as actor:
        (row,) = waiting_for(actor).rows
        task = Task.objects.get(pk=row.id)
    assert row.what.en == "Study and advise, Prepare the answer: Invitation to talks"
    assert (row.record_code, task.urgency, task.note) == (paper.code, "now", "today")
    assert "1 working day from" in task.due.rule.en and task.due_source
    with acting_as(other) as actor:
        assert waiting_for(actor).total == 0
        assert [one.is_in_charge for one in queries.mine(actor, given=False)] == [False]
    assert made.task_id == task.pk


def test_one_is_in_charge_and_nobody_is_named_twice(leader):
    user = someone("unit", unit="DEP-2")
    paper = a_letter()

    with pytest.raises(Refused):
        dispose(leader, paper, desk(user), copies=(desk(user),))
    made = dispose(leader, paper, desk(user))
    with acting(SYSTEM), pytest.raises(IntegrityError, match="one_in_charge"), transaction.atomic():
        Receiver.objects.create(disposition=made, holder="unit:HOKS", is_in_charge=True)


def test_a_confidential_letter_opens_to_whom_it_was_disposed_and_closes_when_that_is_cancelled(
    leader,
):
    user, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter(classification="confidential")
    assert not opens(user, paper)

    made = dispose(leader, paper, desk(user))
    assert opens(user, paper) and not opens(other, paper)
    with acting_as(leader) as by:
        actions.cancel(disposition=made, by=by, why="wrong person")

    assert not opens(user, paper)
    with acting(SYSTEM):
        assert Task.objects.get().outcome == "withdrawn"


def test_taking_back_its_task_cancels_a_disposition_that_nobody_has_read_and_no_other(leader):
    user = someone("unit", unit="DEP-2")
    paper = a_letter(classification="confidential")
    unread, read = dispose(leader, paper, desk(user)), dispose(leader, paper, "unit:DEP-3")
    with acting(SYSTEM):
        Receiver.objects.filter(disposition=read).update(read_at=timezone.now())

    with acting_as(leader) as by:
        tasks.withdraw(task=unread.task, by=by, why="wrong person")
    with acting_as(leader) as by, pytest.raises(Refused, match="read|dibaca"):
        tasks.withdraw(task=read.task, by=by, why="too late")

    assert not opens(user, paper)
    with acting(SYSTEM):
        unread.refresh_from_db()
        read.refresh_from_db()
        assert (bool(unread.cancelled_at), bool(read.cancelled_at)) == (True, False)
        assert read.task.closed_at is None


def test_what_was_read_cannot_be_cancelled_and_only_its_giver_cancels(leader):
    user, legal = someone("unit", unit="DEP-2"), someone("legal", unit="HOKS")
    made = dispose(leader, a_letter(), desk(user))
    with acting_as(legal) as by, pytest.raises(Refused):
        actions.cancel(disposition=made, by=by, why="x")

    with acting_as(user) as by:
        assert actions.mark_read(disposition=made, by=by)
        assert not actions.mark_read(disposition=made, by=by)
    with acting_as(leader) as by, pytest.raises(Refused):
        actions.cancel(disposition=made, by=by, why="x")

    with acting_as(leader) as by:
        (node,) = queries.tree_of(made.letter)
        assert (node.state, node.readers[0].read_by_name) == ("read", "Test unit")
        acts = [line.act for line in ledger.history(made.letter_id)]
    assert acts[:2] == ["disposition.read", "disposition.given"]


def test_nobody_reads_for_another():
    staff, user = someone("staff", unit="HOKS"), someone("unit", unit="DEP-2")
    made = dispose(staff, a_letter(), desk(user))

    with acting_as(staff) as by:
        assert not actions.mark_read(disposition=made, by=by)


def test_an_acting_officer_reads_and_answers_within_the_dates(leader):
    head, officer = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter(classification="confidential")
    made = dispose(leader, paper, desk(head))
    assert not opens(officer, paper)
    with acting_as(head) as by:
        power = standins.name_acting(by=by, officer=officer.pk, acts_for=head.pk, kind="plh",
                                     basis="SP-1", from_on=TODAY, to_on=TODAY)  # fmt: skip

    assert opens(officer, paper)
    with acting_as(officer) as by:
        assert actions.mark_read(disposition=made, by=by)
        assert tasks.close_task(task=made.task, by=by, result="answered").outcome == "done"
    with acting_as(head) as by:
        standins.end_acting(acting=power, by=by)
    assert not opens(officer, paper)
    with acting_as(head):
        (node,) = queries.tree_of(paper)
    assert (node.state, node.result) == ("done", "answered")
    assert node.readers[0].read_by_name == f"{officer.name} (Plh. {head.name})"
    with acting(SYSTEM):
        assert Task.objects.get().closed_by_name == f"{officer.name} (Plh. {head.name})"
        told = {line.act: line.changes.get("done_by") for line in ledger.history(paper.pk)}
    assert told["disposition.read"] == ["", f"{officer.name} (Plh. {head.name})"]


def test_a_technical_unit_forwards_what_it_received_and_nothing_else(leader):
    user, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter()
    with pytest.raises(Refused):
        dispose(user, paper, desk(other))
    first = dispose(leader, paper, desk(user))

    second = dispose(user, paper, desk(other), parent=first)

    with acting_as(leader):
        (root,) = queries.tree_of(paper)
    assert [child.id for child in root.children] == [str(second.pk)]
    assert not root.may_be_cancelled
    with acting_as(leader) as by, pytest.raises(Refused):
        actions.cancel(disposition=first, by=by, why="x")


def test_what_is_forwarded_is_due_no_later_and_counts_as_read(leader):
    user, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter()
    soon = Due(
        on=TODAY + DAY, rule=Text(id="hari pemberi", en="the giver's day"), source="disposition"
    )
    first = dispose(leader, paper, desk(user), due=soon)

    second = dispose(user, paper, desk(other), parent=first)

    with acting(SYSTEM):
        assert Task.objects.get(pk=second.task_id).due == soon
        assert Receiver.objects.get(disposition=first).read_by_name == user.name
    late = Due(on=TODAY - DAY, rule=soon.rule, source=soon.source)
    past = dispose(leader, paper, desk(user), due=late)
    third = dispose(user, paper, desk(other), parent=past)
    with acting(SYSTEM):
        assert Task.objects.get(pk=third.task_id).due_on > TODAY


def test_a_secret_instruction_on_a_confidential_letter_is_not_shown_to_its_readers(leader):
    user, legal = someone("unit", unit="DEP-2"), someone("legal", unit="HOKS")
    paper = a_letter(classification="confidential")
    dispose(leader, paper, desk(user))
    hidden = dispose(leader, paper, desk(legal), classification="secret", note="MANDATE")

    with acting_as(user) as actor:
        assert len(queries.tree_of(paper)) == 1
        assert not queries.dispositions_seen(actor).filter(pk=hidden.pk).exists()
        assert not Disposition.objects.filter(pk=hidden.pk).exists()
    with acting_as(legal):
        assert len(queries.tree_of(paper)) == 2


CLASSES = ("limited", "confidential", "secret")
PEOPLE = (
    ("leader", "SESTAMA"),
    ("legal", "HOKS"),
    ("staff", "HOKS"),
    ("unit", "DEP-2"),
    ("unit", "DEP-3"),
)
STEP = st.tuples(
    st.integers(0, 4), st.integers(0, 4), st.integers(-1, 5), st.sampled_from(["", *CLASSES])
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.sampled_from(CLASSES), st.lists(STEP, min_size=1, max_size=6))
def test_forwarding_never_widens_the_class(classification, steps):
    """Whatever is given, by whom, to whom and under which class: no disposition is wider than
    what it forwards, and nobody receives what they may not read (G1)."""
    with transaction.atomic():
        people = [
            someone(role, unit=unit, username=f"p{n}") for n, (role, unit) in enumerate(PEOPLE)
        ]
        paper, made = a_letter(classification=classification), []
        for giver, receiver, parent, wanted in steps:
            above = made[parent] if 0 <= parent < len(made) else None
            try:
                with transaction.atomic():
                    made.append(dispose(people[giver], paper, desk(people[receiver]),
                                        parent=above, classification=wanted))  # fmt: skip
            except (Refused, Letter.DoesNotExist):  # a giver who does not see it
                continue
        with acting(SYSTEM):
            for one in Disposition.objects.select_related("letter", "parent", "task"):
                above = one.parent or one.letter
                assert one.class_rank >= above.class_rank >= RANKS[classification]
                assert one.task.class_rank == one.class_rank
                for reader in one.receivers.all():
                    assert desks.reach_of(reader.holder) >= one.class_rank
        for n, user in enumerate(people):
            with acting_as(user) as actor:
                for one in Disposition.objects.all():
                    assert one.class_rank <= max(actor.reach, actor.own_reach), n
        transaction.set_rollback(True)


def test_the_class_of_a_letter_keeps_out_whom_it_was_not_disposed_to():
    region, partner = someone("region", scope="region:33"), someone("partner", scope="org:1")
    paper = a_letter()

    for user in (region, partner):
        assert not opens(user, paper)
    with acting("anonymous") as actor:
        assert not queries.visible_to(actor).exists() and not Letter.objects.exists()


def test_a_made_up_disposition_is_none(leader):
    with acting_as(leader) as actor:
        for made_up in ("x", "0197a000-0000-7000-8000-000000000000"):
            with pytest.raises(Http404):
                policies.get_disposition(actor, made_up)


def test_whoever_is_passed_the_task_of_a_disposition_opens_its_letter_and_answers(leader):
    head, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter(classification="confidential")
    made = dispose(leader, paper, desk(head))
    assert not opens(other, paper)

    with acting_as(head) as by:
        tasks.delegate(task=made.task, by=by, to=desk(other), note="please")

    assert opens(other, paper) and opens(head, paper)
    with acting_as(other) as by:
        (node,) = queries.tree_of(paper)
        assert [(one.name, one.is_in_charge) for one in node.readers] == [
            (other.name, True), (head.name, False),
        ]  # fmt: skip
        assert actions.mark_read(disposition=made, by=by)
        assert tasks.close_task(task=made.task, by=by, result="answered").outcome == "done"
    with acting(SYSTEM):
        (told,) = [line for line in ledger.history(paper.pk) if line.act == "disposition.passed_on"]
    assert told.changes == {"in_charge": [head.name, other.name]}


def test_a_task_that_is_about_no_letter_opens_none(leader):
    head, other = someone("unit", unit="DEP-2"), someone("unit", unit="DEP-3")
    paper = a_letter(classification="confidential")
    with acting(SYSTEM) as by:
        task = open_one(by, to=desk(head))
    with acting_as(head) as by:
        tasks.delegate(task=task, by=by, to=desk(other))
    assert not opens(other, paper)
