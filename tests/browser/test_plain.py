"""The main flows for a browser that runs no scripts."""

import re

from tests.browser.conftest import sign_in


def test_a_visitor_without_scripts(visit):
    page = visit(java_script_enabled=False)
    page.goto("/en/")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    assert page.url.endswith("/id/")
    page.fill("#find", "Turki")
    page.press("#find", "Enter")
    assert page.get_by_role("link", name=re.compile("AFAD")).count()
    page.goto("/en/instruments/")
    everything = int(page.inner_text("[data-total] b"))
    page.locator("input[name=level]").first.check()
    page.get_by_role("button", name="Show").first.click()
    assert 0 < int(page.inner_text("[data-total] b")) < everything
    page.get_by_role("link", name="Title", exact=True).click()
    assert "sort=title" in page.url
    assert "level=" in page.url
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert download.value.suggested_filename.endswith(".csv")
    page.goto("/en/instruments/")
    first = page.locator("[data-open]").first.inner_text()
    page.get_by_role("link", name="Next page").click()
    assert page.locator("[data-open]").first.inner_text() != first


def test_staff_without_scripts(visit):
    page = visit(java_script_enabled=False)
    sign_in(page, "staff")
    page.goto("/en/instruments/KS-INT-2025-0001/edit/")
    page.fill("[name=place_signed]", "Jakarta")
    page.fill("[name=why]", "tried without scripts")
    page.get_by_role("button", name="Save").click()
    assert "Saved." in page.inner_text("main")
    assert "Jakarta" in page.inner_text("#facts")
    page.get_by_role("link", name="History").click()
    assert "tried without scripts" in page.inner_text("main")
    page.locator(".account summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").count()
    assert page.goto("/en/desk/").url.endswith("next=/en/desk/") or "/login/" in page.url
