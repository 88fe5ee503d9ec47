"""The negotiation table in a browser: open from a file, parity, rounds, freeze, void (acceptance 4)."""

import pytest

from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_korea import opened, record
from tests.cases.korea import WAY
from tests.negotiation import bank_one, generator


def negotiating(page):
    """A case walked to its negotiation; the address of its text."""
    case = opened(page)
    for step, on, facts in WAY:
        assert record(page, case, step, on, facts) == 302, step
        if step == "negotiate":
            return f"{case}text/"
    raise AssertionError


def bring_in(page, text, content, button="main form .button"):
    page.goto(f"/en{text}")
    file = {"name": "naskah.txt", "mimeType": "text/plain", "buffer": content.encode()}
    page.set_input_files("[name=file]", file)
    page.click(button)
    page.wait_for_url("**/text/")


def test_a_text_from_its_file_to_void_initials(visit):
    page = visit("staff")
    text = negotiating(page)
    texts, planted = generator.agreement(33, bank_one, plants=2)
    bring_in(page, text, f"{texts['id']}\n\n{texts['en']}")
    assert f"{len(planted)} differences" in page.locator(".aside").inner_text()

    page.goto(f"/en{text}rounds/add/")
    page.fill("[name=held_on]", "2024-06-24")
    page.click("main form .button")
    keys = [each.get_attribute("id")[8:] for each in page.locator("section[id^=article-]").all()]
    for key in keys:
        page.goto(f"/en{text}articles/{key}/")
        page.select_option("[name=state]", "agreed")
        page.click("main form[data-guard] .button")
        page.wait_for_url("**/text/**")

    page.goto(f"/en{text}freeze/")
    page.click("main form .button")
    page.wait_for_url("**/text/")
    assert page.locator("code.digest").count() == 2
    page.goto(f"/en{text}initials/")
    page.fill("[name=name]", "Head of delegation")
    page.click("main form .button")
    assert "Head of delegation" in page.locator("main").inner_text()

    page.goto(f"/en{text}articles/1/")
    page.locator("[name=body_en]").press("End")
    page.fill("[name=body_en]", page.input_value("[name=body_en]") + "!")
    page.click("main form[data-guard] .button")
    page.wait_for_url("**/text/**")
    assert "Initials void" in page.locator("main").inner_text()
    page.goto(f"/en{text}rounds/")
    moved = page.locator("main").inner_text()
    assert "[added: " in moved
    assert "[struck: " in moved
    assert page.watch.taken() == []


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_table_fits_and_columns_stand_beside_or_above_each_other(visit, lang, size):
    page = visit("staff", size=size)
    case = opened(page)
    texts, _ = generator.agreement(33, bank_one, plants=2)
    bring_in(page, f"{case}text/", f"{texts['id']}\n\n{texts['en']}")
    page.goto(f"/{lang}{case}text/")

    first, second = (
        page.locator("#article-1 .columns > *").nth(at).bounding_box() for at in (0, 1)
    )

    assert page.watch.overflow() == []
    assert page.watch.axe() == []
    assert (first["y"] == second["y"]) == (size is WIDE)
    assert page.watch.taken() == []
