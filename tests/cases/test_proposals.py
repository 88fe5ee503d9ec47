"""Proposals from outside, their confirmation, and the tracker by receipt."""

import re
import secrets

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.cases import actions, proposal_pages, proposing, queries, receipts, tasks
from ecoop.cases.models import Case, Proposal
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.queries import today
from tests import people
from tests.documents import hostile
from tests.statements import at_most

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "A Person", "email": "person@example.org", "body_written": "A University",
    "track": "domestic_mou", "title": "Cooperation on early warning", "aim": "a", "urgency": "b",
    "scope": "c", "benefit": "d", "has_no_draft": "on",
}  # fmt: skip


def paper(name):
    return SimpleUploadedFile(f"{name}.txt", hostile.HONEST["txt"])


def files():
    return {"file_proposal": paper("proposal"), "file_partner_profile": paper("profile")}


def begun(client):
    return client.post("/en/propose/")["Location"]


def sent(client, **more):
    """A proposal handed in by a guest; gives (its row, the token of the letter)."""
    address = begun(client)
    answer = client.post(address, TOLD | files() | {"do": "send"} | more)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    with acting(SYSTEM):
        row = Proposal.objects.get()
    tasks.write_letter(str(row.pk), "confirm", "http://testserver/")
    return row, re.search(r"/en/propose/confirm/(\w+)/", mail.outbox[-1].body)[1]


def receipt_of(client):
    row, token = sent(client)
    page = client.post(f"/en/propose/confirm/{token}/").content.decode()
    return row, re.search(r'id="receipt">([\w-]+)<', page)[1]


def ask(client, receipt):
    return client.post("/en/track/", {"receipt": receipt})


def test_a_draft_is_kept_as_it_is_and_asks_for_the_required_set_when_sent(client):
    address = begun(client)
    assert client.post(address, {"title": "Half a", "do": "save"}).status_code == 302
    assert "Half a" in client.get(address).content.decode()

    saved = client.post(address, {"title": "Half a title"}, headers={"HX-Request": "true"})
    assert "Saved" in saved.content.decode()
    assert "<html" not in saved.content.decode()

    given = {"title": "Half a title", "file_draft": paper("draft"), "do": "send"}
    refused = client.post(address, given)
    told = refused.content.decode()
    assert refused.status_code == 422
    assert "draft.txt" in client.get(address).content.decode()
    for field in ("name", "email", "track", "aim", "file_proposal", "file_partner_profile"):
        assert f'id="id_{field}-error"' in told, field


def test_a_region_proposes_and_explores_next(client):
    row, token = sent(client, track="regional_foreign", body_written="A province")
    client.post(f"/en/propose/confirm/{token}/")
    with acting(SYSTEM):
        log = queries.log_of(Case.objects.get(proposal=row))
    assert [(act.step, act.by) for act in log.acts] == [("propose", "REGION")]
    assert log.standing(today()).turn.step == "explore"


def test_that_there_is_no_draft_text_yet_is_said_and_not_supposed(client):
    address = begun(client)
    silent = {name: value for name, value in TOLD.items() if name != "has_no_draft"}
    refused = client.post(address, silent | files() | {"do": "send"})
    assert refused.status_code == 422
    assert "Attach the draft text, or say here" in refused.content.decode()

    both = client.post(address, TOLD | {"file_draft": paper("draft"), "do": "send"})
    assert both.status_code == 422
    assert "A draft text is attached" in both.content.decode()

    assert client.post(address, silent | {"do": "send"}).status_code == 200  # attached is enough


@pytest.mark.parametrize(
    ("track", "waits"),
    [("international_agreement", ""), ("foreign_ngo", ""), ("domestic_mou", "proposal_set")],
)
def test_without_a_draft_text_a_case_is_screened_where_the_law_lets_it(client, track, waits):
    _, token = sent(client, track=track)
    client.post(f"/en/propose/confirm/{token}/")
    with acting(SYSTEM) as by:
        case = Case.objects.get()
        (act,) = queries.log_of(case).acts
        found = queries.log_of(case).standing(today())
        assert act.facts["draft_exists"] is False
        assert [each.rule for each in found.refused.get("screen", ())] == [waits] * bool(waits)
        assert ("screen" in found.allowed) is not bool(waits)

        if waits:  # the draft came: the act is corrected, and the screening is open
            told = {"proposal_documents": ["draft", "partner_profile", "proposal", "summary"]}
            actions.record_step(
                case=case, by=by, step="propose", on=act.on, supersedes=act.id,
                facts=told | {"draft_exists": True}, why="The draft came by post",
            )  # fmt: skip
            assert "screen" in queries.log_of(case).standing(today()).allowed


def test_what_waits_for_a_mistyped_address_goes_back_to_its_draft(client):
    address = begun(client)
    wrong = {"email": "wrong@example.org", "do": "send"}
    client.post(address, TOLD | files() | wrong)
    with acting(SYSTEM):
        row = Proposal.objects.get()
    tasks.write_letter(str(row.pk), "confirm", "http://testserver/")
    astray = re.search(r"/en/propose/confirm/\w+/", mail.outbox[-1].body)[0]
    waiting = client.get(address).content.decode()
    assert "wrong@example.org" in waiting
    assert client.post(address, {"title": "x"}, headers={"HX-Request": "true"}).status_code == 404

    assert client.post(address, {"do": "reopen"})["Location"] == address
    page = client.get(address).content.decode()
    assert "Cooperation on early warning" in page
    assert "proposal.txt" in page
    assert client.get(astray).status_code == 404
    assert client.post(address, TOLD | {"do": "send"}).status_code == 200
    tasks.write_letter(str(row.pk), "confirm", "http://testserver/")

    assert mail.outbox[-1].to == ["person@example.org"]
    assert client.post(astray).status_code == 404
    right = re.search(r"/en/propose/confirm/\w+/", mail.outbox[-1].body)[0]
    assert right != astray
    assert "receipt" in client.post(right).content.decode()
    assert client.post(address, {"do": "reopen"}).status_code == 404  # what is confirmed stays


def test_a_draft_belongs_to_its_key_alone(client):
    begun(client)
    assert client.get("/en/propose/AAAABBBBCCCCDDDDEEEE/").status_code == 404


def test_a_file_that_is_not_taken_is_named_and_nothing_is_lost(client):
    address = begun(client)
    bad = SimpleUploadedFile("proposal.exe", b"MZ\x90\x00" + b"\x00" * 200)
    answer = client.post(address, TOLD | {"file_proposal": bad, "do": "save"})
    assert answer.status_code == 422
    assert "A University" in answer.content.decode()


def test_a_guest_confirms_by_letter_and_the_case_opens_with_the_proposal(client):
    row, token = sent(client)
    page = f"/en/propose/confirm/{token}/"
    assert mail.outbox[-1].to == ["person@example.org"]
    assert client.get(page).status_code == 200
    with acting(SYSTEM):
        assert not Case.objects.exists()  # opening the link alone confirms nothing

    shown = client.post(page).content.decode()
    again = client.post(page).content.decode()
    pattern = r'id="receipt">([\w-]+)<'
    assert re.search(pattern, shown)[1] == re.search(pattern, again)[1]
    with acting(SYSTEM):
        case = Case.objects.get()
        (act,) = queries.log_of(case).acts
        assert (act.step, act.by) == ("propose", "PARTNER")
        assert act.facts["proposal_documents"] == ["partner_profile", "proposal", "summary"]
        assert case.turn_side == "ours"
    tasks.write_letter(str(row.pk), "receipt", "http://testserver/")
    assert re.search(pattern, shown)[1] in mail.outbox[-1].body


def test_an_account_needs_no_letter_and_sees_its_own_case(client):
    with acting(SYSTEM) as by:
        body = people.organisation(by, "A Ministry Abroad")
    partner = people.someone("partner", scope=f"org:{body.pk}")
    client.force_login(partner)
    address = begun(client)
    page = client.post(address, TOLD | files() | {"do": "send"})
    assert 'id="receipt"' in page.content.decode()
    with acting(SYSTEM):
        case = Case.objects.get()
    assert client.get(f"/en/cases/{case.code}/").status_code == 200


def test_the_desk_reads_the_proposal_on_the_page_of_its_case(client):
    receipt_of(client)
    with acting(SYSTEM):
        case = Case.objects.get()
    client.force_login(people.someone("staff", unit="HOKS"))
    with at_most(8):  # one of them keeps the session, once; an amendment asks for its paper, too
        shown = client.get(f"/en/cases/{case.code}/").content.decode()
    assert "person@example.org" in shown
    assert "proposal.txt" in shown


def test_a_receipt_shows_stage_turn_and_promise_and_nothing_else(client):
    _, receipt = receipt_of(client)
    shown = ask(client, receipt.lower().replace("-", " ")).content.decode()

    assert "Proposed" in shown
    assert "BNPB" in shown
    with acting(SYSTEM):
        case = Case.objects.get()
    for secret in (case.code, TOLD["title"], TOLD["name"], TOLD["email"], receipt):
        assert secret not in shown


def test_wrong_receipts_and_those_of_closed_cases_get_the_same_bytes(client, monkeypatch):
    monkeypatch.setattr(proposal_pages, "ASKING", proposal_pages.Limit("receipt", 500, 3600))
    _, receipt = receipt_of(client)
    with acting(SYSTEM) as by:
        case = Case.objects.get()
        actions.record_step(
            case=case, by=by, step="reject", on=today(), facts={"reason": "overlap"}
        )
    closed = ask(client, receipt)
    random = [ask(client, receipts.spaced(receipts.fresh())) for _ in range(100)]
    odd = [ask(client, typed) for typed in ("", "x" * 500, "\x00", "<b>", secrets.token_hex(9))]

    assert closed.status_code == 404
    assert {answer.content for answer in (*random, *odd)} == {closed.content}
    assert {tuple(sorted(answer.headers.items())) for answer in (*random, *odd)} == {
        tuple(sorted(closed.headers.items()))
    }


def test_too_many_tries_get_the_answer_of_a_wrong_receipt(client, monkeypatch):
    monkeypatch.setattr(proposal_pages, "ASKING", proposal_pages.Limit("receipt-few", 2, 3600))
    _, receipt = receipt_of(client)
    wrong = ask(client, "none").content
    assert ask(client, receipt).status_code == 200
    assert ask(client, receipt).content == wrong


def test_drafts_left_alone_are_forgotten(client, frozen):
    frozen(2026, 1, 1)
    begun(client)
    frozen(2026, 3, 1)
    with acting(SYSTEM):
        assert proposing.forget_drafts() == 1
        assert not Proposal.objects.exists()


def test_nobody_outside_reads_a_proposal(client):
    receipt_of(client)
    partner = people.someone("partner", scope="org:0197a000-0000-7000-8000-000000000000")
    with people.acting_as(partner):
        assert not Proposal.objects.exists()
