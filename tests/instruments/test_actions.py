"""The register's one writer: codes, ledger, versions, rights, bulk changes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ecoop.accounts.models import Unit
from ecoop.core import claims, ledger
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.instruments import actions, declassifying, listing, queries
from ecoop.instruments.models import Instrument, Party
from ecoop.partners import actions as partners
from tests.people import acting_as, instrument, organisation, someone

pytestmark = pytest.mark.django_db


def test_codes_follow_series_and_year():
    with acting(SYSTEM) as by:
        korea = organisation(by)
        university = organisation(by, "A University", iso2="ID", kind="university")

        codes = [
            instrument(by, partner=korea).code,
            instrument(by, partner=korea).code,
            instrument(by, partner=university).code,
            instrument(by, partner=korea, signed_on=PartialDate.parse("2021")).code,
        ]

    assert codes == ["KS-INT-2020-0001", "KS-INT-2020-0002", "KS-NAS-2020-0001", "KS-INT-2021-0001"]


def test_register_writes_one_entry_with_the_whole_record():
    with acting(SYSTEM) as by:
        made = instrument(by, partner=organisation(by))

        entries = ledger.history(made.pk)

    assert [entry.act for entry in entries] == ["instrument.registered"]
    assert entries[0].after["signed_on"] == "2020-03-01"
    assert entries[0].after["parties"][0]["name"] == "Ministry of Tests"


def test_revise_records_only_differences_and_nothing_when_none():
    with acting(SYSTEM) as by:
        made = instrument(by, title_en="Old")
        actions.revise(instrument=made, by=by, title_en="New", level="bilateral", why="mended")
        actions.revise(instrument=made, by=by, title_en="New")

        newest, _ = ledger.history(made.pk)

    assert newest.changes == {"title_en": ["Old", "New"], "level": ["", "bilateral"]}
    assert newest.why == "mended"
    assert Instrument._base_manager.count() == 0  # nobody is asking any more


def test_somebody_elses_change_is_never_overwritten():
    with acting(SYSTEM) as by:
        made = instrument(by, title_en="Old")
        actions.revise(instrument=made, by=by, version=1, title_en="Theirs")

        with pytest.raises(Conflict) as conflict:
            actions.revise(instrument=made, by=by, version=1, title_en="Mine")

        assert conflict.value.current.title_en == "Theirs"
        assert len(ledger.history(made.pk)) == 2


def test_derived_columns_follow_the_facts():
    with acting(SYSTEM) as by:
        made = instrument(by, duration_rule="FIXED", months=60, notice_months=6)
        row = listing.every(by, listing.Filters())[0]
        actions.revise(instrument=made, by=by, months=120)
        later = listing.every(by, listing.Filters())[0]

    assert row.last_high.isoformat() == "2025-03-01" and row.status == "expired"
    assert later.last_high.isoformat() == "2030-03-01" and later.status == "in_force"


def test_a_unit_changes_only_its_own_records():
    unit = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        own = instrument(by, owner_unit=Unit.objects.get(pk="DEP-2"))
        other = instrument(by)
    with acting_as(unit) as by:
        actions.plan_next_step(instrument=own, by=by, next_step="Call the embassy")
        with pytest.raises(Refused) as refused:
            actions.plan_next_step(instrument=other, by=by, next_step="Call the embassy")

        assert ledger.history(other.pk)[0].act == "instrument.registered"
    assert (
        refused.value.refusals[0].reason.id
        == "Catatan ini bukan milik unit, organisasi, atau wilayah Anda."
    )


def test_staff_cannot_raise_a_record_above_their_own_sight():
    staff = someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        made = instrument(by)
    with acting_as(staff) as by:
        actions.classify(instrument=made, by=by, classification="confidential")
        with pytest.raises(Refused):
            actions.classify(instrument=made, by=by, classification="secret")


def test_bulk_change_reports_refusals_and_does_the_rest():
    unit = someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        own = instrument(by, owner_unit=Unit.objects.get(pk="DEP-2"))
        other = instrument(by)
    with acting_as(unit) as by:
        outcome = actions.change_many(
            actions.plan_next_step, codes=[own.code, other.code], by=by, next_step="Write"
        )

    assert outcome.done == [own.code]
    assert list(outcome.refused) == [other.code]


def test_refused_registration_leaves_no_trace():
    partner = someone("partner", scope="org:none")
    with acting_as(partner) as by, pytest.raises(Refused):
        actions.register(by=by, kind="mou", title_en="Smuggled")
    with acting(SYSTEM) as by:
        assert queries.visible_to(by).count() == 0


def test_withdrawn_record_leaves_every_list_and_keeps_its_history():
    with acting(SYSTEM) as by:
        made = instrument(by)
        actions.withdraw(instrument=made, by=by, why="entered twice")

        assert listing.total(by, listing.Filters()) == 0
        assert ledger.history(made.pk)[0].why == "entered twice"


def test_merging_partners_moves_papers_names_and_readers():
    with acting(SYSTEM) as by:
        right, wrong = organisation(by, "Right Ministry"), organisation(by, "Rigth Ministry")
        made = instrument(by, partner=wrong)
        partners.merge(duplicate=wrong, into=right, by=by, why="one body, two spellings")

        moved = Instrument.objects.get(pk=made.pk)
        assert moved.partner_names == ["Right Ministry"]
        assert f"org:{right.pk}" in moved.seen_by
        assert Party.objects.get().organisation_id == right.pk
        assert listing.total(by, listing.Filters(q="Rigth")) == 1


def test_extension_lengthens_the_earlier_paper():
    with acting(SYSTEM) as by:
        first = instrument(by, duration_rule="UNTIL", until=PartialDate.parse("2024"))
        second = instrument(
            by, signed_on=PartialDate.parse("2024-10-09"), duration_rule="UNTIL",
            until=PartialDate.parse("2027"),
        )  # fmt: skip
        actions.link(later=second, earlier=first, kind="extends", by=by)

        assert Instrument.objects.get(pk=first.pk).last_high.isoformat() == "2027-12-31"


def test_database_refuses_a_record_without_a_title():
    with acting(SYSTEM) as by, pytest.raises(IntegrityError), transaction.atomic():
        actions.register(by=by, kind="mou")


def test_a_record_opens_on_its_declassify_date():
    with acting(SYSTEM) as by:
        made = instrument(by, classification="limited", declassify_on=date(2026, 1, 1))
        later = instrument(by, classification="limited", declassify_on=date(2026, 1, 2))

        assert declassifying.declassify_due(by=by, on=date(2026, 1, 1)) == 1
        assert Instrument.objects.get(pk=made.pk).classification == "public"
        assert Instrument.objects.get(pk=later.pk).classification == "limited"


def test_reports_close_with_their_record():
    with acting(SYSTEM) as by:
        made = instrument(by)
        report = claims.Report(field="until", value="2027", source="a newspaper")
        claims.report_many(made, [report], kind="instrument")
        actions.classify(instrument=made, by=by, classification="limited")
    with acting("anonymous"):
        assert claims.of_record(made.pk) == {}
    with acting(SYSTEM):
        assert set(claims.of_record(made.pk)) == {"until"}


def test_reports_follow_their_record_to_the_partner_it_was_merged_into():
    with acting(SYSTEM) as by:
        right, wrong = organisation(by, "Right Ministry"), organisation(by, "Rigth Ministry")
        made = instrument(by, partner=wrong, classification="limited")
        report = claims.Report(field="until", value="2027", source="a newspaper")
        claims.report_many(made, [report], kind="instrument")
        partners.merge(duplicate=wrong, into=right, by=by, why="one body, two spellings")
    with acting_as(someone("partner", scope=f"org:{right.pk}")):
        assert set(claims.of_record(made.pk)) == {"until"}
