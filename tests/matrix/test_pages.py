"""The pages of an import: hand in, look, mend, confirm, undo; and who may not even know of them."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.actions import write_note
from ecoop.instruments.models import Instrument
from ecoop.matrix import actions
from ecoop.matrix.models import ImportBatch
from tests.matrix.workbooks import AFAD, KOREA, ROWS, SAMPLE, changed, workbook
from tests.people import acting_as, organisation, someone

pytestmark = pytest.mark.django_db


def upload(client, content, name="matriks.xlsx", language="id"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"/{language}/matrix/", {"file": file})


def count(model=Instrument, **conditions):
    with acting(SYSTEM):
        return model.objects.filter(**conditions).count()


@pytest.fixture
def bureau(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def handed_in(bureau):
    """The address of an import of three rows that waits for confirmation."""
    return upload(bureau, workbook(*ROWS))["Location"]


def test_an_empty_start_says_what_to_do(bureau):
    page = bureau.get("/en/matrix/").content.decode()

    assert "No matrix has been handed in yet" in page
    assert 'type="file"' in page


def test_a_changed_file_opens_with_what_has_changed(bureau, handed_in):
    bureau.post(f"{handed_in}confirm/")
    again = upload(bureau, workbook(changed(KOREA, masa="6 tahun"), *ROWS[1:]))["Location"]

    first = bureau.get(again).content.decode()
    every = bureau.get(f"{again}?tab=all").content.decode()

    assert (first.count('id="row-'), every.count('id="row-')) == (1, 3)
    assert "6 tahun" in first


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sample_is_read_while_the_user_waits(bureau, language):
    address = upload(bureau, SAMPLE.read_bytes(), language=language)["Location"]

    page = bureau.get(address).content.decode()

    assert address.startswith(f"/{language}/matrix/IM-")
    assert page.count('id="row-') == 25  # a page
    assert "10 Apr 2015" in page or "10/4/2015" in page or "Korea" in page
    assert count() == 0


def test_the_preview_stays_within_its_statements(bureau, django_assert_max_num_queries):
    address = upload(bureau, SAMPLE.read_bytes())["Location"]
    for query in ("", "?tab=doubtful", "?severity=error", "?tab=partners", "?tab=ignored"):
        bureau.get(address + query)

        with django_assert_max_num_queries(8):
            response = bureau.get(address + query)

        assert response.status_code == 200


@pytest.mark.parametrize(
    "tab", ["", "new", "duplicate", "ignored", "partners", "columns", "nonsense"]
)
def test_every_part_opens_in_both_languages(bureau, tab):
    address = upload(bureau, SAMPLE.read_bytes())["Location"]

    for language in ("id", "en"):
        page = bureau.get(f"/{language}{address[3:]}?tab={tab}")
        assert page.status_code == 200


def test_a_finding_is_corrected_in_place_and_the_import_confirmed(bureau):
    address = upload(bureau, workbook(KOREA, changed(AFAD, tanggal="31 Februari 2025")))["Location"]
    page = bureau.get(address).content.decode()
    assert 'action="' + address + 'rows/2/fix/"' in page

    fixed = bureau.post(f"{address}rows/2/fix/", {"field": "signed_on", "value": "28/2/2025"})
    assert fixed["Location"] == f"{address}#row-2"
    bureau.post(f"{address}confirm/")

    with acting(SYSTEM):
        assert str(Instrument.objects.get(title_id=AFAD[4]).signed_on) == "2025-02-28"


def test_a_row_is_corrected_on_its_own_page(bureau, handed_in):
    page = bureau.get(f"{handed_in}rows/1/").content.decode()
    assert "10 April 2015" in page and 'value="2015-04-10"' in page
    form = {
        "title": "Judul baru", "signed_on": "April 2015", "plan": "register",
        "partner_written": KOREA[2], "partner_country_iso2": "KR", "doc_type": "mou",
    }  # fmt: skip

    saved = bureau.post(f"{handed_in}rows/1/", form)

    assert saved.status_code == 302
    with acting(SYSTEM):
        row = ImportBatch.objects.get().rows.get(position=1)
        assert (row.values["title"], row.values["signed_on"]) == ("Judul baru", "2015-04")


def test_a_date_that_is_none_is_told_at_its_field(bureau, handed_in):
    answer = bureau.post(f"{handed_in}rows/1/", {"signed_on": "besok", "title": "x"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "“besok”" in page
    assert 'class="error-summary"' in page


def test_a_row_left_out_stays_out(bureau, handed_in):
    bureau.post(f"{handed_in}rows/", {"plan-1": "skip", "plan-2": "register"})
    bureau.post(f"{handed_in}confirm/")

    assert count() == 2


@pytest.mark.parametrize("position", ["²", "٣" * 20, "9" * 40, "-1", ""])
def test_a_decision_on_no_row_changes_nothing(bureau, handed_in, position):
    answer = bureau.post(f"{handed_in}rows/", {f"plan-{position}": "skip"})
    bureau.post(f"{handed_in}confirm/")

    assert answer.status_code == 302
    assert count() == 3


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "berakhir dengan “.exe”"), ("en", "The name of this file ends in “.exe”")],
)
def test_the_name_of_another_kind_of_file_is_refused(bureau, language, words):
    answer = upload(bureau, workbook(KOREA), name="matriks.xlsx.EXE ", language=language)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert count(ImportBatch) == 0


def test_a_dot_in_a_name_is_no_ending(bureau):
    assert upload(bureau, workbook(KOREA), name="Matriks v1.2 final").status_code == 302


def test_what_would_enter_nothing_is_not_confirmed(bureau):
    address = upload(bureau, workbook(KOREA))["Location"]
    offered = bureau.get(address).content.decode()
    bureau.post(f"{address}rows/", {"do": "skip", "back": "tab=new"})
    page = bureau.get(address).content.decode()

    assert f"{address}confirm/" in offered
    assert f"{address}confirm/" not in page
    assert "Tidak ada baris buku kerja ini yang akan masuk register" in page
    assert f"{address}discard/" in page


def test_a_whole_part_is_left_out_at_once(bureau, handed_in):
    bureau.post(f"{handed_in}rows/", {"do": "skip", "back": "tab=new"})
    bureau.post(f"{handed_in}confirm/")

    assert count() == 0


def test_confirm_undo_and_hand_in_again(bureau, handed_in):
    bureau.post(f"{handed_in}confirm/")
    assert count(withdrawn_at=None) == 3

    page = bureau.get(handed_in).content.decode()
    assert f"{handed_in}undo/" in page
    bureau.post(f"{handed_in}undo/", {"why": "salah berkas"})
    assert count(withdrawn_at=None) == 0
    again = upload(bureau, workbook(*ROWS))["Location"]
    bureau.post(f"{again}confirm/")

    assert count(withdrawn_at=None) == 3


def test_a_second_confirmation_is_refused_in_words(bureau, handed_in):
    bureau.post(f"{handed_in}confirm/")
    page = bureau.post(f"{handed_in}confirm/", follow=True).content.decode()

    assert "sudah dikonfirmasi" in page
    assert count() == 3


def test_a_refused_undo_names_the_record(bureau, handed_in, staff):
    bureau.post(f"{handed_in}confirm/")
    with acting_as(staff) as by:
        record = Instrument.objects.order_by("pk").first()
        write_note(instrument=record, by=by, text="Catatan")

    page = bureau.post(f"{handed_in}undo/", follow=True).content.decode()

    assert record.code in page
    assert count(withdrawn_at=None) == 3


def test_columns_may_be_named_anew(bureau, handed_in):
    page = bureau.get(f"{handed_in}?tab=columns").content.decode()
    assert 'name="J"' in page
    form = dict.fromkeys("ABCDEFGHIJK", "") | {
        "A": "rownum", "B": "country", "C": "partner", "D": "kind", "E": "title", "F": "signed_on",
        "G": "duration", "H": "status", "I": "scope", "J": "notes", "K": "pic",
    }  # fmt: skip

    bureau.post(f"{handed_in}columns/", form | {"table": "table-0", "back": "tab=columns"})

    with acting(SYSTEM):
        assert ImportBatch.objects.get().rows.get(position=1).values["notes"] == "Perpanjangan"


def test_the_marked_workbook_keeps_formulas_asleep(bureau):
    content = workbook(changed(KOREA, judul="=HYPERLINK(1)", tanggal="31 Februari 2015"), AFAD)
    address = upload(bureau, content)["Location"]

    body = bureau.get(f"{address}findings.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(body))

    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    marked = book["Matriks"]["F2"]
    assert marked.value == "31 Februari 2015"
    assert marked.comment is not None
    assert book.sheetnames[1:] == ["Matriks"]


def test_a_file_too_large_is_refused_at_the_form(bureau, settings):
    page = upload(bureau, b"PK" + b"\0" * (10 * 1024 * 1024)).content.decode()

    assert "10 MB" in page
    assert count(ImportBatch) == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_broken_file_says_so_and_changes_nothing(bureau, language):
    address = upload(bureau, workbook(*ROWS)[:3000], language=language)["Location"]

    page = bureau.get(address).content.decode()

    assert {"id": "rusak", "en": "damaged"}[language] in page
    assert count() == 0


def test_discarded_imports_leave_nothing(bureau, handed_in):
    bureau.post(f"{handed_in}discard/")
    bureau.post(f"{handed_in}confirm/")

    assert count() == 0
    assert bureau.get(handed_in).status_code == 200


@pytest.mark.parametrize(
    ("role", "unit"), [("unit", "DEP-2"), ("auditor", "INSPEKTORAT"), ("leader", "SESTAMA")]
)
def test_others_inside_get_the_404_of_an_unknown_address(client, bureau, handed_in, role, unit):
    client.force_login(someone(role, unit=unit))

    real, none = client.get(handed_in), client.get("/id/matrix/IM-2026-none/")

    assert (real.status_code, real.content) == (none.status_code, none.content)
    assert real.status_code == 404
    assert client.get("/id/matrix/").status_code == 404
    assert client.post(f"{handed_in}confirm/").status_code == 404
    assert count() == 0


def test_a_partner_gets_404_everywhere(client, bureau, handed_in):
    with acting(SYSTEM) as by:
        korea = organisation(by)
    client.force_login(someone("partner", scope=f"org:{korea.pk}"))

    for address in ("/id/matrix/", handed_in, f"{handed_in}findings.xlsx", f"{handed_in}rows/1/"):
        assert client.get(address).status_code == 404
    with acting_as(someone("partner", scope="org:x", username="p2")):
        assert not ImportBatch.objects.exists()


def test_start_lists_imports_within_its_statements(bureau, django_assert_max_num_queries):
    for number in range(3):
        upload(bureau, workbook(*ROWS[: number + 1]))
    bureau.get("/id/matrix/")

    with django_assert_max_num_queries(8):
        page = bureau.get("/id/matrix/").content.decode()

    assert page.count("IM-") >= 3


def test_a_correction_costs_at_most_fifteen_statements(
    bureau, handed_in, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        bureau.post(f"{handed_in}rows/1/fix/", {"field": "place", "value": "Seoul"})


def test_the_worker_reads_what_is_too_large_for_the_page(bureau, staff, monkeypatch):
    with acting_as(staff) as by:
        batch = actions.receive(
            content=workbook(*ROWS), filename="matriks.xlsx", by=by, at_once=False
        )
        address = f"/id/matrix/{batch.code}/"
    page = bureau.get(address).content.decode()
    assert 'data-hx-trigger="every 1s"' in page

    actions.read_batch(batch_id=batch.pk)

    assert bureau.get(address).content.decode().count('id="row-') == 3


def test_one_row_is_told_as_one(bureau, handed_in):
    bureau.post(f"{handed_in}rows/", {"plan-1": "skip"})

    page = bureau.get(handed_in.replace("/id/", "/en/")).text

    assert '<b class="num">2</b> rows become new records' in page
    assert '<b class="num">1</b> row is left out' in page
