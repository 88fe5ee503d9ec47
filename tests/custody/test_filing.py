"""Deposit, certified copies and archive report: one fact behind two doors."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.custody import actions, duties, filing, queries
from ecoop.custody.models import CertifiedCopy
from tests.custody.papers import SIGNED, as_now, opened, paper
from tests.people import acting_as, someone

pytestmark = pytest.mark.django_db
SENT, DEPOSITED, RECEIVED = date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 18)
REPORTED, HANDED = date(2026, 4, 1), date(2026, 5, 4)


@pytest.fixture(autouse=True)
def clock(frozen):
    frozen(2026, 6, 1)


def signed(**facts):
    return paper(signed_on=PartialDate.of(SIGNED), **facts)


def of(instrument):
    """{step: its day} as custody keeps it; inside an identity."""
    dossier = queries.dossier_of(instrument)
    facts = queries.facts_of(instrument, dossier)
    found = {step: facts.get(duties.column_of(step)) for step in duties.STEPS}
    return {step: date.fromisoformat(day) for step, day in found.items() if day}


def in_case(case):
    recorded = case_queries.log_of(case).standing(date(2026, 6, 1)).recorded
    return {step: day for step, day in recorded.items() if step in duties.STEPS}


def record(instrument, by, step, on, number=""):
    return filing.record(instrument=instrument, by=by, step=step, on=on, number=number)


def case_of(instrument, by, track="international_agreement"):
    return cases.open_from_instrument(instrument=instrument, by=by, track=track)


def copied(instrument, by, on=RECEIVED):
    copy = filing.ask_copy(instrument=instrument, by=by, on=DEPOSITED, letter="B-9")
    return filing.receive_copy(copy=copy, by=by, on=on, issued_on=on, has_ribbon=True,
                               has_seal=True, receipt="TT-1")  # fmt: skip


def test_custody_tells_the_case_and_the_periods_are_those_of_the_library():
    made = signed()
    (one,) = opened(made)
    with acting(SYSTEM) as by:
        case = case_of(made, by)
        record(made, by, "send_original", SENT)
        record(made, by, "deposit_original", DEPOSITED, "TR-1")
        waits = {duty.step.code: duty for duty in duties.duties(
            queries.facts_of(made, queries.dossier_of(made)), {}, date(2026, 3, 17))}  # fmt: skip
        copied(made, by)
        record(made, by, "report_archive", REPORTED, "LAP-1")

        assert of(made) == in_case(case) == {
            "send_original": SENT, "deposit_original": DEPOSITED,
            "receive_certified_copy": RECEIVED, "report_archive": REPORTED,
        }  # fmt: skip
        assert waits["receive_certified_copy"].due.due == date(2026, 3, 26)
        assert waits["receive_certified_copy"].due.state == "open"
        assert waits["report_archive"].due.due == date(2027, 3, 2)
        assert as_now(one, made).keeper == "kemlu"
        assert queries.dossier_of(made).report_number == "LAP-1"


def test_a_case_tells_custody_corrects_it_and_takes_back():
    made = signed()
    opened(made)
    with acting(SYSTEM) as by:
        case = case_of(made, by)
        for step, on, facts in (
            ("send_original", SENT, {}), ("deposit_original", DEPOSITED, {"deposit_receipt": "TR-7"}),
            ("receive_certified_copy", RECEIVED, {}),
        ):  # fmt: skip
            case = cases.record_step(case=case, by=by, step=step, on=on, facts=facts)
        assert of(made) == in_case(case)
        assert queries.dossier_of(made).deposit_receipt == "TR-7"
        last = case_queries.log_of(case).standing_acts[-1]
        case = cases.record_step(case=case, by=by, step=last.step, on=date(2026, 3, 20),
                                 supersedes=last.id)  # fmt: skip
        assert of(made) == in_case(case) and of(made)["receive_certified_copy"].day == 20
        last = case_queries.log_of(case).standing_acts[-1]
        case = cases.record_step(case=case, by=by, step="void", on=RECEIVED, supersedes=last.id)
        assert of(made) == in_case(case) and "receive_certified_copy" not in of(made)


def test_a_day_corrected_in_custody_is_corrected_in_the_case():
    made = signed()
    with acting(SYSTEM) as by:
        case = case_of(made, by)
        record(made, by, "report_archive", REPORTED, "LAP-1")
        record(made, by, "report_archive", HANDED, "LAP-2")

        assert of(made) == in_case(case) == {"report_archive": HANDED}


def test_a_case_that_opens_later_takes_over_what_custody_knows():
    made = signed()
    with acting(SYSTEM) as by:
        record(made, by, "report_archive", REPORTED, "LAP-1")
        case = case_of(made, by)

        assert in_case(case) == {"report_archive": REPORTED}


@pytest.mark.parametrize(
    ("step", "on", "number"),
    [
        ("deposit_original", DEPOSITED, "TR-1"),
        ("hand_over_archive_copy", HANDED, ""),
        ("report_archive", date(2026, 6, 2), ""),
        ("report_archive", date(2026, 3, 1), ""),
    ],
)
@pytest.mark.parametrize("has_case", [True, False])
def test_what_the_law_refuses_is_refused_at_the_door_of_custody(step, on, number, has_case):
    made = signed()
    with acting(SYSTEM) as by:
        case = case_of(made, by) if has_case else None
        with pytest.raises(Refused), transaction.atomic():
            record(made, by, step, on, number)
        assert of(made) == {} == (in_case(case) if case else {})


def test_a_deposit_needs_its_receipt_and_a_domestic_paper_none():
    made, home = signed(), signed(iso2="ID", kind="ministry")
    with acting(SYSTEM) as by:
        record(made, by, "send_original", SENT)
        with pytest.raises(Refused) as told, transaction.atomic():
            record(made, by, "deposit_original", DEPOSITED)
        assert "A9.receipt" in [refusal.rule for refusal in told.value.refusals]
        with pytest.raises(Refused) as told, transaction.atomic():
            record(home, by, "send_original", SENT)
        assert "UU 24/2000 art. 17(1)" in told.value.refusals[0].source


def test_what_is_lent_is_not_sent():
    made = signed()
    (one,) = opened(made)
    with acting(SYSTEM) as by:
        case = case_of(made, by)
        actions.lend(original=one, by=by, on=SIGNED, due_on=SENT, borrower="x", purpose="x")
        with pytest.raises(Refused), transaction.atomic():
            cases.record_step(case=case, by=by, step="send_original", on=SENT)
        assert of(made) == in_case(case) == {}


def test_a_certified_copy_comes_after_the_deposit_whole_and_against_a_receipt():
    made = signed()
    with acting(SYSTEM) as by:
        with pytest.raises(Refused), transaction.atomic():  # A9
            copied(made, by)
        record(made, by, "send_original", SENT)
        record(made, by, "deposit_original", DEPOSITED, "TR-1")
        copy = filing.ask_copy(instrument=made, by=by, on=DEPOSITED)
        assert queries.copy_due(copy, queries.dossier_of(made)).on == date(2026, 3, 26)
        facts = {"by": by, "on": RECEIVED, "issued_on": RECEIVED, "receipt": "TT-1"}
        for wrong in ({"has_seal": False}, {"issued_on": date(2026, 3, 19)}):
            given = facts | {"has_ribbon": True, "has_seal": True} | wrong
            with pytest.raises(Refused), transaction.atomic():
                filing.receive_copy(copy=copy, **given)
        assert CertifiedCopy.objects.get().received_on is None
        filing.receive_copy(copy=copy, has_ribbon=True, has_seal=True, **facts)
        with pytest.raises(Refused), transaction.atomic():  # once only
            filing.receive_copy(copy=copy, has_ribbon=True, has_seal=True, **facts)


def test_what_was_not_recorded_is_not_known_until_the_desk_keeps_the_paper():
    made = paper(signed_on=PartialDate.parse("2024-03-01"))
    with acting(SYSTEM) as by:

        def report():
            facts = queries.facts_of(made, queries.dossier_of(made))
            found = duties.duties(facts, {}, date(2026, 6, 1))
            return next(one.due.state for one in found if one.step.code == "report_archive")

        assert report() == "unknown"
        record(made, by, "send_original", SENT)
        assert report() == "overdue"


def test_an_extension_signs_another_paper():
    made = signed()
    with acting(SYSTEM) as by:
        case = case_of(made, by, track="extension")
        record(made, by, "report_archive", REPORTED)

        assert in_case(case) == {}


def test_whoever_does_not_keep_originals_files_nothing():
    made = signed(classification="limited")
    with acting_as(someone("auditor", unit="HOKS")) as by, pytest.raises(Refused):
        record(made, by, "report_archive", REPORTED)


TRY = st.tuples(st.sampled_from(duties.STEPS), st.integers(0, 95), st.booleans())


@settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@example(
    [("send_original", 0, False), ("request_completion", 1, False), ("request_completion", 0, True)]
)
@given(st.lists(TRY, max_size=10))
def test_whatever_is_recorded_through_either_door_both_say_the_same(tries):
    """Random steps on random days through random doors: the case and custody never differ, and
    no copy is received before the deposit, no handover before the report (A9, UU 43/2009)."""
    with transaction.atomic():
        made = signed()
        opened(made)
        with acting(SYSTEM) as by:
            case = case_of(made, by)
            for step, days, in_custody in tries:
                on = date.fromordinal(SIGNED.toordinal() + days)
                try:
                    with transaction.atomic():
                        _try(made, by, case, step, on, in_custody=in_custody)
                except Refused:
                    continue
                found = of(made)
                assert found == in_case(case)
                for later, first in (("receive_certified_copy", "deposit_original"),
                                     ("hand_over_archive_copy", "report_archive")):  # fmt: skip
                    assert later not in found or found[first] <= found[later]
        transaction.set_rollback(True)


def _try(made, by, case, step, on, *, in_custody):
    if in_custody and step == duties.COPY:
        copied(made, by, on)
    elif in_custody:
        record(made, by, step, on, "N-1")
    else:
        facts = {"deposit_receipt": "N-1"} if step == "deposit_original" else {}
        cases.record_step(case=case, by=by, step=step, on=on, facts=facts)
