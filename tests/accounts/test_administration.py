"""The administrator's pages: open, invite, give and end roles, disable."""

import pytest
from django.urls import reverse
from django.utils import translation

from ecoop.accounts import actions
from ecoop.accounts.models import RoleAssignment, User
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from tests.people import organisation

pytestmark = pytest.mark.django_db
PASSWORD = "kapal besar di laut biru"


@pytest.fixture
def house():
    with acting(SYSTEM) as system:
        actions.load_units()
        return {
            role: actions.ensure_account(
                by=system, username=role, name=role.title(), role=role, password=PASSWORD,
                email=f"{role}@example.invalid", unit="HOKS",
            )
            for role in ("admin", "staff")
        }  # fmt: skip


@pytest.fixture
def admin(client, house):
    client.force_login(house["admin"])
    return client


def address(name, *args):
    with translation.override("en"):
        return reverse(f"accounts:{name}", args=args)


def test_an_account_is_opened_and_its_owner_chooses_the_password(admin, house):
    page = admin.post(
        address("open_account"),
        {"name": "Budi", "username": "budi", "email": "Budi@example.invalid", "language": "id"},
    ).content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    visitor = type(admin)()

    assert visitor.get(link).status_code == 200
    weak = visitor.post(link, {"password1": "password", "password2": "password"})
    assert "too short" in weak.content.decode() or "pendek" in weak.content.decode()
    chosen = visitor.post(link, {"password1": PASSWORD, "password2": PASSWORD})

    assert chosen.status_code == 302
    assert visitor.get(link).status_code == 404
    with acting(SYSTEM):
        assert User.objects.get(username="budi").check_password(PASSWORD)


def test_a_made_up_link_changes_nothing(client, house):
    assert client.get(address("choose_password", "AAAA", "x-y")).status_code == 404


def test_roles_are_given_and_ended(admin, house):
    admin.post(
        address("add_role", "staff"), {"role": "legal", "unit": "HOKS", "from_on": "2026-01-01"}
    )
    with acting(f"user:{house['staff'].pk}") as actor:
        assert actor.roles == {"staff", "legal"}
    with acting(SYSTEM):
        number = RoleAssignment.objects.get(user=house["staff"], role="legal").pk

    admin.post(address("end_role", "staff", number))

    with acting(f"user:{house['staff'].pk}") as actor:
        assert actor.roles == {"staff"}


def test_the_systems_own_role_cannot_be_given(admin, house):
    page = admin.post(address("add_role", "staff"), {"role": "system", "from_on": "2026-01-01"})

    assert page.status_code == 200
    with acting(SYSTEM):
        assert not RoleAssignment.objects.filter(role="system").exists()


def test_nobody_is_inside_and_outside_at_once(house):
    with acting(SYSTEM) as system, pytest.raises(Refused):
        actions.assign_role(user=house["staff"], by=system, role="partner", scope="region:33")


def test_disabling_signs_out(admin, house):
    other = type(admin)()
    other.post("/en/account/login/", {"login": "staff", "password": PASSWORD})
    assert other.get(address("profile")).status_code == 200

    admin.post(address("change_account", "staff", "disable"))

    assert other.get(address("profile")).status_code == 404


@pytest.mark.parametrize("name", ["people", "open_account"])
def test_administration_does_not_exist_for_others(client, house, name):
    client.force_login(house["staff"])

    assert client.get(address(name)).status_code == 404


def test_fields_that_the_form_has_not_are_not_taken(admin, house):
    admin.post(
        address("open_account"),
        {
            "name": "B",
            "username": "b",
            "language": "id",
            "is_superuser": "1",
            "is_demo": "1",
            "password": "x",
        },
    )

    with acting(SYSTEM):
        made = User.objects.get(username="b")
    assert (made.is_superuser, made.is_demo, made.has_usable_password()) == (False, False, False)


def test_administration_in_both_languages(admin, house):
    for page in ("people", "open_account"):
        assert admin.get(address(page)).status_code == 200
        assert admin.get(address(page).replace("/en/", "/id/")).status_code == 200
    assert admin.get(address("person", "staff")).status_code == 200


@pytest.fixture
def owned(admin):
    """A page that gives a role to a new account; returns (post, what the account then holds)."""
    with acting(SYSTEM) as by:
        ani = actions.open_account(by=by, name="Ani", username="ani")

    def post(**given):
        given = {"from_on": "2026-01-01"} | given
        return admin.post(address("add_role", "ani"), given).content.decode()

    def held():
        with acting(SYSTEM):
            return list(RoleAssignment.objects.filter(user=ani).values_list("role", "scope"))

    return post, held


def test_whose_records_a_role_is_for_is_written_by_name(owned, admin):
    post, held = owned
    with acting(SYSTEM) as by:
        body = organisation(by, "Disaster Authority", iso2="TR")

    proposed = admin.get(address("scopes"), {"scope": "disaster auth"}).content.decode()
    assert '<option value="Disaster Authority">' in proposed
    assert "Jawa Tengah" in admin.get(address("scopes"), {"scope": "jawa te"}).content.decode()
    post(role="partner", scope="disaster authority")
    post(role="region", scope="jateng")

    assert held() == [("partner", f"org:{body.pk}"), ("region", "region:33")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "partner", "scope": "Nobody"}, "No partner is called “Nobody”"),
        ({"role": "region", "scope": "Atlantis"}, "No region is called “Atlantis”"),
        ({"role": "region", "scope": "Bandung"}, "More than one is called “Bandung”"),
        ({"role": "partner", "scope": ""}, "for which organisation or region this role is"),
        ({"role": "staff", "scope": "Jawa Tengah"}, "This role is inside BNPB"),
    ],
)
def test_a_role_for_nobodys_records_is_not_given(owned, given, said):
    post, held = owned

    page = post(**given)

    assert said in page
    assert f'value="{given["scope"]}"' in page or not given["scope"]
    assert held() == []
