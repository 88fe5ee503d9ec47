"""Before a procedure is published: its faults, its differences, and from when it counts."""

import tomllib
from datetime import date

import pytest

from ecoop.procedures.checking import faults
from ecoop.procedures.comparing import compare
from ecoop.procedures.expressions import ExpressionError, read
from ecoop.procedures.loading import DATA, ProcedureError, procedure_of
from ecoop.procedures.versions import in_force, shipped

FILE = DATA / "tracks" / "international_agreement-1.toml"


def edited(**more):
    """The international track as parsed, with keys replaced; `steps` are merged."""
    track = tomllib.loads(FILE.read_text(encoding="utf-8"))
    steps = more.pop("steps", {})
    track |= more
    for code, step in steps.items():
        track["steps"][code] = {**track["steps"].get(code, {}), **step}
    return procedure_of(track)


@pytest.mark.parametrize("procedure", shipped(), ids=lambda each: each.track)
def test_what_is_shipped_has_no_fault(procedure):
    assert faults(procedure) == ()


def new_step(**more):
    return {"id": "Baru", "en": "New", "records": "signed_on", "source": "UU 1/2000 art. 1"} | more


@pytest.mark.parametrize(
    ("change", "sort", "where"),
    [
        ({"steps": {"consult_kemlu": {"requires": ["sign"]}}}, "unreachable", "sign"),
        ({"steps": {"negotiate": {"precludes": ["*"]}}}, "dead_end", "negotiate"),
        ({"steps": {"sign": {"precludes": ["*"]}}}, "dead_end",
         "sign"),
        ({"steps": {"trap": new_step(requires=["shelve"])}}, "unreachable", "trap"),
        ({"steps": {"sign": {"requires": ["nowhere"]}}}, "unknown_name", "sign"),
        ({"steps": {"sign": {"evidence": ["colour"]}}}, "unknown_name", "sign"),
        ({"steps": {"sign": {"actor": "NOBODY"}}}, "unknown_name", "sign"),
        ({"goal": "party"}, "unknown_name", "international_agreement"),
        ({"steps": {"sign": {"when": "colour == 'red'"}}}, "unknown_fact", "sign"),
        ({"steps": {"sign": {"en": ""}}}, "translation", "sign"),
        ({"name": {"id": "Perjanjian"}}, "translation", "international_agreement"),
        ({"steps": {"sign": {"source": " "}}}, "source", "sign"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(change, sort, where):
    assert (sort, where) in {(each.sort, each.where) for each in faults(edited(**change))}


@pytest.mark.parametrize(
    "needs",
    [
        "known(signed_on) and not known(signed_on)",
        "clause_meter_percent > 100 and clause_meter_percent < 50",
        "signed_on > clause_meter_percent",
        "signatory_office == 'astronaut'",
    ],
)
def test_a_gate_that_nobody_can_pass_is_found(needs, monkeypatch):
    from ecoop.procedures import loading  # noqa: PLC0415 - its library is exchanged here

    library = dict(loading._library(1))
    library["rule"] = {
        **library["rule"],
        "wall": {"id": "Tidak", "en": "No", "needs": needs, "source": "UU 1/2000 art. 1"},
    }
    monkeypatch.setattr(loading, "_library", lambda version: library)

    found = faults(edited(steps={"explore": {"gates": ["wall"]}}))

    assert ("impossible_gate", "wall") in {(each.sort, each.where) for each in found}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": {"sign": {"gates": ["A99"]}}}, "A99"),
        ({"steps": {"dance": {}}}, "dance"),
        ({"deadlines": ["never"]}, "never"),
        ({"in_force_from": "soon"}, "no day"),
        ({"steps": {"sign": {"when": "open('x')"}}}, "no such function"),
    ],
)
def test_what_cannot_be_read_is_said(change, said):
    with pytest.raises(ProcedureError, match=said):
        edited(**change)


@pytest.mark.parametrize(
    "text", ["1 +", "x.y", "__import__('os')", "[1]", "lambda: 1", "f(x)", "x if y else z", "a; b"]
)
def test_a_condition_is_a_small_language(text):
    with pytest.raises(ExpressionError):
        read(text)


def test_differences_are_told_in_words():
    new = edited(
        version=2, in_force_from="2027-01-01",
        steps={"screen": {"gates": []}, "sign": {"requires": ["clear_text"]}},
    )  # fmt: skip
    old, _ = in_force("international_agreement", date(2026, 1, 1))

    told = [change.text.en for change in compare(old, new)]

    assert told[0].endswith("in force from: 2000-10-23 becomes 2027-01-01")
    assert told[1:] == [
        "step Screen the proposal (screen), gates: proposal_set becomes nothing",
        "step Sign (sign), required steps: nothing becomes clear_text",
        "rule removed: proposal_set",
    ]
    assert compare(old, old) == ()
    assert all(change.text.id for change in compare(old, new))


def test_a_version_counts_from_its_day():
    old, _ = in_force("international_agreement", date(2026, 1, 1))
    new = edited(version=2, in_force_from="2027-01-01")
    both = (new, old)

    assert in_force("international_agreement", date(2026, 12, 31), both) == (old, True)
    assert in_force("international_agreement", date(2027, 1, 1), both) == (new, True)
    assert in_force("international_agreement", date(1999, 1, 1), both) == (old, False)
    with pytest.raises(KeyError):
        in_force("elsewhere", date(2026, 1, 1))
