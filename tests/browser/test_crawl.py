"""Every page, for four kinds of people, in both languages, at two widths, closed and opened, light and dark."""

import hashlib
import re
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import NARROW, RUN, WIDE
from tests.browser.routes import PAGES, ROUTES, SEEING, names
from tests.browser.watching import LAYOUT, Memory

LANGUAGES = ("id", "en")
SHARES = range(4)  # of the pages, so that no worker is left alone with a long test at the end
OPEN_ALL = "() => document.querySelectorAll('details:not(.menu)').forEach(d => { d.open = true })"
PAGES_SEEN = Memory(RUN / "pages-looked-at")  # a number for each inside and frame of a page


def test_every_route_is_declared():
    assert names() == {name.partition("#")[0] for name in ROUTES}


def addresses(page, language, role, share):
    """(address, is shown to `role`) of the pages of one share; `{first}` is the first row of its list."""
    for declared in list(PAGES.values())[share :: len(SHARES)]:
        for address in (declared.address, *declared.more):
            if "{first}" in address:
                listing, _braces, below = address.partition("{first}")
                below, _mark, query = below.partition("?")
                page.goto(f"/{language}/{listing}?{query}")
                row = page.locator("[data-open]").first
                if not row.count():
                    continue
                yield row.get_attribute("href") + below.lstrip("/"), declared.sees in SEEING[role]
            else:
                yield f"/{language}/{address}", declared.sees in SEEING[role]


PARTS = """() => {
  const told = (selector) =>
    [...document.querySelectorAll(selector)].map((part) => part.outerHTML).join('')
  return [told('.crumbs, main'), told('header.masthead, footer.foot')]
}"""
CHANGING = re.compile(r'value="[A-Za-z0-9]{64}"|id="[^"]*"|\d\d[.:]\d\d WIB')
LEADING = re.compile(r'href="[^"]*"|aria-current="[^"]*"')


def new_to_axe(page):
    """Whether a page of this very structure with these words has not been looked at before, or not
    in this frame (what stands around it differs with who looks)."""
    inner, frame = page.evaluate(PARTS)
    told = (CHANGING.sub("", inner), LEADING.sub("", CHANGING.sub("", frame)))
    parts = {int.from_bytes(hashlib.sha256(part.encode()).digest()[:8], "little") for part in told}
    is_new = not parts <= PAGES_SEEN.learnt()
    PAGES_SEEN.note(parts)
    return is_new


def look(page, address):
    """What is wrong with the page at both widths: as it is shown, and with everything opened."""
    found = [f"{address} {words}" for words in page.watch.taken()]
    thorough = new_to_axe(page)
    for opened in (False, True):
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            found += [f"{address} at {size['width']}: {words}" for words in page.watch.overflow()]
            if thorough and opened:
                found += [f"{address} at {size['width']}: {words}" for words in page.watch.axe()]
        if not opened:
            page.evaluate(OPEN_ALL)
    return found


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", SEEING)
def test_pages(visit, role, language, share):
    page, found = visit(role), []
    page.watch.expected = ("the server responded with a status of 40",)
    for address, is_shown in list(addresses(page, language, role, share)):
        answer = page.goto(address)
        if not is_shown:
            led_on = urlsplit(page.url).path != urlsplit(address).path
            refused = answer.status in (403, 404) or led_on
            found += [] if refused else [f"{address} is shown to {role or 'a visitor'}"]
            continue
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
        if page.get_attribute("html", "lang") != language:
            found.append(f"{address}: the page says its language wrongly")
        found += look(page, address)
        page.set_viewport_size(WIDE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_the_dark(visit, language, share):
    """As they are shown, nothing opened: their colours, and what may be pointed at."""
    page, found = visit("staff", color_scheme="dark"), []
    for address, is_shown in list(addresses(page, language, "staff", share)):
        if not is_shown:
            continue
        page.goto(address)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            told = page.watch.axe(LAYOUT)
            found += [f"{address} (dark) at {size['width']}: {words}" for words in told]
        page.set_viewport_size(WIDE)
    assert not found, "\n".join(found)
