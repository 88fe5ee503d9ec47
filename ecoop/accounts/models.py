"""Users, the units they sit in, and the roles they hold from one day to another."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ecoop.accounts.roles import Role
from ecoop.core.bilingual import Text
from ecoop.core.ids import uuid7


class Unit(models.Model):
    """A desk inside BNPB, named by a short code that also stands in `seen_by` ("unit:HOKS")."""

    code = models.CharField(max_length=20, primary_key=True)
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    def __str__(self):
        return self.code

    @property
    def name(self) -> Text:
        return Text(id=self.name_id, en=self.name_en)


class User(AbstractUser):
    """Somebody who can sign in. What they may do follows from their role assignments."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_name = None
    last_name = None
    last_login = None  # the ledger knows; a visitor about to sign in may write no account
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, default="id")
    is_demo = models.BooleanField(default=False)

    REQUIRED_FIELDS = ["email", "name"]

    def __str__(self):
        return self.name or self.username

    def check_password(self, raw_password):
        """Whether this is the password. Writes nothing: nobody is signed in yet."""
        return check_password(raw_password, self.password)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class RoleAssignment(models.Model):
    """A role held from a day to a day, perhaps acting for somebody (Plh/Plt; G7).

    `scope` is the key under which records are this person's own beside the unit's:
    "org:<uuid>" for a partner or ministry, "region:33" for a regional agency.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    scope = models.CharField(max_length=64, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    acting_for = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(role__in=["anonymous", "system"]), name="role_is_a_persons"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="role_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.role}"


class Acting(models.Model):
    """An officer who stands in for another from one day to another, both included (Plh, Plt; G7):
    what waits for the other waits for the officer as well, as far as the officer may see it."""

    class Kind(models.TextChoices):
        PLH = "plh", _("Plh (daily acting officer)")
        PLT = "plt", _("Plt (acting officer)")

    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acts")
    acts_for = models.ForeignKey(User, on_delete=models.PROTECT, related_name="stood_in_by")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField()
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(officer=F("acts_for")), name="acting_for_another"),
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")),
                name="acting_ends_after_it_begins",
                violation_error_message=_("The last day is before the first day."),
            ),
        ]
        indexes = [models.Index(fields=["officer", "to_on"], name="acting_officer")]

    def __str__(self):
        return f"{self.officer_id} for {self.acts_for_id}"


class ViewRule(models.Model):
    """The policy table's `view` rules as the database reads them; written by `install_policy`."""

    role = models.CharField(max_length=20)
    relation = models.CharField(max_length=8)
    up_to = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "relation"], name="one_view_rule")]

    def __str__(self):
        return f"{self.role} {self.relation} <= {self.up_to}"


class Proposal(models.Model):
    """Something that gives power over an account and waits for a second administrator (trust.md
    S28): `act` is one of `actions.DELICATE`, `given` its arguments."""

    account = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    given = models.JSONField(default=dict)
    outcome = models.CharField(max_length=12, default="waiting")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="confirmed", decided_by=F("proposed_by")),
                name="proposal_confirmed_by_another",
            )
        ]

    def __str__(self):
        return f"{self.act} {self.account_id}: {self.outcome}"


class Session(models.Model):
    """Where somebody is signed in, or what a visitor's browser is remembered by; read and written
    by `sessions.SessionStore`. `key` is the digest of the cookie's value, `content` signed."""

    key = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    content = models.TextField()
    expires_at = models.DateTimeField(db_index=True)
    begun_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return f"{self.account_id}: {self.begun_at}"


class Attempt(models.Model):
    """How often something was tried in the running window; written by `limits` only."""

    key = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="attempt_until")]

    def __str__(self):
        return f"{self.key}: {self.count}"
