"""Whether a paper stays in the field of its parent is read from the register, and the page says why."""

from datetime import date

import pytest

from ecoop.cases import queries as cases
from ecoop.cases.lifecycle import NotRecorded
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.screening import actions, lifecycle
from tests import people
from tests.cases.test_parent import arrangement, sign

PARENT = ["risk", "capacity.training"]


@pytest.mark.parametrize(
    ("own", "parents", "same"),
    [
        (["risk"], PARENT, True), (["risk.early_warning", "capacity.training"], PARENT, True),
        (["risk", "prevention"], PARENT, False), (["risk"], ["risk.early_warning"], False),
        ([], PARENT, None), (["risk"], [], None),
    ],
)  # fmt: skip
def test_every_field_lies_in_one_of_the_parent(own, parents, same):
    assert lifecycle.field_facts(own, parents).get("parent_same_field") is same


def screened(by, fields, parents=PARENT):
    case, parent = arrangement(by, signed_on=PartialDate.parse("2022-03-01"), fields=parents)
    actions.plan(case=case, by=by, fields=fields, goals=[], goals_note="", budget_line="")
    return case, parent


@pytest.mark.django_db
def test_another_field_refuses_the_exemption_whatever_was_typed(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, _ = screened(by, ["prevention"])
        with pytest.raises(NotRecorded) as refused:
            sign(case, by, parent_same_field=True)
    assert {reason.rule for reason in refused.value.reasons} == {"A4.same_field"}


@pytest.mark.django_db
def test_the_same_field_is_told_with_the_act(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, _ = screened(by, ["risk.early_warning"])
        case = sign(case, by, parent_same_field=False)
        told = cases.log_of(case).given().values
    assert told["parent_same_field"] is True
    assert (told["cooperation_fields"], told["parent_fields"]) == (
        ("risk.early_warning",),
        tuple(PARENT),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Fields of this cooperation", "Early warning", "Risk assessment and monitoring")),
     ("id", ("Bidang kerja sama ini", "Peringatan dini", "Kajian dan pemantauan risiko"))],
)  # fmt: skip
def test_the_form_says_why_and_asks_only_where_fields_are_not_known(
    client, frozen, language, words
):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        case, _ = screened(by, ["risk.early_warning"])
    client.force_login(people.someone("staff", unit="HOKS"))
    page = f"/{language}/cases/{case.code}/record/sign/"
    shown = client.get(page).content.decode()
    assert all(each in shown for each in words) and "fact_parent_same_field" not in shown

    with acting(SYSTEM) as by:
        actions.plan(case=case, by=by, fields=[], goals=[], goals_note="", budget_line="")
    shown = client.get(page).content.decode()
    assert "fact_parent_same_field" in shown and words[0] not in shown
    assert date(2025, 6, 2).isoformat() in shown
