"""A reading that dies half way is given back and starts over: no row stands twice."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from ecoop.core.identity import SYSTEM, acting
from ecoop.matrix import actions, lifecycle
from ecoop.matrix.actions import receiving
from ecoop.matrix.models import ImportBatch
from tests.matrix.workbooks import ROWS, workbook
from tests.people import acting_as

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """The worker is gone in the middle of its work."""


def received(staff):
    with acting_as(staff) as by:
        return actions.receive(
            content=workbook(*ROWS), filename="matriks.xlsx", by=by, at_once=False
        )


def now(batch):
    with acting(SYSTEM):
        found = ImportBatch.objects.get(pk=batch.pk)
        return found, found.rows.count()


def test_a_killed_worker_starts_over_and_repeats_no_row(staff, monkeypatch):
    batch = received(staff)
    monkeypatch.setattr(receiving, "CHUNK", 2)
    finish = receiving.finish

    def die(**given):
        raise Killed

    monkeypatch.setattr(receiving, "finish", die)
    with pytest.raises(Killed):
        actions.read_batch(batch_id=batch.pk)
    half, rows = now(batch)
    assert (half.state, half.done, half.total, rows) == (lifecycle.READING, 3, 3, 3)

    monkeypatch.setattr(receiving, "finish", finish)
    actions.read_batch(batch_id=batch.pk)

    whole, rows = now(batch)
    assert (whole.state, rows) == (lifecycle.READY, 3)


def test_a_finished_reading_is_not_done_twice(staff):
    batch = received(staff)
    actions.read_batch(batch_id=batch.pk)
    before, _ = now(batch)

    actions.read_batch(batch_id=batch.pk)

    after, rows = now(batch)
    assert (after.finished_at, rows) == (before.finished_at, 3)


def test_handing_in_and_the_job_are_one_transaction(staff):
    def jobs():
        with acting(SYSTEM):
            return ProcrastinateJob.objects.filter(task_name="matrix.read").count()

    with pytest.raises(Killed), acting_as(staff) as by:
        actions.receive(content=workbook(*ROWS), filename="m.xlsx", by=by, at_once=False)
        raise Killed
    assert jobs() == 0

    received(staff)
    assert jobs() == 1


def test_a_refused_confirmation_of_the_worker_says_why(staff):
    batch = received(staff)
    actions.read_batch(batch_id=batch.pk)
    with acting(SYSTEM):
        ImportBatch.objects.filter(pk=batch.pk).update(state=lifecycle.CONFIRMING)
        row = batch.rows.order_by("position").first()
        row.understood = {**row.understood, "title": ""}
        row.save(update_fields=["understood"])

    actions.confirm_waiting(batch_id=batch.pk, principal=f"user:{staff.pk}")

    found, _ = now(batch)
    assert found.state == lifecycle.READY
    assert "no title" in found.why_en
