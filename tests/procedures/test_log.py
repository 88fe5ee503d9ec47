"""The log of acts: late recording, corrections, replay, and random walks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from ecoop.procedures.log import VOID, Act, Log, enter, move, record, refusals, replay
from ecoop.procedures.reasons import NotLawful
from ecoop.procedures.versions import in_force, shipped
from tests.procedures import oracle

KOREA, _ = in_force("international_agreement", date(2024, 1, 1))
WAY = (
    ("consult_kemlu", "2024-01-10", {}),
    ("approve_mandate", "2024-02-01", {}),
    ("negotiate", "2024-06-24", {"delegation_head": "Principal Secretary"}),
    ("agree_text", "2024-07-01", {"languages": ["id", "ko", "en"]}),
    ("clear_text", "2024-07-10", {"clause_meter_percent": 100}),
    ("issue_full_powers", "2024-08-01", {}),
    ("sign", "2024-09-11", {"signature_kind": "wet", "signing_place": "Jakarta",
                            "originals_count": 6}),
)  # fmt: skip


def act(number, step, on, facts=None, **more):
    by = "KEMLU" if step == "issue_full_powers" else "HOKS"
    return Act(id=str(number), step=step, on=date.fromisoformat(on), by=by, facts=facts or {},
               **more)  # fmt: skip


def walked(count=7):
    log = Log(KOREA)
    for number, (step, on, facts) in enumerate(WAY[:count]):
        log = record(log, act(number, step, on, facts))
    return log


def test_the_lawful_way_is_walked_to_the_signature():
    standing = walked().standing(date(2024, 9, 12))

    assert standing.status == "signed"
    assert standing.findings == {}
    assert standing.turn.step == "send_original"


def test_a_refused_act_leaves_the_log_as_it_was():
    log = Log(KOREA)

    with pytest.raises(NotLawful) as refused:
        record(log, act(1, *WAY[-1]))

    assert {each.source for each in refused.value.reasons if each.rule == "A1.kemlu_consulted"} == {
        "UU 24/2000 art. 5(1); UU 37/1999 art. 13"
    }
    assert log.acts == ()


def test_an_act_may_be_recorded_late():
    log = walked(6)

    log = record(log, act("late", "explore", "2023-12-01"))
    log = record(log, act(6, *WAY[6]))

    assert log.standing(date(2024, 9, 12)).status == "signed"
    assert [each.step for each in log.standing_acts][0] == "explore"


def test_a_consultation_recorded_late_heals_no_earlier_negotiation():
    log = record(Log(KOREA), act(1, "consult_kemlu", "2024-03-01"))

    why = refusals(log, act(2, "approve_mandate", "2024-02-01"))

    assert [each.rule for each in why] == ["A1.kemlu_consulted"]


def test_a_late_change_that_would_undo_the_signature_names_it():
    why = refusals(walked(), act("x", "change_text", "2024-08-20"))

    assert [each.rule for each in why] == ["breaks.sign"]
    assert "11 September 2024" in why[0].text.en


def test_a_text_changed_is_frozen_anew_on_the_same_day():
    log = record(walked(5), act("c", "change_text", "2024-07-20"))
    assert [each.rule for each in refusals(log, act("s", *WAY[-1])) if "A2" in each.rule]

    log = record(log, act("f", "agree_text", "2024-07-20", {"languages": ["id", "en"]}))
    log = record(log, act("p", "issue_full_powers", "2024-08-01"))

    found = log.standing(date(2024, 9, 11))
    assert "sign" in found.allowed
    assert "clear_text" not in found.recorded


def test_a_correction_is_a_new_act():
    log = walked(2)

    log = record(log, act("fix", "approve_mandate", "2024-02-05", supersedes="1"))

    assert [each.id for each in log.acts] == ["0", "1", "fix"]
    assert log.standing(date(2024, 3, 1)).recorded["approve_mandate"] == date(2024, 2, 5)


def test_a_correction_may_not_pull_the_ground_away():
    why = refusals(walked(), act("v", VOID, "2024-10-01", supersedes="0"))

    assert {each.rule for each in why} >= {"breaks.approve_mandate", "breaks.sign"}


def test_the_last_act_may_be_voided_and_only_once():
    log = record(walked(), act("v", VOID, "2024-10-01", supersedes="6"))

    assert log.standing(date(2024, 10, 1)).status == "draft"
    why = refusals(log, act("w", VOID, "2024-10-01", supersedes="6"))
    assert [each.rule for each in why] == ["log.supersedes"]


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"by": "PARTNER"}, "who_may_record"),
        ({"facts": {"signature_kind": "wet"}}, "evidence"),
        ({"step": "nothing"}, "log.step"),
        ({"on": date(2031, 1, 1)}, "log.not_yet"),
        ({"facts": {"signature_kind": "blue"}}, "log.facts"),
    ],
)
def test_formal_faults_are_refusals_too(wrong, rule):
    why = refusals(walked(6), replace(act(9, *WAY[-1]), **wrong), today=date(2024, 12, 1))

    assert rule in {each.rule for each in why}
    assert all(each.text.id and each.text.en and each.source for each in why)


def test_a_matrix_instrument_enters_and_goes_on_from_its_place():
    log = enter(KOREA, act(1, "", "2026-01-05", {"signed_on": "2015-04-10",
                                                 "in_force_from": "2015-04-10"}))  # fmt: skip

    log = record(log, act(2, "send_original", "2026-01-10"))

    found = log.standing(date(2026, 1, 11))
    assert set(found.recorded) == {"sign", "enter_into_force", "send_original"}
    assert found.findings == {}


def test_a_case_moved_to_another_version_is_previewed():
    stricter = replace(KOREA, steps={**KOREA.steps, "negotiate": replace(
        KOREA.steps["negotiate"], requires=("explore",))})  # fmt: skip

    moved, refused = move(walked(), stricter)

    assert [each.rule for each in refused["negotiate"]] == ["requires.explore"]
    assert moved.acts == walked().acts
    assert move(walked(), KOREA)[1] == {}


STEPS = {procedure.track: sorted(procedure.steps) for procedure in shipped()}
BEGIN = date(2024, 1, 1)
FACTS = {
    "languages": [["id"], ["en"], ["id", "en"]],
    "clause_meter_percent": [80, 100],
    "signature_kind": ["wet", "certified"],
    "signing_place": ["Jakarta"],
    "originals_count": [2],
    "signatory_office": ["head_of_agency", "foreign_minister", "governor"],
    "signing_authority": ["FULL_POWERS", "EXEMPT_7_5", "EXEMPT_7_2"],
    "parent_in_force_from": ["2020-01-01"],
    "parent_ends_on": ["2024-06-01", "2030-01-01"],
    "parent_same_field": [True, False],
    "within_remit": [True, False],
    "has_grant": [True, False],
    "ends_on": ["2024-12-01", "2029-01-01"],
    "delegation_head": ["head"],
    "termination_ground": ["breach"],
    "open_commitments_count": [0, 1],
    "redecided_commitments_count": [1],
    "deposit_receipt": [True],
    "has_foreign_party": [True, False],
}


def walk(draw, track):
    """Try many random acts one after the other; the log of those that were accepted."""
    procedure, _ = in_force(track, BEGIN)
    log, day = Log(procedure), BEGIN
    for number in range(18):
        day += timedelta(days=draw(st.sampled_from([0, 1, 10, -5])))
        step = draw(st.sampled_from(_likely(log, day)))
        keys = draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=6))
        keys |= {key for key in procedure.steps[step].evidence if key in FACTS}
        facts = {key: draw(st.sampled_from(FACTS[key])) for key in sorted(keys)}
        facts |= {key: _any(procedure, key) for key in procedure.steps[step].evidence
                  if key not in FACTS}  # fmt: skip
        by = procedure.steps[step].recorders[0]
        try:
            log = record(log, Act(id=str(number), step=step, on=day, by=by, facts=facts))
        except NotLawful as refused:
            assert refused.reasons
            assert all(r.text.id and r.text.en and r.source for r in refused.reasons)
    return log


def _likely(log, day):
    """Steps to try: those allowed, so that walks get far, and the forbidden goal."""
    found = log.standing(day)
    ends = {code for code, step in found.procedure.steps.items() if step.ends or "*" in
            step.precludes}  # fmt: skip
    return sorted({*found.allowed} - ends | {found.procedure.goal}) or sorted(found.recorded)


def _any(procedure, key):
    fact = procedure.facts[key]
    values = {"act": "2024-01-01", "date": "2026-01-01", "flag": True, "count": 1, "text": "x"}
    return next(iter(fact.choices), None) or values.get(fact.kind, ["x"])


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@drawn(track=st.sampled_from(sorted(oracle.SIGNINGS)), data=st.data())
def test_no_walk_signs_against_the_law(track, data):
    log = walk(data.draw, track)

    signed = next((each for each in log.standing_acts if each.step == "sign"), None)
    if signed:
        case = oracle.Case(_known(log, signed), signed.on)
        for rule in (oracle.a1, oracle.a2, oracle.a3, oracle.a4, oracle.a8, oracle.a10, oracle.a13):
            assert rule(track, case), rule.__name__


@settings(max_examples=25, deadline=None, phases=(Phase.explicit, Phase.generate))
@drawn(track=st.sampled_from(sorted(STEPS)), data=st.data())
def test_replaying_a_walk_gives_the_same_state(track, data):
    log = walk(data.draw, track)

    again = replay(log.procedure, log.acts)

    day = BEGIN + timedelta(days=300)
    assert again == log
    assert again.standing(day) == log.standing(day)
    assert log.standing(day).findings == {}


def _known(log, signed):
    """Plain facts on the day of the signature, folded without the engine."""
    preset = dict(log.procedure.given)
    facts = dict(preset)
    for each in log.standing_acts:
        facts |= each.facts
        if each.step == "change_text":
            facts["text_frozen_on"] = None
        facts[log.procedure.steps[each.step].records] = each.on.isoformat()
        if each.step == "agree_text":
            facts["text_changed_on"] = None
        if each.id == signed.id:
            break
    return facts
