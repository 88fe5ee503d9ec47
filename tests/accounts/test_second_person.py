"""Power over accounts is given by two administrators (trust.md S28)."""

from datetime import timedelta

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from ecoop.accounts import actions
from ecoop.accounts.models import Proposal, RoleAssignment, User
from ecoop.core import identity, ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused

pytestmark = pytest.mark.django_db
PASSWORD = "kapal besar di laut biru"
ROLE = {"role": "legal", "unit": "HOKS", "from_on": "2026-01-01"}


def house(*administrators):
    with acting(SYSTEM) as system:
        actions.load_units()
        roles = dict.fromkeys(administrators, "admin") | {"staff": "staff"}
        return {
            name: actions.ensure_account(
                by=system, username=name, name=name.title(), role=role, unit="HOKS",
                password=PASSWORD,
            )
            for name, role in roles.items()
        }  # fmt: skip


def browser(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def address(name, *args):
    with translation.override("en"):
        return reverse(f"accounts:{name}", args=args)


def roles_of(user):
    with acting(f"user:{user.pk}") as actor:
        return actor.roles


def waiting():
    with acting(SYSTEM):
        return [one.pk for one in Proposal.objects.filter(outcome="waiting")]


def acts():
    with acting(SYSTEM):
        return [line.act.removeprefix("account.") for line in ledger.feed(limit=100)]


@pytest.fixture
def two():
    people = house("ani", "budi")
    return people, browser(people["ani"]), browser(people["budi"])


def test_a_role_waits_for_a_second_administrator_who_is_told(two):
    people, ani, budi = two
    page = ani.post(address("add_role", "staff"), ROLE, follow=True).content.decode()

    assert "This waits until a second administrator agrees." in page
    assert "Withdraw" in page
    assert "Agree" not in page
    assert roles_of(people["staff"]) == {"staff"}
    (number,) = waiting()
    for shown in (address("people"), address("person", "staff")):
        assert "Agree" in budi.get(shown).content.decode()
        assert "Setujui" in budi.get(shown.replace("/en/", "/id/")).content.decode()

    ani.post(address("decide", number, "confirm"))
    assert roles_of(people["staff"]) == {"staff"}
    budi.post(address("decide", number, "confirm"))

    assert roles_of(people["staff"]) == {"staff", "legal"}
    assert waiting() == []
    assert acts()[:2] == ["role_assigned", "proposal_confirmed"]
    assert "proposed" in acts()


@pytest.mark.parametrize(("who", "answer"), [("budi", "refuse"), ("ani", "withdraw")])
def test_a_proposal_is_refused_or_withdrawn(two, who, answer):
    people, ani, budi = two
    ani.post(address("add_role", "staff"), ROLE)
    (number,) = waiting()

    {"ani": ani, "budi": budi}[who].post(address("decide", number, answer))

    assert waiting() == []
    assert budi.post(address("decide", number, "confirm")).status_code == 404
    assert roles_of(people["staff"]) == {"staff"}
    assert acts()[0] == {"refuse": "proposal_refused", "withdraw": "proposal_withdrawn"}[answer]


def test_the_same_proposal_stands_once(two):
    _, ani, budi = two
    for client in (ani, ani, budi):
        client.post(address("add_role", "staff"), ROLE)

    assert len(waiting()) == 1


def test_a_link_to_a_colleagues_account_is_shown_to_the_second_administrator_only(two):
    _, ani, budi = two
    asked = ani.post(address("change_account", "staff", "invite"), follow=True).content.decode()
    (number,) = waiting()

    agreed = budi.post(address("decide", number, "confirm")).content.decode()

    assert "/account/choose/" not in asked
    assert "/account/choose/" in agreed


def test_a_new_accounts_first_link_waits_for_nobody(two):
    _, ani, _ = two
    page = ani.post(
        address("open_account"), {"name": "Citra", "username": "citra", "language": "id"}
    ).content.decode()

    assert "/account/choose/" in page
    assert waiting() == []


@pytest.mark.parametrize("change", ["enable", "forget-factors"])
def test_other_power_over_an_account_waits_too(two, change):
    people, ani, budi = two
    with acting(f"user:{people['staff'].pk}"):
        people["staff"].authenticator_set.create(type="totp", data={"secret": "x"})
    ani.post(address("change_account", "staff", "disable"))  # taking away does not wait
    ani.post(address("change_account", "staff", change))
    (number,) = waiting()

    budi.post(address("decide", number, "confirm"))

    with acting(SYSTEM):
        after = User.objects.get(username="staff")
        factors = after.authenticator_set.count()
    assert (after.is_active, factors) == ((True, 1) if change == "enable" else (False, 0))


def test_the_only_administrator_acts_alone_and_the_ledger_says_so():
    people = house("ani")

    browser(people["ani"]).post(address("add_role", "staff"), ROLE)

    assert roles_of(people["staff"]) == {"staff", "legal"}
    assert "acted_alone" in acts()


@pytest.mark.parametrize("how", ["disable", "end"])
def test_nobody_becomes_the_only_one_by_putting_out_the_other(two, how):
    people, ani, _ = two
    if how == "disable":
        ani.post(address("change_account", "budi", "disable"))
    else:
        with acting(SYSTEM):
            number = RoleAssignment.objects.get(user=people["budi"]).pk
        ani.post(address("end_role", "budi", number))

    ani.post(address("add_role", "ani"), ROLE)

    assert roles_of(people["ani"]) == {"admin"}
    assert len(waiting()) == 1


def test_a_proposal_is_too_old_after_a_week(two, monkeypatch):
    people, ani, budi = two
    ani.post(address("add_role", "staff"), ROLE)
    (number,) = waiting()
    later = timezone.now() + timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: later)

    with acting(f"user:{people['budi'].pk}") as by, pytest.raises(Refused):
        actions.decide(number=number, by=by, answer="confirm")


@pytest.mark.parametrize("who", ["staff", None])
def test_there_is_no_such_page_for_others(two, who):
    people, ani, _ = two
    ani.post(address("add_role", "staff"), ROLE)
    client = browser(people[who]) if who else Client()

    assert client.post(address("decide", waiting()[0], "confirm")).status_code == 404
    assert len(waiting()) == 1


@pytest.mark.django_db(transaction=True)
def test_one_administrators_injected_query_gives_no_power(raw):
    people = house("ani", "budi")
    with acting(f"user:{people['ani'].pk}") as by:
        actions.ask(act="assign_role", user=people["ani"], by=by, role="legal")
        held = Proposal.objects.get().pk
    budi, roles, proposals = people["budi"].pk, "accounts_roleassignment", "accounts_proposal"
    given = "'assign_role', '{}', 'waiting'"
    attacks = (
        f"insert into {roles} (user_id, role, scope, from_on, acting_for)"  # noqa: ISC004
        " select ecoop.user_id(), 'legal', '', '2020-01-01', ''",
        f"update {roles} set role = 'legal' where user_id = ecoop.user_id()",
        f"update {roles} set user_id = ecoop.user_id()",
        f"update {proposals} set outcome = 'confirmed', decided_by_id = ecoop.user_id() where id = {held}",
        f"update {proposals} set outcome = 'confirmed', decided_by_id = '{budi}'",
        f"insert into {proposals} (account_id, act, given, outcome, proposed_by_id, proposed_at)"  # noqa: ISC004
        f" select ecoop.user_id(), {given}, '{budi}', now()",
        f"update accounts_user set password = 'x' where id = '{budi}'",
    )  # fmt: skip
    for attack in attacks:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), raw.transaction():
            principal = f"user:{people['ani'].pk}"
            raw.execute(
                "select ecoop.act_as(%s, %s, %s)", [principal, *identity.proof_of(principal)]
            )
            raw.execute(attack)
