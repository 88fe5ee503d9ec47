"""The Korean case in a browser, from the proposal to the deposit (issue 3, acceptance 1)."""

import pytest

from tests.browser.conftest import NARROW
from tests.cases.korea import WAY

pytestmark = pytest.mark.usefixtures("register_moves")
SIGN = {step: (on, facts) for step, on, facts in WAY}["sign"]
MINISTRY = "Ministry of Finance"  # whose demo account is "ministry"
REMARK = "Article 5 should name how differences are settled."
WHO_SIGNED = {
    "signatories_0_name": "Head of the agency", "signatories_0_paper": "12/2024",
    "signatories_1_name": "Vice minister", "signatories_1_office": "MOIS",
    "witnesses_0_name": "Principal secretary",
}  # fmt: skip


def opened(page):
    page.goto("/en/cases/new/")
    page.fill("[name=title_en]", "MoU with Korea on disaster management (walked by a test)")
    page.select_option("[name=track]", "international_agreement")
    page.select_option("[name=owner_unit]", "HOKS")
    page.fill("[name=partner_0]", "MOIS")
    page.click("main .actions .button")
    page.wait_for_url("**/cases/KS-*/")
    return page.url.split("/en", 1)[1]


def record(page, case, step, on, facts, **persons):
    """Fill the form of a step as it is asked, and send it; the status of the answer."""
    page.goto(f"/en{case}record/{step}/")
    for details in page.locator("main form details").all():
        details.evaluate("one => { one.open = true }")
    for name, value in persons.items():
        page.fill(f"[name={name}]", value)
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
        if step == "clear_text":
            clear(page, case)
        persons = WHO_SIGNED if step == "sign" else {}
        assert record(page, case, step, on, facts, **persons) == 302, step
    page.goto(f"/en{case}")
    assert "Vice minister, MOIS" in page.locator("#signing").inner_text()
    assert "In force" in page.locator(".lead").inner_text()
    assert "Original declared complete and deposited" in page.locator("#acts").inner_text()
    assert "BNPB's desk" in page.locator("#days").inner_text()
    read_originals(page)
    assert page.watch.taken() == []


def ask(page, case, on=""):
    page.goto(f"/en{case}clearances/ask/")
    page.fill("[name=body]", MINISTRY)
    if on:
        page.fill("[name=asked_on]", on)
    page.click("main form .button")
    page.wait_for_url("**/clearances/")


def why_not(page, case):
    """What the form of clearing the text says against it."""
    page.goto(f"/en{case}record/clear_text/")
    return page.locator("main").inner_text()


def clear(page, case):
    """A ministry is asked to clear the text; its letters are recorded with their days."""
    ask(page, case, "2024-09-16")
    assert "not answered by: Kementerian Keuangan." in why_not(page, case)
    for opinion, remark, on in (("objection", REMARK, "2024-09-20"), ("cleared", "", "2024-09-25")):
        page.goto(f"/en{case}clearances/")
        page.locator("main table a").first.click()
        page.locator("main .actions a").first.click()
        page.check(f"[name=opinion][value={opinion}]")
        page.fill("[name=answered_on]", on)
        page.fill("[name=answered_by_name]", "A director")
        page.fill("[name=remark]", remark)
        page.click("main form .button")
        page.wait_for_selector("#given")
        told = why_not(page, case)
        assert ("Object to the text: Kementerian Keuangan." in told) is (opinion == "objection")


def test_a_ministry_answers_from_its_inbox(visit):
    page, ministry = visit("staff"), visit("ministry", size=NARROW)
    case = opened(page)
    for step, on, facts in WAY:
        assert record(page, case, step, on, facts) == 302, step
        if step == "agree_text":
            break
    ask(page, case)
    request = ministry.locator("a[data-open]").first
    for _try in range(60):  # the worker hands it out
        ministry.goto("/id/tasks/")
        if request.count():
            break
        ministry.wait_for_timeout(1000)
    request.click()
    ministry.locator("main .actions a").first.click()
    ministry.check("[name=opinion][value=objection]")
    ministry.fill("[name=remark]", REMARK)
    ministry.click("#answer .button")
    ministry.wait_for_selector("#given")

    assert "Object to the text: Kementerian Keuangan." in why_not(page, case)
    assert ministry.watch.overflow() == []
    assert ministry.watch.axe() == []
    assert ministry.watch.taken() == page.watch.taken() == []


def read_originals(page):
    """The register of originals knows what was signed and where it was deposited."""
    page.locator("#about a[href*=instruments]").click()
    page.wait_for_url("**/instruments/KS-*/")
    assert "Vice minister" in page.locator("main").inner_text()
    page.goto(page.url.replace("/instruments/", "/custody/"))
    told = page.locator("main").inner_text()
    assert "Original 1" in told and "Original 2" in told and "Original 3" not in told
    assert "Ministry of Foreign Affairs" in told
    assert "TR-1/2024" in told


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
