"""Letters in the file of a case: seen on both pages by whoever may read both, and by nobody else."""

import pytest

from ecoop.cases import filing
from ecoop.cases.models import CaseLetter
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.letters.actions import dispose
from tests import people
from tests.cases.test_acts import opened, walk
from tests.letters.papers import given, letter
from tests.statements import at_most

pytestmark = pytest.mark.django_db
SUBJECT = "Invitation to the third round"


@pytest.fixture
def place(frozen):
    """A case in talks with a letter of its partner, a Secret one, and people of each depth."""
    frozen(2026, 11, 22)
    staff = people.someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        case = walk(opened(by, body), by=by, until="explore")
        paper = letter(by, subject=SUBJECT, organisation=body)
        secret = letter(by, subject="Sealed", number="S-1", classification="secret")
    disposed(paper, staff)
    return {
        "case": case, "letter": paper, "secret": secret, "staff": staff, "body": body,
        "legal": people.someone("legal", unit="HOKS"), "admin": people.someone("admin", unit="HOKS"),
        "partner": people.someone("partner", scope=f"org:{body.pk}"),
    }  # fmt: skip


def disposed(paper, staff):
    with people.acting_as(staff) as by:
        dispose(letter=paper, by=by, given=given(f"user:{staff.pk}"))


def case_page(place, more="", lang="en"):
    return f"/{lang}/cases/{place['case'].code}/{more}"


def letter_page(place, which="letter"):
    return f"/en/cases/letters/{place[which].code}/"


def file_all(place):
    with acting(SYSTEM) as by:
        for which in ("letter", "secret"):
            filing.put_in(case=place["case"], letter=place[which], by=by)


@pytest.mark.parametrize(
    ("lang", "words"), [("id", "Pelajari dan beri saran"), ("en", "Study and advise")]
)
def test_a_letter_is_put_in_and_stands_on_the_page_with_its_dispositions(
    place, client, lang, words
):
    client.force_login(place["staff"])
    assert SUBJECT in client.get(case_page(place, "letters/", lang)).content.decode()
    with at_most(15):
        answer = client.post(case_page(place, "letters/"), {"letter": place["letter"].code.lower()})
    shown = client.get(case_page(place, lang=lang)).content.decode()

    assert answer.status_code == 302
    assert SUBJECT in shown and words in shown and "Test staff" in shown
    assert SUBJECT not in client.get(case_page(place, "letters/", lang)).content.decode()
    assert place["case"].code in client.get(letter_page(place)).content.decode()


def test_from_the_letter_it_is_put_into_a_case_and_taken_out_again(place, client):
    client.force_login(place["staff"])
    page = client.get(f"/en/letters/{place['letter'].code}/").content.decode()
    assert letter_page(place) in page
    put = client.post(letter_page(place), {"case": place["case"].code})
    inside = client.get(letter_page(place)).content.decode()
    out = client.post(case_page(place, f"letters/{place['letter'].code}/"))
    after = client.get(letter_page(place)).content.decode()

    assert (put.status_code, out.status_code) == (302, 302)
    assert case_page(place) in inside and case_page(place) not in after
    with acting(SYSTEM):
        acts = [line.act for line in ledger.history(place["case"].pk, limit=2)]
    assert acts == ["case.letter_taken_out", "case.letter_filed"]


def test_a_letter_above_ones_class_is_nowhere_through_the_case(place, client):
    file_all(place)
    client.force_login(place["staff"])
    hidden = client.post(case_page(place, "letters/"), {"letter": place["secret"].code})
    nothing = client.post(case_page(place, "letters/"), {"letter": "SM-1999-0001"})
    told = client.get(case_page(place)).content.decode()
    with people.acting_as(place["staff"]):
        told += repr(ledger.history(place["case"].pk)) + repr(ledger.feed())

    assert SUBJECT in told
    assert "Sealed" not in told and place["secret"].code not in told
    assert hidden.status_code == nothing.status_code == 422
    assert client.get(letter_page(place, "secret")).status_code == 404
    client.force_login(place["legal"])
    assert "Sealed" in client.get(case_page(place)).content.decode()


@pytest.mark.parametrize("who", ["partner", "admin"])
def test_who_sees_the_outline_only_learns_of_no_letter(place, client, who):
    file_all(place)
    client.force_login(place[who])

    assert SUBJECT not in client.get(case_page(place)).content.decode()
    assert case_page(place) not in client.get(letter_page(place)).content.decode()
    assert client.get(case_page(place, "letters/")).status_code == 404
    assert client.post(case_page(place, f"letters/{place['letter'].code}/")).status_code == 404
    with people.acting_as(place["partner"]):
        assert not CaseLetter.objects.exists()
    with acting(SYSTEM):
        assert CaseLetter.objects.count() == 2


@pytest.mark.parametrize("letters", [1, 3])
def test_the_pages_stay_within_their_statements(place, client, letters):
    with acting(SYSTEM) as by:
        for number in range(letters):
            more = letter(by, subject=f"Note {number}", number=f"N-{number}")
            disposed(more, place["staff"])
            filing.put_in(case=place["case"], letter=more, by=by)
    client.force_login(place["staff"])

    for address in (case_page(place), case_page(place, "letters/"), letter_page(place)):
        with at_most(8):
            assert client.get(address).status_code == 200
