"""Tables of the ground floor: the ledger and the claims."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.guards import Guarded, class_constraint
from ecoop.core.ledger.models import *  # noqa: F403 - the ledger's tables belong to this app


class Claim(Guarded):
    """A reported fact: what somebody said of one field of one record, where, and as of when.

    Several claims of one field may stand side by side; at most one is current. `is_open` marks one
    that said something else than the record when it came, and that nobody has weighed since. The
    record itself is named by kind and id, so that the ground floor knows no room above it.
    """

    record_kind = models.CharField(max_length=30)
    record_id = models.UUIDField()
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    source = models.TextField()
    as_of = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    is_current = models.BooleanField(default=False)
    is_open = models.BooleanField(default=False, db_default=False)
    settled_why = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["record_id", "field"], name="claim_of_field"),
            models.Index(
                fields=["record_id", "field"], condition=Q(is_open=True), name="claim_open"
            ),
        ]
        constraints = [
            class_constraint("claim_class"),
            models.UniqueConstraint(
                fields=["record_id", "field"],
                condition=Q(is_current=True),
                name="one_current_claim",
                violation_error_message=_("Another claim is current for this field."),
            ),
        ]

    def __str__(self):
        return f"{self.field}: {self.value} ({self.source})"
