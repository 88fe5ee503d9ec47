"""`ecoop clock explain`, run as a person runs it."""

import json
import subprocess
import sys
from argparse import Namespace
from datetime import date

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import explain as explaining
from tests.people import instrument, organisation


def explain(*arguments, stdin=""):
    return subprocess.run(
        [sys.executable, "-m", "ecoop.config.cli", "clock", "explain", *arguments],
        capture_output=True, text=True, input=stdin, check=False,
    )  # fmt: skip


def test_one_case_answers_one_object(tmp_path):
    file = tmp_path / "case.json"
    file.write_text('{"signed_on": "2015-04-10", "rule": "FIXED", "months": 60}')

    done = explain("--facts", str(file), "--on", "2026-11-21", "--json")

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert (answer["status"], answer["status_simple"]) == ("expired", "expired")
    assert (answer["starts_on"], answer["ends_on"]) == ("2015-04-10", "2020-04-10")
    assert set(answer["explanation"]) == {"id", "en"}


def test_a_list_answers_a_list_and_a_bad_case_spoils_no_other():
    cases = [{"signed_on": "2015", "months": 60, "on": "2020-06-01"}, {"months": -1}, {"id": "x"}]

    done = explain("--facts", "-", "--on", "2026-11-21", "--json", stdin=json.dumps(cases))

    good, bad, empty = json.loads(done.stdout)
    assert done.returncode == 1
    assert (good["status"], good["certain"], good["on"]) == ("expiring", False, "2020-06-01")
    assert bad == {"case": "2", "error": "months: a whole number from 1 to 6000 is needed"}
    assert (empty["case"], empty["status"]) == ("x", "unknown")


def test_without_a_language_both_are_printed():
    case = '{"signed_on": "2015-04-10", "months": 60}'

    both = explain("--facts", "-", "--on", "2026-11-21", stdin=case).stdout
    one = explain("--facts", "-", "--on", "2026-11-21", "--lang", "en", stdin=case).stdout

    assert "so it ended on 10 April 2020" in both
    assert "telah berakhir pada 10 April 2020" in both
    assert "berakhir" not in one


def test_refusals_are_one_plain_sentence():
    for arguments, stdin, said in (
        (["--facts", "nowhere.json"], "", "nowhere.json cannot be read"),
        (["--facts", "-"], "{", "- is not JSON"),
        (["--facts", "-"], '{"rule": "x"}', "rule: 'X' is none of"),
        ([], "", "give either the CODE of a record or --facts FILE"),
    ):
        done = explain(*arguments, stdin=stdin)
        assert done.returncode == 2
        assert done.stderr.startswith(f"ecoop clock explain: {said}")
        assert done.stderr.count("\n") == 1


def test_a_record_is_explained_by_its_code(db, capsys):
    with acting(SYSTEM) as by:
        made = instrument(by, partner=organisation(by), duration_rule="FIXED", months=12)
    asked = Namespace(code=made.code, facts=None, on=date(2026, 11, 21), lang="en", json=False)

    code = explaining.main(asked)

    told = capsys.readouterr().out
    assert code == 0
    assert told.startswith(f"{made.code} · 21 November 2026: Expired\n")
    assert "so it ended on 1 March 2021; no extension is known." in told


def test_no_record_of_that_code_is_said(db, capsys):
    asked = Namespace(code="KS-INT-1900-0001", facts=None, on=None, lang=None, json=False)

    assert explaining.main(asked) == 2
    assert capsys.readouterr().err == "ecoop clock explain: there is no record KS-INT-1900-0001\n"
