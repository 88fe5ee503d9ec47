"""A browser before the real server: `visit` opens pages as any role, language, width or habit."""

import fcntl
import json
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import site as sites
from tests.browser.watching import Watched

RUN = Path(os.environ["ECOOP_HOME"])
FRESH = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT / 3  # seconds
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 640}


def pytest_collection_modifyitems(items):
    """Every test of this folder drives a browser; one worker keeps what it has opened."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def visit(chromium, site):
    """visit(role="", width=WIDE, **habits) -> a new page; `page.watch` notes what goes wrong."""
    opened = []

    def opener(role="", *, size=WIDE, at=site.address, **habits):
        context = chromium.new_context(
            base_url=at, viewport=size, reduced_motion="reduce",
            storage_state=_signed_in(chromium, site, role) if role else None, **habits,
        )  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.watch = Watched(page, at)
        opened.append(context)
        return page

    opener.opened = opened
    return opener


@pytest.fixture(autouse=True)
def shut(visit):
    """Close what a test has opened."""
    yield
    while visit.opened:
        with suppress(Exception):
            visit.opened.pop().close()


@pytest.fixture
def register_moves():
    """For a test that brings papers into the register: nobody compares totals meanwhile."""
    with _register(fcntl.LOCK_SH):
        yield


@pytest.fixture
def register_rests():
    """For a test that compares totals: nobody brings papers into the register meanwhile."""
    with _register(fcntl.LOCK_EX):
        yield


@contextmanager
def _register(how):
    """The register of the one site that all workers act upon: many may move it, one may count it."""
    with (RUN / ".register.lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


def sign_in(page, role):
    """Sign in by the form, as a person does."""
    page.goto("/en/account/login/")
    page.fill("[name=login]", role)
    page.fill("[name=password]", sites.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda address: "/login/" not in address)


def _signed_in(chromium, site, role):
    """The cookies of `role`, kept for some minutes: nobody signs in twice for nothing, and nobody is
    asked to confirm who they are because the run is slow."""
    kept = RUN / f".cookies-{role}.json"
    with (RUN / ".cookies.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists() or time.time() - kept.stat().st_mtime > FRESH:
            context = chromium.new_context(base_url=site.address)
            sign_in(context.new_page(), role)
            kept.write_text(json.dumps(context.storage_state()))
            context.close()
    return json.loads(kept.read_text())
