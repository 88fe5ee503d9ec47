"""A visit by a real browser, in a process of its own (its event loop and Django's do not mix).

    python -m tests.visit < order.json > report.json

The order: base address, chromium, flags, user, password, pages, widths. The report: one entry
for each page and width with what is wrong and how much was loaded.
"""

import json
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


def main():
    order = json.load(sys.stdin)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=order["chromium"], args=order["flags"])
        report = list(_round(browser, order))
        browser.close()
    json.dump(report, sys.stdout)


def _round(browser, order):
    context = browser.new_context()
    context.set_default_timeout(20_000)
    page = context.new_page()
    if order["user"]:
        page.goto(f"{order['base']}/en/account/login/")
        page.fill("[name=login]", order["user"])
        page.fill("[name=password]", order["password"])
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/desk/")
    for path in order["pages"]:
        yield _look(context, order, path)


def _look(context, order, path):
    """One load; every width is then looked at without loading again."""
    page = context.new_page()
    faults, loaded = [], [0]
    outside = (order["base"], "data:")
    page.on("console", lambda m: faults.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith(outside) else faults.append(r.url))
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", lambda e: loaded.append(e["encodedDataLength"]))
    answer = page.goto(order["base"] + path)
    if answer.status != 200:
        faults.append(f"status {answer.status}")
    if page.get_attribute("html", "lang") != path.split("/")[1]:
        faults.append("not in its language")
    for width in order["widths"]:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"wider than {width}")
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [f"{width}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    page.close()
    return {"path": path, "faults": faults, "bytes": int(sum(loaded))}


if __name__ == "__main__":
    main()
