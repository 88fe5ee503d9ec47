"""Before a procedure is published: its faults, its differences, and from when it counts."""

import dataclasses
import itertools
import re
import tomllib
from datetime import date, datetime

import pytest

from ecoop.procedures import comparing, model, sayings
from ecoop.procedures.checking import faults
from ecoop.procedures.comparing import compare
from ecoop.procedures.explain import answer
from ecoop.procedures.expressions import ExpressionError, read
from ecoop.procedures.loading import DATA, ProcedureError, parsed_toml, procedure_of
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
        ({"path": ["propose", "explore", "propose", "sign"]}, "twice", "international_agreement"),
        ({"steps": {"sign": {"when": "colour == 'red'"}}}, "unknown_fact", "sign"),
        ({"steps": {"sign": {"en": ""}}}, "translation", "sign"),
        ({"name": {"id": "Perjanjian"}}, "translation", "international_agreement"),
        ({"steps": {"sign": {"source": " "}}}, "source", "sign"),
        ({"steps": {"screen": {"requires": ["explore"]}, "explore": {"requires": ["screen"]}}},
         "cycle", "screen"),
        ({"steps": {"screen": {"requires": ["screen"]}}}, "cycle", "screen"),
        ({"steps": {"screen": {"requires": ["clear_text"]}, "consult_kemlu": {"requires":
         ["screen"]}}}, "cycle", "screen"),
        ({"steps": {"negotiate": {"precludes": ["agree_text", "reject", "shelve", "supersede"]}}},
         "dead_end", "negotiate"),
        ({"steps": {"propose": {"precludes": ["sign"]}}}, "dead_end", "propose"),
        ({"steps": {"screen": {"gates": ["A13.council_approved"]}}}, "impossible_gate",
         "A13.council_approved"),
        ({"steps": {"explore": {"when": "not has_foreign_party"}}}, "unreachable", "explore"),
        ({"steps": {"explore": {"when": "signed_on > 5"}}}, "condition", "explore"),
        ({"steps": {"meet": new_step()}}, "same_record", "meet"),
        ({"given": {"has_foreign_party": True, "languages": ["en"]}}, "impossible_gate",
         "A3.indonesian_text"),
        ({"given": {"colour": "red"}}, "preset", "colour"),
        ({"given": {"has_foreign_party": "perhaps"}}, "preset", "has_foreign_party"),
        ({"deadlines": [{"kind": "kemlu_answer", "unit": "fortnights"}]}, "deadline",
         "kemlu_answer"),
        ({"deadlines": [{"kind": "kemlu_answer", "anchor": "reason"}]}, "deadline", "kemlu_answer"),
        ({"deadlines": [{"kind": "kemlu_answer", "source": ""}]}, "source", "kemlu_answer"),
        ({"rule": {"A3.indonesian_text": {"who": ["CLERK"]}}}, "unknown_name", "A3.indonesian_text"),
        ({"rule": {"A3.indonesian_text": {"step": "dance"}}}, "unknown_name", "A3.indonesian_text"),
        ({"rule": {"A3.indonesian_text": {"level": "advise"}}}, "unknown_name", "A3.indonesian_text"),
        ({"rule": {"A3.indonesian_text": {"basis": "Q"}}}, "unknown_name", "A3.indonesian_text"),
        ({"steps": {"sign": {"asks": "dance"}}}, "unknown_name", "sign"),
        ({"steps": {"sign": {"status": "floating"}}}, "unknown_name", "sign"),
        ({"steps": {"sign": {"causes": ["explore"]}}}, "dead_duty", "sign"),
        ({"fact": {"hall": {"kind": "colour", "id": "Aula", "en": "Hall"}}}, "unknown_name", "hall"),
        ({"fact": {"hall": {"kind": "flag", "id": "Aula"}}}, "translation", "hall"),
        ({"fact": {"hall": {"kind": "flag", "id": "Aula", "en": "Hall", "aliases":
         ["signing_date"]}}}, "same_name", "signed_on"),
        ({"summary": {"id": "Dari usulan"}}, "translation", "international_agreement.summary"),
        ({"deadlines": [{"kind": "kemlu_answer", "who": "CLERK"}]}, "unknown_name",
         "kemlu_answer"),
        ({"deadlines": [{"kind": "notice", "overrides": "colour"}]}, "unknown_name", "notice"),
        ({"deadlines": [{"kind": "notice", "amount": 99_999_999}]}, "deadline", "notice"),
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
        "'certificate' in proposal_documents",
        "'proposal' in proposal_documents and 'proposal' not in proposal_documents",
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
        ({"version": "two"}, "whole number"),
        ({"version": 0}, "counts from 1, not 0"),
        ({"name": {"id": "Nota", "en": "Note", "fr": "Note"}}, "name: unknown key 'fr'"),
        ({"library": 9}, "no library 9"),
        ({"final": []}, "did you mean finals"),
        ({"path": "sign"}, "path is a list"),
        ({"steps": {"explore": {"require": ["screen"]}}}, "did you mean requires"),
        ({"steps": {"explore": {"requires": "screen"}}}, "requires is a list"),
        ({"deadlines": [{"kind": "kemlu_answer", "amuont": 3}]}, "did you mean amount"),
        ({"rule": {"wall": {"needs": "on > on", "since": "soon"}}}, "since is no day"),
        ({"steps": {"sign": {"when": "open('x')"}}}, "function that does not exist"),
        ({"deadlines": [5]}, "5 is neither a name nor a table"),
        ({"deadlines": "minutes"}, "deadlines is a list"),
        ({"name": "MoU"}, "name is a table"),
        ({"steps": {"sign": {"en": 5}}}, r"\[steps.sign\], en is a text"),
        ({"steps": {"sign": {"when": 5}}}, r"\[steps.sign\], when is a text"),
        ({"steps": {"sign": {"repeats": "no"}}}, r"\[steps.sign\], repeats is true or false"),
        ({"rule": {"wall": "high"}}, r"\[rule\], wall is a table"),
        ({"fact": {"hall": {"choices": ["a"]}}}, r"\[fact.hall\], choices is a table"),
        ({"fact": {"hall": {"choices": {"a": "A"}}}}, "has words in both languages"),
        ({"fact": {"hall": {"aliases": "room"}}}, "aliases is a list of names"),
        ({"fact": {"hall": {"kinds": "flag"}}}, "did you mean kind"),
        ({"given": ["has_grant"]}, "given is a table"),
        ({"fact": {"signed_on": {"kind": "flag"}}}, "is the day of sign already"),
        ({"in_force_from": datetime(2027, 1, 1)}, "no day"),  # noqa: DTZ001 - as TOML reads it
    ],
)
def test_what_cannot_be_read_is_said(change, said):
    with pytest.raises(ProcedureError, match=said):
        edited(**change)


@pytest.mark.parametrize(
    "text",
    [
        "1 +",
        "x.y",
        "__import__('os')",
        "[1]",
        "lambda: 1",
        "f(x)",
        "x if y else z",
        "a; b",
        "not " * 3000 + "x",
        "not " * 60 + "x",
    ],
)
def test_a_condition_is_a_small_language(text):
    with pytest.raises(ExpressionError) as refused:
        read(text)
    said = refused.value.said
    assert said.id and said.en and said.id != said.en


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("a = 1\nb = =", "baris 2, kolom 5", "line 2, column 5"),
        ("a = [", "akhir teks", "end of the text"),
    ],
)
def test_the_place_of_what_is_no_toml_is_said(text, indonesian, english):
    with pytest.raises(ProcedureError) as refused:
        parsed_toml(text)
    (said,) = refused.value.faults
    assert (indonesian in said.id, english in said.en) == (True, True)


@pytest.mark.parametrize("code", ["consult_kemlu", "approve_mandate", "agree_text"])
def test_a_gate_whose_step_was_taken_away_is_found(code):
    track = tomllib.loads(FILE.read_text(encoding="utf-8"))
    del track["steps"][code]
    track["path"].remove(code)
    for step in track["steps"].values():
        for key in ("requires", "precludes", "cancels"):
            step[key] = [each for each in step.get(key, ()) if each != code]

    found = faults(procedure_of(track))

    told = [each.text.en for each in found if each.sort == "impossible_gate"]
    assert any(f"this track has no step {code}" in each for each in told)


def test_a_track_may_bring_its_own_step_rule_and_fact():
    meet = new_step(records="met_on", gates=["hall_booked"])
    rule = {
        "needs": "hall_booked", "source": "UU 1/2000 art. 1", "id": "Aula", "en": "No hall yet.",
        "who": ["HOKS"],
    }  # fmt: skip
    fact = {"kind": "flag", "source": "-", "id": "Aula dipesan", "en": "Hall booked"}
    new = edited(
        version=2, in_force_from="2027-01-01",
        steps={"meet": meet}, rule={"hall_booked": rule}, fact={"hall_booked": fact},
    )  # fmt: skip
    old, _ = in_force("international_agreement", date(2026, 1, 1))
    on = date(2027, 2, 1)

    bare = answer({}, "international_agreement", on, "meet", [old, new])
    booked = answer({"hall_booked": True}, "international_agreement", on, "meet", [old, new])
    met = answer({"met_on": "2027-01-20", "hall_booked": True}, new.track, on, None, [old, new])
    before = answer({"hall_booked": True}, new.track, date(2026, 12, 31), None, [old, new])

    assert faults(new) == ()
    assert [each["rule"] for each in bare["refused"][0]["reasons"]] == ["hall_booked"]
    assert booked["allowed"] == ["meet"]
    assert "meet" in met["recorded"]
    assert "hall_booked" in str(before)
    told = [change.text.en for change in compare(old, new)]
    assert told[-2:] == [
        "new rule: “No hall yet.” (hall_booked)", "new fact: “Hall booked” (hall_booked)",
    ]  # fmt: skip


def test_differences_are_told_in_words():
    new = edited(
        version=2, in_force_from="2027-01-01",
        steps={"screen": {"gates": []}, "sign": {"requires": ["clear_text"]}},
    )  # fmt: skip
    old, _ = in_force("international_agreement", date(2026, 1, 1))

    told = [change.text.en for change in compare(old, new)]
    set_of_papers = (
        "“The set is incomplete: proposal, partner profile, summary of substance, and draft text if "
        "there is one; the proposer says so when there is none.” (proposal_set)"
    )

    assert told[0] == (
        "track “International agreement” (international_agreement), in force from: 23 October 2000 "
        "becomes 1 January 2027"
    )
    assert told[1].startswith(
        f"step “Screen the proposal” (screen), gates: removed {set_of_papers}, “Every live"
    )
    assert told[2] == (
        "step “Sign” (sign), required steps: added “Legal review and clearance by the ministries” "
        "(clear_text)"
    )
    assert told[3] == f"rule removed: {set_of_papers}" and len(told) == 7
    assert compare(old, old) == ()
    assert all(change.text.id for change in compare(old, new))


def test_no_part_of_a_procedure_is_told_by_its_code_alone():
    """Whatever differs between two tracks has a name for what differs and for both its values."""
    parts = {
        part.name
        for kind in (model.Step, model.Rule, model.Clock, model.Fact)
        for part in dataclasses.fields(kind)
    }
    assert parts - {"code", "key"} <= comparing.PARTS.keys()
    for old, new in itertools.permutations(shipped(), 2):
        for change in compare(old, new):
            if change.part in ("needs", "when", "void_when"):
                continue  # a condition of a kind that is rarely met stays as it is written
            bare = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "", change.text.id)
            assert not re.search(r"\b[a-z]+_[a-z_]+\b", bare), change.text.id


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": {"explore": {"when": "has_grant"}}},
         "langkah “Penjajakan” (explore), berlaku bila: kosong menjadi Memuat hibah (has_grant)"),
        ({"steps": {"explore": {"actor": "UNIT"}}},
         ("langkah “Penjajakan” (explore), giliran: Biro Hukum, Organisasi, dan Kerja Sama menjadi "
         "Unit pengusul")),
        ({"steps": {"explore": {"repeats": False}}},
         "langkah “Penjajakan” (explore), dapat diulang: ya menjadi tidak"),
        ({"steps": {"shelve": {"precludes": ["sign"]}}},
         ("langkah “Menangguhkan, dengan tanggal peninjauan” (shelve), langkah yang ditutup: "
         "ditambah “Menandatangani” (sign); dihapus setiap langkah")),
        ({"given": {"has_foreign_party": True, "is_international_agreement": True,
                    "signatory_office": "president"}}, "ditetapkan lebih dahulu: "),
        ({"deadlines": [{"kind": "kemlu_answer", "unit": "working_days"}]},
         "satuan: hari menjadi hari kerja"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_the_language_of_the_page(change, said):
    old, _ = in_force("international_agreement", date(2026, 1, 1))
    assert any(said in each.text.id for each in compare(old, edited(**change)))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("signed_on > ends_on", "signed_on > ends_on"),
        ("'en' in languages", "Languages of the frozen text: with en"),
        ("has_grant != False", "Contains a grant: other than no"),
        ("clause_meter_percent >= 90", "Clause checklist fulfilled, in percent: at least 90"),
        ("not on > full_powers_valid_until", "not so: on > full_powers_valid_until"),
    ],
)
def test_every_condition_of_a_step_can_be_said(condition, said):
    """Also one that compares two facts: the page of a case says why such a step does not apply."""
    track = edited(steps={"explore": {"when": condition}})
    assert sayings.said(track.steps["explore"].when, track.facts).en == said


def test_a_version_counts_from_its_day():
    old, _ = in_force("international_agreement", date(2026, 1, 1))
    new = edited(version=2, in_force_from="2027-01-01")
    both = (new, old)

    assert in_force("international_agreement", date(2026, 12, 31), both) == (old, True)
    assert in_force("international_agreement", date(2027, 1, 1), both) == (new, True)
    assert in_force("international_agreement", date(1999, 1, 1), both) == (old, False)
    with pytest.raises(KeyError):
        in_force("elsewhere", date(2026, 1, 1))
