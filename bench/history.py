"""The days of every case by stage and side: one statement over the ledger against the engine.

The statement is that of docs/decisions/0009 for all cases at once. The engine reads the acts of each
case from the ledger; cases with the same acts have the same course, which is computed once.
"""

import json
from collections import Counter, defaultdict
from datetime import date

import psycopg

DAYS = """
with latest as (
    select distinct on (record_id) record_id, body -> 'after' -> 'course' as course from core_entry
    where kind = 'case' and body -> 'after' ? 'course' order by record_id, id desc
), stays as (
    select record_id, s."on", s.stage, s.side,
           lead(s."on", 1, %(until)s) over (partition by record_id order by s."on") as ends
    from latest, jsonb_to_recordset(course) as s ("on" date, stage text, side text)
    where s."on" <= %(until)s
)
select record_id, stage, side, sum(ends - "on")::int from stays group by record_id, stage, side
"""
ACTS = """
select e.record_id, c.procedure_id, e.uid::text, (e.body -> 'changes')::text
from core_entry e join cases_case c on c.id = e.record_id
where e.kind = 'case' and e.act = 'case.step' order by e.record_id, e.id
"""


def differing(url: str, until: date) -> tuple[int, list]:
    """(how many cases were compared, those in which ledger and engine tell other days)."""
    with psycopg.connect(url) as connection:
        told: dict = defaultdict(Counter)
        for record, stage, side, days in connection.execute(DAYS, {"until": until}):
            told[record][stage, side] = days
        logs: dict = defaultdict(list)
        with connection.cursor("acts") as cursor:
            for record, procedure, uid, changes in cursor.execute(ACTS):
                logs[record, procedure].append((uid, changes))
    known: dict = {}
    wrong = [
        record
        for (record, procedure), acts in logs.items()
        if +told[record] != _course(known, procedure, acts, until)
    ]
    return len(logs), wrong


def _course(known: dict, procedure, acts: list, until: date) -> Counter:
    """What the engine makes of these acts."""
    from ecoop.cases import lifecycle, versions  # noqa: PLC0415 - needs Django set up
    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415
    from ecoop.procedures.log import Log  # noqa: PLC0415

    key = (procedure, tuple(_without_ids(acts)))
    if key not in known:
        read = tuple(lifecycle.act_of(uid, json.loads(changes)) for uid, changes in acts)
        with acting(SYSTEM):
            log = Log(versions.procedure_by(procedure), read)
        days: Counter = Counter()
        for stay in lifecycle.course(log, until):
            days[stay.stage, stay.side] += stay.days
        known[key] = +days
    return known[key]


def _without_ids(acts: list):
    """The acts with numbers for their ids, which are others in every case."""
    numbers = {uid: str(place) for place, (uid, _) in enumerate(acts)}
    for _, changes in acts:
        told = json.loads(changes)
        if "supersedes" in told:
            told["supersedes"] = numbers[told["supersedes"][1]]
        yield json.dumps(told, sort_keys=True)
