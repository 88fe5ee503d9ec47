"""Files, chain, reports and withdrawal, through the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.core import claims
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.models import Attachment, Instrument, Link
from tests.people import instrument, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = someone("staff", unit="HOKS")
    client.force_login(user)
    return user


@pytest.fixture
def paper():
    with acting(SYSTEM) as by:
        return instrument(by, title_en="The paper")


def test_a_text_file_is_attached_and_downloaded(client, staff, paper):
    file = SimpleUploadedFile("notes.txt", b"Agreed in Jakarta.", content_type="text/plain")
    response = client.post(f"/en/instruments/{paper.code}/files/", {"file": file, "label": "Notes"})

    page = client.get(f"/en/instruments/{paper.code}/").content.decode()

    assert response.status_code == 302
    assert "Notes" in page
    with acting(SYSTEM):
        held = Attachment.objects.get()
    got = client.get(f"/files/{held.file_id}/")
    assert got.content == b"Agreed in Jakarta."


def test_a_program_is_refused_and_nothing_is_kept(client, staff, paper):
    file = SimpleUploadedFile("notes.txt", b"MZ\x90\x00 program", content_type="text/plain")
    response = client.post(f"/en/instruments/{paper.code}/files/", {"file": file})

    assert response.status_code == 422
    with acting(SYSTEM):
        assert not Attachment.objects.exists()


def test_a_file_of_a_limited_record_is_nothing_to_a_visitor(client, staff):
    with acting(SYSTEM) as by:
        hidden = instrument(by, classification="limited")
    file = SimpleUploadedFile("a.txt", b"Position of the delegation", content_type="text/plain")
    client.post(f"/en/instruments/{hidden.code}/files/", {"file": file})
    with acting(SYSTEM):
        address = f"/files/{Attachment.objects.get().file_id}/"

    client.logout()

    assert client.get(address).status_code == 404


def test_a_paper_is_linked_to_an_earlier_one(client, staff, paper):
    with acting(SYSTEM) as by:
        later = instrument(by, title_en="The extension")
    given = {"kind": "extends", "earlier": paper.code.lower()}
    response = client.post(f"/en/instruments/{later.code}/links/", given)
    missing = client.post(
        f"/en/instruments/{later.code}/links/", given | {"earlier": "KS-INT-1999-0001"}
    )

    assert response.status_code == 302
    assert missing.status_code == 422
    with acting(SYSTEM):
        assert Link.objects.get().earlier_id == paper.pk


def test_the_chosen_report_becomes_the_fact(client, staff, paper):
    with acting(SYSTEM):
        said = [
            claims.Report(field="until", value="2027", source="a newspaper", is_current=True),
            claims.Report(field="until", value="2026", source="another newspaper"),
        ]
        claims.report_many(paper, said, kind="instrument")
        other = next(c for c in claims.of_record(paper.pk)["until"] if c.value == "2026")
    address = f"/en/instruments/{paper.code}/reports/until/"
    page = client.get(address).content.decode()
    client.post(address, {"chosen": other.pk, "why": "the text itself says so"})

    assert "a newspaper" in page and "another newspaper" in page
    with acting(SYSTEM):
        current = [c.value for c in claims.of_record(paper.pk)["until"] if c.is_current]
        assert current == ["2026"]
        assert str(Instrument.objects.get(pk=paper.pk).until) == "2026"


def test_what_a_source_says_is_noted_and_listed_when_it_differs(client, staff, paper):
    address = f"/en/instruments/{paper.code}/report/"
    said = {"field": "signed_on", "value": "1 March 2021", "source": "A newspaper", "as_of": "2021"}

    wrong = client.post(address, said | {"value": "some day"})
    client.post(address, said)
    client.post(address, said | {"value": "March 2020", "source": "An archive"})  # agrees

    assert wrong.status_code == 422
    record = client.get(f"/en/instruments/{paper.code}/").content.decode()
    assert "A newspaper" in record and "An archive" in record
    page = client.get("/en/instruments/contradictions/").content.decode()
    assert page.count("Settle this") == 1 and "1 March 2021" in page
    with acting(SYSTEM):
        assert str(Instrument.objects.get(pk=paper.pk).signed_on) == "2020-03-01"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_note_that_no_text_can_hold_is_a_bad_request(client, staff, paper, language):
    address = f"/{language}/instruments/{paper.code}/notes/"

    assert client.post(address, {"text": "one\0two"}).status_code == 400
    assert client.post(address, {"text": "one two"}).status_code == 302
    assert "one two" in client.get(f"/en/instruments/{paper.code}/").content.decode()


def test_withdrawing_needs_a_reason_and_keeps_the_history(client, staff, paper):
    address = f"/en/instruments/{paper.code}/withdraw/"

    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "entered twice"}).status_code == 302
    assert client.get(f"/en/instruments/{paper.code}/").status_code == 404


@pytest.mark.parametrize("page", ["files/", "links/", "withdraw/", "report/", "reports/until/"])
def test_others_get_nowhere(client, paper, page):
    client.force_login(someone("partner", scope="org:none"))

    assert client.get(f"/en/instruments/{paper.code}/{page}").status_code == 404
