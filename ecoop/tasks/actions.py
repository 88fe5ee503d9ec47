"""Everything that changes tasks. Rooms above open them for their records and settle them.

open_task(by=by, kind="case_step", what=Text(...), why=Text(...), to=lifecycle.unit("HOKS"),
          record=lifecycle.Record(kind="case", code=..., id=..., address=reverse(...)),
          due=lifecycle.by_library("kemlu_answer", requested_on), occasion=f"case:{id}:{step}")
settle_for(by=by, occasion=..., result=...)     # the step was recorded: the task is done
"""

from contextlib import nullcontext

from django.db import IntegrityError, transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import Classification, rank
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.shown import day
from ecoop.core.telling import describe_facts
from ecoop.core.verdicts import Refusal, Refused
from ecoop.tasks import desks, policies, receiving, signals
from ecoop.tasks.models import Task

NO_RESULT = Text(
    id="Tugas hanya selesai dengan hasil: tuliskan apa yang dihasilkan.",
    en="A task is done with a result only: write what came of it.",
)
NO_REASON = Text(id="Tuliskan alasannya.", en="Write the reason.")
ledger.describe({
    "task.opened": ("memberikan tugas untuk", "gave a task on"),
    "task.passed_on": ("meneruskan tugas untuk", "passed on a task on"),
    "task.due_moved": ("menggeser tenggat tugas untuk", "moved the last day of a task on"),
    "task.done": ("menyelesaikan tugas untuk", "finished a task on"),
    "task.withdrawn": ("menarik tugas untuk", "withdrew a task on"),
})  # fmt: skip
describe_facts(
    "task",
    {
        "desk": Text(id="Di meja", en="On the desk of"),
        "due": Text(id="Tenggat", en="Due"),
        "result": Text(id="Hasil", en="Result"),
        "done_by": Text(id="Oleh", en="By"),
    },
    said={"due": day},
)


@transaction.atomic
def open_task(
    *, by, kind, what, why, to, record, due=None, urgency="usual",
    classification=Classification.LIMITED, occasion="", note="", people=None,
):  # fmt: skip
    """Put a task on the desk `to`; returns it.

    `what` and `why` (why it is theirs) are bilingual texts, `record` a `lifecycle.Record`, `due` a
    `lifecycle.Due` or None. With an `occasion` the task is opened once: while it is open a second
    call moves its last day to `due` if that differs; once closed it stays closed. A task is never
    public. Raises `Refused` when nobody at that desk may read its class (G1); `people` are the
    colleagues, when the caller has asked for them already.
    """
    require(by, "do_task")
    if occasion and (held := _of_occasion(occasion, by)):
        return _keep_due(held, due, by)
    highest = max(rank(classification), rank(Classification.LIMITED))
    desks.require_own_reach(by, highest)
    desks.require_reach(to, highest, people=people)
    task = Task(
        kind=kind, what_id=what.id, what_en=what.en, why_id=why.id, why_en=why.en, note=note,
        record_kind=record.kind, record_id=record.id, record_code=record.code,
        address=record.place, holder=to, given_by=by.user_id,
        given_by_name="" if by.principal == SYSTEM else by.name, given_at=timezone.now(),
        urgency=urgency, occasion=occasion or None, seen_by=desks.keys_of(to), **_columns(due),
    )  # fmt: skip
    task.classify(Classification.values[highest])
    try:
        with transaction.atomic():
            task.save(force_insert=True)
    except IntegrityError:  # somebody else opened it at this very moment
        if not (held := occasion and _of_occasion(occasion, by)):
            raise
        return held
    _record(by, "task.opened", task, after=_snapshot(task), why=note)
    return task


@transaction.atomic
def close_task(*, task, by, result):
    """Finish a task with its result. Raises `Refused` without one, or when it is not `by`'s."""
    task = _lock(task)
    policies.require_right(by, task, "finish")
    return _close(task, by, "done", result, NO_RESULT, name=desks.signed(by, task.holder))


@transaction.atomic
def withdraw(*, task, by, why):
    """Take a task back that one has given; the reason stays with it. Raises `Refused` also where the
    room of its record holds on to it."""
    task = _lock(task)
    policies.require_right(by, task, "withdraw")
    _close(task, by, "withdrawn", why, NO_REASON)
    signals.withdrawn.send(withdraw, task=task, by=by, why=why)
    return task


@transaction.atomic
def delegate(*, task, by, to, note=""):
    """Pass a task on to another desk. Its class stays, and the receiver must be able to read it and
    to do what it asks: where its record is closed to them `Refused` says why."""
    task = _lock(task)
    policies.require_right(by, task, "pass_on")
    desks.require_reach(to, task.class_rank)
    receiving.require_able(task, to)
    before, task.holder = task.holder, to
    if before == to:
        return task
    name = desks.signed(by, before)
    task.passed_by, task.passed_by_name, task.note = by.user_id, name, note or task.note
    task.seen_by = desks.keys_of(to)
    task.save(update_fields=["holder", "passed_by", "passed_by_name", "note", "seen_by"])
    moved = {"desk": [desks.name(before), desks.name(to)]} | desks.told(by, name)
    _record(by, "task.passed_on", task, changes=moved, why=note)
    signals.passed_on.send(delegate, task=task, before=before, by=by)
    return task


@transaction.atomic
def settle_for(*, by, result, record_id=None, kind="", occasion="", outcome="done"):
    """Close what the act just recorded has done: the open tasks of one `occasion`, or of a record
    (of one `kind` when given), whoever holds them. Returns how many. Called by the rooms above in
    the transaction of their act, whose rights they have asked."""
    if not (record_id or occasion):
        raise ValueError("name the record or the occasion")
    wanted = {"occasion": occasion} if occasion else {"record_id": record_id}
    with _sight_of_all(by):
        found = Task.objects.open().filter(**wanted, **({"kind": kind} if kind else {}))
        tasks = list(found.select_for_update().order_by("pk"))
        for task in tasks:
            _close(task, by, outcome, result, NO_RESULT)
    return len(tasks)


def _close(task, by, outcome, result, missing, name=""):
    """Close a task; `name` is that under which `by` did it, where it is not their own."""
    if not result.strip():
        raise Refused(Refusal(missing, source="rule of the house"))
    task.closed_at, task.outcome, task.result = timezone.now(), outcome, result.strip()
    name = name or by.name
    task.closed_by_name = "" if by.principal == SYSTEM else name
    task.save(update_fields=["closed_at", "outcome", "result", "closed_by_name"])
    _record(
        by, f"task.{outcome}", task, changes={"result": ["", task.result]} | desks.told(by, name)
    )
    return task


def _of_occasion(occasion, by):
    """The task that this occasion opened already, whoever may see it."""
    with _sight_of_all(by):
        return Task.objects.filter(occasion=occasion).first()


def _keep_due(task, due, by):
    """Move the last day of an open task when it is counted anew."""
    if task.closed_at or due is None or due == task.due:
        return task
    before = task.due_on
    for name, value in _columns(due).items():
        setattr(task, name, value)
    with _sight_of_all(by):
        task.save(update_fields=list(_columns(due)))
        _record(by, "task.due_moved", task, changes={"due": [before, due.on]}, why=due.rule.en)
    return task


def _columns(due) -> dict:
    if due is None:
        return {}
    return {
        "due_on": due.on, "due_rule_id": due.rule.id, "due_rule_en": due.rule.en,
        "due_source": due.source, "due_note_id": due.note.id, "due_note_en": due.note.en,
    }  # fmt: skip


def _sight_of_all(by):
    """What the house itself must find, whether or not `by` may see it."""
    return nullcontext() if by.reach >= rank(Classification.SECRET) else acting(SYSTEM)


def _lock(task):
    """The task as it is now, kept from others until the end of the transaction."""
    return Task.objects.select_for_update().get(pk=task.pk)


def _record(by, act, task, **more):
    ledger.record(actor=by, act=act, subject=task, kind="task", **more)


def _snapshot(task) -> dict:
    names = ("kind", "what_id", "what_en", "record_kind", "record_code", "holder", "urgency",
             "due_on", "due_source", "classification", "occasion")  # fmt: skip
    return {name: getattr(task, name) for name in names}
