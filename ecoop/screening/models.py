"""The screening of a case: internal. No partner, guest or region ever reads a row of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecoop.cases.models import Case
from ecoop.core.guards import Guarded, class_constraint
from ecoop.instruments.models import Instrument, codes
from ecoop.partners.models import Organisation


class Screening(Guarded):
    """What the officer wrote so far; the result is the step `screen` of the case, in the ledger."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="screening")
    fields = codes()
    goals = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    goals_note = models.TextField(blank=True)
    budget_line = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [class_constraint("screening_class")]

    def __str__(self):
        return str(self.case_id)


class Judgement(models.Model):
    """What the proposal is to one live instrument that overlaps with it."""

    class Verdict(models.TextChoices):
        NONE = "none", _("No overlap")
        EXTENDS = "extends", _("Extends it")
        REPLACES = "replaces", _("Replaces it")
        CONFLICTS = "conflicts", _("Conflicts with it")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="judgements")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "instrument"], name="judgement_once")
        ]

    def __str__(self):
        return f"{self.instrument_id} {self.verdict}"


class Diligence(models.Model):
    """The check of one partner: legal status, permit, lists of sanctions; who made it and when."""

    class Status(models.TextChoices):
        VERIFIED = "verified", _("Verified by a document")
        BY_TREATY = "public", _("A state or a body of a state or by treaty")
        UNVERIFIED = "unverified", _("Not verified")

    class Sanctions(models.TextChoices):
        CLEAR = "clear", _("Not found on any list")
        UNCLEAR = "unclear", _("Not clear")
        MATCH = "match", _("Found on a list")

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="checks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    legal_status = models.CharField(max_length=12, choices=Status.choices)
    legal_basis = models.CharField(max_length=300, blank=True)
    permit = models.CharField(max_length=120, blank=True)
    permit_until = models.DateField(null=True, blank=True)
    sanctions = models.CharField(max_length=10, choices=Sanctions.choices)
    sanctions_source = models.CharField(max_length=300)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "organisation"], name="diligence_once")
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.sanctions}"
