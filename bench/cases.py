"""Fill the bench's database with 50,000 cases and the 2,000,000 entries of the ledger that they cause.

Fifty originals go their way through the house: each step by `actions.record_step`, each turn
handed out as a task, as the worker does. Copies have ids, code, a word of the title and moments of
their own in every table that the acts write: case, partners, tasks, ledger (signed: entries.py); and
a proposal with a receipt of its own. Left out: papers of proposals, letters, reminders.
"""

import json
import random
from datetime import date, datetime, timedelta

import psycopg

from bench import entries
from bench.fill import one, seal, vocabulary
from bench.tables import columns_of, drop_indexes

OVER, LIVE = 36, 16  # originals
LIVE_CASES = 500
SEED = 20261122
TRACKS = (
    ("international_agreement",) * 5 + ("implementing_arrangement",) * 3
    + ("grant", "amendment_substantive")
)  # fmt: skip
FACTS = {
    "languages": ["id", "en"], "clause_meter_percent": 100, "entry_rule": "SIGNATURE",
    "full_powers_valid_until": "2040-12-31", "duration_months": 60, "ratification_required": False,
    "signature_kind": "wet", "parent_in_force_from": "2000-01-01", "parent_ends_on": "2040-01-01",
    "parent_same_field": True, "within_remit": True,
    "proposal_documents": ["proposal", "partner_profile", "summary", "draft"],
}  # fmt: skip
SIGNING = {"signing_authority": "EXEMPT_7_5", "signatory_office": "head_of_agency"}
PLAIN = {"act": "2014-01-01", "date": "2040-01-01", "effect": "2014-02-01", "flag": True, "count": 2,
         "text": "contoh", "list": ["contoh"]}  # fmt: skip
TABLES = ("cases_case", "cases_casepartner", "tasks_task", "core_entry")


def originals() -> list:
    """Walk the originals through the house; (id, whether it still moves) of each."""
    from ecoop.cases.models import Case  # noqa: PLC0415 - needs Django set up
    from ecoop.core.identity import SYSTEM, acting  # noqa: PLC0415

    chance = random.Random(SEED)  # noqa: S311 - repeatable on purpose
    for number in range(OVER + LIVE):
        with acting(SYSTEM) as by:
            if not Case.objects.filter(origin=f"bench:{number}").exists():
                _walk(number, chance, by, steps=chance.randint(3, 9) if number >= OVER else 99)
    with acting(SYSTEM):
        rows = Case.objects.filter(origin__startswith="bench:").exclude(
            code__regex="-[0-9]+-[0-9]+-"
        )
        return list(rows.order_by("pk").values_list("pk", "is_live"))


def _walk(number, chance, by, *, steps) -> None:
    """One case from its opening to where it ends, hangs, or has had so many steps."""
    from ecoop.accounts.models import User  # noqa: PLC0415
    from ecoop.cases import actions, handing  # noqa: PLC0415
    from ecoop.cases.lifecycle import NotRecorded  # noqa: PLC0415
    from ecoop.partners.models import Organisation  # noqa: PLC0415

    day = date(2014, 1, 1) + timedelta(chance.randrange(3000))
    if number >= OVER:
        day = date.today() - timedelta(500 + chance.randrange(200))  # noqa: DTZ011 - of a bench
    abroad = list(Organisation.objects.exclude(country="ID").order_by("slug")[:100])
    draft = actions.Draft(
        track=chance.choice(TRACKS), title_id=f"Kerja sama {_word(number)}",
        title_en=f"Cooperation {_word(number)}", partners=chance.sample(abroad, 2), on=day,
        owner_unit_id="HOKS", origin=f"bench:{number}",
        person_id=User.objects.get(username="staff").pk if number % 3 else None,
    )  # fmt: skip
    case = actions.open_case(draft, by=by)
    again = chance.randint(1, 8)
    for _ in range(steps):
        step = _next(case, day, again)
        if step is None:
            return
        again -= step.repeats
        try:
            case = actions.record_step(
                case=case, by=by, step=step.code, on=day, facts=facts_of(case, step),
                capacity=step.recorders[0],
            )  # fmt: skip
        except NotRecorded:
            return
        handing.hand_out(case.pk, by=by)
        day += timedelta(round(chance.lognormvariate(2.3, 0.8)))


def _next(case, day, again):
    """The step whose turn it is; some that may be done again are, a few times."""
    from ecoop.cases import queries  # noqa: PLC0415

    log = queries.log_of(case)
    steps = log.procedure.steps
    last = steps[log.acts[-1].step] if log.acts else None
    if last and last.repeats and again > 0:
        return last
    return steps.get(log.standing(day).turn.step)


def facts_of(case, step) -> dict:
    from ecoop.cases import asking, versions  # noqa: PLC0415

    procedure = versions.procedure_by(case.procedure_id)
    known = FACTS | (SIGNING if step.code == "sign" else {})
    told = {
        fact.key: known.get(fact.key, _plain(fact)) for fact in asking.evidence(procedure, step)
    }
    asked = asking.looked_at(procedure, step)
    return told | {fact.key: known[fact.key] for fact in asked if fact.key in known}


def _plain(fact):
    if fact.kind == "list":
        return list(fact.choices) or ["contoh"]
    return next(iter(fact.choices), None) or PLAIN[fact.kind]


def _word(number: int) -> str:
    """A word of an original's title that stands nowhere else."""
    return f"qx{number:03d}qx"


def multiply(url: str, found: list, size: int) -> None:
    """Copy the originals until there are `size` cases; `url` is a superuser's."""
    words = vocabulary(20_000)
    with psycopg.connect(url) as connection:
        if one(connection, "select count(*) from cases_case") >= size:
            return
        plan = _plan(connection, found, size)
        originals = [_original(connection, *each) for each in plan]
        indexes = drop_indexes(connection, TABLES)
        connection.execute("delete from procrastinate_jobs where task_name = 'cases.hand_out'")
    entries.write(url, originals, words)
    with psycopg.connect(url) as connection:
        connection.execute("set synchronous_commit = off")
        _copy_rows(connection, originals, words)
    with psycopg.connect(url) as connection:
        connection.execute("set maintenance_work_mem = '512MB'")
        for definition in indexes:
            connection.execute(definition)
    seal(url)


def _plan(connection, found: list, size: int) -> list:
    """(place, id, numbers of its copies) of each original: so many that live, the rest over."""
    have = one(connection, "select count(*) from cases_case")
    live = [pk for pk, is_live in found if is_live]
    over = [pk for pk, is_live in found if not is_live]
    wanted = {True: min(LIVE_CASES, size // 100), False: 0}
    wanted[True] -= one(connection, "select count(*) from cases_case where is_live")
    wanted[False] = size - have - wanted[True]
    shares = {
        pk: range(1, 1 + wanted[moves] // len(group) + (place < wanted[moves] % len(group)))
        for moves, group in ((True, live), (False, over))
        for place, pk in enumerate(group)
    }
    return [(place, pk, list(shares[pk])) for place, (pk, _) in enumerate(found)]


OF_CASE = """
select e.body::text from core_entry e
where e.record_id = any (array(select id from tasks_task where record_id = %(case)s) || %(case)s::uuid)
order by e.id
"""


def _original(connection, place: int, pk, copies: list[int]) -> entries.Original:
    """What there is to copy of one case, with its tasks."""
    from ecoop.core.ledger.verifier import canonical  # noqa: PLC0415

    code, number = connection.execute(
        "select code, origin from cases_case where id = %s", [pk]
    ).fetchone()
    tasks = connection.execute("select id from tasks_task where record_id = %s", [pk])
    ids, told, on = [str(pk), *(str(each) for (each,) in tasks)], [], None
    for (text,) in connection.execute(OF_CASE, {"case": pk}):
        body = json.loads(text)
        ids.append(body["uid"])
        on = body.get("changes", {}).get("on", [None, on])[1] or on
        told.append((on, canonical(body).decode()))
    word = _word(int(number.removeprefix("bench:")))
    moments = list(_moments([on for on, _ in told]))
    timed = [(at, text) for at, (_, text) in zip(moments, told, strict=True)]
    return entries.Original(code=code, ids=ids, word=word, copies=copies, entries=timed)


def _moments(days: list[str | None]):
    """Seconds since 1970 of each entry: in the morning of the day of its act, one after the other;
    what was entered before the first act on the day of that."""
    first = next(day for day in days if day)
    for place, day in enumerate(days):
        moment = datetime.fromisoformat(f"{day or first}T01:00:00+00:00")
        yield int(moment.timestamp()) + place


def _copy_rows(connection, originals: list[entries.Original], words: list[str]) -> None:
    connection.execute(
        "create temp table twin (base uuid, old text, n int, id uuid, code text, was text, word text)"
        " on commit drop"
    )
    with connection.cursor().copy("copy twin from stdin") as copy:
        for place, each in enumerate(originals):
            for n in each.copies:
                word = entries.word(words, place, n)
                copy.write_row((each.ids[0], each.code, n, entries.twin(each.ids[0], n),
                                f"{each.code}-{n}", each.word, word))  # fmt: skip
    connection.execute("analyze twin")
    for table, (joined, changed) in COPIED.items():
        columns = [
            name for name in columns_of(connection, table) if name in changed or name != "id"
        ]
        chosen = ", ".join(changed.get(name, f"a.{name}") for name in columns)
        connection.execute(
            f"insert into {table} ({', '.join(columns)}) select {chosen}"  # noqa: S608 - names from the catalogue
            f" from twin t join {table} a on a.{joined} = t.base order by t.n, t.base"
        )


# table: (the column that names its case, what is another's in a copy)
COPIED = {
    "cases_case": ("id", {
        "id": "t.id", "code": "t.code", "title_id": "replace(a.title_id, t.was, t.word)",
        "title_en": "replace(a.title_en, t.was, t.word)",
        "haystack": "replace(replace(a.haystack, t.was, t.word), lower(t.old), lower(t.code))",
    }),
    "cases_casepartner": ("case_id", {"case_id": "t.id"}),
    "tasks_task": ("record_id", {
        "id": "md5(a.id || '-' || t.n)::uuid", "record_id": "t.id", "record_code": "t.code",
        "address": "replace(a.address, t.old, t.code)",
        "occasion": "replace(a.occasion, t.base::text, t.id::text)",
    }),
}  # fmt: skip
PROPOSAL = (
    "id", "case_id", "key_digest", "token_digest", "receipt_digest", "space", "classification",
    "class_rank", "seen_by", "version", "state", "language", "name", "email", "body_written",
    "track", "title", "aim", "urgency", "scope", "benefit", "saved_at",
)  # fmt: skip


def propose(url: str) -> None:
    """Give every case a proposal with a receipt, so that the tracker looks among as many."""
    from ecoop.cases import receipts  # noqa: PLC0415

    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "select id, track, title_id from cases_case c where not exists"
            " (select from cases_proposal p where p.case_id = c.id)"
        ).fetchall()
        said = (
            1,
            "confidential",
            2,
            [],
            1,
            "confirmed",
            "id",
            "Contoh",
            "contoh@example.org",
            "Contoh",
        )
        with connection.cursor().copy(
            f"copy cases_proposal ({', '.join(PROPOSAL)}) from stdin"
        ) as copy:
            for pk, track, title in rows:
                own = proposal_of(pk)
                digests = [receipts.digest(receipts.derived(each, own)) for each in
                           (receipts.KEY, receipts.TOKEN, receipts.RECEIPT)]  # fmt: skip
                copy.write_row(
                    (own, pk, *digests, *said, track, title, "", "", "", "", "2020-01-01")
                )
        connection.execute("analyze cases_proposal")


def entries_of(url: str) -> int:
    """How many entries the ledger has."""
    with psycopg.connect(url) as connection:
        return one(connection, "select count(*) from core_entry")


def proposal_of(case):
    """The id of the proposal that the bench has given to a case."""
    return entries.twin(case, 0)
