"""The negotiated text of a case: articles in every language, positions, rounds, freezes, clearances.

Positions stand in a table of their own behind a narrower wall: what one side wants and how far it
may go is exempt from disclosure (UU 14/2008 art. 17(f)) and never reaches a partner.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecoop.cases.models import Case
from ecoop.core.bilingual import Both, Text
from ecoop.core.guards import Guarded, GuardedQuerySet, class_constraint
from ecoop.documents.models import File
from ecoop.engagements.models import Engagement
from ecoop.letters.models import Letter
from ecoop.negotiation.articles import model as parts
from ecoop.tasks.lifecycle import Due


class Side(models.TextChoices):
    OURS = "ours", _("Indonesian side")
    THEIRS = "theirs", _("Partner side")


class State(models.TextChoices):
    BRACKETED = "bracketed", _("Bracketed")
    RESERVED = "reserved", _("Reserved")
    AGREED = "agreed", _("Agreed")


class Draft(Guarded):
    """The text of one case. `number` is its version: it grows when a frozen text is changed;
    `waivers` says of each clause that may be left out why."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="draft")
    kind = models.CharField(max_length=40)
    languages = ArrayField(models.CharField(max_length=3))
    number = models.PositiveIntegerField(default=1)
    is_frozen = models.BooleanField(default=False)
    waivers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            class_constraint("draft_class"),
            models.CheckConstraint(condition=Q(class_rank__gte=2), name="draft_is_confidential"),
        ]

    def __str__(self):
        return f"{self.case_id} {self.number}"


class DraftArticle(models.Model):
    """One article of a draft; `titles` and `bodies` are by language. Its version is for editors who
    meet at the same article."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="articles")
    kind = models.CharField(max_length=8, default=parts.ARTICLE)
    number = models.PositiveSmallIntegerField(default=0)
    titles = models.JSONField(default=dict)
    bodies = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.BRACKETED)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "kind", "number"], name="draft_article_once"),
            models.CheckConstraint(
                condition=Q(kind=parts.ARTICLE, number__gt=0)
                | Q(kind__in=(parts.OPENING, parts.CLOSING), number=0),
                name="draft_article_number",
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self) -> str:
        return str(self.number) if self.kind == parts.ARTICLE else self.kind


class Position(Guarded):
    """What we want of an article, what they want, and how far our mandate goes."""

    article = models.OneToOneField(DraftArticle, on_delete=models.CASCADE, related_name="position")
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    mandate_limit = models.TextField(blank=True)

    class Meta:
        constraints = [
            class_constraint("position_class"),
            models.CheckConstraint(condition=Q(class_rank__gte=2), name="position_is_confidential"),
        ]

    def __str__(self):
        return str(self.article_id)


class Round(models.Model):
    """One round of negotiation, with the text as it stood when the round ended."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.PROTECT)
    note = models.TextField(blank=True)
    articles = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_round_once")]

    def __str__(self):
        return f"{self.draft_id} {self.number}"


class Freeze(models.Model):
    """The text of one version word for word, with a SHA-256 for each language, and who initialled
    it on paper ([{side, name, on}]). Once voided by a change, its initials and clearances count no
    more (A2)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="freezes")
    number = models.PositiveIntegerField()
    digests = models.JSONField()
    articles = models.JSONField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    initials = models.JSONField(default=list)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_freeze_once")
        ]

    def __str__(self):
        return f"{self.draft_id} {self.number}"


class ClearanceQuerySet(GuardedQuerySet):
    def visible_to(self, actor):
        """By class as every record; and what was asked of one's own ministry or unit, where the
        request was meant to be read there ("only their task + needed papers", domain.md 6)."""
        asked = Q(is_shared=True, asked_of__in=sorted(actor.keys))
        return super().visible_to(actor) | self.filter(asked)


class Clearance(Guarded):
    """That a ministry, agency or unit was asked to clear one frozen version of a text, and its answer.

    `asked_of` is a desk ("org:<id>", "unit:DEP-2"), named as it was when asked. `freeze` is None
    where the agreed text lies outside the house. Answers may be given anew until the text is
    signed; the ledger keeps each, and `letter` is that of the last one. Waiting, late or void is derived (`lifecycle.state_of`).
    """

    class Opinion(models.TextChoices):
        CLEARED = "cleared", _("Cleared")
        REMARKS = "remarks", _("Cleared with remarks")
        OBJECTION = "objection", _("Objection")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clearances")
    freeze = models.ForeignKey(
        Freeze, null=True, on_delete=models.PROTECT, related_name="clearances"
    )
    digests = models.JSONField(default=dict)
    case_code = models.CharField(max_length=24)
    title_id = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    asked_of = models.CharField(max_length=64)
    name_id = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    is_shared = models.BooleanField()
    note = models.TextField(blank=True)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=200, blank=True)
    asked_by_letter = models.ForeignKey(
        Letter, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    due_rule_id = models.TextField()
    due_rule_en = models.TextField()
    due_source = models.TextField()
    opinion = models.CharField(max_length=10, blank=True, choices=Opinion.choices)
    remark = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    recorded_by_name = models.CharField(max_length=200, blank=True)  # of an answer on paper
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            class_constraint("clearance_class"),
            models.CheckConstraint(
                condition=Q(class_rank__gte=2), name="clearance_is_confidential"
            ),
            models.CheckConstraint(
                condition=Q(asked_of__regex=r"^(org|unit):.+$"), name="clearance_is_asked_of_a_desk"
            ),
            models.CheckConstraint(
                condition=Q(opinion="", answered_on=None) | ~Q(opinion="") & ~Q(answered_on=None),
                name="clearance_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(opinion__in=("", "cleared")) | ~Q(remark=""),
                name="clearance_says_its_remarks",
            ),
            models.UniqueConstraint(
                fields=["freeze", "asked_of"], condition=Q(withdrawn_at=None), name="clearance_once"
            ),
        ]
        indexes = [models.Index(fields=["case"], name="clearance_of_case")]

    def __str__(self):
        return f"{self.case_code} {self.asked_of}"

    @property
    def code(self) -> str:
        """What the ledger calls it: its case."""
        return self.case_code

    title = Both("title")
    name = Both("name")

    @property
    def hashes(self) -> list[tuple[str, str]]:
        """(language, SHA-256) of the version, Indonesian first."""
        return sorted(self.digests.items(), key=lambda pair: (pair[0] != "id", pair[0]))

    @property
    def due(self) -> Due:
        rule = Text(id=self.due_rule_id, en=self.due_rule_en)
        return Due(on=self.due_on, rule=rule, source=self.due_source)
