"""What the first visit to each page costs on the wire, with nothing kept from before."""

import pytest

from tests.browser.routes import PAGES, SEEING

MOST_REQUESTS = 12


def weigh(page, address):
    """(compressed bytes, requests) of one page, by the browser's own count."""
    bytes_, requests = [0], [0]
    debugger = page.context.new_cdp_session(page)
    debugger.send("Network.enable")
    debugger.send("Network.setCacheDisabled", {"cacheDisabled": True})
    debugger.on("Network.requestWillBeSent", lambda _: requests.__setitem__(0, requests[0] + 1))
    debugger.on(
        "Network.loadingFinished",
        lambda told: bytes_.__setitem__(0, bytes_[0] + int(told["encodedDataLength"])),
    )
    page.goto(address, wait_until="networkidle")
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
