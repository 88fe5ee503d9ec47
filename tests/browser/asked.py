"""python -m tests.browser.asked: what every page of a running site asks of its database.

Prints a JSON list of [role, address, statements of it] for each page with more than BUDGET. Run in
the surroundings of the site (`site.surroundings`): the pages are made in this very process, which
sees its own statements, against the site's records.
"""

import json
import re
import sys
from importlib import import_module

import django

BUDGET = 8  # statements of a page (issue 2, G)
ROW = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*?\bdata-open|data-open[^>]*?href="([^"]+)"')


def main() -> None:
    django.setup()
    from tests.browser.routes import SEEING  # noqa: PLC0415 - needs Django set up

    found = [line for role in SEEING for line in _over(role)]
    sys.stdout.write(json.dumps(found))


def _over(role: str):
    """The pages of one role that ask more than the budget."""
    client = _client(role)
    for address in _addresses(client, role):
        client.get(address)  # what a process learns once: templates, procedures
        statements = _asked(client, address)
        if len(statements) > BUDGET:
            yield role, address, statements


def _addresses(client, role: str) -> list[str]:
    from tests.browser.routes import PAGES, SEEING  # noqa: PLC0415 - needs Django set up

    found = []
    for page in (page for page in PAGES.values() if page.sees in SEEING[role]):
        for address in (page.address, *page.more):
            listing, braces, below = address.partition("{first}")
            if not braces:
                found.append(f"/id/{address}")
                continue
            below, _mark, query = below.partition("?")
            row = ROW.search(client.get(f"/id/{listing}?{query}").content.decode())
            if row:
                found.append((row[1] or row[2]) + below.lstrip("/"))
    return found


def _asked(client, address: str) -> list[str]:
    """The statements of a page of which no piece is remembered, without the frame of the transaction."""
    from django.db import connection, reset_queries  # noqa: PLC0415 - needs Django set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from ecoop.core.remembered import PIECES  # noqa: PLC0415
    from tests.statements import FRAME  # noqa: PLC0415

    PIECES.forget()
    reset_queries()  # the log is full after nine thousand, and then tells of none
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = (query["sql"] for query in captured.captured_queries)
    return [" ".join(sql.split())[:150] for sql in asked if not sql.startswith(FRAME)]


def _client(role: str):
    """One who is signed in; nothing is written but the session."""
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.contrib import auth  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415

    client = Client(HTTP_HOST="127.0.0.1")
    if not role:
        return client
    with acting(SYSTEM):
        user = auth.get_user_model().objects.get(username=role)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


if __name__ == "__main__":
    main()
