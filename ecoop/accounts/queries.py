"""Reads about accounts: who there is, what they hold, where they are signed in."""

from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ecoop.accounts.models import Proposal, RoleAssignment, Session, Unit, User
from ecoop.accounts.roles import INTERNAL, Role

PROPOSAL_DAYS = 7  # for which a proposal waits
COLLEAGUE_DAYS = 30  # for which somebody who was an administrator counts as one
NAMES_OF = """
select id, name from (select id::text, ecoop.name_of(id) as name from unnest(%s::uuid[]) id) known
where name is not null
"""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user) -> bool:
    """Whether a passkey or an authenticator app is enrolled; recovery codes alone are none."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def must_have_second_factor(user) -> bool:
    """Whether one of the roles held today is inside BNPB."""
    return in_force().filter(user_id=user.pk, role__in=[r.value for r in INTERNAL]).exists()


def in_force():
    """Role assignments that count today."""
    today = timezone.localdate()
    return RoleAssignment.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today), ended_at=None, from_on__lte=today
    )


def sessions_of(user):
    """Where `user` is signed in now, the newest first."""
    return Session.objects.filter(account=user, expires_at__gt=timezone.now()).order_by("-begun_at")


def person_called(username) -> UUID | None:
    """The account of that user name, for those inside; None for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("select ecoop.person_called(%s)", [username])
        return cursor.fetchone()[0]


def names_of(ids) -> dict[str, str]:
    """{id: name} of the people among these ids, for those inside; {} for everybody else."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OF, [list(ids)])
        return dict(cursor.fetchall())


def people(asked=""):
    """Every account with its name, for administrators."""
    found = User.objects.order_by("name", "username")
    if asked:
        found = found.filter(
            Q(name__icontains=asked) | Q(username__icontains=asked) | Q(email__icontains=asked)
        )
    return found


def roles_of(users) -> dict:
    """{user id: role assignments in force}, one statement for all."""
    held: dict = {user.pk: [] for user in users}
    for assignment in in_force().filter(user_id__in=held).select_related("unit"):
        held[assignment.user_id].append(assignment)
    return held


def waiting():
    """Proposals that still wait for a second administrator, the newest first."""
    since = timezone.now() - timedelta(days=PROPOSAL_DAYS)
    found = Proposal.objects.filter(outcome="waiting", proposed_at__gt=since)
    return found.select_related("account", "proposed_by").order_by("-proposed_at")


def has_colleague(by) -> bool:
    """Whether anybody else is an administrator, or was one lately: nobody becomes the only one
    by putting out the other."""
    since = timezone.now() - timedelta(days=COLLEAGUE_DAYS)
    held = RoleAssignment.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=since), Q(to_on=None) | Q(to_on__gte=since.date()),
        role=Role.ADMIN, from_on__lte=timezone.localdate(),
    )  # fmt: skip
    return held.exclude(user_id=by.user_id).exists()


def assignable() -> list[tuple[str, str]]:
    """The roles a person can hold."""
    return [(role.value, role.label) for role in Role if role not in (Role.ANONYMOUS, Role.SYSTEM)]


def units():
    return Unit.objects.order_by("code")
