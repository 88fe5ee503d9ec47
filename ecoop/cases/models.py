"""Cases of cooperation: from the first idea to deposit, renewal or end, each by one procedure.

What was done stands in the ledger and nowhere else; a case's row carries who and what it is,
and an index of what its log says.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.models import Unit
from ecoop.core.bilingual import Both
from ecoop.core.guards import Guarded, class_constraint
from ecoop.core.ids import uuid7
from ecoop.documents.models import File
from ecoop.instruments.models import Instrument
from ecoop.letters.models import Letter
from ecoop.partners.models import Organisation


class ProcedureLibrary(models.Model):
    """The rules, steps, facts and periods on which published versions are built, word for word.
    It is never changed: what the house learns later is another library."""

    digest = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()

    def __str__(self):
        return self.digest[:12]


class ProcedureVersion(models.Model):
    """One published version of one track, word for word, with the library of its day. It is never
    changed: running cases keep the version by which they were opened."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    track = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    library = models.ForeignKey(ProcedureLibrary, on_delete=models.PROTECT, related_name="versions")
    in_force_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="procedure_version_once")
        ]

    def __str__(self):
        return f"{self.track} {self.number}"


class Case(Guarded):
    """One cooperation on its lawful way. Columns under "index" repeat what the log in the ledger
    says; `indexing` is their one writer."""

    code = models.CharField(max_length=24)
    title_id = models.TextField(blank=True)
    title_en = models.TextField(blank=True)
    track = models.CharField(max_length=40)
    procedure = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    instrument = models.ForeignKey(
        Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    renews = models.ForeignKey(  # the paper that a new one is to follow
        Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="renewed_in"
    )
    parent = models.ForeignKey(  # the paper that a new one implements (UU 24/2000 art. 7(5))
        Instrument, null=True, blank=True, on_delete=models.PROTECT, related_name="implemented_in"
    )
    occasion = models.CharField(max_length=120, null=True, unique=True, editable=False)  # noqa: DJ001 - most have none
    owner_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    promised_on = models.DateField(null=True, blank=True)
    origin = models.CharField(max_length=120, blank=True)

    # index: repeats what the log and the partners say; written by `indexing` only
    status = models.CharField(max_length=12, editable=False, default="draft")
    stage = models.CharField(max_length=20, editable=False, default="idea")
    turn_actor = models.CharField(max_length=20, blank=True, editable=False)
    turn_step = models.CharField(max_length=60, blank=True, editable=False)
    turn_side = models.CharField(max_length=10, blank=True, editable=False)
    since = models.DateField(null=True, editable=False)
    next_due = models.DateField(null=True, editable=False)
    next_kind = models.CharField(max_length=60, blank=True, editable=False)
    begun_on = models.DateField(null=True, editable=False)
    last_act_on = models.DateField(null=True, editable=False)
    goal_on = models.DateField(null=True, editable=False)
    is_live = models.BooleanField(default=True, editable=False)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True, editable=False)
    partner_names = ArrayField(models.TextField(), default=list, blank=True, editable=False)
    haystack = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            class_constraint("case_class"),
            models.UniqueConstraint(fields=["space", "code"], name="case_code"),
            models.CheckConstraint(
                condition=~Q(title_id="") | ~Q(title_en=""),
                name="case_has_a_title",
                violation_error_message=_("Give a title in Indonesian or in English."),
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "since"], condition=Q(is_live=True), name="case_board"),
            models.Index(F("last_act_on").desc(nulls_last=True), F("id").desc(), name="case_new"),
            models.Index(fields=["next_due"], condition=Q(is_live=True), name="case_due"),
            GinIndex(fields=["seen_by"], name="case_seen_by"),
            GinIndex(OpClass(F("haystack"), name="gin_trgm_ops"), name="case_trigrams"),
        ]

    def __str__(self):
        return self.code

    title = Both("title")


class CasePartner(models.Model):
    """An organisation with which the cooperation is, or is to be."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="case_partner_once")
        ]

    def __str__(self):
        return f"{self.case_id} {self.organisation_id}"


class CaseLetter(models.Model):
    """A letter in the file of a case. Whoever sees both sees that they belong together, inside only;
    the letter keeps its own class, and nobody sees it through the case who may not read it (G1)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="cases")
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "letter"], name="case_letter_once")]

    def __str__(self):
        return f"{self.case_id} {self.letter_id}"


class Mandate(Guarded):
    """One version of the delegation guideline of a case (UU 24/2000 art. 5(3)): exempt from
    disclosure (UU 14/2008 art. 17(f)); no partner, region or visitor ever reads one. Versions are
    added, never changed; the ledger says only that one was written."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mandates")
    number = models.PositiveSmallIntegerField()
    background = models.TextField()
    analysis = models.TextField()
    position = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            class_constraint("mandate_class"),
            models.UniqueConstraint(fields=["case", "number"], name="mandate_version_once"),
        ]

    def __str__(self):
        return f"{self.case_id} {self.number}"


class Proposal(Guarded):
    """A proposal from outside, from its first draft. Whoever holds its key continues the draft,
    whoever holds the receipt follows the case: of both the digests are kept, never themselves."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for the confirmation by e-mail")
        CONFIRMED = "confirmed", _("Confirmed")

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    key_digest = models.CharField(max_length=64, unique=True)
    token_digest = models.CharField(max_length=64, unique=True)
    receipt_digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2, default="id")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    body_written = models.CharField(max_length=300, blank=True)
    body = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    track = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300, blank=True)
    aim = models.TextField(blank=True)
    urgency = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    has_no_draft = models.BooleanField(
        default=False, db_default=False
    )  # said by the proposer, never supposed
    saved_at = models.DateTimeField()
    case = models.OneToOneField(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )

    class Meta:
        constraints = [class_constraint("proposal_class")]

    def __str__(self):
        return self.title


class ProposalFile(models.Model):
    """One paper of a proposal: the proposal itself, the profile of the partner, a draft text."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "kind"], name="proposal_file_once")
        ]

    def __str__(self):
        return self.kind
