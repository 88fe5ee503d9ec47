"""Which tasks remind whom today, and the letters that say so. Written as the system.

Everything is one row made once: a reminder is unique by person, task, rung and last day, a letter
by its Message-ID. A worker killed at any point leaves rows that the next run goes on from.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from ecoop.accounts.models import Unit, User
from ecoop.accounts.queries import in_force
from ecoop.accounts.roles import Role
from ecoop.accounts.standins import Colleague, colleagues, running
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.workdays import jakarta
from ecoop.tasks import desks, ladder, letters, lifecycle, queries
from ecoop.tasks.models import Mailing, Mute, Reminder, Task

JAKARTA = ZoneInfo("Asia/Jakarta")
LOOKS_AHEAD = 31  # days; no rung stands further before a last day
DIGEST_FROM = time(7, 0)  # in Jakarta, on working days


@dataclass
class House:
    """Who is where today: read once for all tasks."""

    people: list[Colleague]
    parents: dict[str, str | None]
    standins: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    outside: dict[str, list[Colleague]] = field(default_factory=dict)  # by the desk of their body

    def at(self, holder: str) -> list[Colleague]:
        """The people at a desk, and who acts for one of them today."""
        kind, _, name = holder.partition(":")
        if kind == "user":
            own = {name, *(str(one) for one in self.standins[UUID(name)])}
            return [one for one in self.people if str(one.id) in own]
        if kind == "org":
            return self.outside.get(holder, [])
        return [
            one
            for one in self.people
            if (
                kind == "unit"
                and name in one.units
                and set(one.roles) & {"unit", "staff", "legal", "leader"}
            )
            or (kind == "role" and name in one.roles)
        ]

    def chain(self, holder: str, steps: int) -> list[Colleague]:
        """The leaders `steps` up: level by level over the desk's units, those on the desk left out."""
        there = self.at(holder)
        mine = {one.id for one in there}
        kind, _, name = holder.partition(":")
        units = [name] if kind == "unit" else {unit for one in there for unit in one.units}
        for level in ladder.above(units, self.parents):
            leaders = [
                one
                for one in self.people
                if "leader" in one.roles and set(one.units) & set(level) and one.id not in mine
            ]
            steps -= bool(leaders)
            if leaders and steps == 0:
                return leaders
        return []


def house_today() -> House:
    """Asks as the system, which sees every role."""
    today = timezone.localdate()
    found = House(
        colleagues(), dict(Unit.objects.values_list("code", "parent_id")), outside=at_ministries()
    )
    powers = running(today)
    for officer, acts_for in powers.values_list("officer_id", "acts_for_id"):
        found.standins[acts_for].append(officer)
    return found


def at_ministries() -> dict[str, list[Colleague]]:
    """{desk: the people of a ministry or agency who hold its role today}; they read of what lies
    there no more than their own."""
    found: dict[str, list[Colleague]] = defaultdict(list)
    rows = in_force().filter(role=Role.MINISTRY, user__is_active=True, scope__startswith="org:")
    for key, person, name in rows.values_list("scope", "user_id", "user__name"):
        found[key].append(Colleague(person, name, (), (Role.MINISTRY.value,), desks.OUTSIDE))
    return found


def remind() -> None:
    """Make the reminders that are due and not yet made."""
    today, made = timezone.localdate(), []
    with acting(SYSTEM):
        house, rungs = house_today(), queries.ladder()
        near = Q(due_on__lte=today + timedelta(days=LOOKS_AHEAD)) | Q(urgency="now")
        near |= Q(kind__in=ladder.told_when_given(rungs))
        for task in Task.objects.open().filter(near).iterator(chunk_size=500):
            for rung in ladder.reached(rungs, task.due_on, task.urgency, today, kind=task.kind):
                made += _reminders(house, task, rung)
        Reminder.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


def _reminders(house: House, task: Task, rung: ladder.Rung) -> list[Reminder]:
    people = house.chain(task.holder, rung.steps) if rung.steps else house.at(task.holder)
    return [
        Reminder(
            recipient_id=one.id, task=task, rung=rung.code, is_at_once=rung.is_at_once,
            due_on=task.due_on or timezone.localdate(task.given_at), made_at=timezone.now(),
        )
        for one in people
        if one.reach >= task.class_rank
    ]  # fmt: skip


def write_letters(now: datetime | None = None) -> int:
    """Put the reminders that wait into letters: at once, or into the one digest of a working day."""
    now = now or timezone.now()
    with acting(SYSTEM):
        waiting = Reminder.objects.select_for_update(of=("self",)).filter(mailing=None, unsent="")
        groups: dict[tuple, list[Reminder]] = defaultdict(list)
        for one in waiting.select_related("task").order_by("pk"):
            groups[(one.recipient_id, one.is_at_once)].append(one)
        people = User.objects.in_bulk([person for person, _ in groups])
        digested = _with_digest(now) if _is_time(now) else None
        muted = set(Mute.objects.values_list("person_id", "kind"))
        known = [*colleagues(), *(one for there in at_ministries().values() for one in there)]
        reach = {one.id: one.reach for one in known}
        reasons, absent = queries.rung_words(), _absent(timezone.localdate(now))
        return sum(
            _write(people[person], _standing(people[person], found, muted, reach), at_once,
                   reasons=reasons, absent=absent[person], now=now)
            for (person, at_once), found in groups.items()
            if at_once or (digested is not None and person not in digested)
        )  # fmt: skip


def _absent(today) -> dict[UUID, dict[str, str]]:
    """{officer: {desk: name}} of those for whom somebody acts today (Plh, Plt)."""
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    powers = running(today).values_list("officer_id", "acts_for_id", "acts_for__name")
    for officer, person, name in powers:
        found[officer][lifecycle.person(person)] = name
    return found


def _is_time(now: datetime) -> bool:
    local = now.astimezone(JAKARTA)
    return local.time() >= DIGEST_FROM and jakarta().is_working_day(local.date())


def _with_digest(now: datetime) -> set:
    made = Mailing.objects.filter(is_digest=True, made_on=now.astimezone(JAKARTA).date())
    return set(made.values_list("recipient_id", flat=True))


def _standing(person: User, found: list[Reminder], muted: set, reach: dict) -> list[Reminder]:
    """The same reminders; those that need no letter any more say why, and are never sent."""
    for one in found:
        if one.task.closed_at:
            one.unsent = "settled"
        elif reach.get(person.pk, -1) < one.task.class_rank:
            one.unsent = "unseen"
        elif (person.pk, one.task.kind) in muted:
            one.unsent = "muted"
        elif not person.email:
            one.unsent = "no_address"
    return found


def _write(
    person: User, found: list[Reminder], at_once: bool, *, reasons, absent, now: datetime
) -> bool:
    """One letter to one person about what still stands; False when nothing does."""
    told = [one for one in found if not one.unsent]
    if told:
        made_on = now.astimezone(JAKARTA).date()
        mailing = letters.compose(
            person, told, reasons=reasons, absent=absent, is_digest=not at_once,
            made_on=made_on, now=now,
        )  # fmt: skip
        mailing.save(force_insert=True)
        for one in told:
            one.mailing = mailing
    Reminder.objects.bulk_update(found, ["mailing", "unsent"])
    return bool(told)
