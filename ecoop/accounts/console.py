"""Accounts from the command line: how the first administrator of a new house comes in."""

import argparse
import sys

from django.urls import reverse
from django.utils.translation import override

from ecoop.accounts import actions
from ecoop.accounts.models import Unit, User
from ecoop.accounts.roles import INTERNAL, Role
from ecoop.core.identity import acting


def open_account(given: argparse.Namespace) -> int:
    """Open an account with one role and print the address where its owner chooses a password."""
    with acting("system") as system:
        actions.load_units()
        _check(given)
        user = actions.open_account(
            by=system, name=given.name, username=given.username, email=given.email
        )
        actions.assign_role(user=user, by=system, role=given.role, unit_id=given.unit)
        _tell(user, by=system)
    return 0


def new_link(given: argparse.Namespace) -> int:
    """Print a new link for an account that exists."""
    with acting("system") as system:
        user = User.objects.filter(username=given.username, is_active=True).first()
        if user is None:
            raise SystemExit(f"There is no active account '{given.username}'.")
        _tell(user, by=system)
    return 0


def _check(given: argparse.Namespace) -> None:
    inside = [str(role) for role in Role if role in INTERNAL - {Role.SYSTEM}]
    if given.role not in inside:
        raise SystemExit(f"--role must be one of {', '.join(inside)}; open others on the pages.")
    if given.unit and not Unit.objects.filter(pk=given.unit).exists():
        raise SystemExit(f"There is no unit '{given.unit}'.")
    if User.objects.filter(username=given.username).exists():
        raise SystemExit(f"There is an account '{given.username}' already: ecoop accounts link.")


def _tell(user: User, *, by) -> None:
    with override(user.language):
        path = reverse("accounts:choose_password", args=actions.invite(user=user, by=by))
    sys.stdout.write(f"Within 24 hours, once, at the address of this site:\n{path}\n")
