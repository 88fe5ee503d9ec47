"""A matrix becomes records: read, mended, confirmed, repeated, changed, undone."""

from datetime import date

import pytest
from django.utils.translation import override

from ecoop.core import claims, ledger
from ecoop.core.dates import PartialDate
from ecoop.core.verdicts import Refused
from ecoop.instruments import actions as instruments
from ecoop.instruments import contradictions, listing
from ecoop.instruments.models import Instrument
from ecoop.matrix import actions, lifecycle, previews
from ecoop.partners.models import Organisation
from tests.matrix.workbooks import AFAD, JICA, KOREA, ROWS, SAMPLE, changed, workbook
from tests.people import acting_as, organisation, someone

pytestmark = pytest.mark.django_db


def take(by, *rows, filename="matriks.xlsx"):
    return actions.receive(content=workbook(*rows), filename=filename, by=by)


def confirmed(by, *rows):
    return actions.confirm(batch=take(by, *rows), by=by)


def groups(batch):
    return [row.group for row in batch.rows.order_by("position")]


def live():
    return Instrument.objects.filter(withdrawn_at=None)


def test_the_whole_sample_enters_the_register(staff):
    with acting_as(staff) as by:
        batch = actions.receive(content=SAMPLE.read_bytes(), filename="matriks.xlsx", by=by)
        rows = list(batch.rows.order_by("position"))
        twice = [row for row in rows if row.group == lifecycle.DUPLICATE]

        actions.confirm(batch=batch, by=by)

        assert len(rows) == 95
        assert live().count() == len(rows) - len(twice)
        assert 1 <= len(twice) <= 8


def test_nothing_reaches_the_register_before_confirmation(staff):
    with acting_as(staff) as by:
        batch = take(by, *ROWS)

        assert batch.state == lifecycle.READY
        assert groups(batch) == [lifecycle.NEW] * 3
        assert not Instrument.objects.exists()
        assert not Organisation.objects.exists()


def test_a_record_says_what_the_row_said_and_where(staff):
    with acting_as(staff) as by:
        batch = confirmed(by, KOREA)
        record = Instrument.objects.get()
        reports = claims.of_record(record.pk)
        entry = ledger.history(record.pk)[-1]

        assert (record.kind, str(record.signed_on), record.months) == ("mou", "2015-04-10", 60)
        assert record.title_id == "Kerja sama pengurangan risiko bencana"
        assert record.status_written == "Berlaku"
        assert record.next_step == "Perpanjangan"
        assert record.owner_unit_id == "HOKS"
        assert record.countries == ["KR"]
        assert record.code == "KS-INT-2015-0001"
        assert {p.side for p in record.parties.all()} == {"home", "partner"}
        assert reports["status_written"][0].value == "Berlaku"
        assert reports["status_written"][0].source == "matriks.xlsx, Matriks!2"
        assert reports["status_written"][0].as_of == batch.reading["as_of"]
        assert "sheet “Matriks” row 2" in entry.why


def test_the_same_file_again_changes_nothing(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        before = list(live().order_by("pk").values_list("pk", "version"))
        head = ledger.head()

        again = take(by, *ROWS)
        assert groups(again) == [lifecycle.SAME] * 3
        actions.confirm(batch=again, by=by)

        assert list(live().order_by("pk").values_list("pk", "version")) == before
        assert ledger.head() != head  # the import itself is on record


def test_a_waiting_file_is_not_taken_twice(staff):
    with acting_as(staff) as by:
        first, content = None, workbook(*ROWS)
        first = actions.receive(content=content, filename="matriks.xlsx", by=by)
        second = actions.receive(content=content, filename="matriks.xlsx", by=by)

        assert first.pk == second.pk


def test_a_changed_file_shows_and_applies_the_differences(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        later = changed(AFAD, masa="6 tahun", status="Berlaku terus")
        fresh = (4, "Fiji", "NDMO Fiji", "MoC", "Latihan bersama", "1 Juni 2026", "2 tahun", "Berlaku",
                 "latihan", "", "")  # fmt: skip
        batch = take(by, KOREA, later, fresh)

        assert groups(batch) == [lifecycle.SAME, lifecycle.CHANGED, lifecycle.NEW]
        assert batch.rows.get(position=2).differences["months"] == ["48", "72"]
        assert [one["title"] for one in batch.vanished] == ["Proyek peningkatan kapasitas BPBD"]
        actions.confirm(batch=batch, by=by)

        assert live().count() == 4
        record = Instrument.objects.get(title_id=AFAD[4])
        assert (record.months, record.version, record.status_written) == (72, 2, "Berlaku terus")
        assert claims.of_record(record.pk)["status_written"][0].value == "Berlaku terus"


def test_a_moved_row_with_another_number_is_the_same(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        moved = [(number, *row[1:]) for number, row in enumerate((JICA, KOREA, AFAD), start=1)]

        assert groups(take(by, *moved)) == [lifecycle.SAME] * 3


def test_a_value_edited_in_the_register_is_not_overwritten_unasked(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        record = Instrument.objects.get(title_id=AFAD[4])
        instruments.revise(instrument=record, by=by, months=36)

        batch = take(by, KOREA, changed(AFAD, masa="6 tahun"), JICA)
        row = batch.rows.get(position=2)
        assert (row.group, row.plan, row.reason) == ("doubtful", "keep", "edited")
        actions.confirm(batch=batch, by=by)

        record.refresh_from_db()
        assert record.months == 36


def test_a_correction_answers_its_finding_and_is_used(staff):
    with acting_as(staff) as by:
        batch = take(by, changed(KOREA, tanggal="31 Februari 2015"))
        row = batch.rows.get()
        assert row.severity == "error"

        row = actions.correct(row=row, field="signed_on", value="28/2/2015", by=by)
        assert row.severity != "error"
        actions.confirm(batch=batch, by=by)

        assert str(Instrument.objects.get().signed_on) == "2015-02-28"


def test_a_correction_that_cannot_be_read_is_refused_and_changes_nothing(staff):
    with acting_as(staff) as by:
        row = take(by, KOREA).rows.get()

        with pytest.raises(Refused):
            actions.correct(row=row, field="signed_on", value="besok", by=by)

        row.refresh_from_db()
        assert row.corrected == {}


def test_duplicates_inside_the_file_are_registered_once(staff):
    with acting_as(staff) as by:
        batch = take(by, KOREA, AFAD, (3, *KOREA[1:]))

        assert groups(batch)[2] == lifecycle.DUPLICATE
        actions.confirm(batch=batch, by=by)

        assert live().count() == 2


def test_an_incomplete_row_stays_out_until_it_is_mended(staff):
    with acting_as(staff) as by:
        batch = take(by, KOREA, changed(AFAD, judul=""), JICA)
        row = batch.rows.get(position=2)
        assert (row.group, row.plan) == (lifecycle.UNREADABLE, lifecycle.SKIP)

        row = actions.correct(row=row, field="title", value="Tanggap darurat", by=by)

        assert (row.group, row.plan) == (lifecycle.NEW, lifecycle.REGISTER)


def test_a_record_in_the_register_is_proposed_and_joined(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        Instrument.objects.filter(title_id=AFAD[4]).update(next_step="")
        other = changed(AFAD, judul="Kerja sama kesiapsiagaan dan tanggap darurat bencana",
                        tindak="Rapat teknis", status="Aktif")  # fmt: skip
        batch = take(by, other, filename="lain.xlsx")
        row = batch.rows.get()

        assert (row.group, row.plan, row.record.title_id) == ("doubtful", "join", AFAD[4])
        actions.confirm(batch=batch, by=by)

        record = Instrument.objects.get(pk=row.record_id)
        assert record.next_step == "Rapat teknis"
        assert record.status_written == "Berlaku"
        assert {c.value for c in claims.of_record(record.pk)["status_written"]} == {
            "Berlaku",
            "Aktif",
        }
        assert (
            "bencana" in claims.of_record(record.pk)["title_id"][0].value
        )  # noted, not taken over
        assert live().count() == 3


def test_what_another_matrix_says_otherwise_is_listed_until_it_is_undone(staff):
    with acting_as(staff) as by:
        confirmed(by, AFAD)
        other = changed(AFAD, judul="Kerja sama kesiapsiagaan", status="Berakhir")
        batch = take(by, other, filename="lain.xlsx")
        actions.decide(batch=batch, positions=[1], plan="join", by=by)
        actions.confirm(batch=batch, by=by)

        asked = contradictions.Asked(listing.Filters(), what=("status_written",))
        rows, total = contradictions.first(by, asked, limit=5)
        said = [(row.here, [one.value for one in row.others]) for row in rows]
        actions.undo(batch=batch, by=by)

        assert total == 1 and said == [("Berlaku", ["Berakhir"])]
        assert contradictions.first(by, asked, limit=5) == ([], 0)


def test_the_user_may_say_that_it_is_another_record(staff):
    with acting_as(staff) as by:
        confirmed(by, AFAD)
        batch = take(by, changed(AFAD, judul="Kerja sama tanggap darurat"), filename="lain.xlsx")
        actions.decide(batch=batch, positions=[1], plan="register", by=by)

        actions.confirm(batch=batch, by=by)

        assert live().count() == 2


def test_undo_takes_everything_back_and_the_file_may_come_again(staff):
    with acting_as(staff) as by:
        batch = confirmed(by, *ROWS)
        codes = set(live().values_list("code", flat=True))

        actions.undo(batch=batch, by=by)
        assert not live().exists()
        again = take(by, *ROWS)
        assert groups(again) == [lifecycle.NEW] * 3
        actions.confirm(batch=again, by=by)

        assert live().count() == 3
        assert not codes & set(live().values_list("code", flat=True))


def test_after_an_undo_the_file_is_new_even_when_it_had_come_twice(staff):
    with acting_as(staff) as by:
        first = confirmed(by, *ROWS)
        confirmed(by, *ROWS)
        actions.undo(batch=first, by=by)

        again = take(by, *ROWS)

        assert [row.plan for row in again.rows.order_by("position")] == [lifecycle.REGISTER] * 3


def test_a_record_withdrawn_by_somebody_does_not_come_back_unasked(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        record = live().order_by("pk").first()
        instruments.withdraw(instrument=record, by=by, why="keliru")

        again = take(by, *ROWS)

        assert [row.plan for row in again.rows.order_by("position")].count("skip") == 1


def test_undo_puts_back_what_was_changed(staff):
    with acting_as(staff) as by:
        confirmed(by, *ROWS)
        later = changed(AFAD, masa="6 tahun", mitra="BPBD Jawa Tengah")
        batch = actions.confirm(batch=take(by, KOREA, later, JICA), by=by)
        record = Instrument.objects.get(title_id=AFAD[4])
        assert (record.months, record.partner_names) != (48, ["AFAD"])

        actions.undo(batch=batch, by=by)

        record.refresh_from_db()
        assert (record.months, record.partner_names) == (48, ["AFAD"])
        assert [c.value for c in claims.of_record(record.pk)["duration_text"]] == ["4 tahun"]
        assert live().count() == 3


def test_an_import_may_be_undone_after_the_one_built_upon_it_was(staff):
    with acting_as(staff) as by:
        first = confirmed(by, *ROWS)
        second = actions.confirm(batch=take(by, KOREA, changed(AFAD, masa="6 tahun"), JICA), by=by)
        with pytest.raises(Refused):
            actions.undo(batch=first, by=by)
        actions.undo(batch=second, by=by)

        actions.undo(batch=first, by=by)

        assert live().count() == 0


@pytest.mark.parametrize("built", ["changed", "noted", "linked"])
def test_undo_is_refused_when_something_was_built_upon_it(staff, built):
    with acting_as(staff) as by:
        batch = confirmed(by, *ROWS)
        one, two = live().order_by("pk")[:2]
        if built == "changed":
            instruments.revise(instrument=one, by=by, place_signed="Jakarta")
        elif built == "noted":
            instruments.write_note(instrument=one, by=by, text="Sudah dibahas.")
        else:
            instruments.link(later=one, earlier=two, kind="renews", by=by)

        with pytest.raises(Refused) as refused:
            actions.undo(batch=batch, by=by)

        assert one.code in refused.value.refusals[0].reason.en
        assert live().count() == 3


def test_a_partner_decided_is_remembered_as_an_alias(staff):
    with acting_as(staff) as by:
        confirmed(by, AFAD)
        afad = live().get().parties.get(side="partner").organisation
        batch = take(by, changed(JICA, negara="Turki", mitra="Badan Bencana Ankara"))
        key = next(k for k, v in batch.partners.items() if v["text"] == "Badan Bencana Ankara")
        actions.decide_partner(batch=batch, key=key, choice=f"org:{afad.pk}", by=by)

        actions.confirm(batch=batch, by=by)

        assert afad.aliases.filter(text="Badan Bencana Ankara").exists()
        assert Instrument.objects.get(title_id=JICA[4]).partner_names == ["AFAD"]


def test_a_namesake_abroad_is_not_taken_for_the_body_of_the_country_named(staff):
    with acting_as(staff) as by:
        organisation(by, "National Emergency Management Agency", iso2="AU")
        batch = take(
            by, changed(JICA, negara="Selandia Baru", mitra="National Emergency Management Agency")
        )

        actions.confirm(batch=batch, by=by)

        partner = Instrument.objects.get().parties.get(side="partner").organisation
        assert partner.country_id == "NZ"


def test_a_namesake_whose_country_differs_is_offered_with_its_country(staff):
    with acting_as(staff) as by:
        abroad = organisation(by, "Komisi Tanggap Bencana Pulau", iso2="TL")
        batch = take(by, changed(JICA, negara="Fiji", mitra="Komisi Tanggap Bencana Pulau"))

        (entry,) = batch.partners.values()
        with override("id"):
            (offered, _) = previews._choices(entry)
        assert offered == (f"org:{abroad.pk}", "Komisi Tanggap Bencana Pulau (Timor Leste)")
        actions.confirm(batch=batch, by=by)

        partner = Instrument.objects.get().parties.get(side="partner").organisation
        assert (partner.pk == abroad.pk, partner.country_id) == (False, "FJ")


def test_two_spellings_of_one_new_body_are_offered_as_one_and_become_one(staff):
    long, short = "Yayasan Tangguh Pesisir (YTP)", "YTP"
    with acting_as(staff) as by:
        batch = take(
            by, changed(KOREA, negara="", mitra=short),
            changed(JICA, negara="Indonesia", mitra=long),
        )  # fmt: skip
        key = next(k for k, v in batch.partners.items() if v["text"] == short)
        assert previews._choices(batch.partners[key])[0] == (f"name:{long}", long)
        actions.decide_partner(batch=batch, key=key, choice=f"name:{long}", by=by)

        actions.confirm(batch=batch, by=by)

        partners = Organisation.objects.filter(aliases__text__in=(long, short)).distinct()
        assert [one.name_en for one in partners] == [long]
        assert partners.get().party_to.count() == 2


def test_columns_named_by_the_user_are_read_again_and_corrections_stay(staff):
    with acting_as(staff) as by:
        batch = take(by, *ROWS)
        row = batch.rows.get(position=2)
        actions.correct(row=row, field="place", value="Ankara", by=by)

        batch = actions.remap(batch=batch, sheet="Matriks", mapping={"J": "notes"}, by=by)

        assert batch.state == lifecycle.READY
        first = batch.rows.get(position=1).values
        assert (first["follow_up"], first["notes"]) == (None, "Perpanjangan")
        assert batch.rows.get(position=2).values["place"] == "Ankara"


def test_only_the_bureau_imports(staff, reference):
    for role, unit in (("unit", "DEP-2"), ("auditor", "INSPEKTORAT"), ("leader", "SESTAMA")):
        with acting_as(someone(role, unit=unit)) as by, pytest.raises(Refused):
            take(by, *ROWS)


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "matriks.xlsx", "empty"),
        (b"%PDF-1.7 ...", "matriks.xlsx", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "matriks.xls", "xls"),
        (workbook(*ROWS)[:2000], "matriks.xlsx", "damaged"),
        (b"satu,dua\n1,2\n", "matriks.csv", "No table"),
    ],
)
def test_a_damaged_file_says_why_and_changes_nothing(staff, content, filename, words):
    with acting_as(staff) as by:
        try:
            batch = actions.receive(content=content, filename=filename, by=by)
        except Refused as refused:
            said = refused.refusals[0].reason.en
        else:
            assert batch.state == lifecycle.REFUSED
            said = batch.why_en
            assert not batch.rows.exists()

        assert words.lower() in said.lower()
        assert not Instrument.objects.exists()


def test_a_plan_that_the_register_left_behind_is_made_anew(staff):
    with acting_as(staff) as by:
        first = confirmed(by, AFAD)
        waiting = take(by, AFAD)
        assert not actions.is_stale(waiting)
        actions.undo(batch=first, by=by)

        assert actions.is_stale(waiting)
        with pytest.raises(Refused):
            actions.confirm(batch=waiting, by=by)
        assert live().count() == 0
        waiting = actions.plan_anew(batch=waiting, by=by)
        assert not actions.is_stale(waiting)
        actions.confirm(batch=waiting, by=by)

        assert live().count() == 1


def test_two_waiting_imports_of_one_row_register_it_once(staff):
    with acting_as(staff) as by:
        one, two = take(by, AFAD), take(by, AFAD, filename="again.xlsx")
        actions.confirm(batch=one, by=by)
        if two.pk != one.pk:
            with pytest.raises(Refused):
                actions.confirm(batch=two, by=by)

        assert live().count() == 1


def test_a_record_without_a_date_says_which_year_its_code_will_take(staff):
    undated = changed(KOREA, tanggal="-", masa="-")
    draft = changed(AFAD, tanggal="belum ttd", masa="-", status="Draf")
    with acting_as(staff) as by:
        batch = actions.receive(
            content=workbook(undated, draft, JICA), filename="matriks.xlsx", by=by,
            as_of=date(2019, 12, 31),
        )  # fmt: skip
        rows = list(batch.rows.order_by("position"))
        told = [[one["code"] for one in row.findings] for row in rows]

        assert ["code_year_from_file" in codes for codes in told] == [True, False, False]
        remark = next(one for one in rows[0].findings if one["code"] == "code_year_from_file")
        assert "2019" in remark["message"]["id"]
        assert "2019" in remark["message"]["en"]
        assert (remark["cell"], rows[0].severity) == ("F2", "warning")

        actions.confirm(batch=batch, by=by)
        rows[0].refresh_from_db()
        assert rows[0].record.code.split("-")[2] == "2019"


def test_a_date_filled_in_settles_the_remark_on_the_code(staff):
    with acting_as(staff) as by:
        batch = take(by, changed(KOREA, tanggal="-", masa="-", status=""))
        row = actions.correct(row=batch.rows.get(), field="signed_on", value="2014", by=by)

        assert [one.get("settled") for one in row.findings if "code_year" in one["code"]] == [True]
        actions.confirm(batch=batch, by=by)
        row.refresh_from_db()
        assert row.record.code.split("-")[2] == "2014"


def test_a_matrix_takes_no_evidence_away_and_no_other_period_of_renewal(staff):
    renews = changed(KOREA, masa="2 tahun, diperpanjang otomatis")
    with acting_as(staff) as by:
        confirmed(by, renews)
        held = Instrument.objects.get()
        known = {
            "entry_rule": "NOTIFICATION", "last_notification_on": PartialDate(2015, 6, 1),
            "notice_given_on": PartialDate(2026), "renew_months": 12,
        }  # fmt: skip
        instruments.revise(instrument=held, by=by, **known)

        again = confirmed(by, changed(renews, status="Tidak berlaku"))
        held.refresh_from_db()

        assert {name: getattr(held, name) for name in known} == known
        assert held.status_written == "Tidak berlaku"
        assert [set(row.differences) for row in again.rows.all()] == [{"status_written"}]
