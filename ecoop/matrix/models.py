"""An Excel matrix on its way into the register: the file, what was understood, what was decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.core.guards import Guarded, class_constraint
from ecoop.documents.models import File
from ecoop.instruments.models import Instrument
from ecoop.matrix import lifecycle


class State(models.TextChoices):
    RECEIVED = lifecycle.RECEIVED, _("Waiting to be read")
    READING = lifecycle.READING, _("Being read")
    READY = lifecycle.READY, _("Waiting for your confirmation")
    REFUSED = lifecycle.REFUSED, _("Could not be read")
    CONFIRMING = lifecycle.CONFIRMING, _("Being put into the register")
    CONFIRMED = lifecycle.CONFIRMED, _("In the register")
    UNDOING = lifecycle.UNDOING, _("Being undone")
    UNDONE = lifecycle.UNDONE, _("Undone")
    DISCARDED = lifecycle.DISCARDED, _("Thrown away")


class Group(models.TextChoices):
    NEW = lifecycle.NEW, _("New")
    CHANGED = lifecycle.CHANGED, _("Changed")
    DOUBTFUL = lifecycle.DOUBTFUL, _("Doubtful")
    SAME = lifecycle.SAME, _("Unchanged")
    DUPLICATE = lifecycle.DUPLICATE, _("Twice in the file")
    UNREADABLE = lifecycle.UNREADABLE, _("Incomplete")


class Plan(models.TextChoices):
    REGISTER = lifecycle.REGISTER, _("Register as a new record")
    REVISE = lifecycle.REVISE, _("Change the record")
    JOIN = lifecycle.JOIN, _("The same record: complete it")
    KEEP = lifecycle.KEEP, _("Leave the record as it is")
    SKIP = lifecycle.SKIP, _("Leave out")


class Severity(models.TextChoices):
    ERROR = "error", _("Contradiction or mistake")
    WARNING = "warning", _("To be checked")
    INFO = "info", _("Remark")
    NONE = "", _("No finding")


class ImportBatch(Guarded):
    """One uploaded file. `reading` keeps what was found beside the rows: sheets, tables, ignored
    rows, remarks on the whole file; `mappings` and `partners` keep what a person decided."""

    code = models.CharField(max_length=24)
    file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    as_of = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_name = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    why_id = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    reading = models.JSONField(default=dict, blank=True)
    mappings = models.JSONField(default=dict, blank=True)
    partners = models.JSONField(default=dict, blank=True)
    vanished = models.JSONField(default=list, blank=True)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            class_constraint("importbatch_class"),
            models.UniqueConstraint(fields=["space", "code"], name="importbatch_code"),
        ]
        indexes = [models.Index(fields=["-received_at"], name="importbatch_newest")]

    def __str__(self):
        return self.code

    @property
    def why(self) -> Text:
        """Why the file was refused, or what went wrong while it was put into the register."""
        return Text(id=self.why_id, en=self.why_en)

    @property
    def is_working(self) -> bool:
        return self.state in lifecycle.WORKING


class ImportRow(Guarded):
    """One record of the file: `understood` is what the reader took from `cells`, `corrected` what
    a person wrote over it, `plan` what confirmation will do with it, `result` what it did."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=80)
    row = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    understood = models.JSONField(default=dict)
    corrected = models.JSONField(default=dict, blank=True)
    cells = models.JSONField(default=list)
    findings = models.JSONField(default=list, blank=True)
    severity = models.CharField(max_length=8, blank=True, choices=Severity.choices)
    group = models.CharField(max_length=12, choices=Group.choices)
    plan = models.CharField(max_length=10, choices=Plan.choices)
    is_decided = models.BooleanField(default=False)
    record = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=40, blank=True)
    differences = models.JSONField(default=dict, blank=True)
    result = models.CharField(max_length=10, blank=True)
    record_version = models.PositiveIntegerField(default=0)
    trace = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            class_constraint("importrow_class"),
            models.UniqueConstraint(fields=["batch", "position"], name="importrow_position"),
        ]
        indexes = [
            models.Index(fields=["batch", "group", "position"], name="importrow_group"),
            models.Index(fields=["fingerprint"], name="importrow_fingerprint"),
            models.Index(fields=["record"], name="importrow_record"),
        ]

    def __str__(self):
        return f"{self.batch_id} {self.spot}"

    @property
    def spot(self) -> str:
        """Sheet and row as Excel writes them, with the column where several records share a row."""
        return f"{self.sheet}!{self.understood.get('column', '')}{self.row}"

    @property
    def values(self) -> dict:
        """What will be used: the reader's understanding with the corrections over it."""
        return {**self.understood, **self.corrected}

    @property
    def place(self) -> Text:
        """Where the row stands in the file."""
        return Text(
            id=f"lembar “{self.sheet}” baris {self.row}", en=f"sheet “{self.sheet}” row {self.row}"
        )
