"""Columns that a person corrected once are read that way in the next file of the same layout."""

import pytest

from ecoop.matrix import actions, layouts, lifecycle
from tests.matrix.workbooks import AFAD, HEAD, JICA, KOREA, changed, workbook
from tests.people import acting_as

pytestmark = pytest.mark.django_db
ODD = tuple({"Negara": "Lokasi", "Tindak Lanjut": "Uraian"}.get(name, name) for name in HEAD)


def take(by, *rows, head=ODD, filename="matriks.xlsx", sheet="Matriks"):
    return actions.receive(
        content=workbook(*rows, head=head, sheet=sheet), filename=filename, by=by
    )


def corrected(by, *rows, mapping=None):
    batch = take(by, *rows, filename="dahulu.xlsx")
    return actions.remap(batch=batch, sheet="Matriks", mapping=mapping or {"J": "notes"}, by=by)


def test_the_next_file_of_the_layout_is_read_as_corrected(staff):
    with acting_as(staff) as by:
        before = corrected(by, KOREA)
        batch = take(by, changed(AFAD, tindak="Rapat"), JICA, sheet="Lembar lain")

        assert batch.mappings == {"Lembar lain": {"J": "notes"}}
        assert batch.reading["carried"] == {
            "Lembar lain": {"code": before.code, "filename": "dahulu.xlsx"}
        }
        assert batch.state == lifecycle.READY
        fields = {cell["field"] for row in batch.rows.all() for cell in row.cells}
        assert "notes" in fields


def test_another_layout_is_read_by_its_heads(staff):
    with acting_as(staff) as by:
        corrected(by, KOREA)

        assert take(by, AFAD, head=HEAD).mappings == {}


def test_a_refusal_holds_for_this_file_and_the_next(staff):
    with acting_as(staff) as by:
        corrected(by, KOREA)
        batch = actions.refuse_mapping(batch=take(by, AFAD), sheet="Matriks", by=by)

        assert batch.mappings == {}
        assert batch.state == lifecycle.READY
        assert batch.rows.count() == 1
        assert take(by, JICA).mappings == {}


def test_a_later_correction_takes_the_place_of_an_earlier(staff):
    with acting_as(staff) as by:
        corrected(by, KOREA)
        corrected(by, AFAD, mapping={"J": "follow_up"})

        assert take(by, JICA).mappings == {"Matriks": {"J": "follow_up"}}


def test_a_correction_that_makes_the_file_unreadable_is_dropped(staff):
    with acting_as(staff) as by:
        batch = take(by, KOREA)
        batch.reading["layouts"] = dict.fromkeys(
            layouts.of_sheet(batch.reading["tables"], "Matriks"),
            dict.fromkeys("ABCDEFGHIJK", ""),
        )
        batch.save()

        later = take(by, AFAD)

        assert later.state == lifecycle.READY
        assert later.rows.count() in (0, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "are read as they were corrected in dahulu.xlsx"),
     ("id", "dibaca menurut pembetulan pada dahulu.xlsx")],
)  # fmt: skip
def test_the_page_says_so_and_offers_to_refuse(client, staff, language, words):
    with acting_as(staff) as by:
        before = corrected(by, KOREA)
        batch = take(by, AFAD)
    client.force_login(staff)
    address = f"/{language}/matrix/{batch.code}/"

    shown = client.get(address).content.decode()

    assert before.code in shown
    assert words in shown
    client.post(f"{address}columns/", {"refuse": "Matriks"})
    assert before.code not in client.get(address).content.decode()
    with acting_as(staff):
        batch.refresh_from_db()
        assert batch.mappings == {}
