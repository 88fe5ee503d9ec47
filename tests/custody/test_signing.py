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
