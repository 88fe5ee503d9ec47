"""The long form of a signing: short on a phone, and nothing of it lost in its folds."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW
from tests.browser.routes import CASE

SIGN = f"/en/cases/{CASE}/record/sign/"
TALL = 2000  # pixels of a phone; with every group open it is more than twice that


def group(page, name):
    return page.locator("details.fold", has=page.locator("summary", has_text=name)).first


def test_the_form_of_a_signing_is_short_and_says_what_its_folds_hold(visit):
    page = visit("staff", size=NARROW)
    page.goto(SIGN)
    assert page.locator("main form").evaluate("form => form.offsetHeight") < TALL
    signatories = group(page, "Signatories")

    signatories.locator("summary").click()
    page.fill("[name=signatories_0_name]", "Head of the agency")
    page.select_option("[name=signatories_0_basis]", "FULL_POWERS")
    page.press("[name=signatories_0_name]", "Tab")
    signatories.locator("summary").click()

    # The browser tells of a closed group a moment after it has closed.
    told = signatories.locator("[data-says]")
    expect(told).to_have_text("Indonesian side: Head of the agency, Full powers")
    assert page.watch.overflow() == []
    assert page.watch.taken() == []


@pytest.mark.parametrize("has_script", [True, False])
def test_what_was_typed_in_a_fold_comes_back_with_a_refusal(visit, has_script):
    page = visit("staff", size=NARROW, java_script_enabled=has_script)
    page.watch.expected = ("status of 422",)
    page.goto(SIGN)
    page.fill("[name=fact_signing_place]", "Jakarta")
    page.fill("[name=fact_originals_count]", "2")
    page.select_option("[name=fact_signature_kind]", "wet")
    group(page, "Entry into force and end").locator("summary").click()
    page.fill("[name=fact_duration_months]", "60")
    group(page, "Witnesses").locator("summary").click()
    page.fill("[name=witnesses_0_office]", "Principal secretary")  # whose name is missing
    page.click("button[name=do][value=record]")

    page.wait_for_selector(".error-summary")
    assert group(page, "Witnesses").get_attribute("open") is not None
    force = group(page, "Entry into force and end")
    assert force.get_attribute("open") is None
    assert "60" in force.locator("[data-says]").inner_text()
    assert page.input_value("[name=fact_duration_months]") == "60"
    if has_script:
        assert page.watch.axe() == []
