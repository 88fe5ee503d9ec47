"""Custody of what was signed: its originals, their loans, and what the law asks to be done with them.

All of it is read inside BNPB only; a row is seen with its instrument (migrations/0002).
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.classification import Classification, rank
from ecoop.core.ids import uuid7
from ecoop.instruments.models import Instrument
from ecoop.partners.models import Organisation


class Dossier(models.Model):
    """The custody of one instrument; its row lock puts the acts upon it in order.

    The days are those of the deposit (UU 24/2000 art. 17, Permenlu 4/2023) and of the archive report
    (UU 43/2009 art. 43), each named as the fact of the procedures that it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    instrument = models.OneToOneField(Instrument, on_delete=models.PROTECT, related_name="dossier")
    original_sent_on = models.DateField(null=True)
    completion_requested_on = models.DateField(null=True)
    original_completed_on = models.DateField(null=True)
    original_deposited_on = models.DateField(null=True)
    deposit_receipt = models.CharField(max_length=120, blank=True)
    archive_reported_on = models.DateField(null=True)
    report_number = models.CharField(max_length=120, blank=True)
    archive_copy_handed_over_on = models.DateField(null=True)
    handover_number = models.CharField(max_length=120, blank=True)

    def __str__(self):
        return str(self.instrument_id)

    @property
    def class_rank(self) -> int:
        """The class of its acts in the ledger: never below Confidential, so that no partner reads
        where an original lies, whatever the class of the instrument (UU 14/2008 art. 17)."""
        return max(self.instrument.class_rank, rank(Classification.CONFIDENTIAL))

    @property
    def seen_by(self) -> list[str]:
        return self.instrument.seen_by


class Original(models.Model):
    """One original: whose copy it is, what it is like, and where it lies now. How it came there
    is told by the ledger (`queries.log_of`)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="originals")
    number = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whose copy; none: the Indonesian side's
    medium = models.CharField(max_length=12)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    checked_on = models.DateField(null=True)
    lacking = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    remark = models.TextField(blank=True)
    keeper = models.CharField(max_length=12)
    place = models.CharField(max_length=200, blank=True)
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="original_once"),
            models.CheckConstraint(
                condition=Q(lacking=[]) | Q(checked_on__isnull=False),
                name="original_lacks_only_when_checked",
            ),
        ]
        indexes = [models.Index(F("since").desc(), F("id").desc(), name="original_since")]

    def __str__(self):
        return f"{self.dossier_id}/{self.number}"


class Loan(models.Model):
    """An original lent to somebody until a day; one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="loans")
    borrower = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    receipt = models.CharField(max_length=120, blank=True)
    lent_on = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["original"],
                condition=Q(returned_on=None),
                name="original_lent_once",
                violation_error_message=_("This original is out on loan already."),
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("lent_on")), name="loan_due_after"),
            models.CheckConstraint(
                condition=Q(returned_on=None) | Q(returned_on__gte=F("lent_on")),
                name="loan_returned_after",
            ),
        ]

    def __str__(self):
        return f"{self.original_id}: {self.borrower}"

    @property
    def occasion(self) -> str:
        """What its task is called for."""
        return f"loan:{self.pk}"


class CertifiedCopy(models.Model):
    """One certified copy (salinan naskah resmi): asked for, issued with ribbon and seal, received
    against a signed receipt (UU 24/2000 art. 17; Permenlu 4/2023 art. 12)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField()
    asked_on = models.DateField(null=True)
    letter = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField(null=True)
    has_ribbon = models.BooleanField(default=False)
    has_seal = models.BooleanField(default=False)
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=200, blank=True)
    receipt = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="certified_copy_once"),
            models.CheckConstraint(
                condition=Q(issued_on=None)
                | Q(received_on=None)
                | Q(received_on__gte=F("issued_on")),
                name="certified_copy_issued_first",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id}/{self.number}"
