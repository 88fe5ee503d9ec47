"""/healthz: well only when the database, its tables and the job worker are."""

from functools import lru_cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WORKER_SILENCE = 30  # seconds; its heart beats every ten


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, else 503 with the parts that are not."""
    parts = {"database": "ok", "migrations": "ok", "worker": "ok"}
    try:
        with connection.cursor() as cursor:
            parts["migrations"] = _migrations(cursor)
            parts["worker"] = _worker(cursor)
    except DatabaseError:
        parts = {"database": "does not answer", "migrations": "unknown", "worker": "unknown"}
    well = set(parts.values()) == {"ok"}
    response = JsonResponse({"ok": well, **parts}, status=200 if well else 503)
    response.__dict__["_has_been_logged"] = (
        True  # whoever asks every few seconds is told, the log is not
    )
    return response


def _migrations(cursor) -> str:
    cursor.execute("select app, name from django_migrations")
    missing = expected() - set(cursor.fetchall())
    return f"{len(missing)} not applied" if missing else "ok"


def _worker(cursor) -> str:
    cursor.execute("select ecoop.worker_silence()")
    silence = cursor.fetchone()[0]
    if silence is None:
        return "none"
    return "ok" if silence < WORKER_SILENCE else f"silent for {silence} s"


@lru_cache(maxsize=1)
def expected() -> frozenset[tuple[str, str]]:
    """Every migration that this code brings."""
    return frozenset(MigrationLoader(None).disk_migrations)
