"""Pages of letters."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.accounts.actions import load_units
from ecoop.core.identity import SYSTEM, acting
from ecoop.letters.models import Disposition, Letter
from tests.documents import hostile
from tests.letters.papers import letter
from tests.people import acting_as, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db
FACTS = {
    "direction": "in", "dated_on": "2026-11-02", "moved_on": "2026-11-04", "nature": "important",
    "classification": "confidential", "subject": "Undangan perundingan", "sender": "Kedutaan",
    "addressee": "Kepala BNPB", "srikandi_ref": "SRK-77",
}  # fmt: skip


@pytest.fixture
def staff(db):
    with acting(SYSTEM):
        load_units()
    return someone("staff", unit="HOKS", username="staff")


def fill(rows):
    with acting(SYSTEM) as by:
        return [letter(by, subject=f"Letter {n}", number=f"B-{n}") for n in range(rows)]


def give(client, code, holder, **more):
    fields = {"in_charge": holder, "instructions": ["study"], "urgency": "usual",
              "classification": "limited"}  # fmt: skip
    return client.post(f"/en/letters/{code}/dispose/", fields | more)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "address",
    ["letters/", "letters/{code}/", "letters/{code}/dispose/", "letters/new/", "dispositions/"],
)
def test_pages_stay_within_their_statements(client, staff, rows, address):
    code = fill(rows)[0].code
    client.force_login(staff)
    for _ in range(rows):
        give(client, code, f"user:{staff.pk}")

    with at_most(8):
        assert client.get("/en/" + address.format(code=code)).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("Pelajari dan beri saran", "belum dibaca", "Deputi Bidang Pencegahan",
                "Deputi Bidang Penanganan Darurat")),
        ("en", ("Study and advise", "not read yet", "Deputy for Prevention",
                "Deputy for Emergency Response")),
    ],
)  # fmt: skip
def test_a_letter_shows_its_tree_in_both_languages(client, staff, language, words):
    code = fill(1)[0].code
    client.force_login(staff)
    give(client, code, "unit:DEP-2", copies=["unit:DEP-3"], note="Mohon segera")

    page = client.get(f"/{language}/letters/{code}/").content.decode()

    assert all(word in page for word in (*words, "Mohon segera"))


def test_a_letter_is_registered_with_its_facts(client, staff):
    client.force_login(staff)

    early = client.post("/id/letters/new/", FACTS | {"moved_on": "2026-11-01"})
    unknown = client.post("/id/letters/new/", FACTS | {"partner": "Nobody at all"})
    with at_most(15):
        done = client.post("/id/letters/new/", FACTS)

    assert (early.status_code, unknown.status_code, done.status_code) == (200, 200, 302)
    with acting(SYSTEM):
        kept = Letter.objects.get()
    assert (kept.code, kept.srikandi_ref, kept.class_rank) == ("SM-2026-0001", "SRK-77", 2)


def test_no_letter_comes_tomorrow_and_no_disposition_is_late_when_given(client, staff):
    code = fill(1)[0].code
    client.force_login(staff)

    tomorrow = client.post("/en/letters/new/", FACTS | {"moved_on": "2999-01-01"})
    over = give(client, code, f"user:{staff.pk}", due_on="2020-01-01")

    assert "This day has not come" in tomorrow.content.decode()
    assert "This day is over" in over.content.decode()
    with acting(SYSTEM):
        assert Letter.objects.count() == 1
        assert not Disposition.objects.exists()


def test_the_register_filters_searches_sorts_and_downloads(client, staff):
    fill(3)
    with acting(SYSTEM) as by:
        letter(by, direction="out", nature="secret", subject="Answer")
    client.force_login(staff)

    def total(query):
        return client.get(f"/en/letters/?format=json&{query}").json()["total"]

    assert [total(query) for query in ("", "direction=out", "nature=important", "q=letter+1", "q=B-2")] == [
        4, 1, 3, 1, 1,
    ]  # fmt: skip
    for query in (
        "sort=moved&direction=out",
        "sort=dated",
        "format=csv",
        "format=xlsx",
        "cols=srikandi,classification",
    ):
        assert client.get(f"/en/letters/?{query}").status_code == 200


def test_a_disposition_is_given_read_and_forwarded_on_the_pages(client, staff):
    user = someone("unit", unit="DEP-2", username="user")
    code = fill(1)[0].code
    client.force_login(staff)
    someone("unit", unit="DEP-3", username="third")
    with at_most(15):
        assert give(client, code, f"user:{user.pk}", copies=["unit:DEP-3"]).status_code == 302
    with acting(SYSTEM):
        first = Disposition.objects.get()

    client.force_login(user)
    listed = client.get("/en/dispositions/").content.decode()
    read = client.post(f"/en/dispositions/{first.pk}/read/")
    forwarded = client.post(
        f"/en/letters/{code}/dispose/?parent={first.pk}",
        {"in_charge": "unit:DEP-4", "instructions": ["answer"], "urgency": "now", "classification": "limited"},
    )  # fmt: skip

    assert "I have read it" in listed and "Letter 0" in listed
    assert (read.status_code, forwarded.status_code) == (302, 302)
    page = client.get(f"/en/letters/{code}/").content.decode()
    assert "read by" in page and "Deputy for Rehabilitation" in page
    client.force_login(staff)
    assert client.get(f"/en/dispositions/{first.pk}/cancel/").status_code == 200
    refused = client.post(f"/en/dispositions/{first.pk}/cancel/", {"why": "x"}).content.decode()
    assert "can no longer be cancelled" in refused


def test_a_wider_class_is_not_offered_and_not_taken(client, staff):
    with acting(SYSTEM) as by:
        code = letter(by, classification="confidential").code
    client.force_login(staff)

    answer = give(client, code, "unit:DEP-2", classification="limited")

    assert answer.status_code == 200
    with acting(SYSTEM):
        assert not Disposition.objects.exists()


def test_a_file_comes_under_the_letters_class(client, staff):
    with acting(SYSTEM) as by:
        code = letter(by, classification="confidential").code
    user = someone("unit", unit="DEP-2", username="user")
    client.force_login(staff)

    kept = client.post(
        f"/en/letters/{code}/files/",
        {"file": SimpleUploadedFile("nota.txt", hostile.HONEST["txt"]), "label": "Nota"},
    )
    page = client.get(f"/en/letters/{code}/").content.decode()
    address = page.partition('href="/files/')[2].partition('"')[0]

    assert kept.status_code == 302 and "Nota" in page and address
    client.force_login(user)
    assert client.get(f"/files/{address}").status_code == 404
    client.force_login(staff)
    give(client, code, "unit:DEP-2", classification="confidential")
    client.force_login(user)
    assert client.get(f"/files/{address}").status_code == 200


@pytest.mark.parametrize("who", ["unit", "auditor"])
def test_who_may_not_register_is_told_so(client, staff, who):
    client.force_login(someone(who, unit="DEP-2", username="other"))

    assert client.get("/en/letters/new/").status_code == 403
    assert client.get("/en/letters/").status_code == 200


def test_the_day_that_the_giver_sets_is_the_last_day(client, staff):
    code = fill(1)[0].code
    client.force_login(staff)
    give(client, code, f"user:{staff.pk}", due_on="2026-12-01")

    with acting_as(staff):
        task = Disposition.objects.get().task
        assert (task.due_on.isoformat(), task.due.rule.en) == (
            "2026-12-01",
            "the day set by whoever disposed",
        )
