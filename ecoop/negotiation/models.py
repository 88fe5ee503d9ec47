"""The negotiated text of a case: articles in every language, positions, rounds, freezes.

Positions stand in a table of their own behind a narrower wall: what one side wants and how far it
may go is exempt from disclosure (UU 14/2008 art. 17(f)) and never reaches a partner.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ecoop.cases.models import Case
from ecoop.core.guards import Guarded, class_constraint
from ecoop.engagements.models import Engagement
from ecoop.negotiation.articles import model as parts


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
