"""`ecoop procedure`, run as a person runs it."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from ecoop.procedures.drawing import svg
from ecoop.procedures.drawing.layout import layout
from ecoop.procedures.handbook import page
from ecoop.procedures.loading import DATA
from ecoop.procedures.versions import shipped
from tests.procedures.situations import SIGNABLE, without

ROOT = Path(__file__).parents[2]


def procedure(*arguments, stdin=""):
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ecoop.config.cli", "procedure", *arguments],
        capture_output=True, text=True, input=stdin, check=False, cwd=ROOT,
    )  # fmt: skip


def explain(facts, *arguments, track="international_agreement", on="2024-08-20"):
    done = procedure(
        "explain", "--track", track, "--facts", "-", "--on", on, "--json", *arguments,
        stdin=json.dumps(facts),
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout)


def test_a_situation_is_explained_without_database():
    done = procedure("explain", "--track", "international_agreement", "--facts", "-", "--on",
                     "2024-08-20", "--json", stdin=json.dumps(
                         without("international_agreement", "kemlu_consulted_on")))  # fmt: skip

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    refused = {each["step"]: each["reasons"] for each in answer["refused"]}
    assert [(r["rule"], r["source"]) for r in refused["sign"]] == [
        ("A1.kemlu_consulted", "UU 24/2000 art. 5(1); UU 37/1999 art. 13")
    ]
    assert set(refused["sign"][0]["text"]) == {"id", "en"}
    assert answer["missing"][0]["step"] == "consult_kemlu"
    assert "consult_kemlu" in answer["allowed"]
    assert "| django" not in done.stderr.replace("  ", " ")


def test_a_list_answers_a_list_and_a_bad_one_spoils_no_other():
    code, answers = explain(
        [
            {"id": "a", **SIGNABLE["international_agreement"]},
            {"id": "b", "track": "grant", "facts": {"grnt_consulted_on": "2024-01-01"}},
            {"track": "archive", "on": "2025-01-02", "steps": {"sign": "2024-01-02"}},
        ]
    )

    assert code == 1
    assert "sign" in answers[0]["allowed"]
    assert answers[1]["case"] == "b"
    assert answers[1]["error"].startswith(
        "unknown key: grnt_consulted_on; did you mean grant_consulted_on"
    )
    assert "error" in answers[2]  # the archive track has no step sign, though a key signed_on


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--track", "internasional_agreement"), "did you mean international_agreement"),
        ((), "give the track"),
        (("--track", "grant", "--step", "sing"), "did you mean sign"),
        (("KS-2026-0001",), "the database does not answer"),
        (("--track", "grant", "--facts", "missing.json"), "cannot be read"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_sentence(arguments, said):
    done = procedure("explain", *arguments)

    told = [line for line in done.stderr.splitlines() if not line.startswith("import time")]
    assert done.returncode == 2
    assert len(told) == 1
    assert said in told[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"signed_on": "2024-01-01", "signed_on": "2024-02-01"}', "'signed_on' stands twice"),
        ('[{"facts": {"has_grant": true, "has_grant": false}}]', "'has_grant' stands twice"),
        ('{"signed\\ud800_on": "2024-01-01"}', "unknown key: signed\\ud800_on"),
        ('{"reason": "\\ud800", "has_grant": "\\udc80"}', "has_grant: true or false is needed"),
        ('{"deposit_receipt": "\\ud800"}', ""),
    ],
)
def test_what_no_file_should_hold_is_said_and_never_fails(written, said):
    done = procedure("explain", "--track", "grant", "--facts", "-", "--json", stdin=written)
    told = [line for line in done.stderr.splitlines() if not line.startswith("import time")]
    assert "Traceback" not in done.stderr
    assert len(told) == (1 if said else 0) and said in "".join(told)


def test_one_step_and_words(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text("{}")

    done = procedure("explain", "--track", "grant", "--facts", str(file), "--step", "sign",
                     "--lang", "id", "--on", "2024-01-01")  # fmt: skip

    assert "Hibah · 1 Januari 2024" in done.stdout
    assert "PP 10/2011 pasal 56(3)" in done.stdout
    assert "Menutup hibah" not in done.stdout


def test_a_day_before_the_first_version_is_said():
    _, answer = explain({}, track="foreign_ngo", on="2010-01-01")

    assert "6 December 2016" in answer["notes"][0]["en"]


def test_check_names_faults_of_a_file(tmp_path):
    good = procedure("check")
    bad = tmp_path / "bad.toml"
    source = (DATA / "tracks" / "grant-1.toml").read_text(encoding="utf-8")
    bad.write_text(source.replace("[steps.sign]", '[steps.sign]\nrequires = ["close_grant"]'))

    done = procedure("check", str(bad), "--json")

    assert (good.returncode, good.stdout) == (0, "12 procedures, 0 faults\n")
    assert done.returncode == 1
    assert {each["sort"] for each in json.loads(done.stdout)} >= {"unreachable"}


def test_an_edited_procedure_counts_from_its_day_only(tmp_path):
    source = (DATA / "tracks" / "grant-1.toml").read_text(encoding="utf-8")
    file = tmp_path / "grant-2.toml"
    edited = source.replace("version = 1", "version = 2").replace("2011-01-01", "2027-01-01")
    file.write_text(edited.replace("[steps.screen]", "").replace(
        "[steps.propose]\n", '[steps.propose]\ngates = ["proposal_set", "grant_reviewed"]\n'))  # fmt: skip

    before = explain({}, "--with", str(file), track="grant", on="2026-12-31")[1]
    after = explain({}, "--with", str(file), track="grant", on="2027-01-01")[1]

    assert procedure("check", str(file)).returncode == 0
    assert (before["version"], after["version"]) == (1, 2)
    assert "propose" in before["allowed"]
    assert "propose" not in after["allowed"]


def test_compare_and_list():
    assert procedure("compare", "grant", "grant").returncode == 0
    assert procedure("compare", "domestic_mou", "domestic_pks").returncode == 1
    assert procedure("list").stdout.count("\n") == 12


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("track", [each.track for each in shipped()])
def test_every_track_is_drawn_legibly(track, lang):
    procedure_ = next(each for each in shipped() if each.track == track)
    space = "{http://www.w3.org/2000/svg}"

    drawn = ET.fromstring(svg(procedure_, lang=lang))  # noqa: S314 - our own picture

    plan = layout(procedure_)
    assert set(plan.places) == set(procedure_.steps)
    assert len(set(plan.places.values())) == len(plan.places)  # no box upon another
    width, height = (float(each) for each in drawn.get("viewBox").split()[2:])
    boxes = drawn.findall(f"{space}g/{space}rect")
    assert len(boxes) == len(procedure_.steps)
    for box in boxes:
        assert float(box.get("x")) + float(box.get("width")) <= width
        assert float(box.get("y")) + float(box.get("height")) <= height
    assert drawn.find(f"{space}title").text == procedure_.name.in_(lang)
    assert "style" not in {key for each in drawn.iter() for key in each.keys()}  # noqa: SIM118


def test_the_page_is_current_and_names_everything():
    text = (ROOT / "docs" / "procedures.md").read_text(encoding="utf-8")

    assert text == page()
    for each in shipped():
        for name in (*each.steps, *each.rules, *each.clocks, *each.facts):
            assert f"`{name}`" in text, name
        for rule in each.rules.values():  # also where a track says it otherwise than the library
            assert f"`{rule.needs.text}`" in text and rule.text.en in text, (each.track, rule.code)


def test_the_transitional_rule_of_a_law_is_said_of_what_was_begun_before_it():
    old = explain({"negotiated_on": "1999-05-04"}, on="2001-02-01")[1]
    new = explain({"negotiated_on": "2001-01-04"}, on="2001-02-01")[1]

    assert "UU 24/2000 art. 21" in old["notes"][-1]["en"]
    assert "pasal 21" in old["notes"][-1]["id"]
    assert not [note for note in new["notes"] if "art. 21" in note["en"]]
