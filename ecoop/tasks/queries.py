"""Reads of tasks: what waits for whom."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ecoop.core.bilingual import Text
from ecoop.core.vocabulary import vocabulary
from ecoop.tasks import desks, lifecycle
from ecoop.tasks import ladder as rungs
from ecoop.tasks.ladder import Rung
from ecoop.tasks.models import Mailing, Mute, Reminder, RungChange, Task

FIELDS = (
    "id", "kind", "what_id", "what_en", "record_kind", "record_code", "address", "holder",
    "given_by_name", "given_at", "urgency", "due_on", "closed_at", "outcome", "classification",
)  # fmt: skip
# The name of the person or organisation on whose desk it lies; empty for that of a unit or role.
HOLDER = RawSQL(  # noqa: S611 - a constant
    "case when holder like 'user:%%' then ecoop.name_of(substr(holder, 6)::uuid)"
    " when holder like 'org:%%' then (select coalesce(nullif(o.name_id, ''), o.name_en)"
    " from partners_organisation o where o.id = substr(holder, 5)::uuid) end", ()
)  # fmt: skip
PRESSING = Case(
    *(When(urgency=code, then=Value(n)) for n, code in enumerate(lifecycle.URGENCIES)),
    default=Value(len(lifecycle.URGENCIES)),
    output_field=IntegerField(),
)
FIRST = (F("due_on").asc(nulls_last=True), PRESSING.asc(), F("id").asc())


class Row(NamedTuple):
    """One task of a list."""

    id: UUID
    kind: str
    what_id: str
    what_en: str
    record_kind: str
    record_code: str
    address: str
    holder: str
    given_by_name: str
    given_at: object
    urgency: str
    due_on: date | None
    closed_at: object
    outcome: str
    classification: str
    holder_name: str | None

    @property
    def what(self) -> Text:
        return Text(id=self.what_id, en=self.what_en)

    @property
    def desk(self) -> str:
        return desks.words(self.holder, self.holder_name)

    def standing(self, today: date) -> str:
        """done, withdrawn, overdue, today, week, later or undated."""
        return self.outcome or lifecycle.standing(self.due_on, today)


class Waiting(NamedTuple):
    """What waits for somebody: how many in all, how many late, and the first rows."""

    total: int
    overdue: int
    rows: list[Row]


def visible_to(actor):
    """The tasks `actor` may open."""
    return Task.objects.visible_to(actor)


def waiting_for(actor, *, limit=None) -> Waiting:
    """The one inbox: everything open on the desks at which `actor` works today, the most pressing
    first, in one statement. A statement sees it as the identity of its transaction."""
    late = Q(due_on__lt=today())
    rows = visible_to(actor).on_my_desk().annotate(
        holder_name=HOLDER, total=Window(Count("*")), late=Window(Count("id", filter=late))
    )  # fmt: skip
    found = rows.order_by(*FIRST).values_list("total", "late", *FIELDS, "holder_name")[:limit]
    taken = list(found)
    if not taken:
        return Waiting(0, 0, [])
    return Waiting(taken[0][0], taken[0][1], [Row(*one[2:]) for one in taken])


def rows_of(tasks, *, limit=None) -> list[Row]:
    """Plain rows of a queryset of tasks, in its own order."""
    named = tasks.annotate(holder_name=HOLDER)
    return [Row(*one) for one in named.values_list(*FIELDS, "holder_name")[:limit]]


def of_record(actor, record_id, *, only_open=False) -> list[Row]:
    """The tasks about one record that `actor` may see: open ones first."""
    found = visible_to(actor).filter(record_id=record_id)
    if only_open:
        found = found.open()
    return rows_of(found.order_by(F("closed_at").desc(nulls_first=True), *FIRST))


def today() -> date:
    """Today in Jakarta."""
    return timezone.localdate()


def standing_of(task) -> str:
    """How a task that is open stands today."""
    return lifecycle.standing(task.due_on, today())


def reminders_of(actor, *, limit=50) -> list[Reminder]:
    """The newest reminders to `actor`, with their tasks as far as they are still to be seen."""
    found = Reminder.objects.filter(recipient_id=actor.user_id, task__in=visible_to(actor))
    return list(found.select_related("task", "mailing").order_by("-made_at", "-pk")[:limit])


def muted_by(actor) -> list[str]:
    """The kinds about which `actor` wants no letters."""
    return list(
        Mute.objects.filter(person_id=actor.user_id).order_by("kind").values_list("kind", flat=True)
    )


def mailings_in_doubt() -> list[Mailing]:
    """Letters of which nobody knows whether they arrived, and refused ones; for administrators."""
    found = Mailing.objects.filter(state__in=("doubtful", "refused"))
    return list(found.order_by("-next_try_at")[:100])


def kinds() -> list[str]:
    """The kinds of tasks there are."""
    return list(vocabulary("task_kinds"))


def ladder() -> tuple[Rung, ...]:
    """The ladder of reminders in force, from the lowest rung to the highest."""
    changed = {one.rung: one for one in rung_changes().order_by("version")}
    return rungs.in_order(
        rungs.changed(one, changed[one.code]) if one.code in changed else one
        for one in rungs.shipped()
    )


def rung_changes() -> QuerySet[RungChange]:
    """Every change of the ladder, the newest first."""
    return RungChange.objects.order_by("-version")


def rung_words() -> dict[str, Text]:
    """Why a reminder came, by rung."""
    return {one.code: one.reason for one in ladder()}
