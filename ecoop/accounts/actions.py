"""Everything that changes accounts and roles."""

import csv
from pathlib import Path
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ecoop.accounts.models import RoleAssignment, Session, Unit, User
from ecoop.accounts.policy import may
from ecoop.accounts.queries import in_force
from ecoop.accounts.roles import INTERNAL, Role
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import acting
from ecoop.core.verdicts import Refusal, Refused

UNITS = Path(__file__).parent / "data" / "units.csv"


@transaction.atomic
def load_units():
    """Write BNPB's units from the data file; parents stand before their children in it."""
    with UNITS.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            Unit.objects.update_or_create(
                code=row["code"],
                defaults={
                    "name_id": row["name_id"],
                    "name_en": row["name_en"],
                    "parent_id": row["parent"] or None,
                },
            )


@transaction.atomic
def ensure_account(
    *, by, username, name, role, password, email="", unit=None, scope="", is_demo=False
):
    """Create or renew an account that holds exactly one role from today on; returns the user."""
    require_management(by)
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"name": name, "email": email, "is_demo": is_demo}
    )
    if is_new or not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    held = {"role": role, "unit_id": unit, "scope": scope}
    if not user.assignments.filter(to_on=None, ended_at=None, **held).exists():
        for assignment in user.assignments.filter(ended_at=None):
            end_role(assignment=assignment, by=by)
        assign_role(user=user, by=by, **held)
    return user


@transaction.atomic
def assign_role(*, user, by, role, unit_id=None, scope="", from_on=None, to_on=None, acting_for=""):
    """Give `user` a role from a day to a day; an acting power is good inside its dates only (G7)."""
    require_management(by)
    _refuse_mixture(user, role)
    assignment = RoleAssignment.objects.create(
        user=user, role=role, unit_id=unit_id, scope=scope, to_on=to_on,
        from_on=from_on or timezone.localdate(), acting_for=acting_for,
    )  # fmt: skip
    given = {"role": role, "unit": unit_id, "scope": scope, "from": from_on, "to": to_on}
    changes = {field: ["", value] for field, value in given.items() if value}
    _record(by, "account.role_assigned", user, changes)
    return assignment


@transaction.atomic
def end_role(*, assignment, by):
    """End a role now; the person loses its sight of records with the next request."""
    require_management(by)
    assignment.ended_at = timezone.now()
    assignment.save(update_fields=["ended_at"])
    _record(by, "account.role_ended", assignment.user, {"role": [assignment.role, ""]})


@transaction.atomic
def open_account(*, by, name, username, email="", language="id"):
    """A new account without password and roles; hand its owner an `invitation`."""
    require_management(by)
    user = User(name=name, username=username, email=email, language=language)
    user.set_unusable_password()
    user.save(force_insert=True)
    _record(by, "account.opened", user, {"name": ["", name], "email": ["", email]})
    return user


@transaction.atomic
def set_active(*, user, by, is_active):
    """Disable or enable an account; a disabled one is out with its next request."""
    require_management(by)
    if by.user_id == user.pk:
        reason = Text(
            id="Anda tidak dapat menonaktifkan akun Anda sendiri.",
            en="You cannot disable your own account.",
        )
        raise Refused(Refusal(reason))
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    if not is_active:
        sign_out_everywhere(user=user)
    _record(by, "account.enabled" if is_active else "account.disabled", user, {})


@transaction.atomic
def forget_factors(*, user, by):
    """After the loss of a telephone: the person enrols a new second factor at the next sign-in."""
    require_management(by)
    count, _ = Authenticator.objects.filter(user=user).delete()
    sign_out_everywhere(user=user)
    _record(by, "account.factors_forgotten", user, {"factors": [count, 0]})


@transaction.atomic
def invite(*, user, by) -> tuple[str, str]:
    """(who, token) of a link with which `user` chooses a password: good once, for 24 hours."""
    require_management(by)
    _record(by, "account.invited", user, {})
    return urlsafe_base64_encode(user.pk.bytes), default_token_generator.make_token(user)


def invited(who, token) -> User | None:
    """The account that an invitation is for, or None when it is used up, too old or made up."""
    try:
        account = UUID(bytes=urlsafe_base64_decode(who))
        with acting(f"entering:{account}"):
            user = User.objects.get(pk=account, is_active=True)
    except (ValueError, User.DoesNotExist):
        return None
    return user if default_token_generator.check_token(user, token) else None


@transaction.atomic
def choose_password(*, user, by, password):
    """Set the password that the invited person chose; every session of the account ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    sign_out_everywhere(user=user)
    _record(by, "account.password_chosen", user, {})


def sign_out_everywhere(*, user, but=""):
    """End every session of `user`, perhaps all `but` the one whose key this is."""
    Session.objects.filter(account=user).exclude(key=but).delete()


def require_management(by):
    """Only an administrator, or the system while setting up, changes accounts."""
    verdict = may(by, "manage_accounts")
    if not verdict:
        raise Refused(verdict.refusal)


def _refuse_mixture(user, role):
    """Somebody inside BNPB does not also sit outside: reach and keys of all roles add up."""
    held = set(in_force().filter(user=user).values_list("role", flat=True))
    if held and any((Role(one) in INTERNAL) != (Role(role) in INTERNAL) for one in held):
        reason = Text(
            id="Satu akun tidak dapat memegang peran di dalam dan di luar BNPB sekaligus.",
            en="One account cannot hold roles inside and outside BNPB at once.",
        )
        raise Refused(Refusal(reason, source="trust.md S2"))


def _record(by, act, user, changes):
    ledger.record(
        actor=by, act=act, kind="account", record_id=user.pk, code=user.username,
        class_rank=1, changes=changes,
    )  # fmt: skip
