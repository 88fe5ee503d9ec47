"""Laws and rules are cited in the language of the page, wherever a page shows one."""

import csv
import re

import pytest
from django.utils.translation import override

from ecoop.cases import actions as cases
from ecoop.core.bilingual import Text
from ecoop.core.citing import source_in
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refusal
from ecoop.negotiation import actions as texts
from ecoop.negotiation.clauses import VOCABULARY
from ecoop.procedures.loading import clock_library
from ecoop.procedures.versions import shipped
from ecoop.tasks import ladder
from tests.letters.papers import letter
from tests.people import someone

ENGLISH = re.compile(
    r"\b(art|rules?|the|of|by|text|house|law|guidance|practice|model|period|extension|see|own)\b"
)


def sources() -> set[str]:
    """Every source that the house ships as data."""
    told = {clock.source for clock in clock_library().values()} | {ladder.SOURCE}
    for procedure in shipped():
        for each in (*procedure.steps.values(), *procedure.rules.values()):
            told.add(each.source)
    with VOCABULARY.open(encoding="utf-8", newline="") as lines:
        return told | {row["source"] for row in csv.DictReader(lines)}


def test_no_source_that_the_house_ships_keeps_an_english_word():
    said = {source: source_in(source, "id") for source in sources()}

    left = {each for each in said.values() if ENGLISH.search(each.replace("(model", ""))}

    assert left == set()
    assert said["UU 24/2000 art. 16; rule A6"] == "UU 24/2000 pasal 16; kaidah A6"


@pytest.mark.parametrize(("lang", "words"), [
    ("id", "Tidak (UU 24/2000 pasal 5(1); kaidah A2)"), ("en", "No (UU 24/2000 art. 5(1); rule A2)"),
])  # fmt: skip
def test_a_refusal_cites_in_the_language_of_the_page(lang, words):
    refusal = Refusal(Text(id="Tidak", en="No"), source="UU 24/2000 art. 5(1); rule A2")
    with override(lang):
        assert str(refusal) == words


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "cited", "foreign"), [
    ("id", "Permendagri 75/2022 pasal 3", " art. "), ("en", "Permendagri 75/2022 art. 3", " pasal "),
])  # fmt: skip
def test_the_clauses_of_a_text_cite_in_the_language_of_the_page(client, lang, cited, foreign):
    with acting(SYSTEM) as by:
        case = cases.open_case(cases.Draft(track="domestic_mou", title_en="X"), by=by)
        texts.open_draft(case=case, by=by, kind="mou")
    client.force_login(someone("staff", unit="HOKS"))

    shown = client.get(f"/{lang}/cases/{case.code}/text/").content.decode()

    assert cited in shown
    assert foreign not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "cited"), [
    ("id", "UU 14/2008 pasal 17; kaidah G1"), ("en", "UU 14/2008 art. 17; rule G1"),
])  # fmt: skip
def test_a_form_that_is_refused_cites_in_the_language_of_the_page(client, lang, cited):
    with acting(SYSTEM) as by:
        paper = letter(by, classification="secret")
    client.force_login(someone("legal", unit="HOKS"))
    given = {"in_charge": "unit:DEP-2", "instructions": ["study"], "urgency": "usual",
             "classification": "secret"}  # fmt: skip

    shown = client.post(f"/{lang}/letters/{paper.code}/dispose/", given).content.decode()

    assert cited in shown
