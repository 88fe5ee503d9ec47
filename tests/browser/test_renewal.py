"""The end of a paper in a browser: from the task to the case of the paper that follows it."""

from ecoop.cases.renewing import CRITERIA


def test_a_paper_that_ends_is_evaluated_and_followed_by_a_new_one(visit):
    page = visit("staff")
    page.goto("/en/tasks/?kind=expiry")
    page.locator("[data-open]").first.click()
    page.locator("main a[href*='/cases/renew/']").first.click()
    page.wait_for_url("**/evaluation/")
    case = page.url.split("/evaluation/")[0]
    paper = page.locator("#paper a[href*='/instruments/']").inner_text()

    page.goto(f"{case}/go-on/")
    assert "not older than six months" in page.locator(".note.warn").inner_text()
    page.locator(".note.warn a").first.click()
    page.wait_for_url("**/evaluation/")
    page.fill("[name=achieved]", "Walked by a test")
    for criterion in CRITERIA:
        page.select_option(f"[name={criterion}]", "4")
    page.select_option("[name=recommendation]", "renew")
    page.click("#evaluate .button")
    page.locator("#made").wait_for()
    assert "75" in page.locator("#made").inner_text()

    page.locator("#decide a[href*='/go-on/']").click()
    page.select_option("[name=track]", "international_agreement")
    page.click("main form .button")
    page.locator("#about").wait_for()
    assert page.url.split("/evaluation/")[0] != case
    assert f"Renews\n{paper}" in page.locator("#about").inner_text()
    page.goto(f"{case}/")
    assert "Closed" in page.locator(".lead").inner_text()
    page.goto("/en/tasks/?kind=expiry")
    assert paper not in page.locator("main").inner_text()
    assert page.watch.taken() == []
