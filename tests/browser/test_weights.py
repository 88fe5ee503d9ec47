"""What the first visit to each page costs on the wire, with nothing kept from before."""

import pytest

from tests.browser.routes import PAGES, SEEING

MOST_REQUESTS = 12


def weigh(page, address):
    """(compressed bytes, requests) of one page, by the browser's own count."""
    bytes_, requests, waiting = [0], [0], set()
    debugger = page.context.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def asked(told):
        requests[0] += 1
        waiting.add(told["requestId"])

    def answered(told):
        bytes_[0] += int(told.get("encodedDataLength", 0))
        waiting.discard(told["requestId"])

    debugger.on("Network.requestWillBeSent", asked)
    debugger.on("Network.loadingFinished", answered)
    debugger.on("Network.loadingFailed", answered)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(50)  # what a script asks for once the page is there
    while waiting:
        page.wait_for_timeout(20)
    debugger.detach()
    return bytes_[0], requests[0]


@pytest.mark.parametrize("role", ["", "staff", "admin"])
def test_first_load_is_light(visit, role):
    mine = (
        SEEING[role]
        - (SEEING[""] if role else set())
        - ({"signed", "desk"} if role == "admin" else set())
    )
    page, found, figures = visit(role), [], []
    for declared in PAGES.values():
        if declared.sees not in mine or "{first}" in declared.address:
            continue
        weight, requests = weigh(page, f"/id/{declared.address}")
        figures.append((weight, requests, declared.address))
        if weight > declared.budget or requests > MOST_REQUESTS:
            found.append(f"/id/{declared.address}: {weight} bytes, {requests} requests")
    print(f"heaviest: {max(figures)}")
    assert not found, "\n".join(found)
