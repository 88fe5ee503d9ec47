"""Everything that changes accounts and roles."""

import csv
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.models import RoleAssignment, Unit, User
from ecoop.accounts.policy import may
from ecoop.core import ledger
from ecoop.core.verdicts import Refused

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
    if not user.assignments.filter(to_on=None, **held).exists():
        user.assignments.filter(to_on=None).update(to_on=timezone.localdate())
        assign_role(user=user, by=by, **held)
    return user


@transaction.atomic
def assign_role(*, user, by, role, unit_id=None, scope="", from_on=None, to_on=None, acting_for=""):
    """Give `user` a role from a day to a day; an acting power is good inside its dates only (G7)."""
    require_management(by)
    assignment = RoleAssignment.objects.create(
        user=user, role=role, unit_id=unit_id, scope=scope, to_on=to_on,
        from_on=from_on or timezone.localdate(), acting_for=acting_for,
    )  # fmt: skip
    ledger.record(
        actor=by, act="account.role_assigned", kind="account", record_id=user.pk,
        code=user.username, class_rank=1,
        changes={"role": ["", role], "unit": ["", unit_id or ""], "scope": ["", scope]},
    )  # fmt: skip
    return assignment


@transaction.atomic
def end_role(*, assignment, by, on=None):
    """End a role; the person loses its sight of records with the next request."""
    require_management(by)
    assignment.to_on = on or timezone.localdate()
    assignment.save(update_fields=["to_on"])
    ledger.record(
        actor=by, act="account.role_ended", kind="account", record_id=assignment.user_id,
        code=assignment.user.username, class_rank=1,
        changes={"role": [assignment.role, ""]},
    )  # fmt: skip


def require_management(by):
    """Only an administrator, or the system while setting up, changes accounts."""
    verdict = may(by, "manage_accounts")
    if not verdict:
        raise Refused(verdict.refusal)
