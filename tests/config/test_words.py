"""Histories say everything in words of both languages: no key, no code, no id of the database."""

import re

import pytest
from django.utils import translation

from ecoop.cases.models import Case, CaseLetter
from ecoop.config.demo import accounts, correspondence
from ecoop.config.demo.load import main as load_demo
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.telling import Entry, told
from ecoop.custody.models import CertifiedCopy, Loan, Original
from ecoop.instruments.queries import today
from ecoop.letters.models import Letter
from ecoop.negotiation.models import Clearance

pytestmark = pytest.mark.django_db
KEY = re.compile(r"\b[a-z]+_[a-z_]+\b")  # "turn_side", "kemlu_letter_number"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
SAME = {"extends", "renews", "amends", "replaces"}  # keys that are the English word itself
UNKNOWN_ACT = ("did \N{LEFT DOUBLE QUOTATION MARK}", "melakukan \N{LEFT DOUBLE QUOTATION MARK}")


def raw(line: ledger.Line, entry: Entry) -> list[str]:
    """What in an entry is not in words."""
    found = [entry.what] if any(mark in entry.what for mark in UNKNOWN_ACT) else []
    for field, (name, old, new) in zip(line.changes, entry.changes, strict=True):
        if KEY.search(name) or name == field not in SAME:
            found.append(f"{entry.what}: {name}")
        found += [
            f"{entry.what}: {name}: {value}"
            for value in (old, new)
            if KEY.fullmatch(value)
            or ID.search(value)
            or value.startswith(("{", "[", "org:", "region:"))
        ]
    return found


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_history_of_the_demo_shows_a_key(capsys, lang):
    load_demo(None)
    with acting(SYSTEM) as by:
        accounts.ensure(by=by, password="for-this-test-only-8")
    correspondence.load()
    with acting(SYSTEM), translation.override(lang):
        lines = ledger.feed(limit=100_000)
        entries = told(lines)

    assert {line.kind for line in lines} >= {"case", "text", "letter", "task", "account"}
    assert sorted({one for pair in zip(lines, entries, strict=True) for one in raw(*pair)}) == []


def test_loading_the_demo_again_changes_nothing(capsys):
    for _ in range(2):
        load_demo(None)
        with acting(SYSTEM) as by:
            accounts.ensure(by=by, password="for-this-test-only-8")
        correspondence.load()

    with acting(SYSTEM):
        assert Case.objects.filter(origin__startswith="demo:sample-").count() == 3
        found = (Case.objects.count(), Letter.objects.count(), CaseLetter.objects.count())
        kept = (Original.objects.count(), CertifiedCopy.objects.count(), Clearance.objects.count())
        late = Loan.objects.filter(returned_on=None, due_on__lt=today())
        assert [one.original.keeper for one in late.select_related("original")] == ["bnpb"]
    assert found == (11, 4, 4)
    assert kept == (3, 2, 2)
    assert capsys.readouterr().out.count(", 11 cases") == 2
