"""What each page of the demo asks of the database: eight statements at most, whoever looks."""

import json
import subprocess
import sys

from tests.browser.site import ROOT, surroundings


def test_no_page_asks_more_than_its_budget(site):
    told = subprocess.run(
        [sys.executable, "-m", "tests.browser.asked"], cwd=ROOT, env=surroundings(site.home),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    over = [
        "\n  ".join([f"{role or 'a visitor'} {address}: {len(statements)}", *statements])
        for role, address, statements in json.loads(told.stdout)
    ]
    assert not over, "\n".join(over)
