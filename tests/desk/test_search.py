"""One search over everything: aliases, both languages, what matched, and nothing hidden."""

import pytest

from ecoop.config.demo.load import main as load_demo
from ecoop.core.identity import SYSTEM, acting
from ecoop.desk.searching import pieces, search
from ecoop.letters.actions import dispose
from ecoop.partners import actions as partners
from ecoop.places.actions import load_reference
from tests.letters.papers import given, letter
from tests.people import acting_as, instrument, someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    with acting(SYSTEM) as by:
        load_reference()
        afad = partners.register(
            by=by, kind="foreign_state", name_en="Disaster and Emergency Management Authority (AFAD)",
            country="TR", aliases=["Turki", "Turkey", "Türkiye"],
        )  # fmt: skip
        return instrument(by, partner=afad, title_en="MoU on emergency management")


@pytest.mark.parametrize("asked", ["Turki", "Turkey", "Türkiye", "turkiye", "Turkye"])
def test_a_country_is_found_under_every_name(paper, asked):
    with acting(SYSTEM) as actor:
        sections = {s.kind: s for s in search(actor, asked, lang="id")}

    assert sections["countries"].hits[0].address == "countries/TR/"
    assert sections["partners"].hits[0].address.startswith("partners/")
    assert sections["instruments"].hits[0].address == f"instruments/{paper.code}/"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_name_of_a_country_finds_the_very_same(paper, lang):
    with acting(SYSTEM) as by:
        partners.register(by=by, kind="red_cross", name_en="Turkish Red Crescent", country="TR")
        partners.register(by=by, kind="university", name_en="Turkey Studies, Jakarta", country="ID")
        instrument(by, title_en="Lessons of the Türkiye earthquake")
        instrument(by, title_en="Other", scope_en="Work in Turkey after the earthquake")
        found = [
            {s.kind: {hit.address for hit in s.hits} for s in search(by, asked, lang=lang)}
            for asked in ("Turki", "Turkey", "Türkiye", "TURKIYE", "Republik Turki")
        ]

    assert found[0] == found[1] == found[2] == found[3] == found[4]
    assert {kind: len(hits) for kind, hits in found[0].items()} == {
        "instruments": 3, "partners": 3, "countries": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "asked", "marked"),
    [("MoU on earthquake research", "gempa", "earthquake"),
     ("Nota kesepahaman riset banjir", "Flood research", "riset banjir"),
     ("Training of volunteers", "pelatihan relawan", "Training")],
)  # fmt: skip
def test_a_term_finds_what_is_written_in_the_other_language(paper, title, asked, marked):
    with acting(SYSTEM) as by:
        sought = instrument(by, title_en=title)
        found = {s.kind: s.hits for s in search(by, asked, lang="id")}

    hit = next(hit for hit in found["instruments"] if sought.code in hit.address)
    assert [piece.text for piece in hit.title if piece.is_match][:1] == [marked]


def test_the_of_in_the_names_of_states_finds_none_of_them(paper):
    with acting(SYSTEM) as by:
        found = {s.kind for s in search(by, "memorandum of understanding", lang="en")}

    assert found == {"instruments"}


@pytest.mark.parametrize("page", ["partners/", "instruments/"])
def test_lists_know_the_names_of_countries_too(paper, client, page):
    with acting(SYSTEM) as by:
        partners.register(by=by, kind="red_cross", name_en="Turkish Red Crescent", country="TR")
        instrument(by, title_en="Lessons of the Türkiye earthquake")

    totals = {
        client.get(f"/en/{page}?format=json&q={asked}").json()["total"]
        for asked in ("Turki", "Turkey", "Türkiye")
    }

    assert totals == {2}


@pytest.mark.parametrize(
    ("asked", "kind", "address"),
    [("Jepnag", "countries", "countries/JP/"), ("Jepamg", "countries", "countries/JP/"),
     ("emregency", "instruments", ""), ("Trukey", "partners", "")],
)  # fmt: skip
def test_a_slip_in_a_short_word_is_forgiven(paper, asked, kind, address):
    with acting(SYSTEM) as actor:
        sections = {s.kind: s for s in search(actor, asked, lang="en")}

    assert kind in sections
    assert not address or sections[kind].hits[0].address == address


def test_hidden_records_are_neither_found_nor_counted(paper):
    with acting(SYSTEM) as by:
        from ecoop.instruments import actions  # noqa: PLC0415

        actions.classify(instrument=paper, by=by, classification="limited")
    with acting("anonymous") as actor:
        kinds = {s.kind for s in search(actor, "emergency", lang="en")}

    assert "instruments" not in kinds


def test_what_matched_is_marked():
    assert [
        p.text.strip()
        for p in pieces("Pelatihan penanggulangan bencana", "penanggulangan")
        if p.is_match
    ] == ["penanggulangan"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_and_fragment_show_the_same_results(
    paper, client, language, django_assert_max_num_queries
):
    address = f"/{language}/search/?q=emergency"
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert paper.code in page and paper.code in fragment
    assert fragment.strip()[:40] in page


def test_odd_input_is_no_error(client):
    for asked in ("", "%00", "'", "a" * 500, "🙂", "((", "&&&"):
        assert client.get("/en/search/", {"q": asked}).status_code == 200


def test_every_kind_of_record_is_found(client, capsys):
    load_demo(None)
    page = client.get("/en/search/?q=Korea").content.decode()

    for kind in ("instruments", "partners", "engagements", "countries"):
        assert f'id="found-{kind}"' in page, kind
    assert 'id="found-assistance"' in client.get("/en/search/?q=Palu").content.decode()


def test_every_address_a_hit_gives_opens(client, capsys):
    load_demo(None)
    with acting("anonymous") as actor:
        hits = [
            h
            for word in ("Jawa Tengah", "Australia", "Palu")
            for s in search(actor, word, lang="id")
            for h in s.hits
        ]

    assert {client.get(f"/id/{hit.address}").status_code for hit in hits} == {200}


def test_a_hit_found_by_its_partners_country_says_so(paper):
    with acting(SYSTEM) as actor:
        sections = {s.kind: s for s in search(actor, "Turki", lang="id")}

    also = sections["instruments"].hits[0].also
    assert "Turki" in "".join(piece.text for piece in also)
    assert any(piece.is_match for piece in also)


def test_nothing_found_leads_to_the_lists(client):
    page = client.get("/en/search/?q=zzzzqqqq").content.decode()

    assert 'href="/en/instruments/"' in page and ">All instruments</a>" in page


@pytest.mark.parametrize(
    "address",
    ["instruments/?country=%00", "portfolio/?level=%00", "instruments/%00/", "partners/?q=%00"],
)
def test_a_nul_octet_is_a_bad_request(client, address):
    assert client.get(f"/id/{address}").status_code == 400


def test_an_act_is_found_at_once_and_by_nobody_who_may_not_see_it(client, paper):
    asked = "/en/search/?q=xylograph"
    client.force_login(someone("staff"))
    before = client.get(asked).content.decode()

    with acting(SYSTEM) as by:
        instrument(by, title_en="Xylograph study", classification="confidential")

    assert "Nothing found" in before
    assert "Xylograph" in client.get(asked).content.decode()
    client.force_login(someone("region", scope="33"))
    assert "Nothing found" in client.get(asked).content.decode()


def addresses(actor, asked, lang="en"):
    return {hit.address for s in search(actor, asked, lang=lang) for hit in s.hits}


@pytest.mark.parametrize(
    "asked", ["perundingan", "B-12/2026", "Turki", "Turkey", "katering", "perundigan"]
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_letters_are_found_by_all_that_stands_in_their_register(paper, asked, lang):
    with acting(SYSTEM) as by:
        afad = paper.parties.get().organisation
        made = letter(
            by, subject="Undangan perundingan ketiga", organisation=afad,
            summary="Delegasi meminta katering halal.",
        )  # fmt: skip

        assert f"letters/{made.code}/" in addresses(by, asked, lang)


def test_a_letter_is_found_by_those_who_may_open_it_and_by_nobody_else(paper, client):
    """A confidential letter lies on the desk of one of two colleagues who else see alike."""
    leader, mine = someone("leader", unit="SESTAMA"), someone("unit", unit="DEP-2", username="mine")
    other = someone("unit", unit="DEP-2", username="other")
    with acting(SYSTEM) as by:
        body = paper.parties.get().organisation
        made = letter(
            by, subject="Katering sealed", organisation=body, classification="confidential"
        )
    outside = someone("partner", scope=f"org:{body.pk}")
    with acting_as(leader) as by:
        dispose(letter=made, by=by, given=given(f"user:{mine.pk}"))

    found = {}
    for who in (mine, other, outside, mine, None):
        client.force_login(who) if who else client.logout()
        page = client.get("/en/search/?q=katering").content.decode()
        found[who and who.username] = made.code in page
    assert found == {"mine": True, "other": False, outside.username: False, None: False}
