"""Letters in and out, and the dispositions given on them (domain.md 6)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from ecoop.core.guards import Guarded, GuardedQuerySet, class_constraint
from ecoop.documents.models import File
from ecoop.partners.models import Organisation
from ecoop.tasks.models import Task

MY_DESKS = RawSQL("select ecoop.desks()", ())  # noqa: S611 - a constant
ME = RawSQL("select ecoop.user_id()", ())  # noqa: S611 - a constant


class LetterQuerySet(GuardedQuerySet):
    def visible_to(self, actor):
        """By class as every record; and what was disposed to one of one's desks, up to the class
        that one may read of one's own records. Who asks is the database's to say, so that people
        who see alike share the statement."""
        highest = max(actor.reach, actor.own_reach)
        mine = Q(desks__overlap=MY_DESKS) | Q(registered_by=ME)
        seen = Q(class_rank__lte=actor.reach) | (Q(class_rank__lte=highest) & mine)
        if actor.own_reach > actor.reach:
            seen |= Q(class_rank__lte=actor.own_reach, seen_by__overlap=sorted(actor.keys))
        return self.filter(seen)


class Letter(Guarded):
    """One letter. `desks` repeats to whom it was disposed and is written by `actions` only."""

    class Direction(models.TextChoices):
        INCOMING = "in", _("Incoming")
        OUTGOING = "out", _("Outgoing")

    code = models.CharField(max_length=24)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    srikandi_ref = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField()
    moved_on = models.DateField()  # received, or sent
    nature = models.CharField(max_length=12)
    subject = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    sender = models.CharField(max_length=300)
    addressee = models.CharField(max_length=300)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    registered_by = models.UUIDField(null=True)
    registered_at = models.DateTimeField()
    desks = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    haystack = models.TextField(default="", db_default="", editable=False)  # `actions` writes it

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            class_constraint("letter_class"),
            models.CheckConstraint(condition=Q(class_rank__gte=1), name="letter_is_not_public"),
            models.UniqueConstraint(fields=["space", "code"], name="letter_code"),
            models.UniqueConstraint(
                fields=["space", "srikandi_ref"],
                condition=~Q(srikandi_ref=""),
                name="letter_srikandi_once",
                violation_error_message=_("A letter with this SRIKANDI reference is registered."),
            ),
        ]
        indexes = [
            models.Index(F("moved_on").desc(), F("id").desc(), name="letter_newest"),
            GinIndex(fields=["desks"], name="letter_desks"),
            GinIndex(fields=["seen_by"], name="letter_seen_by"),
            GinIndex(OpClass(F("haystack"), name="gin_trgm_ops"), name="letter_trigrams"),
        ]

    def __str__(self):
        return self.code


class Enclosure(models.Model):
    """A file of a letter, under the letter's class."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.label


class Disposition(Guarded):
    """An instruction on a letter: one desk in charge, others for information. Its class is never
    wider than that of what it forwards (`parent`, or the letter)."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="dispositions")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    instructions = ArrayField(models.CharField(max_length=40))
    note = models.TextField(blank=True)
    urgency = models.CharField(max_length=8)
    given_by = models.UUIDField()
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            class_constraint("disposition_class"),
            models.CheckConstraint(
                condition=~Q(instructions=[]), name="disposition_says_what_to_do"
            ),
        ]
        indexes = [models.Index(fields=["letter", "given_at"], name="disposition_of_letter")]

    def __str__(self):
        return f"{self.letter_id}: {self.given_by_name}"


class Receiver(models.Model):
    """To whom a disposition went, and when it was read there."""

    disposition = models.ForeignKey(Disposition, on_delete=models.CASCADE, related_name="receivers")
    holder = models.CharField(max_length=64)
    is_in_charge = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disposition", "holder"], name="receiver_once"),
            models.UniqueConstraint(
                fields=["disposition"], condition=Q(is_in_charge=True), name="one_in_charge"
            ),
        ]
        indexes = [models.Index(fields=["holder"], name="receiver_desk")]

    def __str__(self):
        return self.holder


class Agenda(models.Model):
    """The last number given to letters of a direction in a year."""

    direction = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["direction", "year"], name="one_agenda_a_year")
        ]

    def __str__(self):
        return f"{self.direction}-{self.year}: {self.last}"
