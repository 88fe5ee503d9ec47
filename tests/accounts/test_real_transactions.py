"""The doors with real commits: between requests the database knows nobody."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client

from ecoop.accounts import actions
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "kapal besar di laut biru"


def test_a_whole_life_of_an_account(client):
    with acting(SYSTEM) as system:
        actions.load_units()
        actions.ensure_account(
            by=system, username="admin", name="Admin", role="admin", unit="HOKS", password=PASSWORD
        )
    assert not connection.in_atomic_block

    # The administrator opens an account, its owner chooses a password and signs in.
    assert (
        client.post("/en/account/login/", {"login": "admin", "password": PASSWORD}).status_code
        == 302
    )
    fields = {"name": "Budi", "username": "budi", "email": "budi@example.invalid", "language": "id"}
    page = client.post("/en/account/people/new/", fields).content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    role = {"role": "staff", "unit": "HOKS", "from_on": "2026-01-01"}
    assert client.post("/en/account/people/budi/roles/", role).status_code == 302
    budi = type(client)(REMOTE_ADDR="203.0.113.5")
    new = {"password1": PASSWORD, "password2": PASSWORD}
    assert budi.post(link, new).status_code == 302
    assert (
        budi.post("/en/account/login/", {"login": "budi", "password": PASSWORD}).status_code == 302
    )

    # A second factor is enrolled and asked for.
    budi.get("/en/account/factor/app/activate/")
    secret = budi.session["mfa.totp.secret"]
    assert budi.post("/en/account/factor/app/activate/", {"code": code(secret)}).status_code == 302
    assert len(Client.get(budi, "/en/account/factor/codes/").content.decode().split("<code>")) == 11
    budi.post("/en/account/logout/")
    assert (
        budi.post("/en/account/login/", {"login": "budi", "password": PASSWORD}).status_code == 302
    )
    answer = budi.post("/en/account/factor/authenticate/", {"code": code(secret, ahead=1)})
    assert answer.status_code == 302
    assert budi.get("/en/account/").status_code == 200

    # He changes his password; the administrator disables him.
    changed = {
        "oldpassword": PASSWORD,
        "password1": "gunung tinggi di awan",
        "password2": "gunung tinggi di awan",
    }
    assert budi.post("/en/account/password/", changed).status_code == 302
    assert budi.get("/en/account/").status_code == 200
    assert client.post("/en/account/people/budi/disable/").status_code == 302
    assert budi.get("/en/account/").status_code == 404

    with acting(SYSTEM):
        acts = [line.act for line in ledger.feed(limit=100)]
    assert acts.count("account.signed_in") == 3
    for act in ("account.opened", "account.invited", "account.password_chosen", "account.disabled"):
        assert act in acts


def test_a_failed_try_is_recorded_and_counted_although_nobody_is_known(client):
    for _ in range(11):
        answer = client.post("/en/account/login/", {"login": "nobody", "password": "x"})

    assert answer.status_code == 429
    with acting(SYSTEM):
        acts = [line.act for line in ledger.feed(limit=100)]
    assert acts.count("account.sign_in_failed") == 10
    assert acts.count("account.locked_out") == 1


def code(secret, *, ahead=0):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + ahead))
