"""A paper under a parent: the register says whether the parent is in force on the day of signing."""

from datetime import date

import pytest

from ecoop.cases import actions as cases
from ecoop.cases import queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.korea import WAY
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PLACE = [step for step, _, _ in WAY].index("sign")
SIGNED_ON, FACTS = date.fromisoformat(WAY[PLACE][1]), WAY[PLACE][2]
EXEMPT = FACTS | {
    "has_survival_clause": True,  # it ends after its parent (A7)
    "signing_authority": "EXEMPT_7_5", "parent_same_field": True, "within_remit": True,
}  # fmt: skip
SKIPPED = ("issue_full_powers",)


def arrangement(by, **parent):
    """An arrangement that implements a paper of these dates, ready to be signed."""
    body = people.organisation(by, "Ministry of the Interior and Safety")
    facts = {"entry_rule": "SIGNATURE", "duration_rule": "FIXED", "months": 60} | parent
    paper = people.instrument(by, partner=body, **facts)
    case = cases.open_case(
        cases.Draft(track="implementing_arrangement", title_en="Arrangement on drills",
                    partners=[body], parent_id=paper.pk, on=date(2024, 1, 15)), by=by,
    )  # fmt: skip
    for step, on, facts in WAY[:PLACE]:
        if step not in SKIPPED:
            case = cases.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
    return case, paper


def sign(case, by, **facts):
    return cases.record_step(case=case, by=by, step="sign", on=SIGNED_ON, facts=EXEMPT | facts)


def test_a_parent_in_force_on_the_day_exempts_from_full_powers(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, parent = arrangement(by, signed_on=PartialDate.parse("2022-03-01"))
        with at_most(15):
            case = sign(case, by)

        told = queries.log_of(case).given().values
        assert told["parent_in_force_from"] == date(2022, 3, 1)
        assert told["parent_ends_on"] == date(2027, 3, 1)
        assert case.instrument.parent == parent


@pytest.mark.parametrize("dates", [
    {"signed_on": PartialDate.parse("2018-03-01")},  # ended in 2023
    {"signed_on": PartialDate.parse("2025-03-01")},  # signed after the arrangement
    {"signed_on": None, "status_written": "draft"},
    {"signed_on": PartialDate.parse("2022-03-01"), "termination_ground": "agreement",
     "terminated_on": PartialDate.parse("2024-10-01")},
])  # fmt: skip
def test_a_parent_that_is_not_in_force_exempts_nobody_whatever_was_typed(frozen, dates):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, _ = arrangement(by, **dates)
        typed = {} if dates["signed_on"] is None else {"parent_in_force_from": date(2020, 1, 1)}
        with pytest.raises(NotRecorded) as refused:
            sign(case, by, **typed)
    assert "A4.parent_in_force" in {reason.rule for reason in refused.value.reasons}


def test_a_parent_of_unknown_validity_exempts_only_on_the_word_of_who_records(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        signed = PartialDate.parse("2022-03-01")
        case, _ = arrangement(by, signed_on=signed, duration_rule="UNKNOWN", months=None)
        with pytest.raises(NotRecorded) as refused:
            sign(case, by)
        assert "A4.parent_in_force" in {reason.rule for reason in refused.value.reasons}

        case = sign(case, by, parent_in_force_from=date(2022, 3, 1))
        assert case.instrument is not None


def test_the_parent_is_typed_by_its_code_and_seen_on_the_page(client, frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, parent = arrangement(by, signed_on=PartialDate.parse("2022-03-01"))
        hidden = people.instrument(by, partner=people.organisation(by, "Other"),
                                   classification="secret")  # fmt: skip
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/en/cases/{case.code}/edit/"
    held = {"title_en": case.title_en, "owner_unit": "HOKS", "version": case.version,
            "partner_0": "Ministry of the Interior and Safety"}  # fmt: skip

    assert parent.code in client.get(form).content.decode()
    assert parent.code in client.get(f"/en/cases/{case.code}/").content.decode()
    refused = client.post(form, held | {"parent": hidden.code})
    nobody = client.post(form, held | {"parent": "KS-INT-1999-9999"})
    assert refused.status_code == nobody.status_code == 422
    assert client.post(form, held | {"parent": ""}).status_code == 302
    with acting(SYSTEM):
        case.refresh_from_db()
    assert case.parent is None
