"""Signing in and out, the limits, the session's clock, the second factor."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import translation

from ecoop.accounts import actions, limits
from ecoop.accounts.models import User
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting

pytestmark = pytest.mark.django_db
PASSWORD = "kapal besar di laut biru"


@pytest.fixture
def staff():
    with acting(SYSTEM) as system:
        actions.load_units()
        return actions.ensure_account(
            by=system, username="sari", name="Sari", role="staff", unit="HOKS",
            password=PASSWORD, email="sari@example.invalid",
        )  # fmt: skip


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(name, args=args)


def sign_in(client, name="sari", password=PASSWORD, **more):
    return client.post(address("account_login"), {"login": name, "password": password}, **more)


def acts():
    with acting(SYSTEM):
        return [line.act for line in ledger.feed()]


@pytest.mark.parametrize("name", ["sari", "sari@example.invalid", "SARI@example.invalid"])
def test_sign_in_by_name_or_address(client, staff, name):
    response = sign_in(client, name)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)
    assert "account.signed_in" in acts()


def test_sign_in_renews_the_session_id(client, staff):
    client.get(address("account_login"))
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies["ecoop-session"] = before

    sign_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize("name", ["sari", "nobody"])
def test_wrong_and_unknown_get_the_same_answer(client, staff, name):
    response = sign_in(client, name, "salah salah salah")

    assert response.status_code == 200
    assert "The name or the password is not right." in response.content.decode()
    assert "account.sign_in_failed" in acts()


def test_unknown_names_are_not_written_down(client, staff):
    sign_in(client, "my-secret-password", "x")

    with acting(SYSTEM):
        assert "my-secret-password" not in str(list(ledger.feed()))


def test_a_disabled_user_is_out_with_the_next_request(client, staff):
    sign_in(client)
    assert client.get(address("accounts:profile")).status_code == 200

    with acting(SYSTEM) as system:
        actions.set_active(user=staff, by=system, is_active=False)

    assert client.get(address("accounts:profile")).status_code == 404
    assert sign_in(client).status_code == 200


def test_an_ended_role_counts_no_more_today(staff):
    with acting(f"user:{staff.pk}") as actor:
        assert actor.reach == 2
    with acting(SYSTEM) as system:
        actions.end_role(assignment=staff.assignments.get(), by=system)

    with acting(f"user:{staff.pk}") as actor:
        assert (actor.reach, actor.roles) == (-1, frozenset())


def test_after_ten_failures_even_the_right_password_waits(client, staff):
    for _ in range(10):
        sign_in(client, password="salah salah salah")

    response = sign_in(client)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "_auth_user_id" not in client.session
    assert "account.locked_out" in acts()


def test_forwarded_addresses_are_not_believed_without_a_proxy(client, staff):
    for number in range(10):
        sign_in(client, f"name{number}", "x", headers={"X-Forwarded-For": f"10.0.0.{number}"})

    assert (
        sign_in(client, "another", "x", headers={"X-Forwarded-For": "10.9.9.9"}).status_code == 429
    )


def test_the_address_of_a_trusted_proxy_counts(rf, settings):
    settings.TRUSTED_PROXIES = 1
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.7"})

    assert limits.address_of(request) == "203.0.113.7"


def test_success_is_not_counted(client, staff):
    for _ in range(12):
        assert sign_in(client).status_code == 302
        client.post(address("account_logout"))


def test_a_known_device_gets_in_while_a_stranger_is_locked_out(client, staff):
    sign_in(client)
    client.post(address("account_logout"))
    device = client.cookies["ecoop-device"].value
    stranger = type(client)(REMOTE_ADDR="203.0.113.9")
    for _ in range(11):
        sign_in(stranger, password="salah salah salah")

    assert sign_in(stranger).status_code == 429
    assert sign_in(client).status_code == 302
    assert device


def test_signing_out_ends_the_session_and_clears_the_site(client, staff):
    sign_in(client)
    key = client.session.session_key
    old = client.cookies["ecoop-session"].value

    response = client.post(address("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["ecoop-session"] = old
    assert client.get(address("accounts:profile")).status_code == 404
    assert key and "account.signed_out" in acts()


def test_pages_of_the_signed_in_are_not_stored(client, staff):
    sign_in(client)

    assert "no-store" in client.get(address("accounts:profile"))["Cache-Control"]


def test_an_idle_session_ends_after_thirty_minutes(client, staff):
    sign_in(client)
    session = client.session
    session["seen"] = int(time.time()) - 30 * 60 - 1
    session.save()

    response = client.get(address("accounts:profile"))

    assert response.status_code == 302
    assert response["Location"].startswith(address("account_login") + "?next=/en/account/")
    assert "_auth_user_id" not in client.session


def test_a_session_lasts_twelve_hours_at_most(client, staff):
    sign_in(client)
    session = client.session
    session["since"] = int(time.time()) - 12 * 3600 - 1
    session["seen"] = int(time.time())
    session.save()

    assert client.get(address("accounts:profile")).status_code == 302


def test_asking_for_the_time_left_does_not_prolong(client, staff):
    sign_in(client)
    session = client.session
    session["seen"] = seen = int(time.time()) - 1000
    session.save()

    told = client.get(address("accounts:session")).json()

    assert 700 <= told["seconds"] <= 800
    assert client.session["seen"] == seen


def test_what_was_typed_into_an_ended_session_comes_back(client, staff):
    sign_in(client)
    session = client.session
    session["seen"] = 0
    session.save()

    led = client.post("/en/instruments/new/", {"title": "Nota panjang", "password": "rahasia"})
    assert "unsent" in led["Location"]
    sign_in(client)
    page = client.get(address("accounts:unsent")).content.decode()

    assert "Nota panjang" in page
    assert "rahasia" not in page


def test_kept_text_is_for_its_author_only(client, staff):
    with acting(SYSTEM) as system:
        actions.ensure_account(
            by=system, username="other", name="O", role="staff", unit="HOKS", password=PASSWORD
        )
    sign_in(client)
    session = client.session
    session["seen"] = 0
    session.save()
    client.post("/en/instruments/new/", {"title": "Nota panjang"})

    sign_in(client, "other")

    assert client.get(address("accounts:unsent")).status_code == 302
    assert "unsent" not in client.session


def test_staff_must_enrol_a_second_factor_where_it_is_required(client, staff, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)

    assert client.get(address("accounts:profile"))["Location"] == address("mfa_index")
    page = client.get(address("mfa_index"))
    assert page.status_code == 200
    assert "People inside BNPB need a second factor" in page.content.decode()


def enrol(client):
    assert client.get(address("mfa_activate_totp")).status_code == 200
    secret = client.session["mfa.totp.secret"]
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))
    return secret, client.post(address("mfa_activate_totp"), {"code": code})


def test_the_authenticator_app_is_asked_for_at_the_next_sign_in(client, staff, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    sign_in(client)
    secret, done = enrol(client)
    assert done.status_code == 302
    assert client.get(address("accounts:profile")).status_code == 200
    client.post(address("account_logout"))

    led = sign_in(client)

    assert led["Location"] == address("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(address("mfa_authenticate")).status_code == 200
    wrong = client.post(address("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    code = totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + 1))
    assert client.post(address("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)


def test_codes_are_limited_to_five_in_five_minutes(client, staff):
    sign_in(client)
    enrol(client)
    client.post(address("account_logout"))
    sign_in(client)

    answers = [
        client.post(address("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(6)
    ]

    assert answers == [200] * 5 + [429]


def test_secrets_of_factors_are_enciphered(client, staff):
    sign_in(client)
    secret, _ = enrol(client)

    stored = staff.authenticator_set.get(type="totp").data["secret"]

    assert stored != secret
    assert secret not in stored


def test_changing_the_password_ends_other_sessions(client, staff):
    other = type(client)()
    sign_in(client)
    sign_in(other)

    answer = client.post(
        address("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "gunung tinggi di awan",
            "password2": "gunung tinggi di awan",
        },
    )

    assert answer.status_code == 302
    assert client.get(address("accounts:profile")).status_code == 200
    assert other.get(address("accounts:profile")).status_code == 404


def test_sessions_are_listed_and_ended(client, staff):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    page = client.get(address("usersessions_list"))
    assert page.status_code == 200
    assert page.content.decode().count("<tr") == 3

    client.post(address("usersessions_list"))

    assert other.get(address("accounts:profile")).status_code == 404
    assert client.get(address("accounts:profile")).status_code == 200


def test_nobody_signs_up(client):
    assert client.get("/en/account/signup/").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["account_login", "accounts:unknown"])
def test_open_pages_in_both_languages(client, language, name):
    page = client.get(address(name, language=language))

    assert f'<html lang="{language}"' in page.content.decode()


def test_no_open_redirect_after_sign_in(client, staff):
    response = client.post(
        address("account_login"),
        {"login": "sari", "password": PASSWORD, "next": "https://evil.example/"},
    )

    assert "evil" not in response["Location"]


def test_users_do_not_raise_themselves(staff):
    with acting(f"user:{staff.pk}"):
        assert User.objects.filter(pk=staff.pk).update(name="Sari W.") == 1
