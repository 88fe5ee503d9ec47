"""Every row of data/situations.json through the public door: what it says must be answered."""

import json
from datetime import date
from pathlib import Path

import pytest

from ecoop.procedures.explain import answer
from ecoop.procedures.intake import FactsError
from ecoop.procedures.sayings import said
from ecoop.procedures.versions import shipped

TABLE = json.loads((Path(__file__).parent / "data" / "situations.json").read_text("utf-8"))
ROWS = {row["id"]: row for row in TABLE["rows"]}


def facts_of(row):
    ready = {} if row.get("bare") else TABLE["ready"][row["track"]]
    kept = {key: value for key, value in ready.items() if key not in row.get("without", ())}
    return kept | row.get("facts", {})


def asked(row):
    return answer({"facts": facts_of(row)}, row["track"], date.fromisoformat(row["on"]))


def told(reasons):
    """The rule and the source of each reason, as they are quoted in the table."""
    return [f"{each['rule']} | {each['source']}" for each in reasons]


def by_step(listed):
    return {each["step"]: told(each["reasons"]) for each in listed}


def wanting(words, lines):
    return [word for word in words if not any(word in line for line in lines)]


def of_reasons(found, expected):
    """Refusals and findings: the step is there, and each source is named."""
    refused, findings = by_step(found["refused"]), by_step(found["findings"])
    for step, words in expected.get("refused", {}).items():
        assert step not in found["allowed"]
        assert wanting(words, refused.get(step, [])) == [] or step in found["recorded"], step
        if expected.get("only"):
            assert len(refused[step]) == 1, refused[step]
    for step, words in expected.get("refused_not", {}).items():
        assert wanting(words, refused.get(step, [])) == words, step
    for step, words in expected.get("findings", {}).items():
        assert step in findings, findings
        assert wanting(words, findings[step]) == [], step
    if expected.get("findings") == {}:
        assert findings == {}


def of_steps(found, expected):
    steps, turns = found["allowed"], [each["step"] for each in found["turns"]]
    assert set(expected.get("allowed", ())) <= set(steps), by_step(found["refused"])
    assert steps == expected.get("allowed_only", steps)
    assert set(expected.get("recorded", ())) <= set(found["recorded"])
    assert not set(expected.get("notrecorded", ())) & set(found["recorded"])
    assert set(expected.get("turns_have", ())) <= set(turns)
    assert not set(expected.get("turns_lack", ())) & set(turns)
    for step, names in expected.get("evidence", {}).items():
        assert found["evidence"][step] == names


def of_place(found, expected):
    for key in ("turn", "status", "stage", "dormant"):
        assert found[key] == expected.get(key, found[key]), key
    assert found["status"] not in expected.get("status_not", ())
    if "missing" in expected:
        assert told(found["missing"]) == expected["missing"]
    assert wanting(expected.get("missing_with", ()), told(found["missing"])) == []
    assert wanting(expected.get("advice", ()), told(found["advice"])) == []
    for word in expected.get("advice_not", ()):
        assert wanting([word], told(found["advice"])) == [word]
    for word in expected.get("missing_without", ()):
        assert wanting([word], told(found["missing"])) == [word]


def of_deadlines(found, expected):
    runs = {each["kind"]: [each["due"], each["state"]] for each in found["deadlines"]}
    for kind, due in expected.get("deadlines", {}).items():
        assert runs.get(kind) == due, kind
    assert expected.get("noted", "") in json.dumps(found["notes"])
    assert all(each["rule"]["id"] and each["source"] for each in found["deadlines"])  # G6


@pytest.mark.parametrize("name", ROWS)
def test_a_situation_is_answered_as_the_law_has_it(name):
    row = ROWS[name]
    found, expected = asked(row), row["expect"]

    if "error" in expected:
        assert isinstance(found, FactsError)
        assert [word for word in expected["error"] if word not in str(found)] == []
        return
    assert not isinstance(found, FactsError), found
    of_steps(found, expected)
    of_reasons(found, expected)
    of_place(found, expected)
    of_deadlines(found, expected)


def test_what_stands_beside_facts_counts_and_may_not_contradict_them():
    on = date(2024, 8, 20)
    beside = {"facts": {"has_grant": True}, "signed_on": "2024-08-01"}

    both = answer(beside, "domestic_mou", on)
    unknown = answer({"facts": {}, "bogus": 1}, "domestic_mou", on)
    torn = answer(beside | {"facts": {"signed_on": "2024-08-02"}}, "domestic_mou", on)

    assert "sign" in both["recorded"]
    assert "bogus" in str(unknown)
    assert isinstance(torn, FactsError) and "signed_on" in str(torn)


def test_what_a_step_is_for_is_said_in_words_without_a_code_of_the_data():
    """ "Only if" names facts and choices as people do, on every track in both languages."""
    told = [
        (each.code, said(each.when, procedure.facts))
        for procedure in shipped()
        for each in procedure.steps.values()
        if each.when is not None
    ]

    assert len(told) > 50
    assert [one for one in told if "_" in f"{one[1].id}{one[1].en}" or "==" in one[1].en] == []
    found = answer({"facts": {}}, "domestic_mou", date(2024, 8, 20))
    grant = next(each for each in found["refused"] if each["step"] == "consult_grant")
    assert "(only if: Contains a grant)" in str(grant["reasons"])


@pytest.mark.parametrize("on", [5, "2024-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_cannot_be_is_refused(on):
    refusal = answer({"on": on}, "domestic_mou", date(2024, 8, 20))

    assert isinstance(refusal, FactsError) and str(refusal).startswith("on: ")


@pytest.mark.parametrize("procedure", shipped(), ids=lambda each: each.track)
def test_what_ends_a_case_early_is_told_with_the_evidence_that_its_act_demands(procedure):
    """An answer that allows shelving or rejecting does not hide that the act asks for a reason."""
    begun = procedure.steps[procedure.path[0]].records
    told = answer({"facts": {begun: "2026-01-05"}}, procedure.track, date(2026, 11, 22))
    for code in {"reject", "shelve", "let_lapse", "supersede"} & set(told["allowed"]):
        assert told["evidence"][code] == list(procedure.steps[code].evidence) != []


def test_an_end_before_the_beginning_is_a_finding_with_both_days():
    facts = {"signed_on": "2020-01-01", "in_force_from": "2020-01-01", "ends_on": "2019-01-01"}
    told = answer({"facts": facts}, "international_agreement", date(2026, 11, 22))
    found = {each["step"]: each["reasons"] for each in told["findings"]}
    assert [reason["facts"] for reason in found["enter_into_force"]] == [
        ["in_force_from", "ends_on"]
    ]


def test_a_region_deposits_the_original_with_foreign_affairs():
    procedure = next(each for each in shipped() if each.track == "regional_foreign")
    assert {"send_original", "deposit_original", "receive_certified_copy"} <= set(
        procedure.steps["sign"].causes
    )
    told = answer({"facts": {"signed_on": "2026-10-01"}}, "regional_foreign", date(2026, 11, 22))
    assert "duty.deposit_original" in {each["rule"] for each in told["missing"]}
