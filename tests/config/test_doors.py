"""The root, the headers, and the application's user in the database."""

import psycopg
import pytest
from django.db import connection
from django.urls import Resolver404, resolve
from django.utils.translation import override

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [("en-GB,en;q=0.8,id;q=0.5", "/en/"), ("id,en;q=0.5", "/id/"), ("fr", "/id/"), ("", "/id/")],
)
def test_root_follows_the_browsers_language(client, asked, led_to):
    response = client.get("/", headers={"accept-language": asked})

    assert response.status_code == 302
    assert response["Location"] == led_to
    assert "Accept-Language" in response["Vary"]


def test_every_answer_carries_the_strict_headers(client):
    for address in ("/", "/healthz", "/id/no-such-page/"):
        response = client.get(address)

        policy = response["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


def test_a_session_makes_the_page_unstorable(client, settings):
    client.cookies[settings.SESSION_COOKIE_NAME] = "anything"

    assert client.get("/")["Cache-Control"] == "private, no-store"


def test_the_application_owns_nothing_and_cannot_make_tables():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("ecoop_app",)
        cursor.execute(
            "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles"
            " where rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute(
            "select count(*) from pg_class where relowner = current_user::regrole and oid > 16384"
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "command",
    ["create table mine (x int)", "create schema mine", "truncate core_entry", "create role mine"],
)
def test_the_application_is_refused(command):
    with connection.cursor() as cursor, pytest.raises(Exception) as refused:
        cursor.execute(command)

    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_a_page_is_found_again_in_its_own_language_only():
    """Addresses are remembered, each for the language in which it was asked for."""
    with override("id"):
        first, again = resolve("/id/instruments/KS-INT-2015-0007/"), resolve("/id/search/")
        assert resolve("/id/instruments/KS-INT-2015-0007/").kwargs == first.kwargs
        assert resolve("/id/instruments/KS-INT-2016-0001/").kwargs != first.kwargs
        assert resolve("/id/search/").func is again.func is not first.func
    with override("en"):
        assert resolve("/en/search/").func is again.func
        for _ in range(2):
            with pytest.raises(Resolver404):
                resolve("/id/search/")
