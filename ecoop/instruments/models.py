"""Cooperation instruments: MoU, PKS, arrangements, grants, declarations ... and their parties."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Left, NullIf
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.models import Unit
from ecoop.core.bilingual import Both
from ecoop.core.fields import PartialDateField
from ecoop.core.guards import Guarded, GuardedQuerySet, class_constraint
from ecoop.documents.models import File
from ecoop.instruments import clock
from ecoop.partners.models import Organisation


def codes(**kwargs):
    """A list of vocabulary codes, searched by overlap."""
    return ArrayField(models.CharField(max_length=40), default=list, blank=True, **kwargs)


class DurationRule(models.TextChoices):
    """How the text limits its duration; the codes are those of the legal clock."""

    FIXED = clock.Rule.FIXED.value, _("Fixed period")
    UNTIL = clock.Rule.UNTIL.value, _("Until a date")
    EVERGREEN = clock.Rule.EVERGREEN.value, _("No end until notice is given")
    AUTO_RENEW = clock.Rule.AUTO_RENEW.value, _("Renews by itself")
    TASK_BASED = clock.Rule.TASK_BASED.value, _("Until the task is done")
    UNKNOWN = clock.Rule.UNKNOWN.value, _("Not known")


class EntryRule(models.TextChoices):
    """When the text enters into force (UU 24/2000 art. 15)."""

    SIGNATURE = clock.EntryRule.SIGNATURE.value, _("On signature")
    DATE = clock.EntryRule.DATE.value, _("On a stated date")
    NOTIFICATION = clock.EntryRule.NOTIFICATION.value, _("After the last notification")
    RATIFICATION = clock.EntryRule.RATIFICATION.value, _("After ratification")
    UNKNOWN = clock.EntryRule.UNKNOWN.value, _("Not known")


FAR, LONG_AGO = date(9999, 12, 31), datetime(1, 1, 2, tzinfo=UTC)


def _title(first, other):
    """Long titles are sorted by their beginning: an index entry may not be long."""
    return Left(Coalesce(NullIf(first, Value("", models.TextField())), other), 100)


def _by_id(descends):
    return F("id").desc() if descends else F("id").asc()


def _or(column, missing, kind):
    """The column, never null. CASE and not COALESCE: beneath row-level security PostgreSQL lets an
    index skip rows only by conditions that it knows to tell nothing, and it mistrusts COALESCE."""
    return Case(
        When(**{f"{column}__isnull": True}, then=Value(missing)),
        default=F(column),
        output_field=kind,
    )


# How lists are sorted: (expression that is never null, descending by nature), each with its index.
INDEXED_ORDERS = {
    "signed": (_or("signed_on", "", models.CharField()), True),
    "ends": (_or("last_high", FAR, models.DateField()), False),
    "active": (_or("last_act_at", LONG_AGO, models.DateTimeField()), True),
    "code": (F("code"), False),
    "title": (_title("title_id", "title_en"), False),
    "title_en": (_title("title_en", "title_id"), False),
}


class Instrument(Guarded):
    """One paper of cooperation. What is computed from it (in force, expired, whose turn) is never
    typed; columns under "index" repeat computed values for lists and have one writer, `actions`.
    """

    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20, blank=True)
    title_id = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    languages = codes()
    signed_on = PartialDateField(null=True, blank=True)
    place_signed = models.CharField(max_length=200, blank=True)

    entry_rule = models.CharField(
        max_length=14, choices=EntryRule.choices, default=EntryRule.UNKNOWN
    )
    entry_days = models.PositiveSmallIntegerField(default=0)
    in_force_from = PartialDateField(null=True, blank=True)
    last_notification_on = PartialDateField(null=True, blank=True)
    ratified_on = PartialDateField(null=True, blank=True)
    duration_rule = models.CharField(
        max_length=12, choices=DurationRule.choices, default=DurationRule.UNKNOWN
    )
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    renew_months = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_text = models.CharField(max_length=300, blank=True)
    max_renewals = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_given_on = PartialDateField(null=True, blank=True)
    terminated_on = PartialDateField(null=True, blank=True)
    termination_ground = models.CharField(max_length=40, blank=True)
    completed_on = PartialDateField(null=True, blank=True)
    is_completed = models.BooleanField(default=False)

    status_written = models.CharField(max_length=300, blank=True)
    status_as_of = PartialDateField(null=True, blank=True)
    status_settled = models.CharField(max_length=40, blank=True)
    scope_id = models.TextField(blank=True)
    scope_en = models.TextField(blank=True)
    fields = codes()
    phases = codes()
    hazards = codes()
    regions = codes()
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    origin = models.CharField(max_length=120, blank=True)

    owner_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    next_step = models.CharField(max_length=300, blank=True)
    next_step_due = models.DateField(null=True, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # index: repeats what the clock and the parties say; written by actions only
    stage = models.CharField(max_length=12, editable=False, default="unknown")
    first_day = models.DateField(null=True, editable=False)
    last_low = models.DateField(null=True, editable=False)
    last_high = models.DateField(null=True, editable=False)
    notice_day = models.DateField(null=True, editable=False)
    status_said = models.CharField(max_length=12, blank=True, editable=False)
    countries = codes(editable=False)
    partner_names = ArrayField(models.TextField(), default=list, editable=False)
    last_act_at = models.DateTimeField(null=True, editable=False)
    search = SearchVectorField(null=True, editable=False)
    haystack = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            class_constraint("instrument_class"),
            models.UniqueConstraint(fields=["space", "code"], name="instrument_code"),
            models.CheckConstraint(
                condition=~Q(title_id="") | ~Q(title_en=""),
                name="instrument_has_a_title",
                violation_error_message=_("Give a title in Indonesian or in English."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="instrument_not_its_own_parent"
            ),
        ]
        indexes = [
            *(
                models.Index(
                    order.desc() if descends else order, _by_id(descends), name=f"by_{name}"
                )
                for name, (order, descends) in INDEXED_ORDERS.items()
            ),
            *(  # a list of one kind is walked in its order until the page is full
                models.Index(
                    F("kind"),
                    order.desc() if descends else order,
                    _by_id(descends),
                    name=f"by_kind_{name}",
                )
                for name, (order, descends) in INDEXED_ORDERS.items()
                if name in {"signed", "ends", "active", "code"}
            ),
            models.Index(fields=["notice_day"], name="instrument_notice"),
            GinIndex(fields=["seen_by"], name="instrument_seen_by"),
            GinIndex(fields=["countries"], name="instrument_countries"),
            GinIndex(fields=["fields"], name="instrument_fields"),
            GinIndex(fields=["regions"], name="instrument_regions"),
            GinIndex(fields=["search"], name="instrument_search"),
            GinIndex(OpClass(F("haystack"), name="gin_trgm_ops"), name="instrument_trigrams"),
        ]

    def __str__(self):
        return self.code

    title = Both("title")

    scope = Both("scope")


class Shift(models.Model):
    """How an act moved a paper among the counts of the register: what the filter bar asks of it as
    it was before (`sign` -1) and as it is after (+1).

    Written by a trigger of the database alone and forgotten after some hours (`tallies`). `wrote` is
    the transaction that wrote it, `cluster` the one in whose numbers that is said: a copy of the
    database that was put back elsewhere counts its transactions anew. A shift is seen by whoever
    sees the paper as it was or is.
    """

    wrote = models.BigIntegerField(db_index=True)
    cluster = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    sign = models.SmallIntegerField()
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20, blank=True)
    countries = codes()
    fields = codes()
    phases = codes()
    owner_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    classification = models.CharField(max_length=12)
    class_rank = models.SmallIntegerField()
    seen_by = ArrayField(models.CharField(max_length=64), default=list)
    stage = models.CharField(max_length=12)
    signed_on = PartialDateField(null=True)
    first_day = models.DateField(null=True)
    last_low = models.DateField(null=True)
    last_high = models.DateField(null=True)
    notice_day = models.DateField(null=True)

    objects = GuardedQuerySet.as_manager()

    def __str__(self):
        return f"{self.sign:+} {self.kind} {self.stage}"


class Party(models.Model):
    """One side's signature on an instrument: each party gives the paper its own number."""

    class Side(models.TextChoices):
        HOME = "home", _("Indonesian side")
        PARTNER = "partner", _("Partner side")

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="party_to"
    )
    side = models.CharField(max_length=8, choices=Side.choices)
    number = models.CharField(max_length=120, blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    office = models.CharField(max_length=200, blank=True)
    signed_on = PartialDateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "organisation"], name="party_once")
        ]

    def __str__(self):
        return f"{self.instrument_id} {self.organisation_id}"


class Link(models.Model):
    """One instrument changes the life of another (UU 24/2000 art. 16, 18)."""

    class Kind(models.TextChoices):
        EXTENDS = "extends", _("extends")
        RENEWS = "renews", _("renews")
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")

    later = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="changes")
    earlier = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="changed_by")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier", "kind"], name="link_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="link_to_another"),
        ]

    def __str__(self):
        return f"{self.later_id} {self.kind} {self.earlier_id}"


class Attachment(models.Model):
    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(File, on_delete=models.PROTECT)
    label = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_original_text = models.BooleanField(default=False)

    def __str__(self):
        return self.label


class Note(models.Model):
    """An internal note; no partner, region or visitor ever reads one."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    written_at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()

    def __str__(self):
        return self.text[:60]


class Numbering(models.Model):
    """The last number given in a series and year; its row lock makes numbers unique."""

    series = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_series_a_year")]

    def __str__(self):
        return f"{self.series}-{self.year}: {self.last}"


class SavedView(models.Model):
    """A list as somebody wants to see it again: name, address of the filter, shared or not."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    page = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_once")
        ]

    def __str__(self):
        return self.name
