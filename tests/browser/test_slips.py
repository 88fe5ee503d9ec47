"""What hands do by mistake: click twice, go back, stay away too long, leave fields empty."""

from tests.browser.conftest import sign_in


def test_a_double_click_sends_once(visit):
    page = visit("staff")
    page.goto("/en/instruments/KS-INT-2025-0003/")
    page.fill("#note-text", "written once")
    page.get_by_role("button", name="Add the note").dblclick()
    page.get_by_text("The note was added.").wait_for()
    page.goto("/en/instruments/KS-INT-2025-0003/")
    assert page.locator("#notes").inner_text().count("written once") == 1


def test_after_signing_out_back_shows_nothing(visit):
    page = visit()
    sign_in(page, "legal")
    page.goto("/en/desk/")
    assert page.locator("h1").inner_text() == "My desk"
    page.locator(".account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").wait_for()
    page.go_back()
    page.wait_for_load_state()
    assert "My desk" not in page.locator("main").inner_text()


def test_what_was_typed_outlives_the_session(visit):
    page = visit()
    sign_in(page, "staff")
    page.goto("/en/instruments/KS-INT-2025-0003/")
    page.fill("#note-text", "typed while the session ended elsewhere")
    page.context.clear_cookies(name="sessionid")
    page.context.clear_cookies(name="__Host-sessionid")
    for cookie in page.context.cookies():
        if "csrf" not in cookie["name"]:
            page.context.clear_cookies(name=cookie["name"])
    page.watch.expected = ("status of 40",)
    page.get_by_role("button", name="Add the note").click()
    page.wait_for_load_state()
    assert "typed while the session ended elsewhere" in page.locator("main").inner_text()


def test_an_empty_form_says_what_is_missing_and_axe_is_content(visit):
    page = visit("staff")
    page.goto("/en/instruments/KS-INT-2025-0003/edit/")
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    page.fill("[name=title_id]", "")
    page.fill("[name=title_en]", "")
    page.fill("[name=signed_on]", "the day before yesterday")
    page.watch.expected = ("status of 422",)
    page.get_by_role("button", name="Save").click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.input_value("[name=signed_on]") == "the day before yesterday"
    summary.get_by_role("link").first.click()
    assert page.evaluate("!!document.activeElement.closest('.wrong, .error-summary')")
    assert page.watch.axe() == []
    assert page.watch.taken() == []
