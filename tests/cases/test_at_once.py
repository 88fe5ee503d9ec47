"""200 attempts at once on one case never break an invariant (issue 3 D)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from ecoop.cases import actions, queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict
from ecoop.procedures.log import replay
from tests import people
from tests.cases.korea import WAY
from tests.cases.test_acts import opened, walk

FACTS = {step: facts for step, _, facts in WAY}


@pytest.mark.django_db(transaction=True)
def test_two_hundred_attempts_at_once_leave_one_signature(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case = walk(opened(by, people.organisation(by)), by=by, until="receive_treaty_paper")

    def attempt(number):
        step = ("sign", "change_text", "explore", "reject")[number % 4]
        facts = FACTS.get(step) or {"reason": "x"} if step in ("sign", "reject") else {}
        try:
            with acting(SYSTEM) as by:
                actions.record_step(
                    case=case, by=by, step=step, on=date(2024, 12, 2), facts=facts,
                    version=case.version if number % 2 else None,
                )  # fmt: skip
            return step
        except (NotRecorded, Conflict):
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        done = [step for step in pool.map(attempt, range(200)) if step]

    with acting(SYSTEM):
        found = Case.objects.get(pk=case.pk)
        log = queries.log_of(found)
        assert found.version == case.version + len(done)
        assert len(log.acts) == 14 + len(done)
        steps = [act.step for act in log.acts]
        assert steps.count("sign") + steps.count("reject") <= 1
        assert replay(log.procedure, log.acts).acts == log.acts  # each lawful when it was recorded
        assert not log.findings()
