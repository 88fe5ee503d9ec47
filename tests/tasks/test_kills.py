"""Issue 3, acceptance 5: a killed worker neither loses nor doubles a reminder; the mailbox of a
real SMTP server proves it. `ECOOP_KILLS=500 pytest tests/tasks/test_kills.py` is the long drill."""

import os
import random
import signal
import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from ecoop.accounts.actions import load_units
from ecoop.accounts.models import User
from ecoop.core.identity import SYSTEM, acting
from ecoop.tasks import handover, lifecycle, posting, reminding
from ecoop.tasks.models import Mailing, Reminder
from tests.people import someone
from tests.tasks.mailserver import POINTS, running
from tests.tasks.papers import open_one

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KILLS = int(os.environ.get("ECOOP_KILLS", "18"))
LETTERS = 12


@pytest.fixture
def mailbox(settings):
    with running(settings) as box:
        yield box


@pytest.fixture
def waiting():
    """People with one most urgent task each: one letter for each is due at once."""
    with acting(SYSTEM) as by:
        load_units()
        for n in range(LETTERS):
            user = someone("unit", unit="DEP-2", username=f"p{n}")
            User.objects.filter(pk=user.pk).update(email=f"p{n}@example.org")
            open_one(by, to=lifecycle.person(user.pk), urgency="now", what=f"task {n}")


def a_round():
    posting.recover()
    reminding.remind()
    reminding.write_letters()
    posting.post()


def worker(work):
    """A process that does one round with connections of its own; its number."""
    child = os.fork()
    if child:
        return child
    try:
        connection.connection = None  # the parent's, which must stay whole
        work()
    finally:
        os._exit(0)


def kill(child):
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def states():
    with acting(SYSTEM):
        return sorted(set(Mailing.objects.values_list("state", flat=True)))


def later():
    """The next round comes at once: what waits for a second try waits no longer."""
    with acting(SYSTEM):
        Mailing.objects.filter(state="ready").update(next_try_at=timezone.now())


def finish(mailbox):
    """Rounds without any murder until nothing is under way."""
    mailbox.act = lambda point: None
    for _ in range(10):
        later()
        child = worker(a_round)
        os.waitpid(child, 0)
        if states() in (["sent"], ["doubtful", "sent"]):
            return
    raise AssertionError(states())


class Murderer:
    """Kills one worker at the `count`-th time a point of the dialogue is reached, or a moment after."""

    def __init__(self, n, chance):
        self.point = POINTS[n % len(POINTS)]
        self.left = 1 if self.point == "helo" else chance.randint(1, 3)
        self.pause = chance.choice([0, 0, chance.random() / 500, chance.random() / 50])
        self.victim = 0

    def __call__(self, reached):
        self.left -= reached == self.point
        if reached == self.point and self.left == 0:
            if self.pause:  # while the dialogue goes on
                threading.Timer(self.pause, kill, [self.victim]).start()
            else:
                kill(self.victim)


def test_a_worker_killed_at_any_point_of_the_dialogue_neither_loses_nor_doubles(mailbox, waiting):
    seed = int(os.environ.get("ECOOP_SEED", time.time_ns() % 10**9))
    chance, died = random.Random(seed), 0  # noqa: S311 - which moment, not a secret
    given = LETTERS

    for n in range(3 * KILLS):
        later()
        if not {"ready", "sending"} & set(states()):
            given += more_work()
        murderer = Murderer(n, chance)
        murderer.victim = child = worker(lambda: (time.sleep(0.02), a_round()))
        mailbox.act = murderer
        _, status = os.waitpid(child, 0)
        died += os.WIFSIGNALED(status)
        if died == KILLS:
            break
    finish(mailbox)

    doubtful = states() != ["sent"]
    counted = mailbox.ids()
    with acting(SYSTEM):
        made = set(Mailing.objects.values_list("message_id", flat=True))
        reminded = Reminder.objects.exclude(mailing=None).count()
    print(f"seed {seed}: {died} kills, {given} reminders, {len(made)} letters, doubt: {doubtful}")
    assert died == KILLS, f"seed {seed}"
    assert reminded == given, f"seed {seed}: a reminder without a letter"
    assert set(counted) == made, f"seed {seed}: lost"
    assert set(counted.values()) == {1}, f"seed {seed}: doubled"


def more_work():
    """A further most urgent task for everybody; returns how many."""
    with acting(SYSTEM) as by:
        people = list(User.objects.filter(username__startswith="p").values_list("pk", flat=True))
        for one in people:
            open_one(by, to=lifecycle.person(one), urgency="now", what="more")
    return len(people)


def test_a_worker_killed_while_it_makes_reminders_and_letters_makes_each_once(mailbox, waiting):
    chance = random.Random(7)  # noqa: S311
    for _ in range(8):
        child = worker(lambda: (reminding.remind(), reminding.write_letters()))
        time.sleep(chance.random() / 8)
        kill(child)
        os.waitpid(child, 0)

    finish(mailbox)

    assert sorted(mailbox.ids().values()) == [1] * LETTERS


def test_two_workers_at_once_send_each_letter_once(mailbox, waiting):
    children = [worker(a_round) for _ in range(3)]
    for child in children:
        os.waitpid(child, 0)

    finish(mailbox)

    assert sorted(mailbox.ids().values()) == [1] * LETTERS


@pytest.mark.parametrize(
    ("mark", "state", "copies"),
    [
        (handover.NOTHING, "sent", 1),
        (handover.OFFERED, "doubtful", 0),
        (handover.ANSWERED, "sent", 0),
    ],
)
def test_what_a_dead_worker_left_is_told_by_its_marks(mailbox, waiting, mark, state, copies):
    """Offered without an answer is never sent again by itself; an administrator sees it."""
    reminding.remind()
    reminding.write_letters()
    with acting(SYSTEM):
        one = Mailing.objects.first()
        Mailing.objects.exclude(pk=one.pk).update(state="sent")
        Mailing.objects.filter(pk=one.pk).update(state="sending", next_try_at=timezone.now())
    with handover.begun(posting.folder(), str(one.pk)) as marks:
        if mark == handover.OFFERED:
            marks.offering()
        if mark == handover.ANSWERED:
            marks.answered(250, "kept")

    posting.recover()
    posting.post()

    with acting(SYSTEM):
        assert Mailing.objects.get(pk=one.pk).state == state
    assert mailbox.ids()[one.message_id] == copies
    assert not (posting.folder() / str(one.pk)).exists()


def test_marks_in_the_hands_of_the_living_are_left_alone(mailbox, waiting):
    reminding.remind()
    reminding.write_letters()
    with acting(SYSTEM):
        one = Mailing.objects.first()
        Mailing.objects.filter(pk=one.pk).update(state="sending")
    with handover.begun(posting.folder(), str(one.pk)):
        child = worker(posting.recover)
        os.waitpid(child, 0)

        with acting(SYSTEM):
            assert Mailing.objects.get(pk=one.pk).state == "sending"


def test_marks_of_before_a_restart_of_the_machine_are_not_trusted(tmp_path, monkeypatch):
    with handover.begun(tmp_path, "1") as marks:
        marks.offering()
    monkeypatch.setattr(handover, "_boot", lambda: b"another boot of this machine")

    with handover.left(tmp_path, "1") as marks:
        assert marks is None
    with handover.left(tmp_path, "2") as marks:
        assert marks is None
