"""The Korean case in a browser, from the proposal to the deposit (issue 3, acceptance 1)."""

from tests.browser.conftest import NARROW
from tests.cases.korea import WAY

SIGN = {step: (on, facts) for step, on, facts in WAY}["sign"]


def opened(page):
    page.goto("/en/cases/new/")
    page.fill("[name=title_en]", "MoU with Korea on disaster management (walked by a test)")
    page.select_option("[name=track]", "international_agreement")
    page.select_option("[name=owner_unit]", "HOKS")
    page.fill("[name=partner_0]", "MOIS")
    page.click("main .actions .button")
    page.wait_for_url("**/cases/KS-*/")
    return page.url.split("/en", 1)[1]


def record(page, case, step, on, facts):
    """Fill the form of a step as it is asked, and send it; the status of the answer."""
    page.goto(f"/en{case}record/{step}/")
    for details in page.locator("main form details").all():
        details.evaluate("one => { one.open = true }")
    page.fill("[name=on]", on)
    for key, value in facts.items():
        field = page.locator(f"[name=fact_{key}]")
        if field.first.get_attribute("type") == "checkbox":
            for each in value:
                page.check(f"[name=fact_{key}][value={each}]")
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(str(value).lower() if isinstance(value, bool) else value)
        else:
            field.fill(", ".join(value) if isinstance(value, list) else str(value))
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.click("button[name=do][value=record]")
    page.wait_for_load_state()
    return answer.value.status


def test_the_korean_case_from_proposal_to_deposit(visit):
    page = visit("staff")
    case = opened(page)
    for step, on, facts in WAY[:3]:
        assert record(page, case, step, on, facts) == 302, step

    assert record(page, case, "sign", *SIGN) == 422
    page.watch.taken()  # the refusal is a 422, which the console notes
    refusal = page.locator(".note.bad").inner_text()
    assert "UU 24/2000 art. 5(1)" in refusal
    assert page.input_value("[name=fact_signing_place]") == "Jakarta"
    page.locator(".note.bad a", has_text="Consult the Ministry").first.click()
    page.wait_for_url("**/record/consult_kemlu/")

    for step, on, facts in WAY[3:]:
        assert record(page, case, step, on, facts) == 302, step
    page.goto(f"/en{case}")
    assert "In force" in page.locator(".lead").inner_text()
    assert "Original declared complete and deposited" in page.locator("#acts").inner_text()
    assert "BNPB's desk" in page.locator("#days").inner_text()
    assert page.watch.taken() == []


def test_the_partner_reads_stage_and_turn_on_a_phone(visit):
    page = visit("partner-kr", size=NARROW)
    page.goto("/id/cases/")
    page.locator("[data-open]").first.click()
    page.wait_for_url("**/cases/KS-*/")
    told = page.locator("#standing").inner_text()
    assert "Tahap" in told
    assert "Giliran" in told
    assert page.locator("#acts, #record, #deadlines").count() == 0
    assert page.watch.overflow() == []
