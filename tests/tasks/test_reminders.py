"""Reminders: who is told what and when, why, once, and how to have no more of them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from ecoop.accounts import standins
from ecoop.accounts.actions import load_units
from ecoop.accounts.models import User
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.shown import short_day
from ecoop.core.workdays import add_working_days, last_working_day
from ecoop.tasks import actions, console, dialogue, ladder, lifecycle, posting, reminding
from ecoop.tasks.models import Mailing, Mute, Reminder, Task
from tests.people import acting_as, someone
from tests.tasks.mailserver import running
from tests.tasks.papers import open_one

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORKDAY = last_working_day(TODAY).on
MORNING = datetime(WORKDAY.year, WORKDAY.month, WORKDAY.day, 1, tzinfo=UTC)  # 08.00 in Jakarta


@pytest.fixture
def mailbox(settings):
    with running(settings) as box:
        yield box


def employee(role, unit, name, *, language="en"):
    user = someone(role, unit=unit, username=name)
    with acting(SYSTEM):
        User.objects.filter(pk=user.pk).update(email=f"{name}@example.org", language=language)
    return user


@pytest.fixture(autouse=True)
def after_eight(frozen):
    """Letters of a working day go out from eight on; a run before that hour is moved behind it."""
    if timezone.now() < MORNING:
        frozen(WORKDAY.year, WORKDAY.month, WORKDAY.day, 9)


def round_at(now=MORNING):
    posting.recover()
    reminding.remind()
    reminding.write_letters(now)
    return posting.post()


def told(user):
    with acting(SYSTEM):
        return sorted(Reminder.objects.filter(recipient=user).values_list("rung", flat=True))


def give(to, *, late=None, **more):
    """A task that has been late for `late` working days, whichever day of the week it is today."""
    with acting(SYSTEM) as by:
        load_units()
        due = None if late is None else add_working_days(WORKDAY, -late).on
        return open_one(by, to=to, due_on=due, **more)


DUE = date(2026, 12, 10)  # a Thursday; working days around it without a holiday


@pytest.mark.parametrize(
    ("urgency", "days", "rungs"),
    [
        ("usual", -4, []), ("usual", -3, ["before"]), ("usual", -1, ["before"]),
        ("usual", 0, ["day"]), ("usual", 1, ["late"]), ("usual", 2, ["late"]),
        ("usual", 3, ["late", "late_chain"]), ("usual", 7, ["late", "late_chain", "late_chain_2"]),
        ("now", -9, ["given"]), ("now", 0, ["day"]), ("now", 1, ["late", "late_urgent_chain"]),
    ],
)  # fmt: skip
def test_the_ladder_tells_the_highest_rung_and_goes_up_the_chain(urgency, days, rungs):
    today = add_working_days(DUE, days).on

    found = ladder.reached(ladder.shipped(), DUE, urgency, today)

    assert [one.code for one in found] == rungs


def test_each_rung_of_the_ladder_has_words_in_both_languages_and_no_twin():
    codes = [one.code for one in ladder.shipped()]

    assert len(set(codes)) == len(codes) == 8
    assert all(one.reason.id and one.reason.en and one.urgency for one in ladder.shipped())


def test_a_unit_its_acting_officer_and_the_leaders_above_are_told_each_once(mailbox):
    worker = employee("unit", "DEP-2", "worker")
    officer = employee("unit", "DEP-3", "officer")
    head = employee("leader", "DEP-2", "head")
    top = employee("leader", "KEPALA", "top")
    give(lifecycle.person(worker.pk), late=8)
    with acting_as(worker) as by:
        standins.name_acting(by=by, officer=officer.pk, acts_for=worker.pk, kind="plh", basis="x",
                             from_on=TODAY, to_on=TODAY)  # fmt: skip

    for _ in range(3):
        round_at()

    assert told(worker) == told(officer) == ["late"]
    assert (told(head), told(top)) == (["late_chain"], ["late_chain_2"])
    assert sorted(to for to, _ in mailbox.letters) == [
        "head@example.org", "officer@example.org", "top@example.org", "worker@example.org",
    ]  # fmt: skip
    places = {to: place for place, (to, _) in enumerate(mailbox.letters)}
    texts = {to: mailbox.read(place).get_content() for to, place in places.items()}
    assert [to for to, text in texts.items() if "for whom you act" in text] == [
        "officer@example.org"
    ]


def test_a_letter_says_what_by_when_why_it_came_and_how_to_end_it(mailbox):
    user = employee("unit", "DEP-2", "user", language="id")
    task = give(lifecycle.person(user.pk), late=1, what="Kirim naskah")

    round_at()

    letter = mailbox.read(0)
    text = letter.get_content()
    with override("id"):
        due = short_day(task.due_on)
    assert letter["Subject"] == f"Kirim naskah (KS-INT-2020-0001, paling lambat {due})"
    for words in ("Kirim naskah", "aturan. Sumber: kaidah kerja.", "hari yang lalu", "hari terakhirnya sudah lewat",
                  "tangga pengingat", f"/id/tasks/{task.pk}/", "sebab"):  # fmt: skip
        assert words in text, words
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(
        r"<http://localhost:\d+/id/reminders/mute/[^/\s]+/>", letter["List-Unsubscribe"]
    )
    assert (letter["Auto-Submitted"], letter["Content-Language"]) == ("auto-generated", "id")
    assert b"\r\nList-Unsubscribe: <http" in mailbox.letters[0][1]  # in one piece, not encoded


def test_a_letter_begins_with_what_is_latest_and_says_how_late_it_is(mailbox):
    user = employee("unit", "DEP-2", "user")
    give(lifecycle.person(user.pk), late=1, what="newer")
    old = give(lifecycle.person(user.pk), late=9, what="older")

    round_at()

    text = mailbox.read(0).get_content()
    assert text.index("older") < text.index("newer")
    assert f", {(timezone.localdate() - old.due_on).days} days ago" in text
    with override("en"):
        due = short_day(old.due_on)
    assert mailbox.read(0)["Subject"] == f"older (KS-INT-2020-0001, by {due}), and 1 more"


def test_the_subject_of_a_letter_tells_how_much_more_it_says_however_long_a_title_is(mailbox):
    user = employee("unit", "DEP-2", "user")
    for late in (2, 3, 4):
        give(lifecycle.person(user.pk), late=late, what="Renew the paper about " + "rivers " * 60)

    round_at()

    subject = mailbox.read(0)["Subject"]
    assert subject.startswith("Renew the paper about rivers")
    assert subject.endswith("), and 2 more") and len(subject) < 180


def test_a_demo_keeps_its_letters_in_a_folder(settings, tmp_path):
    user = employee("unit", "DEP-2", "user")
    give(lifecycle.person(user.pk), late=1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)

    assert (round_at(), round_at()) == (1, 0)

    (kept,) = tmp_path.iterdir()
    assert (
        "List-Unsubscribe: <http" in kept.read_text() and "To: user@example.org" in kept.read_text()
    )


def test_a_secret_task_is_not_told_in_a_letter(mailbox):
    user = employee("legal", "HOKS", "lawyer")
    give(lifecycle.person(user.pk), late=1, what="MANDATE", classification="secret")

    round_at()

    assert "MANDATE" not in mailbox.letters[0][1].decode()
    assert "because" not in mailbox.read(0).get_content()


def test_what_is_not_late_or_most_urgent_comes_in_one_digest_on_a_working_day(mailbox):
    user = employee("unit", "DEP-2", "user")
    for n in range(3):
        give(lifecycle.person(user.pk), late=0, what=f"work {n}")
    sunday = MORNING + timedelta(days=(6 - MORNING.weekday()) % 7)

    round_at(sunday)
    round_at(MORNING - timedelta(hours=4))  # 04.00 in Jakarta
    assert mailbox.letters == []
    round_at()
    give(lifecycle.person(user.pk), late=0, what="afterwards")
    round_at(MORNING + timedelta(hours=3))

    assert len(mailbox.letters) == 1
    assert mailbox.read(0)["Subject"].endswith(", and 2 more")
    assert all(f"work {n}" in mailbox.read(0).get_content() for n in range(3))


def test_what_was_settled_muted_or_lost_from_sight_is_not_sent(mailbox):
    user = employee("unit", "DEP-2", "user")
    settled = give(lifecycle.person(user.pk), late=1)
    give(lifecycle.person(user.pk), late=1, kind="clearance")
    reminding.remind()
    with acting(SYSTEM) as by:
        actions.close_task(task=settled, by=by, result="done")
        Mute.objects.create(person=user, kind="clearance", since=timezone.now())

    round_at()

    with acting(SYSTEM):
        assert set(Reminder.objects.values_list("unsent", flat=True)) == {"settled", "muted"}
    assert mailbox.letters == []


def test_somebody_without_a_role_any_more_gets_nothing(mailbox):
    user = employee("unit", "DEP-2", "user")
    give(lifecycle.person(user.pk), late=1)
    reminding.remind()
    with acting(SYSTEM):
        user.assignments.update(ended_at=timezone.now())

    round_at()

    assert mailbox.letters == []


def test_a_moved_day_reminds_anew_and_the_same_day_never_again(mailbox):
    user = employee("unit", "DEP-2", "user")
    with acting(SYSTEM) as by:
        load_units()
        for _ in range(2):
            open_one(
                by,
                to=lifecycle.person(user.pk),
                occasion="x",
                due_on=add_working_days(WORKDAY, -2).on,
            )
    round_at()
    round_at()
    assert len(mailbox.letters) == 1

    with acting(SYSTEM) as by:
        open_one(
            by, to=lifecycle.person(user.pk), occasion="x", due_on=add_working_days(WORKDAY, -1).on
        )
    round_at()

    assert len(mailbox.letters) == 2


@pytest.mark.parametrize(
    ("answer", "state", "again"),
    [("250 fine", "sent", 0), ("451 later", "ready", 0), ("550 never", "refused", 0)],
)
def test_the_servers_answer_decides(mailbox, answer, state, again):
    give(lifecycle.person(employee("unit", "DEP-2", "user").pk), late=1)
    mailbox.answer = answer

    round_at()

    with acting(SYSTEM):
        kept = Mailing.objects.get()
    assert (kept.state, kept.answer, kept.tries) == (state, answer, 1)
    mailbox.answer = "250 fine"
    assert posting.post() == again  # not before its time
    if state == "ready":
        with acting(SYSTEM):
            Mailing.objects.update(next_try_at=timezone.now())
        assert posting.post() == 1
        assert list(mailbox.ids().values()) == [1]


def test_without_a_server_nothing_is_lost(mailbox, settings):
    give(lifecycle.person(employee("unit", "DEP-2", "user").pk), late=1)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    assert round_at() == 0
    settings.EMAIL_PORT = right
    assert round_at() == 1


def test_a_line_that_begins_with_a_dot_arrives(mailbox):
    give(lifecycle.person(employee("unit", "DEP-2", "user").pk), late=1, what="first\n.\nsecond")

    round_at()

    assert "first\r\n.\r\nsecond" in mailbox.read(0).get_content()


def test_an_answer_is_read_as_the_rules_of_smtp_say():
    assert [dialogue.outcome(code, "").how for code in (250, 251, 421, 451, 550, 0)] == [
        "done", "done", "later", "later", "never", "later",
    ]  # fmt: skip


def link_of(mailbox):
    found = mailbox.read(0)["List-Unsubscribe"].strip("<>")
    return found.partition("//")[2].partition("/")[2]


def test_one_click_mutes_a_kind_without_signing_in(mailbox, client):
    user = employee("unit", "DEP-2", "user")
    give(lifecycle.person(user.pk), late=1)
    round_at()
    link = f"/{link_of(mailbox)}"

    seen = client.get(link)
    with acting(SYSTEM):
        assert not Mute.objects.exists()
    done = client.post(link, {"List-Unsubscribe": "One-Click"})
    give(lifecycle.person(user.pk), late=1)
    give(lifecycle.person(user.pk), late=1, kind="expiry")
    round_at()

    assert (seen.status_code, done.status_code) == (200, 200)
    subjects = [mailbox.read(n)["Subject"] for n in range(2)]
    assert all(subject.startswith("A task (KS-INT-2020-0001, by ") for subject in subjects)
    assert "Nearing its end" in mailbox.read(1).get_content()
    client.post(link, {"do": "unmute"})
    with acting(SYSTEM):
        assert not Mute.objects.exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_link_of_a_letter_about_several_kinds_mutes_the_one_that_is_named(
    mailbox, client, language
):
    user = employee("unit", "DEP-2", "user", language=language)
    for kind in ("case_step", "clearance"):
        give(lifecycle.person(user.pk), late=1, kind=kind)
    round_at()
    link = f"/{link_of(mailbox)}"
    assert mailbox.read(0)["List-Unsubscribe-Post"] is None  # no program clicks it by itself

    client.post(link, {"List-Unsubscribe": "One-Click"})
    client.post(link, {"kind": "expiry", "do": "mute"})
    with acting(SYSTEM):
        assert not Mute.objects.exists()
    page = client.post(link, {"kind": "clearance", "do": "mute"}).content.decode()

    with acting(SYSTEM):
        assert list(Mute.objects.values_list("kind", flat=True)) == ["clearance"]
    assert page.count('value="unmute"') == page.count('value="mute"') == 1
    assert {"en": "No letters come about it.", "id": "Tidak ada surat"}[language] in page


def test_a_made_up_link_mutes_nobody(client):
    for token in ("x", "a:b:c", "WyJ4IiwgWyJ5Il1d:1u:zzzz"):
        assert client.post(f"/en/reminders/mute/{token}/").status_code == 404
    with acting(SYSTEM):
        assert not Mute.objects.exists()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_reminders_shows_mine_and_lets_me_mute(mailbox, client, language):
    user = employee("unit", "DEP-2", "user")
    give(lifecycle.person(user.pk), late=1)
    round_at()
    client.force_login(user)

    page = client.get(f"/{language}/reminders/").content.decode()
    client.post(f"/{language}/reminders/kinds/", {"kind": "case_step", "do": "mute"})
    after = client.get(f"/{language}/reminders/").content.decode()

    assert {"en": "its last day has passed", "id": "hari terakhirnya sudah lewat"}[language] in page
    assert "unmute" not in page and "unmute" in after


def test_an_administrator_settles_a_letter_in_doubt(mailbox, client):
    give(lifecycle.person(employee("unit", "DEP-2", "user").pk), late=1)
    admin = employee("admin", "PUSDATINKOM", "admin")
    round_at()
    with acting(SYSTEM):
        Mailing.objects.update(state="doubtful")
        number = Mailing.objects.get().pk
    staff = employee("staff", "HOKS", "staff")

    client.force_login(staff)
    assert client.post(f"/en/reminders/letters/{number}/", {"do": "again"}).status_code == 404
    assert "Letters in doubt" not in client.get("/en/reminders/").content.decode()
    client.force_login(admin)
    assert "Letters in doubt" in client.get("/en/reminders/").content.decode()
    client.post(f"/en/reminders/letters/{number}/", {"do": "again"})

    assert posting.post() == 1
    assert list(mailbox.ids().values()) == [2]  # the same letter, to be known by its Message-ID


def test_the_command_does_a_round(mailbox, capsys):
    give(lifecycle.person(employee("unit", "DEP-2", "user").pk), late=1)

    console.remind(None)

    assert capsys.readouterr().out == "0 letters of dead workers settled, 1 handed over\n"
    with acting(SYSTEM):
        assert Task.objects.get().closed_at is None
