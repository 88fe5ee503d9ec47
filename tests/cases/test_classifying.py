"""The class of a case and its person in charge: changed on pages, and all that hangs on it follows."""

import pytest

from ecoop.cases import actions, classifying, handing, proposing, queries
from ecoop.cases.models import Case, Mandate, Proposal
from ecoop.core.classification import Classification, rank
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.negotiation import actions as texts
from ecoop.negotiation.models import Draft, Position
from ecoop.screening import actions as screening
from ecoop.screening.models import Screening
from tests import people
from tests.cases.test_acts import opened, walk

pytestmark = pytest.mark.django_db
GIVEN = {"background": "b", "analysis": "a", "position": "p"}


@pytest.fixture
def place(frozen):
    """A case with a mandate, a text with a position, and a screening."""
    frozen(2025, 6, 2)
    staff, legal = people.someone("staff", unit="HOKS"), people.someone("legal", unit="HOKS")
    with acting(SYSTEM) as by:
        body = people.organisation(by)
        case = walk(opened(by, body), by=by, until="explore")
        actions.write_mandate(case=case, by=by, **GIVEN)
        draft = texts.open_draft(case=case, by=by, kind="mou")
        words = {"id": "x", "en": "x"}
        made = texts.add_article(draft=draft, by=by, number=1, titles=words, bodies=words)
        texts.set_position(article=made, by=by, version=0, ours="o", theirs="", mandate_limit="")
        screening.plan(case=case, by=by, budget_line="1")
        case.refresh_from_db()
    return {"case": case, "staff": staff, "legal": legal,
            "partner": people.someone("partner", scope=f"org:{body.pk}")}  # fmt: skip


@pytest.mark.parametrize("wanted", Classification.values)
def test_everything_that_hangs_on_a_case_follows_its_class(place, wanted):
    with acting(SYSTEM) as by:
        done = classifying.classify(case=place["case"], by=by, classification=wanted, why="x")

        inner = max(rank(wanted), rank("confidential"))
        assert (done.classification, done.class_rank) == (wanted, rank(wanted))
        for model in (Mandate, Draft, Position, Screening):
            assert model.objects.get().class_rank == inner, model
        line = queries.lines_of(done)[0]
        if wanted != "limited":
            assert (line.act, line.changes["classification"]) == (
                "case.classified", ["limited", wanted],
            )  # fmt: skip


def test_the_work_of_the_turn_moves_to_a_desk_that_may_read_it(place):
    with acting(SYSTEM) as by:
        handing.hand_out(place["case"].pk, by=by)
        classifying.classify(case=place["case"], by=by, classification="secret", why="x")
        for _ in range(2):
            handing.hand_out(place["case"].pk, by=by)
            (task,) = queries.open_tasks(by, place["case"])
            assert (task.holder, task.class_rank) == ("role:legal", 3)


def test_staff_give_no_class_beyond_their_own_reach(place, client):
    with people.acting_as(place["staff"]) as actor, pytest.raises(Refused):
        classifying.classify(case=place["case"], by=actor, classification="secret", why="x")
    client.force_login(place["staff"])
    page = f"/en/cases/{place['case'].code}/classification/"
    assert client.post(page, {"classification": "secret", "why": "x"}).status_code == 422
    assert client.post(page, {"classification": "confidential"}).status_code == 422  # a reason
    told = {"classification": "confidential", "why": "The talks began"}
    assert client.post(page, told).status_code == 302
    client.force_login(place["partner"])
    assert client.get(f"/en/cases/{place['case'].code}/").status_code == 404
    assert client.get(page).status_code == 404


def test_the_person_in_charge_is_changed_on_the_page_and_gets_the_work(place, client):
    client.force_login(place["staff"])
    case = place["case"]
    page = f"/en/cases/{case.code}/edit/"
    assert "Test legal" in client.get(page).content.decode()
    told = {
        "title_en": case.title_en, "promised_on": "2025-06-30", "partner_0": "Ministry of Tests", "owner_unit": "HOKS",
        "person": str(place["legal"].pk), "version": case.version,
    }  # fmt: skip
    assert client.post(page, told).status_code == 302
    assert "Test legal" in client.get(f"/en/cases/{case.code}/").content.decode()
    with acting(SYSTEM) as by:
        changed = queries.lines_of(Case.objects.get())[0].changes
        assert changed["person_id"] == ["", str(place["legal"].pk)]
        handing.hand_out(case.pk, by=by)
        (task,) = queries.open_tasks(by, case)
        assert task.holder == f"user:{place['legal'].pk}"
    assert client.post(page, told | {"person": "nobody"}).status_code == 422


def test_the_proposal_and_its_files_follow(place):
    with acting(SYSTEM) as by:
        proposing.begin(language="en")
        proposal = Proposal.objects.get()
        proposal.case = place["case"]
        proposal.save()
        classifying.classify(case=place["case"], by=by, classification="secret", why="x")
        assert Proposal.objects.get().classification == "secret"
