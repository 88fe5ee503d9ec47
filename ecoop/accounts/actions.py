"""Everything that changes accounts and roles."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from ecoop.accounts import units
from ecoop.accounts.models import Proposal, RoleAssignment, Session, Unit, User
from ecoop.accounts.policy import may
from ecoop.accounts.queries import has_colleague, in_force, waiting
from ecoop.accounts.roles import INTERNAL, Role
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refusal, Refused

DECIDED = Text(
    id="Usulan ini sudah diputuskan atau sudah kedaluwarsa.",
    en="This proposal has been decided, or is too old.",
)
NOT_YOURS = Text(
    id="Usulan diputuskan oleh administrator lain, dan ditarik oleh pengusulnya.",
    en="A proposal is decided by another administrator, and withdrawn by whoever made it.",
)
OUTCOMES = {"confirm": "confirmed", "refuse": "refused", "withdraw": "withdrawn"}
DAYS = ("from_on", "to_on")


@transaction.atomic
def load_units():
    """Write BNPB's units from the data file; parents stand before their children in it."""
    for row in units.rows():
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
    with acting(SYSTEM):  # an administrator alone could not: see `ask`
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
    with acting(SYSTEM):
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of asking for something delicate: done (perhaps with a link), or it waits."""

    link: tuple[str, str] | None = None
    proposal: Proposal | None = None


@transaction.atomic
def ask(*, act, user, by, **given) -> Asked:
    """Do something of `DELICATE` with the consent of a second administrator (trust.md S28).

    Where there is no other one it is done at once and the ledger says so. The first link of a new
    account gives nobody's power away and waits for nobody.
    """
    require_management(by)
    given = {name: _told(value) for name, value in given.items() if value}
    if act == "invite" and not user.has_usable_password():
        return Asked(link=_do(act, user, by, given))
    if not has_colleague(by):
        _record(by, "account.acted_alone", user, {"act": ["", act]})
        return Asked(link=_do(act, user, by, given))
    if act == "assign_role":
        _refuse_mixture(user, given["role"])
    same = waiting().filter(account=user, act=act, given=given).first()
    if same is None:
        same = Proposal.objects.create(
            account=user, act=act, given=given, proposed_by_id=by.user_id,
            proposed_at=timezone.now(),
        )  # fmt: skip
        changes = {name: ["", value] for name, value in given.items()}
        _record(by, "account.proposed", user, {"act": ["", act], **changes})
    return Asked(proposal=same)


@transaction.atomic
def decide(*, number, by, answer) -> Asked:
    """Confirm or refuse a colleague's proposal, or withdraw one's own; raises `Refused`."""
    require_management(by)
    held = waiting().select_for_update(of=("self",)).filter(pk=number).first()
    if held is None:
        raise Refused(Refusal(DECIDED))
    if (held.proposed_by_id == by.user_id) != (answer == "withdraw"):
        raise Refused(Refusal(NOT_YOURS, source="docs/decisions/0008"))
    held.outcome, held.decided_by_id = OUTCOMES[answer], by.user_id
    held.decided_at = timezone.now()
    held.save(update_fields=["outcome", "decided_by", "decided_at"])
    changes = {"act": ["", held.act], "proposed_by": ["", held.proposed_by.username]}
    _record(by, f"account.proposal_{held.outcome}", held.account, changes)
    if answer != "confirm":
        return Asked()
    return Asked(link=_do(held.act, held.account, by, held.given))


def _do(act, user, by, given) -> tuple[str, str] | None:
    """The act itself; a link when it makes one."""
    if act == "assign_role":
        days = {name: date.fromisoformat(given[name]) for name in DAYS if name in given}
        assign_role(user=user, by=by, **given | days)
        return None
    return DELICATE[act](user=user, by=by)


def _told(value):
    return value.isoformat() if isinstance(value, date) else str(value)


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
        raise Refused(Refusal(reason, source="rule of the house"))


def _record(by, act, user, changes):
    ledger.record(
        actor=by, act=act, kind="account", record_id=user.pk, code=user.username,
        class_rank=1, changes=changes,
    )  # fmt: skip


def _enable(*, user, by):
    set_active(user=user, by=by, is_active=True)


# What gives power over an account. Taking power away (ending a role, disabling) waits for nobody.
DELICATE = {
    "assign_role": assign_role,
    "enable": _enable,
    "invite": invite,
    "forget_factors": forget_factors,
}
