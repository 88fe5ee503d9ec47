"""People and papers for tests: made through the same doors as in life."""

from ecoop.accounts.actions import assign_role, load_units
from ecoop.accounts.models import User
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions
from ecoop.instruments.models import Party
from ecoop.partners import actions as partners
from ecoop.places.models import Country


def someone(role, *, unit=None, scope="", username=""):
    """A user who holds one role from today on."""
    with acting(SYSTEM) as by:
        load_units()
        user = User.objects.create_user(username or f"{role}-{scope or unit}", name=f"Test {role}")
        assign_role(user=user, by=by, role=role, unit_id=unit, scope=scope)
    return user


def acting_as(user):
    """The transaction in which the database knows `user`; gives their actor."""
    return acting(f"user:{user.pk}")


def country(iso2="KR", name="Korea"):
    return Country.objects.get_or_create(
        iso2=iso2, defaults={"iso3": f"{iso2}X", "numeric": iso2, "name_en": name, "name_id": name}
    )[0]


def organisation(by, name="Ministry of Tests", *, iso2="KR", kind="foreign_state", parent=None):
    country(iso2, iso2)
    return partners.register(by=by, kind=kind, name_en=name, country=iso2, parent=parent)


def instrument(by, *, partner=None, **facts):
    """One registered instrument, signed unless said otherwise."""
    facts = {
        "kind": "mou",
        "title_en": "A paper",
        "signed_on": PartialDate.parse("2020-03-01"),
    } | facts
    parties = [Party(organisation=partner, side="partner")] if partner else []
    return actions.register(by=by, parties=parties, **facts)
