"""Every page in a real browser: no barrier axe can find, no request to elsewhere, no weight."""

import json
import subprocess
import sys
import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from ecoop.accounts import actions as accounts
from ecoop.config.demo.load import main as load_demo
from ecoop.core.identity import SYSTEM, acting
from tests.conftest import CHROMIUM, CHROMIUM_FLAGS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]
PASSWORD = "kapal besar di laut biru"
LIGHT, MAP = 100_000, 250_000
PUBLIC = [
    "", "instruments/", "instruments/?q=australia&status=unknown", "instruments/?q=zzzzzz",
    "instruments/KS-INT-2024-0002/", "partners/", "countries/AU/", "portfolio/", "map/", "search/",
    "search/?q=Turki", "engagements/", "assistance/", "data/", "about/", "help/", "accessibility/",
]  # fmt: skip
INSIDE = [
    "desk/", "radar/", "instruments/", "instruments/new/", "instruments/KS-INT-2024-0002/",
    "instruments/KS-INT-2024-0002/edit/", "instruments/KS-INT-2024-0002/next-step/",
    "instruments/KS-INT-2024-0002/history/", "instruments/KS-INT-2024-0002/classification/",
    "instruments/?flag=contradiction", "instruments/views/save/", "matrix/", "account/",
]  # fmt: skip


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        """Say nothing: the test's own output matters."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@pytest.fixture
def site(settings, capsys):
    """The whole house with the real records, served on a free port."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    load_demo(None)
    with acting(SYSTEM) as system:
        accounts.load_units()
        accounts.ensure_account(
            by=system, username="staff", name="Staff", role="staff", unit="HOKS", password=PASSWORD
        )
    from ecoop.config.wsgi import application  # noqa: PLC0415 - reads what was built a moment ago

    server = make_server("127.0.0.1", 0, application, server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("user", "pages"), [("", PUBLIC), ("staff", INSIDE)], ids=["public", "inside"]
)
def test_pages_hold_in_both_languages_at_two_widths(site, user, pages):
    order = {
        "base": site, "user": user, "password": PASSWORD, "widths": [1280, 360],
        "pages": [f"/{language}/{page}" for language in ("id", "en") for page in pages],
        "chromium": CHROMIUM, "flags": CHROMIUM_FLAGS,
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-m", "tests.visit"],
        input=json.dumps(order),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert [entry for entry in report if entry["faults"]] == []
    heavy = [e for e in report if e["bytes"] > (MAP if "/map/" in e["path"] else LIGHT)]
    assert heavy == []
