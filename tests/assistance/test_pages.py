"""Pages of assistance."""

import pytest

from ecoop.assistance.models import AidRecord
from ecoop.config.demo import assistance
from ecoop.core.identity import SYSTEM, acting
from ecoop.places.actions import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    with acting(SYSTEM) as actor:
        load_reference()
        assistance.load(actor)
        yield actor


def test_list_and_record_are_shown_in_both_languages(loaded, client):
    aid = AidRecord.objects.get(origin="demo:AS-004")

    indonesian = client.get("/id/assistance/?q=Palu").content.decode()
    english = client.get(f"/en/assistance/{aid.code}/").content.decode()

    assert "IDR 26.500.000.000" in client.get(f"/id/assistance/{aid.code}/").content.decode()
    assert "IDR 26,500,000,000" in english
    assert aid.code in indonesian


def test_a_package_and_its_piece_are_shown_and_counted_once(loaded, client):
    body = client.get("/en/assistance/?country=AU&kind=grant&kind=reconstruction").content.decode()
    package = AidRecord.objects.get(origin="demo:AS-124")

    sums = body.split('id="sums"')[1]
    assert "AUD 1,000,000,000" in sums
    assert "88,000,000" not in sums
    assert "AIPRD" in client.get(f"/en/assistance/{package.code}/").content.decode()


def test_downloads_hold_exactly_the_rows_of_the_list(loaded, client):
    outward = client.get("/en/assistance/?direction=out&format=json").json()
    sheet = client.get("/en/assistance/?format=xlsx")
    table = client.get("/en/assistance/?format=csv").content.decode("utf-8-sig")

    assert outward["total"] == 29
    assert sheet.status_code == 200
    assert len(table.splitlines()) >= 87


def test_a_download_holds_the_columns_and_words_of_the_page(loaded, client):
    item = client.get("/id/assistance/?format=json&q=BT-2025-0002").json()["items"][0]

    assert list(item) == [
        "code", "partner", "direction", "disaster", "date", "kind", "quantity", "amount", "stage",
    ]  # fmt: skip
    assert (item["direction"], item["amount"]) == ("Keluar", "IDR 10900000000")
    assert item["quantity"].startswith("59.4 ")


def test_aid_that_is_not_to_be_seen_is_like_none(loaded, client):
    aid = AidRecord.objects.get(origin="demo:AS-124")
    aid.classify("secret")
    aid.save()
    piece = AidRecord.objects.get(origin="demo:AS-125")

    assert client.get(f"/en/assistance/{aid.code}/").status_code == 404
    assert aid.code not in client.get(f"/en/assistance/{piece.code}/").content.decode()
    assert aid.code not in client.get("/en/assistance/?country=AU&format=json").content.decode()
