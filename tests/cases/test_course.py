"""The days of a case by stage and side: what the engine says is one statement over the ledger
(issue 3, acceptance 1), whatever was recorded late, corrected or taken back. `make bench` asks the
same of 50,000 cases."""

import random
import time
from datetime import date, timedelta

import pytest

from bench import cases as bench
from bench.history import differing
from ecoop.cases import actions, queries
from ecoop.cases.models import Case
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.procedures.log import VOID
from tests.cases.test_acts import opened
from tests.people import organisation, someone

CASES, TRIES = 14, 16
TRACKS = (*dict.fromkeys(bench.TRACKS), "domestic_mou", "termination")


def wandered(by, track, chance):
    """A case in which many things were tried on any day: in order, late, corrected, taken back."""
    case, day = opened(by, track=track), date(2024, 1, 15)
    for _ in range(TRIES):
        log = queries.log_of(case)
        day += timedelta(chance.choice([0, 1, 9, 40]))
        steps = log.procedure.steps
        allowed = sorted(code for code in log.standing(day).allowed if not steps[code].ends)
        given = {"step": chance.choice(allowed or ["explore"]), "on": day}
        if log.standing_acts and chance.random() < 0.25:
            wrong = chance.choice(log.standing_acts)
            given = {"step": chance.choice([wrong.step, VOID]), "supersedes": wrong.id,
                     "on": wrong.on - timedelta(chance.randint(0, 5))}  # fmt: skip
        step = steps.get(given["step"])
        facts = bench.facts_of(case, step) if step else {}
        try:
            case = actions.record_step(
                case=case, by=by, facts=facts, capacity=step.recorders[0] if step else "", **given
            )
        except Refused:  # by the law, or because a paper stands in the register
            continue
    return case


@pytest.mark.django_db(transaction=True)
def test_engine_and_ledger_tell_the_same_days_of_every_case(frozen, ground):
    frozen(2026, 6, 2)
    seed = time.time_ns() % 10**9
    chance = random.Random(seed)  # noqa: S311 - any course, not a secret
    with acting(SYSTEM) as by:
        made = [wandered(by, TRACKS[n % len(TRACKS)], chance) for n in range(CASES)]
        acts = sum(len(queries.log_of(case).acts) for case in made)
    url = ground.cluster.url(database=ground.database)

    told = [differing(url, until) for until in (date(2026, 6, 2), date(2026, 9, 30))]

    assert acts > 3 * CASES, f"seed {seed}"
    assert told == [(CASES, []), (CASES, [])], f"seed {seed}"


@pytest.mark.django_db
def test_the_bench_walks_its_cases_as_far_as_it_says():
    """What `make bench` multiplies is walked by the house itself, and some of it to the goal."""
    someone("staff", unit="HOKS", username="staff")
    with acting(SYSTEM) as by:
        for name in ("Ministry of Tests", "Agency of Tests"):
            organisation(by, name)
        chance = random.Random(bench.SEED)  # noqa: S311 - repeatable on purpose
        for number in range(3):
            bench._walk(number, chance, by, steps=99)
        made = list(Case.objects.filter(origin__startswith="bench:"))
        acts = [len(queries.log_of(case).acts) for case in made]

    assert len(made) == 3
    assert min(acts) > 3
    assert any(case.goal_on for case in made)
