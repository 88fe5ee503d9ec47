"""What the web server calls: assets and shared pages from memory, everything else from Django."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.urls import get_resolver
from django.utils import timezone

from ecoop.config.edge import Edge
from ecoop.config.static import Assets
from ecoop.core import ledger
from ecoop.core.identity import ANONYMOUS, acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecoop.config.settings")
_django = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (import every view now, not at the first request)
gc.collect()
gc.freeze()  # what is loaded by now stays: keep it out of every later collection


def _version() -> str:
    """What every public page depends on: the acts so far and the day; "" when it cannot be told."""
    try:
        with acting(ANONYMOUS):
            return f"{ledger.head()} {timezone.localdate()}"
    except DatabaseError:
        return ""
    finally:
        connection.close()  # back to the pool: no request is running here


_edge = Edge(_django, language_cookie=settings.LANGUAGE_COOKIE_NAME, version=_version)
application = Assets(_edge, settings.STATIC_ROOT)
