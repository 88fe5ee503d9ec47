"""Engagements: meetings, visits, forums, exercises and trainings with partners."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.core.bilingual import Text
from ecoop.core.fields import PartialDateField, comes_not_before, is_partial_date
from ecoop.core.guards import Guarded, class_constraint
from ecoop.partners.models import Organisation
from ecoop.places.models import Country


class Engagement(Guarded):
    """One occasion on which Indonesia and partners met or worked together.

    What a source wrote of the participants stays in `partners_written` and `lead_written`; those
    recognised as organisations are `Participant` rows as well.
    """

    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=40)
    title_id = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    starts_on = PartialDateField(null=True, blank=True)
    ends_on = PartialDateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    partners_written = models.TextField(blank=True)
    lead_written = models.TextField(blank=True)
    fields = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    hazards = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    regions = ArrayField(models.CharField(max_length=13), default=list, blank=True)
    outcomes = ArrayField(models.TextField(), default=list, blank=True)
    next_steps = ArrayField(models.TextField(), default=list, blank=True)
    due_on = PartialDateField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    origin = models.CharField(max_length=120, blank=True)

    # index: repeats what the participants say; written by actions only
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, editable=False)
    partner_names = ArrayField(models.TextField(), default=list, editable=False)
    haystack = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            class_constraint("engagement_class"),
            models.UniqueConstraint(fields=["space", "code"], name="engagement_code"),
            models.CheckConstraint(
                condition=~Q(title_id="") | ~Q(title_en=""),
                name="engagement_has_a_title",
                violation_error_message=_("Give a title in Indonesian or in English."),
            ),
            is_partial_date(field="starts_on", name="engagement_starts_on_a_date"),
            is_partial_date(field="ends_on", name="engagement_ends_on_a_date"),
            comes_not_before(
                later="ends_on", earlier="starts_on", name="engagement_ends_after_it_starts"
            ),
        ]
        indexes = [
            models.Index(
                F("starts_on").desc(nulls_last=True), F("id").desc(), name="engagement_newest"
            ),
            GinIndex(fields=["seen_by"], name="engagement_seen_by"),
            GinIndex(fields=["countries"], name="engagement_countries"),
            GinIndex(OpClass(F("haystack"), name="gin_trgm_ops"), name="engagement_trigrams"),
        ]

    def __str__(self):
        return self.code

    @property
    def title(self) -> Text:
        return Text(id=self.title_id, en=self.title_en)


class Participant(models.Model):
    """An organisation that took part, on the Indonesian or the partner side."""

    class Side(models.TextChoices):
        HOME = "home", _("Indonesian side")
        PARTNER = "partner", _("Partner side")

    engagement = models.ForeignKey(
        Engagement, on_delete=models.CASCADE, related_name="participants"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="engaged_in"
    )
    side = models.CharField(max_length=8, choices=Side.choices)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "organisation"], name="participant_once")
        ]

    def __str__(self):
        return f"{self.engagement_id} {self.organisation_id}"
