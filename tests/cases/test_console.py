"""`ecoop procedure explain CODE STEP`: a case in words and as JSON."""

import json
from argparse import Namespace
from datetime import date

import pytest

from ecoop.cases import console
from ecoop.config import cli
from ecoop.core.identity import SYSTEM, acting
from tests.cases.test_acts import opened, walk

pytestmark = pytest.mark.django_db


def asked(code, **more):
    given = {"code": code, "code_step": None, "step": None, "on": date(2025, 6, 2), "lang": "en",
             "json": True}  # fmt: skip
    return Namespace(**given | more)


@pytest.fixture
def case(frozen):
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        return walk(opened(by), by=by, until="explore")


def test_a_case_says_why_it_cannot_be_signed(case, capsys):
    assert console._explain(asked(case.code, code_step="sign")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["stage"] == "exploring"
    assert "UU 24/2000 art. 5(1)" in told["refused"][0]["reasons"][0]["source"]

    assert console._explain(asked(case.code.lower(), json=False)) == 0
    assert "Exploring" in capsys.readouterr().out


def test_what_is_no_case_or_no_step_is_said(case, capsys):
    assert console._explain(asked("KS-1900-0001")) == 2
    assert "there is no case" in capsys.readouterr().err
    assert console._explain(asked(case.code, code_step="dance")) == 2
    assert "no step dance" in capsys.readouterr().err


def test_a_situation_is_answered_as_before(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text("{}")
    given = ["procedure", "explain", "--track", "archive", "--facts", str(facts), "--json"]
    assert cli.main(given) == 0
    assert json.loads(capsys.readouterr().out)["track"] == "archive"
