"""To whom a task may be passed on: to whoever could do what it asks, on the record it is about.

A class says how secret a thing may lie on a desk (`desks.require_reach`), not whether the record
is open to it: that depends on whose it is, and only the room of the record knows (domain.md 6).
"""

from collections.abc import Callable, Iterable

from ecoop.accounts.models import Unit
from ecoop.accounts.policy import Verdict
from ecoop.accounts.standins import Colleague, colleagues
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, Actor, acting
from ecoop.core.verdicts import Refusal, Refused
from ecoop.tasks import desks, lifecycle, signals

Judge = Callable[[Actor], Verdict]
CLOSED_TO = Text(
    id="Penerima tidak dapat mengerjakan tugas ini. {reason}",
    en="The receiver could not do this task. {reason}",
)


def require_able(task, to: str) -> None:
    """Raise `Refused`, saying why, when nobody at the desk `to` could do what `task` asks: the
    record would be closed to them."""
    judge = _judge(task)
    if judge is None:
        return
    verdicts = [judge(one) for one in _at(to, colleagues())]
    if not any(verdicts):
        found = verdicts[0].refusal
        reason = CLOSED_TO.fill(reason=found.reason)
        raise Refused(Refusal(reason, source=found.source, rule=found.rule, who=found.who))


def choices(task, units: list[Unit], lang: str) -> list[tuple[str, str]]:
    """(desk, words) of those to whom `task` may be passed on."""
    people, judge = colleagues(), _judge(task)
    offered = desks.choices(people, units, lang)
    return [
        (desk, words)
        for desk, words in offered
        if desk != task.holder
        and task.class_rank <= (desks.reach_of(desk, people=people, is_known=True) or 0)
        and (judge is None or any(judge(one) for one in _at(desk, people)))
    ]


def _judge(task) -> Judge | None:
    """What the room of the record says; asked as the house where the record is closed to whoever
    passes the task on: they learn nothing of it but who could do the task."""
    found = _answer(task)
    if found is None and task.record_id:
        with acting(SYSTEM):
            found = _answer(task)
    return found


def _answer(task) -> Judge | None:
    answers = signals.judge_wanted.send(task.__class__, task=task)
    return next((judge for _, judge in answers if judge is not None), None)


def _at(desk: str, people: Iterable[Colleague]) -> list[Actor]:
    """Those who do the tasks of a desk; of a unit where nobody works yet, anybody of that unit."""
    kind, _, name = desk.partition(":")
    if kind == "role":
        return [Actor(desk, roles=frozenset({name}))]
    if kind == "user":
        return [one.actor for one in people if str(one.id) == name]
    there = [one.actor for one in people if name in one.units and one.does_tasks]
    unit = Actor(desk, roles=frozenset({"unit"}), keys=frozenset({lifecycle.unit(name)}))
    return there or [unit]
