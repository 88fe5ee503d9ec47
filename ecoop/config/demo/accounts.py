"""The demo accounts: one for each role, for a demo on this machine only."""

import argparse

from django.db.models import Count

from ecoop.accounts import actions
from ecoop.accounts.models import User
from ecoop.accounts.roles import Role
from ecoop.config import environment, preparation
from ecoop.config.demo import correspondence
from ecoop.core.identity import acting
from ecoop.partners.actions import the_state
from ecoop.partners.models import Organisation

# username -> (role, unit, what is its own: a country, a kind of organisation or a region)
ACCOUNTS = {
    "staff": (Role.STAFF, "HOKS", ""),
    "legal": (Role.LEGAL, "HOKS", ""),
    "unit": (Role.UNIT, "DEP-2", ""),
    "leader": (Role.LEADER, "SESTAMA", ""),
    "ministry": (Role.MINISTRY, None, "kind:ministry"),
    "partner-kr": (Role.PARTNER, None, "country:KR"),
    "partner-au": (Role.PARTNER, None, "country:AU"),
    "region-jateng": (Role.REGION, None, "region:33"),
    "auditor": (Role.AUDITOR, "INSPEKTORAT", ""),
    "admin": (Role.ADMIN, "PUSDATINKOM", ""),
}


def main(arguments: argparse.Namespace) -> None:
    """Create or renew the demo accounts; with --remove, close them."""
    env = environment.read()
    if arguments.remove:
        with acting("system"):
            User.objects.filter(is_demo=True).update(is_active=False)
        return
    if not env.demo_accounts:
        raise SystemExit("Demo accounts exist only in demo mode on a loopback address.")
    with acting("system") as system:
        actions.load_units()
        ensure(by=system, password=preparation.demo_password(env))
    correspondence.load()


def ensure(*, by, password: str) -> None:
    """See that every demo account exists with this password and holds its one role."""
    for username, (role, unit, own) in ACCOUNTS.items():
        actions.ensure_account(
            by=by, username=username, name=f"Demo: {username}", role=role, unit=unit,
            password=password, email=f"{username}@demo.invalid", scope=_scope(own, by), is_demo=True,
        )  # fmt: skip
    User.objects.filter(is_demo=True, is_active=False).update(is_active=True)


def _scope(own: str, by) -> str:
    """The key under which records are the account's own."""
    if not own or own.startswith("region:"):
        return own
    what, value = own.split(":")
    if what == "country":
        return f"org:{the_state(value, by=by).pk}"
    busiest = (
        Organisation.objects.filter(merged_into=None, kind=value)
        .exclude(name_en__startswith="Government of")  # the state is no ministry
        .annotate(instruments=Count("party_to"))
        .order_by("-instruments", "slug")
        .first()
    )
    return f"org:{busiest.pk}" if busiest else ""
