"""Emergency aid: what Indonesia received and what it gave, as sources report it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.core.fields import PartialDateField, is_partial_date
from ecoop.core.guards import Guarded, class_constraint
from ecoop.partners.models import Organisation
from ecoop.places.models import Country


class AidRecord(Guarded):
    """One reported piece of aid. Figures are kept as the source gave them: a quantity with its
    unit, an amount with its currency, never converted.

    `part_of` names the package that this piece is a part of, so that no total counts both.
    """

    class Direction(models.TextChoices):
        IN = "in", _("Inbound")
        OUT = "out", _("Outbound")

    code = models.CharField(max_length=24)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(max_length=40)
    disaster_id = models.CharField(max_length=200, blank=True)
    disaster_en = models.CharField(max_length=200, blank=True)
    disaster_on = PartialDateField(null=True, blank=True)
    glide = models.CharField(max_length=24, blank=True)
    partner_written = models.CharField(max_length=300, blank=True)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    quantity = models.DecimalField(max_digits=18, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    as_of = PartialDateField(null=True, blank=True)
    offered_on = PartialDateField(null=True, blank=True)
    arrived_on = PartialDateField(null=True, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    status_written = models.CharField(max_length=300, blank=True)
    location = models.CharField(max_length=300, blank=True)
    regions = ArrayField(models.CharField(max_length=13), default=list, blank=True)
    description = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    origin = models.CharField(max_length=120, blank=True)
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    # index: repeats what the aid's partners say; written by actions only
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, editable=False)
    partner_names = ArrayField(models.TextField(), default=list, editable=False)
    haystack = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            class_constraint("aid_class"),
            models.UniqueConstraint(fields=["space", "code"], name="aid_code"),
            models.CheckConstraint(
                condition=Q(amount=None, currency="")
                | Q(amount__gt=0, currency__regex="^[A-Z]{3}$"),
                name="aid_amount_has_a_currency",
                violation_error_message=_("An amount needs its currency, for instance USD."),
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | (Q(quantity__gt=0) & ~Q(unit="")),
                name="aid_quantity_has_a_unit",
                violation_error_message=_("A quantity needs its unit."),
            ),
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")), name="aid_not_part_of_itself"
            ),
            is_partial_date(field="offered_on", name="aid_offered_on_a_date"),
            is_partial_date(field="arrived_on", name="aid_arrived_on_a_date"),
            is_partial_date(field="disaster_on", name="aid_disaster_on_a_date"),
        ]
        indexes = [
            models.Index(F("disaster_on").desc(nulls_last=True), F("id").desc(), name="aid_newest"),
            GinIndex(fields=["seen_by"], name="aid_seen_by"),
            GinIndex(fields=["countries"], name="aid_countries"),
            GinIndex(OpClass(F("haystack"), name="gin_trgm_ops"), name="aid_trigrams"),
        ]

    def __str__(self):
        return self.code

    @property
    def disaster(self) -> Text:
        return Text(id=self.disaster_id, en=self.disaster_en)


class AidPartner(models.Model):
    """A donor or recipient, or one through whom the aid goes (Red Cross, WFP)."""

    class Role(models.TextChoices):
        PARTNER = "partner", _("Donor or recipient")
        CHANNEL = "channel", _("Channel")

    aid = models.ForeignKey(AidRecord, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="aid_records"
    )
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.PARTNER)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["aid", "organisation"], name="aid_partner_once")
        ]

    def __str__(self):
        return f"{self.aid_id} {self.organisation_id}"
