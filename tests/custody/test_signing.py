"""Signing a case enters its originals in the same transaction."""

from datetime import date

import pytest
from django.db import transaction

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.custody import queries
from ecoop.custody.models import Original
from ecoop.instruments.queries import parties_of
from tests import people
from tests.cases.korea import WAY
from tests.custody.papers import as_now
from tests.statements import at_most

pytestmark = pytest.mark.django_db
STEPS = [step for step, _, _ in WAY]
PLACE = STEPS.index("sign")
SIGNED_ON, FACTS = date.fromisoformat(WAY[PLACE][1]), WAY[PLACE][2]


@pytest.fixture
def case(frozen):
    """Korea's case for a draft of the register, ready to be signed."""
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        draft = people.instrument(by, partner=body, signed_on=None, status_written="draft")
        case = cases.open_case(
            cases.Draft(track="international_agreement", title_en="MoU", partners=[body],
                        instrument=draft, on=date(2024, 1, 15)), by=by,
        )  # fmt: skip
        for step, on, facts in WAY[:PLACE]:
            case = cases.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
    return case


def sign(case, by, **facts):
    return cases.record_step(case=case, by=by, step="sign", on=SIGNED_ON, facts=FACTS | facts)


def test_signing_enters_as_many_originals_ours_and_theirs_in_turn(case):
    with acting(SYSTEM) as by:
        with at_most(15):
            case = sign(case, by, originals_count=3)
        found = queries.originals_of(case.instrument)

        assert [(one.number, one.keeper, bool(one.organisation)) for one in found] == [
            (1, "bnpb", False), (2, "partner", True), (3, "bnpb", False),
        ]  # fmt: skip
        assert {tuple(one.languages) for one in found} == {("id", "ko", "en")}
        assert {one.since for one in found} == {SIGNED_ON}
        (line,) = queries.log_of(found[0])
        assert (line.act, line.why) == ("custody.original_opened", case.code)


def test_the_statements_of_signing_do_not_grow_with_the_originals(case):
    with acting(SYSTEM) as by, at_most(15):
        sign(case, by, originals_count=40)


def test_a_corrected_number_adds_only_what_is_missing(case):
    with acting(SYSTEM) as by:
        case = sign(case, by, originals_count=2)
        for count in (4, 3):
            act = case_queries.log_of(case).standing_acts[-1]
            case = cases.record_step(case=case, by=by, step="sign", on=SIGNED_ON,
                                     facts=FACTS | {"originals_count": count},
                                     supersedes=act.id)  # fmt: skip
        assert Original.objects.count() == 4


@pytest.mark.parametrize("facts", [{"originals_count": 51}, {"signature_kind": "certified"}])
def test_what_cannot_be_signs_nothing_and_enters_nothing(case, facts):
    with acting(SYSTEM) as by:
        before = case.version
        with pytest.raises(Refused), transaction.atomic():
            sign(case, by, **facts)
        case.refresh_from_db()
        assert case.version == before and not Original.objects.exists()


def test_sending_the_original_moves_ours_and_leaves_theirs(case):
    with acting(SYSTEM) as by:
        case = sign(case, by)
        ours, theirs = queries.originals_of(case.instrument)
        cases.record_step(case=case, by=by, step="send_original", on=date(2024, 12, 9))

        assert as_now(ours, case.instrument).keeper == "kemlu"
        assert as_now(theirs, case.instrument).keeper == "partner"


@pytest.mark.parametrize(("language", "words"), [("id", "2 naskah asli"), ("en", "2 originals")])
def test_the_form_of_the_step_signs_and_the_register_shows_the_originals(
    case, client, language, words
):
    client.force_login(people.someone("staff", unit="HOKS"))
    fields = {f"fact_{key}": str(value).lower() if isinstance(value, bool) else value
              for key, value in FACTS.items()}  # fmt: skip
    given = fields | {"on": SIGNED_ON.isoformat(), "version": case.version}
    form = f"/{language}/cases/{case.code}/record/sign/"

    refused = client.post(form, given | {"fact_originals_count": "900"})
    with at_most(15):
        assert client.post(form, given).status_code == 302

    assert refused.status_code == 422
    shown = " ".join(client.get(f"/{language}/custody/").content.decode().split())
    assert words in shown.replace('<b class="num">', "").replace("</b>", "")


PEOPLE = {
    "signatories": [
        {"name": "Kepala Contoh", "office": "Kepala BNPB", "side": "home", "basis": "FULL_POWERS",
         "paper": "12/2024, 21 Oktober 2024"},
        {"name": "Menteri Contoh", "office": "Minister", "side": "partner",
         "of": "Ministry of the Interior and Safety"},
    ],
    "witnesses": [{"name": "Saksi Contoh", "office": "Sekretaris Utama"}],
    "originals_languages": ["id", "en"],
}  # fmt: skip


def signed_by(paper):
    return [(one.side, one.signatory, one.office) for one in parties_of(paper)]


OURS_AND_THEIRS = [("partner", "Menteri Contoh", "Minister")]


def test_who_signed_stands_in_the_register_and_the_originals_have_their_languages(case):
    with acting(SYSTEM) as by:
        with at_most(15):
            case = sign(case, by, **PEOPLE)

        assert signed_by(case.instrument) == OURS_AND_THEIRS
        assert {tuple(one.languages) for one in queries.originals_of(case.instrument)} == {
            ("id", "en")
        }
        act = case_queries.log_of(case).standing_acts[-1]
        assert act.facts["witnesses"] == PEOPLE["witnesses"]


def test_a_corrected_signatory_is_corrected_in_the_register(case):
    with acting(SYSTEM) as by:
        case = sign(case, by, **PEOPLE)
        act = case_queries.log_of(case).standing_acts[-1]
        other = [PEOPLE["signatories"][0], PEOPLE["signatories"][1] | {"name": "Wakil Menteri"}]
        case = cases.record_step(case=case, by=by, step="sign", on=SIGNED_ON, supersedes=act.id,
                                 facts=FACTS | PEOPLE | {"signatories": other})  # fmt: skip
        assert signed_by(case.instrument) == [("partner", "Wakil Menteri", "Minister")]


@pytest.mark.parametrize(
    "told", [{"witnesses": [{"office": "x"}]}, {"signatories": [{"name": "x", "shoe": "9"}]},
             {"witnesses": ["x"]}],
)  # fmt: skip
def test_persons_that_are_no_persons_are_refused(case, told):
    with acting(SYSTEM) as by, transaction.atomic(), pytest.raises(Refused):
        sign(case, by, **told)


@pytest.mark.parametrize(("language", "words"), [("id", "surat kuasa"), ("en", "full powers")])
def test_the_form_asks_who_signed_and_on_which_authority(case, client, language, words):
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/{language}/cases/{case.code}/record/sign/"
    shown = client.get(form).content.decode()
    assert "Ministry of the Interior and Safety" in shown
    given = {f"fact_{key}": str(value).lower() if isinstance(value, bool) else value
             for key, value in FACTS.items()}  # fmt: skip
    given |= {"on": SIGNED_ON.isoformat(), "version": case.version}
    nameless = client.post(form, given | {"signatories_0_office": "Kepala BNPB"})
    whose = {"id": "Pihak Indonesia", "en": "Indonesian side"}[language]
    assert f"({whose})." in nameless.content.decode()
    given |= {
        "signatories_0_name": "Kepala Contoh", "signatories_0_basis": "FULL_POWERS",
        "signatories_1_name": "Menteri Contoh", "witnesses_0_name": "Saksi Contoh",
        "witnesses_0_office": "Sekretaris Utama",
    }  # fmt: skip
    assert (nameless.status_code, client.post(form, given).status_code) == (422, 302)

    page = client.get(f"/{language}/cases/{case.code}/").content.decode()
    assert "Saksi Contoh, Sekretaris Utama" in page
    assert "Menteri Contoh (Ministry of the Interior and Safety)" in page
    assert words in page.casefold()
    with acting(SYSTEM):
        assert signed_by(case.instrument) == [("partner", "Menteri Contoh", "")]


def test_a_correction_shows_who_was_told_and_keeps_whom_it_does_not_change(case, client):
    with acting(SYSTEM) as by:
        case = sign(case, by, **PEOPLE)
        act = case_queries.log_of(case).standing_acts[-1]
    client.force_login(people.someone("staff", unit="HOKS"))
    shown = client.get(f"/en/cases/{case.code}/acts/{act.id}/").content.decode()
    for word in ("Kepala Contoh", "12/2024, 21 Oktober 2024", "Menteri Contoh", "Saksi Contoh"):
        assert f'value="{word}"' in shown
