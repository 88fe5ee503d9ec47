"""The directory's own pages: register, edit, merge, people, history."""

import pytest

from ecoop.core.identity import SYSTEM, acting
from ecoop.partners.models import Organisation, Person
from tests.people import country, instrument, organisation, someone

pytestmark = pytest.mark.django_db
FACTS = {
    "name_en": "Agency of Tests",
    "kind": "foreign_state",
    "country": "KR",
    "aliases": "AoT\nTest Agency",
}


@pytest.fixture
def staff(client):
    with acting(SYSTEM):
        country("KR", "Korea")
    user = someone("staff", unit="HOKS")
    client.force_login(user)
    return user


def test_a_partner_is_registered_and_found_by_its_other_name(client, staff):
    response = client.post("/en/partners/new/", FACTS)
    page = client.get("/en/partners/?q=AoT").content.decode()

    assert response.status_code == 302
    assert "Agency of Tests" in page


def test_without_a_name_nothing_is_registered(client, staff):
    response = client.post("/id/partners/new/", FACTS | {"name_en": ""})

    assert response.status_code == 422
    with acting(SYSTEM):
        assert not Organisation.objects.exists()


def test_a_former_name_stays_findable(client, staff):
    client.post("/en/partners/new/", FACTS)
    with acting(SYSTEM):
        slug = Organisation.objects.get().slug
    client.post(
        f"/en/partners/{slug}/edit/", FACTS | {"name_en": "Authority of Tests", "aliases": ""}
    )

    page = client.get("/en/partners/?q=Agency of Tests").content.decode()

    assert "Authority of Tests" in page


def test_a_merge_moves_papers_and_keeps_the_old_address(client, staff):
    with acting(SYSTEM) as by:
        right, wrong = organisation(by, "Right Ministry"), organisation(by, "Rigth Ministry")
        paper = instrument(by, partner=wrong)
    given = {"into": "Right Ministry", "why": "one body"}
    client.post(f"/en/partners/{wrong.slug}/merge/", given)

    old = client.get(f"/en/partners/{wrong.slug}/")
    page = client.get(f"/en/partners/{right.slug}/").content.decode()

    assert old.status_code == 301 and old["Location"].endswith(f"/partners/{right.slug}/")
    assert paper.code in page


@pytest.mark.parametrize("into", ["Rigth Ministry", "Nobody", ""])
def test_a_merge_that_cannot_be_meant_is_refused(client, staff, into):
    with acting(SYSTEM) as by:
        wrong = organisation(by, "Rigth Ministry")

    response = client.post(f"/en/partners/{wrong.slug}/merge/", {"into": into, "why": "x"})

    assert response.status_code == 422


def test_a_person_is_seen_by_the_bureau_and_not_by_visitors(client, staff):
    with acting(SYSTEM) as by:
        body = organisation(by)
    given = {"name": "Test Person", "office": "Director", "email": "person@example.invalid"}
    client.post(f"/en/partners/{body.slug}/people/add/", given)
    inside = client.get(f"/en/partners/{body.slug}/").content.decode()
    history = client.get(f"/en/partners/{body.slug}/history/").content.decode()
    client.logout()
    outside = client.get(f"/en/partners/{body.slug}/").content.decode()

    assert "Test Person" in inside and "Test Person" in history
    assert "Test Person" not in outside
    with acting("anonymous"):
        assert not Person.objects.exists()


@pytest.mark.parametrize("page", ["edit/", "merge/", "people/add/", "history/"])
def test_visitors_change_nothing(client, page):
    with acting(SYSTEM) as by:
        body = organisation(by)

    assert client.get(f"/en/partners/{body.slug}/{page}").status_code in (302, 403)


def test_names_are_proposed_while_one_types(client):
    client.force_login(someone("staff", unit="HOKS"))
    with acting(SYSTEM) as by:
        one = organisation(by, "Disaster Authority <AFAD>", iso2="TR")
        organisation(by, "Other body")
        twin = organisation(by, "Disaster Authority <AFAD>", iso2="TR")

    page = client.get("/en/partners/names/?party_2=disaster+auth").content.decode()

    assert page.count("<option") == 2
    assert 'value="Disaster Authority &lt;AFAD&gt;"' in page
    assert f'value="{one.slug}"' in page or f'value="{twin.slug}"' in page  # two of one name
    assert client.get("/en/partners/names/?party_0=d").content.decode().count("<option") == 0
    form = client.get("/en/instruments/new/").content.decode()
    assert 'list="partner-names"' in form and '<datalist id="partner-names">' in form


def test_names_that_may_not_be_seen_are_not_proposed(client):
    with acting(SYSTEM) as by:
        hidden = organisation(by, "Hidden body")
        hidden.classify("confidential")
        hidden.save()
    address = "/en/partners/names/?party_0=hidden"
    client.force_login(someone("unit", unit="HOKS"))

    assert "Hidden" not in client.get(address).content.decode()
    client.logout()
    assert client.get(address).status_code == 302
    client.force_login(someone("partner", scope="org:none"))
    assert client.get(address).status_code == 403
