"""A guest proposes on a phone, with and without script, and follows the receipt."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import NARROW
from tests.documents import hostile

TOLD = {
    "name": "A Person", "email": "person@example.org", "body_written": "A University",
    "title": "Cooperation on early warning", "aim": "a", "urgency": "b", "scope": "c",
    "benefit": "d",
}  # fmt: skip


def letter(site, to):
    """The newest letter to this address that the site has put into its folder."""
    found = sorted(Path(site.home, "mail").glob("*"), key=lambda path: path.stat().st_mtime)
    told = [path.read_text() for path in found]
    return next((text for text in reversed(told) if to in text), "")


@pytest.mark.parametrize("has_script", [True, False])
def test_a_guest_proposes_confirms_and_follows(visit, site, has_script):
    if not site.home:
        pytest.skip("the letters of a site that was started elsewhere are not at hand")
    page = visit(size=NARROW, java_script_enabled=has_script)
    page.goto("/en/propose/")
    page.click("main .button")
    address = f"person-{has_script}@example.org".lower()
    for name, value in (TOLD | {"email": address}).items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=track]", "domestic_mou")
    for kind in ("proposal", "partner_profile"):
        page.set_input_files(
            f"[name=file_{kind}]",
            {"name": f"{kind}.txt", "mimeType": "text/plain", "buffer": hostile.HONEST["txt"]},
        )
    page.check("[name=has_no_draft]")
    page.click("button[value=send]")
    page.wait_for_load_state()
    assert address in page.locator("main").inner_text()

    for _ in range(60):
        link = re.search(r"(/en/propose/confirm/\w+/)", letter(site, address))
        if link:
            break
        page.wait_for_timeout(500)
    page.goto(link[1])
    page.click("main .button")
    receipt = page.locator("#receipt").inner_text()
    page.goto("/en/track/")
    page.fill("[name=receipt]", receipt)
    page.click("main .button")
    told = page.locator("main").inner_text()
    assert "Proposed" in told
    assert "Cooperation on early warning" not in told
    assert page.watch.taken() == []


def test_a_draft_is_saved_while_one_types(visit):
    page = visit()
    page.goto("/en/propose/")
    page.click("main .button")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.fill("[name=title]", "Typed and never sent")
    page.reload()
    assert page.input_value("[name=title]") == "Typed and never sent"
