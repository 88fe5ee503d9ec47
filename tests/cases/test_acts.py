"""Acts of a case: the ledger is the log, the row follows it."""

from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection

from ecoop.cases import actions, indexing, lifecycle, queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.procedures.history import days_by_side, days_by_stage
from ecoop.procedures.log import VOID
from tests import people
from tests.cases.korea import WAY

pytestmark = pytest.mark.django_db
COURSE = """
with latest as (
    select body from core_entry where record_id = %(case)s and body -> 'after' ? 'course'
    order by id desc limit 1
), stays as (
    select s."on", s.stage, s.side, lead(s."on", 1, %(until)s) over (order by s."on") as ends
    from latest, jsonb_to_recordset(body -> 'after' -> 'course') as s ("on" date, stage text, side text)
    where s."on" <= %(until)s
)
select stage, side, sum(ends - "on")::int from stays group by stage, side
"""


@pytest.fixture
def case(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        partner = people.organisation(by, "Ministry of the Interior and Safety")
        yield opened(by, partner)


def opened(by, *partners, track="international_agreement", **given):
    draft = actions.Draft(
        track=track, title_en="MoU with Korea", title_id="Nota kesepahaman dengan Korea",
        partners=list(partners), on=date(2024, 1, 15), **given,
    )  # fmt: skip
    return actions.open_case(draft, by=by)


def walk(case, *, by, until="", but=()):
    for step, on, facts in WAY:
        if step not in but:
            case = actions.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
        if step == until:
            break
    return case


def system():
    return acting(SYSTEM)


def test_a_case_walks_from_the_proposal_to_the_deposit(case):
    with system() as by:
        done = walk(case, by=by)

        assert (done.code, done.status, done.stage) == ("KS-2024-0001", "in_force", "in_force")
        assert done.goal_on == date(2024, 12, 2)
        assert [act.step for act in queries.log_of(done).acts] == [step for step, *_ in WAY]


def test_signing_without_consultation_is_refused_and_passes_after_it(case):
    with system() as by:
        reached = walk(case, by=by, until="explore")
        with pytest.raises(NotRecorded) as refused:
            actions.record_step(
                case=reached, by=by, step="sign", on=date(2024, 12, 2), facts=WAY[14][2]
            )
        sources = {reason.rule: reason.source for reason in refused.value.reasons}
        assert "UU 24/2000 art. 5(1)" in sources["A1.kemlu_consulted"]
        assert len(queries.log_of(reached).acts) == 3

        assert walk(opened(by), by=by).goal_on


def test_the_columns_say_what_the_log_says(case):
    with system() as by:
        for step, on, facts in WAY:
            case = actions.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
            case.refresh_from_db()
            log = queries.log_of(case)
            told = {name: getattr(case, name) for name in indexing.FROM_LOG}
            assert told == asdict(lifecycle.index_of(log, date(2025, 6, 2))), step


def test_days_of_stages_and_sides_are_those_of_one_statement_over_the_ledger(case, frozen):
    with system() as by:
        case = walk(case, by=by)
        case = actions.record_step(  # recorded late: it counts from its own day
            case=case, by=by, step="negotiate", on=date(2024, 8, 5), facts={"delegation_head": "x"}
        )
        frozen(2025, 9, 30)
        until = date(2025, 9, 30)
        found = lifecycle.course(queries.log_of(case), until)
        with connection.cursor() as cursor:
            cursor.execute(COURSE, {"case": case.pk, "until": until})
            rows = cursor.fetchall()

    by_stage, by_side = {}, {}
    for stage, side, days in rows:
        by_stage[stage] = by_stage.get(stage, 0) + days
        by_side[side] = by_side.get(side, 0) + days
    assert by_stage == days_by_stage(found)
    assert by_side == {side: days for side, days in days_by_side(found).items() if side in by_side}
    assert sum(by_side.values()) == (until - date(2024, 1, 15)).days


def test_the_text_itself_moves_a_case_on_days_on_which_nobody_acts(case, frozen):
    """Thirty days after the notes it is in force, one month later it has ended: nobody records that."""
    rule = {"entry_rule": "NOTIFICATION", "entry_days": 30, "duration_months": 1}
    with system() as by:
        case = walk(
            case, by=by, but=("sign", "send_original", "deposit_original", "receive_certified_copy")
        )
        signed = dict(next(facts for step, _on, facts in WAY if step == "sign"))
        for step, on, facts in (
            ("sign", date(2024, 12, 2), signed | rule), ("exchange_notes", date(2025, 1, 1), {}),
        ):  # fmt: skip
            case = actions.record_step(case=case, by=by, step=step, on=on, facts=facts)
        until = date(2025, 5, 1)
        found = lifecycle.course(queries.log_of(case), until)
        with connection.cursor() as cursor:
            cursor.execute(COURSE, {"case": case.pk, "until": until})
            rows = cursor.fetchall()

    days = days_by_stage(found)
    assert days["signed"] == (date(2025, 1, 31) - date(2024, 12, 2)).days
    assert days["in_force"] == (date(2025, 3, 1) - date(2025, 1, 31)).days
    assert days["expired"] == (until - date(2025, 3, 1)).days
    assert sum(n for stage, _side, n in rows if stage == "in_force") == days["in_force"]
    assert sum(n for stage, _side, n in rows if stage == "expired") == days["expired"]


def test_a_correction_is_a_new_act_and_a_void_takes_one_back(case):
    with system() as by:
        case = walk(case, by=by, until="screen")
        screened = queries.log_of(case).acts[1]
        case = actions.record_step(
            case=case, by=by, step="screen", on=date(2024, 1, 30), supersedes=screened.id, why="day"
        )
        log = queries.log_of(case)
        assert [act.on.day for act in log.standing_acts] == [15, 30]
        case = actions.record_step(
            case=case, by=by, step=VOID, on=date(2024, 2, 1), supersedes=log.acts[-1].id
        )
        assert [act.step for act in queries.log_of(case).standing_acts] == ["propose"]
        assert len(queries.log_of(case).acts) == 4
        assert case.stage == "proposed"


def test_an_act_that_breaks_a_later_one_is_refused_by_name(case):
    with system() as by:
        case = walk(case, by=by, until="approve_mandate")
        consulted = next(a for a in queries.log_of(case).acts if a.step == "consult_kemlu")
        with pytest.raises(NotRecorded) as refused:
            actions.record_step(
                case=case, by=by, step=VOID, on=date(2024, 5, 1), supersedes=consulted.id
            )
    assert {each.rule for each in refused.value.reasons} >= {"breaks.approve_mandate"}


def test_whoever_saw_an_older_version_is_told_and_nothing_is_written(case):
    with system() as by:
        walk(case, by=by, until="propose")
        with pytest.raises(Conflict):
            actions.record_step(
                case=case, by=by, step="screen", on=date(2024, 1, 29), version=case.version
            )
        assert len(queries.log_of(case).acts) == 1


def test_an_instrument_enters_at_its_place_without_invented_steps(frozen):
    frozen(2026, 11, 22)
    with system() as by:
        body = people.organisation(by)
        paper = people.instrument(
            by, partner=body, signed_on=PartialDate.parse("2024-03-01"), entry_rule="SIGNATURE",
            duration_rule="FIXED", months=60,
        )  # fmt: skip
        case = actions.open_from_instrument(instrument=paper, by=by)

        assert (case.track, case.status, case.stage) == (
            "international_agreement", "in_force", "in_force",
        )  # fmt: skip
        assert [act.step for act in queries.log_of(case).acts] == ["enter"]
        assert case.classification == "limited"
        assert case.partner_names == [str(body)]


def test_a_unit_records_its_own_steps_only_and_corrects_none(case):
    unit = people.someone("unit", unit="DEP-2")
    other = people.someone("unit", unit="DEP-1")
    with system() as by:
        actions.revise(case=case, by=by, owner_unit=unit.assignments.get().unit)
        case.refresh_from_db()
    with people.acting_as(other) as stranger, pytest.raises(Refused):
        actions.record_step(case=case, by=stranger, step="propose", on=date(2024, 1, 15))
    with people.acting_as(unit) as mine:
        done = actions.record_step(
            case=case, by=mine, step="propose", on=date(2024, 1, 15), facts=WAY[0][2]
        )
        act = queries.log_of(done).acts[0]
        assert act.by == "UNIT"
        with pytest.raises(NotRecorded) as refused:
            actions.record_step(case=done, by=mine, step="screen", on=date(2024, 1, 20))
        assert [reason.rule for reason in refused.value.reasons] == ["who_may_record"]
        with pytest.raises(Refused):
            actions.record_step(
                case=done, by=mine, step=VOID, on=date(2024, 1, 20), supersedes=act.id
            )


def test_a_partner_sees_the_case_and_none_of_its_acts(case):
    with system() as by:
        walk(case, by=by, until="consult_kemlu")
        body = queries.partners_of(case)[0]
    partner = people.someone("partner", scope=f"org:{body.pk}")
    with people.acting_as(partner) as actor:
        seen = queries.visible_to(actor).get()
        assert (seen.stage, seen.turn_side) == ("consulted", "ours")
        assert queries.lines_of(seen) == []


def test_a_case_keeps_the_version_of_its_opening(case):
    assert case.procedure.number == 1
    assert case.procedure.digest


def test_a_published_version_is_never_changed(case):
    with system():
        changed = type(case.procedure).objects.filter(pk=case.procedure_id).update(text="x")
        assert changed == 0
