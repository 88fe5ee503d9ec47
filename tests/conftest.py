"""What every test has: a real database under row-level security, no network, a frozen clock."""

import os
import re
import shutil
import socket
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import settings as properties
from playwright.sync_api import sync_playwright

from ecoop.config import assets, catalogues
from tests.browser import site as sites
from tests.ground import Ground, sweep

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b(?! INTO accounts_attempt)", re.IGNORECASE)
HOME = Path(os.environ["ECOOP_HOME"])
# An example has no deadline on the wall's clock, which tells how busy the machine is. What must
# be quick has a test of its own that counts processor time.
properties.register_profile("house", deadline=None)
properties.load_profile("house")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(
        None,
        map(
            shutil.which,
            ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        ),
    ),
    None,
)
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--js-flags=--no-lazy-feedback-allocation",  # axe is new to each page: warm it at once
]  # fmt: skip


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # the run itself, not one of its workers
        HOME.mkdir(exist_ok=True)
        sweep(Path(tempfile.gettempdir()))
        (HOME / ".run.pid").write_text(str(os.getpid()))

        catalogues.compile_all()
        if assets.MODULES.exists():  # else `static()` gives the plain names
            assets.build()


def pytest_collection_modifyitems(config, items):
    """Leave browser tests out where there is no Chromium; the summary says so."""
    if CHROMIUM:
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


def pytest_terminal_summary(terminalreporter):
    if not CHROMIUM:
        terminalreporter.write_line(
            "BROWSER TESTS WERE LEFT OUT: no Chromium was found (install it, or set CHROMIUM)."
        )


def pytest_unconfigure(config):
    if not hasattr(config, "workerinput"):
        sites.end(HOME)
        Ground(HOME, "none").cluster.stop("immediate")
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def ground(worker_id, django_db_blocker):
    """The throw-away cluster of this run and this worker's own database in it."""
    laid = Ground(HOME, worker_id)
    with django_db_blocker.unblock():
        laid.lay()
    return laid


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, ground):
    """pytest-django's set-up, replaced: the application's user could not create databases."""

    def renew(case):
        ground.renew()

    # Flushing needs TRUNCATE, which the application's user has not got (nor should have).
    TransactionTestCase._fixture_teardown = renew


@pytest.fixture
def raw(ground):
    """A session as the application's user, without any of our code."""
    url = ground.cluster.url(role="ecoop_app", database=ground.database)
    with psycopg.connect(url, autocommit=True) as session:
        yield session


@pytest.fixture
def temporary_tables(ground):
    """Let the application's user make temporary tables, which it may not otherwise."""
    with ground.superuser() as server:
        server.execute(f'grant temporary on database "{ground.database}" to ecoop_app')
        yield
        server.execute(f'revoke temporary on database "{ground.database}" from ecoop_app')


class HonestClient(Client):
    """A client whose GET fails when the page writes to the database."""

    def get(self, *args, **kwargs):
        with connection.execute_wrapper(_refuse_writes):
            return super().get(*args, **kwargs)


def _refuse_writes(execute, sql, params, many, context):
    if WRITES.match(sql):
        raise AssertionError(f"GET wrote to the database: {sql[:80]}")
    return execute(sql, params, many, context)


@pytest.fixture
def client():
    return HonestClient()


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Only this machine may be spoken to: Unix sockets and the loopback."""
    honest = socket.socket.connect

    def connect(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test reached for the network: {address[0]}")
        return honest(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright; tests that use it are marked `browser`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site():
    """The real server with the demo data: started once for the whole run."""
    return sites.at_hand(HOME)


@pytest.fixture
def frozen(monkeypatch):
    """Stop the clock: `frozen(2026, 11, 21)` makes Django's now and today that moment (Jakarta)."""

    def at(year, month, day, hour=12, minute=0):
        moment = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(UTC))
        return moment

    return at


@pytest.fixture(autouse=True)
def no_counts_of_others():
    """Counts are kept by the ledger's state, which is the same again after a test is rolled back."""
    from ecoop.cases.listing import _remembered  # noqa: PLC0415 - Django is set up by now
    from ecoop.instruments import listing  # noqa: PLC0415

    listing.TALLIES.forget()
    for kept in (listing._total, listing._answers, listing._grouped, _remembered):
        kept.cache_clear()
