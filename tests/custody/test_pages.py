"""Pages of custody."""

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.custody import queries
from ecoop.custody.models import Loan
from tests.custody.papers import opened, paper
from tests.people import someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db
MORE = ("check/", "move/", "lend/")


@pytest.fixture
def staff(frozen):
    frozen(2026, 6, 1)
    return someone("staff", unit="HOKS", username="staff")


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_stay_within_their_statements(client, staff, rows):
    made = paper(classification="limited")
    opened(made, count=rows)
    client.force_login(staff)
    one = f"custody/{made.code}/originals/1/"

    for address in ("custody/", f"custody/{made.code}/", f"custody/{made.code}/originals/", one,
                    *(one + more for more in MORE)):  # fmt: skip
        with at_most(8):
            assert client.get(f"/en/{address}").status_code == 200, address


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            (
                "Pihak Indonesia",
                "Kementerian Luar Negeri",
                "Lampiran",
                "Catatan penyimpanan",
                "Indonesia, Korea",
            ),
        ),
        (
            "en",
            (
                "The Indonesian side",
                "Ministry of Foreign Affairs",
                "Annexes",
                "Custody log",
                "Indonesian, Korean",
            ),
        ),
    ],
)
def test_an_original_goes_its_way_on_the_pages_in_both_languages(client, staff, language, words):
    made = paper(classification="limited")
    client.force_login(staff)
    base = f"/{language}/custody/{made.code}/originals/"
    given = {"count": 2, "party": "home", "medium": "wet", "languages": "id, en", "keeper": "bnpb",
             "since": "2026-03-02"}  # fmt: skip
    one = f"{base}1/"
    acts = (
        ("check/", {"on": "2026-03-03", "lacking": ["annexes"], "pages": 9, "languages": "Indonesia, Korean"}),
        ("lend/", {"on": "2026-03-04", "due_on": "2026-03-11", "borrower": "Biro Hukum",
                   "purpose": "x"}),
        ("return/", {"on": "2026-03-10"}),
        ("move/", {"on": "2026-03-12", "keeper": "kemlu", "receipt": "TR-9"}),
    )  # fmt: skip

    with at_most(15):
        assert client.post(base, given).status_code == 302
    for act, fields in acts:
        with at_most(15):
            assert client.post(one + act, fields).status_code == 302, act

    shown = client.get(one).content.decode()
    assert all(word in shown for word in (*words, "Biro Hukum", "TR-9"))
    assert made.code in client.get(f"/{language}/instruments/{made.code}/").content.decode()
    assert (
        f"/{language}/custody/{made.code}/"
        in client.get(f"/{language}/instruments/{made.code}/").content.decode()
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("UU 43/2009 pasal", "Salinan naskah resmi", "LAP-3")),
        ("en", ("UU 43/2009 art.", "Certified copies", "LAP-3")),
    ],
)
def test_deposit_copies_and_archive_are_recorded_on_the_page(client, staff, language, words):
    made = paper(classification="limited")
    opened(made)
    client.force_login(staff)
    page = f"/{language}/custody/{made.code}/"
    copy = {"on": "2026-03-20", "issued_on": "2026-03-19", "has_ribbon": "on", "has_seal": "on",
            "receipt": "TT-5"}  # fmt: skip
    acts = (
        ("record/send_original/", {"on": "2026-03-09"}),
        ("record/deposit_original/", {"on": "2026-03-16", "number": "TR-5"}),
        ("copies/", {"on": "2026-03-16", "letter": "B-5"}),
        ("copies/1/", copy),
        ("record/report_archive/", {"on": "2026-04-01", "number": "LAP-3"}),
    )

    for act, fields in acts:
        assert client.get(page + act).status_code == 200
        with at_most(15):
            assert client.post(page + act, fields).status_code == 302, act
    asked = client.get(page + "record/send_original/").content.decode()
    again = client.post(page + "record/send_original/", {"on": "2026-03-20"})

    assert again.status_code == 422
    assert 'name="number"' not in asked  # a number that is kept nowhere is not asked for
    with at_most(8):
        shown = client.get(page).content.decode()
    assert all(word in shown for word in (*words, "TR-5", "TT-5", "B-5"))


def test_a_refusal_keeps_what_was_typed(client, staff):
    made = paper()
    client.force_login(staff)
    given = {"count": 1, "party": "home", "medium": "electronic", "keeper": "bnpb",
             "place": "Lemari 7", "since": "2026-03-02", "languages": "klingon1"}  # fmt: skip

    typed = client.post(f"/en/custody/{made.code}/originals/", given)
    told = client.post(f"/en/custody/{made.code}/originals/", given | {"languages": "id"})

    assert (typed.status_code, told.status_code) == (422, 422)
    assert "“klingon1” is no language" in typed.content.decode()
    assert "Permenlu 4/2023" in told.content.decode()
    assert "Lemari 7" in told.content.decode()


def test_the_register_filters_searches_sorts_and_downloads(client, staff):
    korea, relief = paper(title_en="Korean paper"), paper(iso2="CH", kind="ingo")
    opened(korea, count=2)
    opened(relief, medium="electronic", keeper="partner", place="Geneva")
    with acting(SYSTEM):
        first = queries.originals_of(korea)[0]
        Loan.objects.create(original=first, borrower="Pusdiklat", purpose="x",
                            lent_on="2026-05-01", due_on="2026-05-09")  # fmt: skip
    client.force_login(staff)

    def total(query):
        return client.get(f"/en/custody/?format=json&{query}").json()["total"]

    asked = ("", "keeper=partner", "medium=wet", "lending=overdue", "condition=unchecked",
             "q=korean+paper", "q=geneva", "q=pusdiklat", "lending=in&keeper=bnpb")  # fmt: skip
    assert [total(query) for query in asked] == [3, 1, 2, 1, 3, 2, 1, 1, 1]
    for query in ("sort=due", "sort=code&dir=down", "format=csv", "format=xlsx",
                  "cols=code,medium,pages,languages"):  # fmt: skip
        assert client.get(f"/id/custody/?{query}").status_code == 200
    row = client.get("/en/custody/?format=json&sort=due&cols=loan,due").json()["items"][0]
    assert row == {"original": f"{korea.code}/1", "paper": "Korean paper", "loan": "Pusdiklat",
                   "due": "2026-05-09"}  # fmt: skip


def test_partners_and_visitors_find_no_custody(client, staff):
    made = paper(classification="public", title_en="Open paper")
    opened(made, place="Cabinet of secrets")
    with acting(SYSTEM):
        key = next(k for k in made.seen_by if k.startswith("org:"))
    places = ("custody/", f"custody/{made.code}/", f"custody/{made.code}/originals/1/")

    for who in (None, someone("partner", scope=key)):
        if who:
            client.force_login(who)
        for place in places:  # a visitor is asked to sign in
            answer = client.get(f"/en/{place}", follow=True)
            assert "Cabinet of secrets" not in answer.content.decode()
            assert answer.status_code in (401, 403, 404) or "login" in answer.content.decode()
        page = client.get(f"/en/instruments/{made.code}/").content.decode()
        assert "Open paper" in page and "/custody/" not in page
