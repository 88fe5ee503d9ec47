"""Tasks for tests."""

from ecoop.core.bilingual import Text
from ecoop.tasks import actions, lifecycle

RECORD = lifecycle.Record(
    kind="instrument", code="KS-INT-2020-0001", address="/en/instruments/KS-INT-2020-0001/"
)
RULE = Text(id="aturan", en="a rule")


def open_one(by, *, to, what="A task", due_on=None, kind="case_step", record=RECORD, **more):
    """One task on the desk `to`."""
    due = due_on and lifecycle.Due(on=due_on, rule=RULE, source="rule of the house")
    return actions.open_task(
        by=by, kind=kind, what=Text.same(what), why=Text(id="sebab", en="because"), to=to,
        record=record, due=due, **more,
    )  # fmt: skip
