"""200 attempts at once on one case never break an invariant; of two people who meet at it one wins,
and the other sees what changed and loses nothing typed (issue 3 D)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from ecoop.cases import actions, queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict
from ecoop.procedures.log import replay
from tests import people
from tests.cases.korea import WAY
from tests.cases.test_acts import opened, walk
from tests.together import at_once

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


def browser_of(number):
    client = Client()
    client.force_login(people.someone("staff", unit="HOKS", username=f"staff-{number}"))
    return client


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_meet_one_wins_and_the_other_loses_nothing(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case = walk(opened(by, people.organisation(by)), by=by, until="explore")
    browsers = [browser_of(number) for number in range(2)]
    form = f"/en/cases/{case.code}/record/explore/"

    for meeting in range(6):
        case = seen(case)
        typed = [
            {"on": "2024-03-01", "version": case.version, "why": f"{meeting}: words of {number}"}
            for number in range(2)
        ]
        answers = at_once(
            *(lambda b=b, t=t: b.post(form, t) for b, t in zip(browsers, typed, strict=True))
        )

        assert sorted(answer.status_code for answer in answers) == [302, 422]
        late = next(n for n, answer in enumerate(answers) if answer.status_code == 422)
        told = answers[late].content.decode()
        assert typed[late]["why"] in told
        assert "What was recorded meanwhile" in told
        assert told.count("Test staff") >= 1
        assert f'name="version" value="{case.version + 1}"' in told
        again = browsers[late].post(form, typed[late] | {"version": case.version + 1})
        assert again.status_code == 302

    with acting(SYSTEM):
        acts = queries.log_of(seen(case)).acts
        assert [act.step for act in acts].count("explore") == 1 + 2 * 6


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_sign_at_once_one_signs(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case = walk(opened(by, people.organisation(by)), by=by, until="receive_treaty_paper")
    browsers = [browser_of(number) for number in range(4)]
    facts = {f"fact_{key}": value for key, value in FACTS["sign"].items()}
    given = facts | {"on": "2024-12-02", "fact_ratification_required": "false"}  # no version at all

    answers = at_once(
        *(lambda b=b: b.post(f"/en/cases/{case.code}/record/sign/", given) for b in browsers)
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422, 422, 422]
    with acting(SYSTEM):
        assert [act.step for act in queries.log_of(seen(case)).acts].count("sign") == 1


def seen(case):
    with acting(SYSTEM):
        return Case.objects.get(pk=case.pk)
