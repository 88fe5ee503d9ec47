import pytest
from django.db import connection

from ecoop.core.identity import SYSTEM, acting

pytestmark = pytest.mark.django_db


def beat(seconds_ago):
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_healthz_is_well_when_every_part_is(client):
    beat(seconds_ago=5)

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": "ok", "migrations": "ok", "worker": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_healthz_names_the_worker_that_is_silent(client):
    beat(seconds_ago=40)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json()["worker"] == "silent for 40 s"


def test_healthz_names_a_missing_migration(client, ground):
    beat(seconds_ago=5)
    with ground.superuser() as superuser:
        superuser.execute("delete from django_migrations where name = '0004_doors'")

    response = client.get("/healthz")

    with ground.superuser() as superuser:
        superuser.execute(
            "insert into django_migrations (app, name, applied)"
            " values ('accounts', '0004_doors', now())"
        )
    assert response.status_code == 503
    assert response.json()["migrations"] == "1 not applied"
