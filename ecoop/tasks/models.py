"""Tasks: what waits for whom, by when and why."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.models import User
from ecoop.core.bilingual import Text
from ecoop.core.guards import Guarded, GuardedQuerySet, class_constraint
from ecoop.tasks.lifecycle import URGENCIES, Due, Record

# One's own desk, those of whom one acts for today, of one's units and roles; asked once a statement.
DESKS = RawSQL("select unnest(ecoop.desks())", ())  # noqa: S611 - a constant


class TaskQuerySet(GuardedQuerySet):
    def visible_to(self, actor):
        """By class as every record; and what lies on one's desk, or was given or passed on by one,
        up to the class that one may read of one's own records."""
        mine = Q(holder__in=DESKS)
        if actor.user_id:
            mine |= Q(given_by=actor.user_id) | Q(passed_by=actor.user_id)
        highest = max(actor.reach, actor.own_reach)
        seen = Q(class_rank__lte=actor.reach) | (Q(class_rank__lte=highest) & mine)
        if actor.keys:
            seen |= Q(class_rank__lte=actor.own_reach, seen_by__overlap=sorted(actor.keys))
        return self.filter(seen)

    def open(self):
        return self.filter(closed_at=None)

    def on_my_desk(self):
        """What waits for whoever is asking: own, of whom they act for, of their units and roles."""
        return self.open().filter(holder__in=DESKS)


class Task(Guarded):
    """Something that somebody must do. It is done with a result, or withdrawn with a reason.

    `holder` is the desk it lies on: "user:<id>", "unit:HOKS", "role:legal", "org:<id>" or
    "region:33". The record is named only (no key points up). `occasion` is what called for the
    task: the same occasion never opens a second one.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    kind = models.CharField(max_length=40)
    what_id = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    why_id = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    note = models.TextField(blank=True)
    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField(null=True)
    record_code = models.CharField(max_length=60)
    address = models.CharField(max_length=300)
    holder = models.CharField(max_length=64)
    given_by = models.UUIDField(null=True)
    given_by_name = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()
    passed_by = models.UUIDField(null=True)
    passed_by_name = models.CharField(max_length=200, blank=True)
    urgency = models.CharField(max_length=8, default="usual")
    due_on = models.DateField(null=True)
    due_rule_id = models.TextField(blank=True)
    due_rule_en = models.TextField(blank=True)
    due_source = models.TextField(blank=True)
    due_note_id = models.TextField(blank=True)
    due_note_en = models.TextField(blank=True)
    occasion = models.CharField(max_length=200, null=True)  # noqa: DJ001 - null is unlike any other
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    result = models.TextField(blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            class_constraint("task_class"),
            models.CheckConstraint(condition=Q(class_rank__gte=1), name="task_is_not_public"),
            models.UniqueConstraint(fields=["space", "occasion"], name="task_once"),
            models.CheckConstraint(
                condition=~Q(what_id="") & ~Q(what_en=""), name="task_says_what_in_both"
            ),
            models.CheckConstraint(
                condition=Q(holder__regex=r"^(user|unit|role|org|region):.+$"),
                name="task_lies_on_a_desk",
            ),
            models.CheckConstraint(condition=Q(urgency__in=URGENCIES), name="task_urgency"),
            models.CheckConstraint(
                condition=Q(due_on=None) | ~Q(due_source=""), name="task_due_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False, outcome__in=["done", "withdrawn"]) & ~Q(result="")),
                name="task_closed_with_a_result",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "due_on"], condition=Q(closed_at=None),
                         name="task_waiting"),
            models.Index(fields=["record_id"], name="task_of_record"),
            models.Index(F("given_by"), F("given_at").desc(), name="task_given"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.record_code}: {self.what_en}"

    @property
    def code(self) -> str:
        """What the ledger calls it: its record."""
        return self.record_code

    @property
    def what(self) -> Text:
        return Text(id=self.what_id, en=self.what_en)

    @property
    def why(self) -> Text:
        return Text(id=self.why_id, en=self.why_en)

    @property
    def record(self) -> Record:
        return Record(kind=self.record_kind, code=self.record_code, address=self.address,
                      id=self.record_id)  # fmt: skip

    @property
    def due(self) -> Due | None:
        if self.due_on is None:
            return None
        return Due(on=self.due_on, rule=Text(id=self.due_rule_id, en=self.due_rule_en),
                   source=self.due_source,
                   note=Text(id=self.due_note_id, en=self.due_note_en))  # fmt: skip


class RungChange(models.Model):
    """How a rung of the ladder of reminders stands since an administrator changed it; of one rung
    the newest counts, and the earlier ones tell how it was. `version` counts the changes of the
    whole ladder, so that two at once do not make a third that nobody has judged."""

    rung = models.CharField(max_length=24)
    version = models.PositiveIntegerField(unique=True)
    after = models.SmallIntegerField(null=True)
    is_at_once = models.BooleanField()
    urgency = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    reason_id = models.TextField()
    reason_en = models.TextField()
    why = models.TextField()
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason_id="") & ~Q(reason_en=""), name="rung_says_why_in_both"
            ),
        ]

    def __str__(self):
        return f"{self.rung} {self.version}"


class Mailing(models.Model):
    """One letter to one person, as it goes out: composed once, so that a second try is the same
    letter with the same Message-ID. `doubtful`: handed over, but the server's answer is not known."""

    class State(models.TextChoices):
        READY = "ready", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DOUBTFUL = "doubtful", _("Handed over, answer not known")
        REFUSED = "refused", _("Refused by the mail server")

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    address = models.EmailField()
    message_id = models.CharField(max_length=120, unique=True)
    is_digest = models.BooleanField()
    made_on = models.DateField()
    letter = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "made_on"],
                condition=Q(is_digest=True),
                name="one_digest_a_day",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=~Q(state__in=["sent", "refused"]),
                name="mailing_under_way",
            )
        ]

    def __str__(self):
        return self.message_id


class Reminder(models.Model):
    """That one task reminds one person on one rung of the ladder, for one last day: never twice."""

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reminders")
    rung = models.CharField(max_length=30)
    due_on = models.DateField()
    is_at_once = models.BooleanField()
    made_at = models.DateTimeField()
    mailing = models.ForeignKey(Mailing, null=True, on_delete=models.PROTECT)
    unsent = models.CharField(max_length=10, blank=True)  # muted, no_address, unseen or settled

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "task", "rung", "due_on"], name="reminder_once"
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-made_at"], name="reminder_of"),
            models.Index(
                fields=["recipient"],
                condition=Q(mailing=None, unsent=""),
                name="reminder_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.rung} {self.task_id}"


class Mute(models.Model):
    """That somebody wants no letters about one kind of task; the inbox still shows them."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="muted_once")]

    def __str__(self):
        return f"{self.person_id}: {self.kind}"
