"""A passkey from enrolment to sign-in, with the authenticator that Chromium makes up for tests."""

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import sign_in

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
ROLE = "ministry"  # in whose name no other test of this folder signs in


@pytest.fixture
def page(visit, site):
    """A page at "localhost" (a passkey belongs to a name, not to a number) with an authenticator."""
    opened = visit(at=f"http://localhost:{urlsplit(site.address).port}")
    debugger = opened.context.new_cdp_session(opened)
    debugger.send("WebAuthn.enable")
    debugger.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return opened


def sign_out(page):
    page.locator(".account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()


def enter_with_passkey(page):
    page.goto("/en/account/login/")
    page.get_by_role("button", name="passkey").click()


def test_a_passkey_is_enrolled_opens_the_door_without_password_and_is_taken_back(page):
    sign_in(page, ROLE)
    page.goto("/en/account/factor/passkeys/add/")
    page.fill("[name=name]", "Key of the test")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey is added.").wait_for()

    sign_out(page)
    enter_with_passkey(page)
    page.wait_for_url(lambda address: "/login/" not in address)
    page.goto("/en/account/")
    assert page.locator("main").inner_text().count(ROLE)

    page.goto("/en/account/factor/passkeys/")
    assert "Key of the test" in page.locator("main").inner_text()
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("The passkey is removed.").wait_for()
    sign_out(page)
    enter_with_passkey(page)  # the device still has the key, the house no longer knows it
    page.get_by_text("The passkey was not accepted.").wait_for()
    assert "/login/" in page.url
    assert page.watch.taken() == []
