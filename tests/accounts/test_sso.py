"""Single sign-on against a small provider on this machine."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import jwt
import pytest
from django.test import Client

from ecoop.accounts import actions
from ecoop.accounts.models import User
from ecoop.core.identity import SYSTEM, acting

pytestmark = pytest.mark.django_db


class Provider(HTTPServer):
    """An OpenID provider that vouches for one person."""

    def __init__(self, person):
        super().__init__(("127.0.0.1", 0), Answers)
        self.person, self.asked = person, []
        self.address = f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        here = self.server.address
        if self.path.endswith("/.well-known/openid-configuration"):
            self.tell({
                "issuer": here, "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token", "userinfo_endpoint": f"{here}/userinfo",
                "jwks_uri": f"{here}/keys", "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        else:
            self.tell(self.server.person)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(parse_qs(body))
        now = int(time.time())
        claims = self.server.person | {
            "iss": self.server.address,
            "aud": "ecoop",
            "iat": now,
            "exp": now + 60,
        }
        token = jwt.encode(claims, "k" * 40, algorithm="HS256")
        self.tell({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def tell(self, answer):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        """Tests print nothing."""


@pytest.fixture
def provider(settings):
    server = Provider(
        {"sub": "77", "email": "sari@example.invalid", "email_verified": True, "name": "Sari"}
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{
                "provider_id": "sso", "name": "SSO", "client_id": "ecoop", "secret": "x",
                "settings": {"server_url": server.address},
            }],
        }
    }  # fmt: skip
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def staff():
    with acting(SYSTEM) as system:
        actions.load_units()
        return actions.ensure_account(
            by=system, username="sari", name="Sari", role="staff", unit="HOKS",
            password="kapal besar di laut", email="sari@example.invalid",
        )  # fmt: skip


def sign_on(client):
    """Go to the provider and come back; the callback may write, so it is no honest GET."""
    led = client.post("/en/account/sso/sso/")
    asked = parse_qs(urlparse(led["Location"]).query)
    back = {"code": "c", "state": asked["state"][0]}
    return asked, Client.get(client, urlparse(asked["redirect_uri"][0]).path, back)


def test_the_person_of_a_verified_address_is_signed_in(client, staff, provider):
    asked, answer = sign_on(client)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)
    assert asked["code_challenge_method"] == ["S256"]
    assert provider.asked[0]["code_verifier"]


def test_who_came_once_comes_again_even_under_another_address(client, staff, provider):
    sign_on(client)
    client.post("/en/account/logout/")
    provider.person["email"] = "sari@elsewhere.invalid"

    _, answer = sign_on(client)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(staff.pk)
    with acting(SYSTEM):
        assert (
            staff.socialaccount_set.get()
            .extra_data["userinfo"]["email"]
            .endswith("elsewhere.invalid")
        )


def test_a_stranger_is_told_and_gets_no_account(client, provider):
    _, answer = sign_on(client)

    assert answer["Location"] == "/en/account/unknown/" or answer["Location"].endswith(
        "/account/unknown/"
    )
    assert "_auth_user_id" not in client.session
    with acting(SYSTEM):
        assert not User.objects.exists()


def test_an_address_that_nobody_verified_opens_nothing(client, staff, provider):
    provider.person["email_verified"] = False

    sign_on(client)

    assert "_auth_user_id" not in client.session


def test_a_disabled_account_is_not_opened(client, staff, provider):
    with acting(SYSTEM) as system:
        actions.set_active(user=staff, by=system, is_active=False)

    sign_on(client)

    assert "_auth_user_id" not in client.session


def test_an_answer_nobody_asked_for_is_refused(client, staff, provider):
    Client.get(client, "/sso/sso/callback/", {"code": "c", "state": "made-up"})

    assert "_auth_user_id" not in client.session
