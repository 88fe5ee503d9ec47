"""Nothing needs a mouse: the tasks by keys alone, a focus one always sees, no traps."""

import pytest

FOCUS = """() => {
    const el = document.activeElement, box = el.getBoundingClientRect(), style = getComputedStyle(el);
    const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    return {tag: el.tagName, words: (el.innerText || el.value || el.name || '').slice(0, 40),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        bare: !(middle && (el.contains(middle) || middle.contains(el)))};
}"""


@pytest.mark.parametrize(
    "address", ["/id/", "/id/instruments/", "/id/instruments/KS-INT-2025-0002/"]
)
def test_the_focus_is_always_seen_and_never_caught(visit, address):
    page = visit("staff")
    page.goto(address)
    seen, unseen = [], []
    for _ in range(45):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY":
            break
        seen.append((at["tag"], at["words"]))
        if not at["ring"] or at["bare"]:
            unseen.append(at)
    assert not unseen
    assert len(set(seen)) > 12


def test_skip_link_comes_first(visit):
    page = visit()
    page.goto("/en/instruments/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_where_does_it_stand_by_keys_alone(visit):
    page = visit("leader")
    page.goto("/en/")
    page.keyboard.press("/")
    page.keyboard.type("korea")
    page.keyboard.press("Enter")
    page.locator("#found-instruments").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.found')"):
            break
    page.keyboard.press("Enter")
    page.locator("#clock").wait_for()


def test_rows_by_j_and_k_and_the_record_by_enter(visit):
    page = visit("staff")
    page.goto("/en/instruments/")
    rows = page.locator("[data-open]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    focus = "document.activeElement.href"
    assert page.evaluate(focus) == rows.nth(1).evaluate("link => link.href")
    page.keyboard.press("k")
    assert page.evaluate(focus) == rows.nth(0).evaluate("link => link.href")
    page.keyboard.press("x")
    assert page.locator("[data-bulk]").is_visible()
    page.keyboard.press("Enter")
    page.locator("#clock").wait_for()
    page.keyboard.press("e")
    page.locator("form[data-guard]").wait_for()


def test_the_keys_are_told_and_can_be_switched_off(visit):
    page = visit()
    page.goto("/en/instruments/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_a_menu_opens_and_closes_by_keys(visit):
    page = visit("staff")
    page.goto("/en/instruments/")
    menu = page.locator(".account details")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
