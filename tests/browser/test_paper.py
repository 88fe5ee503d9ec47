"""Every record prints without the furniture of the screen and without cut columns."""

import pytest

PAPER = {"width": 688, "height": 980}  # A4 less its margins, in CSS pixels


@pytest.mark.parametrize("address", [
    "instruments/KS-INT-2025-0002/", "instruments/", "partners/afad/", "portfolio/", "map/",
])  # fmt: skip
def test_prints_cleanly(visit, address):
    page = visit(size=PAPER)
    page.goto(f"/id/{address}")
    page.emulate_media(media="print")
    for furniture in (".nav", ".find", ".languages", ".foot", ".strip", ".rail", ".pages"):
        shown = page.locator(furniture)
        assert not any(shown.nth(at).is_visible() for at in range(shown.count())), furniture
    assert page.locator("h1").is_visible()
    assert page.watch.overflow() == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
