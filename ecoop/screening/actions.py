"""Everything that changes a screening. What is judged and checked is one entry of the ledger each;
the result is the step `screen` of the case."""

from django.db import transaction

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.cases.models import Case
from ecoop.core import ledger
from ecoop.core.classification import Classification
from ecoop.core.verdicts import Conflict
from ecoop.screening import policies
from ecoop.screening.lifecycle import STEP
from ecoop.screening.models import Diligence, Judgement, Screening

PLAN = ("fields", "goals", "goals_note", "budget_line")
CHECKED = (
    "legal_status", "legal_basis", "permit", "permit_until", "sanctions", "sanctions_source",
    "checked_on", "note",
)  # fmt: skip


@transaction.atomic
def plan(*, case, by, version=None, **given):
    """Say which fields the proposal is about, which goals of the strategic plan it serves, and by
    which budget line; `given` has the names of PLAN."""
    screening = _held(case, by, version)
    before = {name: getattr(screening, name) for name in PLAN}
    for name, value in given.items():
        setattr(screening, name, value)
    changes = {name: [before[name], given[name]] for name in given if before[name] != given[name]}
    return _save(screening, by, "screening.planned", changes)


@transaction.atomic
def judge(*, case, by, verdicts, version=None):
    """Judge live instruments that overlap; `verdicts` maps instruments to (verdict, note)."""
    screening = _held(case, by, version)
    known = {row.instrument_id: row for row in screening.judgements.all()}
    before, made = [], []
    for instrument, (verdict, note) in verdicts.items():
        row = known.get(instrument.pk)
        if row is None or (row.verdict, row.note) != (verdict, note):
            before += [_told(instrument, row)] if row else []
            made.append(
                Judgement(screening=screening, instrument=instrument, verdict=verdict, note=note)
            )
    Judgement.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["screening", "instrument"],
        update_fields=["verdict", "note"],
    )  # fmt: skip
    after = [_told(row.instrument, row) for row in made]
    changes = {"judgements": [before, after]} if after else {}
    return _save(screening, by, "screening.judged", changes)


def _told(instrument, row: Judgement) -> dict[str, str]:
    return {"paper": instrument.code, "verdict": row.verdict, "note": row.note}


@transaction.atomic
def check(*, case, by, organisation, version=None, **given):
    """Record the check of one partner; `given` has the names of CHECKED. Who checks is `by`."""
    screening = _held(case, by, version)
    row = screening.checks.filter(organisation=organisation).first()
    row = row or Diligence(screening=screening, organisation=organisation)
    before = {name: getattr(row, name) for name in CHECKED}
    for name, value in given.items():
        setattr(row, name, value)
    row.checked_by_id = by.user_id
    row.save()
    changes = {name: [before[name], given[name]] for name in given if before[name] != given[name]}
    return _save(screening, by, "screening.checked", changes, why=str(organisation))


def conclude(*, case, by, on, version=None, why=""):
    """Record the screening as done, with what was computed for it (`receivers.facts_of_screening`).
    Raises NotRecorded with every reason, Conflict when somebody else acted meanwhile."""
    policies.require_screen(by, case)
    return cases.record_step(case=case, by=by, step=STEP, on=on, version=version, why=why)


def _held(case, by, version) -> Screening:
    """The screening of a case, made when there is none, held until the end of the transaction."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    policies.require_screen(by, case)
    screening = Screening.objects.filter(case=case).first()
    if screening is None:
        screening = Screening(case=case, version=0, seen_by=case.seen_by)
        screening.classify(Classification.values[case_queries.acts_rank(case)])
        screening.save(force_insert=True)
    screening.case = case
    if version is not None and version != screening.version:
        raise Conflict(screening)
    return screening


def _save(screening, by, act, changes, *, why=""):
    """Write the entry, for those alone who read the acts of the case; nothing changed is no act."""
    if not changes:
        return screening
    case = screening.case
    screening.version += 1
    screening.seen_by = case.seen_by
    screening.classify(Classification.values[case_queries.acts_rank(case)])
    screening.save()
    ledger.record(
        actor=by, act=act, kind="screening", record_id=screening.pk, code=case.code, why=why,
        changes=ledger.plain(changes), class_rank=screening.class_rank, seen_by=case.seen_by,
    )  # fmt: skip
    return screening
