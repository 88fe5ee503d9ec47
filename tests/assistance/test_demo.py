"""The real engagements and aid as the register keeps them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from ecoop.assistance import actions, queries
from ecoop.assistance.models import AidPartner, AidRecord
from ecoop.assistance.stages import stage_said
from ecoop.config.demo import assistance, engagements
from ecoop.core import ledger
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting, assume
from ecoop.core.vocabulary import vocabulary
from ecoop.engagements.models import Engagement, Participant
from ecoop.engagements.queries import counts_by_place, of_country, of_organisations
from ecoop.partners import actions as partners
from ecoop.partners.models import Organisation
from ecoop.places.actions import load_reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(db):
    with acting(SYSTEM) as actor:
        load_reference()
        yield actor


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker):
    """The records of the demo, loaded once for this file; each test goes back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with acting(SYSTEM) as actor:
            load_reference()
            assert engagements.load(actor) == 65
            assert assistance.load(actor) == 86
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(records, db):
    with acting(SYSTEM) as actor:
        yield actor


def test_loading_again_changes_nothing(loaded):
    head = ledger.head()

    engagements.load(loaded)
    assistance.load(loaded)

    assert (Engagement.objects.count(), AidRecord.objects.count()) == (65, 86)
    assert ledger.head() == head


def test_every_record_has_its_code_source_and_ledger_entry(loaded):
    codes = [*Engagement.objects.values_list("code", flat=True)]
    codes += AidRecord.objects.values_list("code", flat=True)

    assert len(set(codes)) == len(codes)
    assert not Engagement.objects.filter(source="").exists()
    assert not AidRecord.objects.filter(source="").exists()
    aid = AidRecord.objects.get(origin="demo:AS-046")
    entry = ledger.history(aid.pk)[0]
    assert (entry.act, entry.code) == ("aid.registered", aid.code)


def test_codes_are_of_the_vocabularies(loaded):
    assert set(Engagement.objects.values_list("kind", flat=True)) <= set(
        vocabulary("engagement_kinds")
    )
    assert set(AidRecord.objects.values_list("kind", flat=True)) <= set(
        vocabulary("assistance_kinds")
    )
    assert set(AidRecord.objects.values_list("stage", flat=True)) <= set(vocabulary("aid_stages"))
    used = {
        code for fields in Engagement.objects.values_list("fields", flat=True) for code in fields
    }
    assert used <= set(vocabulary("fields"))


def test_organisations_are_recognised_and_persons_left_aside(loaded):
    meeting = Engagement.objects.get(origin="demo:EN-001")

    sides = meeting.participants.order_by("side", "position").values_list(
        "side", "organisation__abbreviation", "organisation__country"
    )
    assert [(side, country) for side, _, country in sides] == [
        ("home", "ID"),
        ("partner", "KR"),
        ("partner", "KR"),
    ]
    assert meeting.countries == ["KR"]
    assert not Organisation.objects.filter(name_en__contains="Kim Yong-Kyun").exists()
    assert not Organisation.objects.filter(name_en__icontains="ministries").exists()


def test_aid_names_donor_channel_and_country(loaded):
    food = AidRecord.objects.get(origin="demo:AS-100")
    several = AidRecord.objects.get(origin="demo:AS-027")
    companies = AidRecord.objects.get(origin="demo:AS-048")

    roles = {p.organisation.name_en: p.role for p in food.partners.select_related("organisation")}
    assert roles == {
        "World Food Programme (WFP)": "channel",
        "Government of North Korea": "partner",
    }
    assert several.countries == ["SY", "TR"]
    assert companies.countries == ["JP"]
    assert not companies.partners.exists()


def test_a_package_and_its_piece_are_not_counted_twice(loaded):
    aceh = AidRecord.objects.filter(origin__in=["demo:AS-124", "demo:AS-125"])
    piece = aceh.filter(origin="demo:AS-125")

    assert queries.totals(aceh) == [queries.Total("in", "AUD", Decimal("1000000000.00"), 1)]
    assert queries.totals(piece) == [queries.Total("in", "AUD", Decimal("88000000.00"), 1)]


def test_three_pieces_of_ten_million_count_once(system):
    def money(amount):
        facts = {"direction": "in", "kind": "grant", "amount": Decimal(amount), "currency": "USD"}
        return actions.Draft(facts=facts | {"disaster_en": "Palu"}, countries=["IS"])

    whole, *pieces = actions.record_many(
        [money(10_000_000), money(1_000_000), money(1_500_000), money(7_500_000)], by=system
    )
    for piece in pieces:
        actions.make_part(part=piece, whole=whole, by=system)

    rows = queries.of_country(system, "IS")
    assert [total.amount for total in queries.totals(rows)] == [Decimal(10_000_000)]
    assert rows.count() == 4


def test_counts_by_place_are_those_of_the_lists(loaded):
    engaged, held = counts_by_place(loaded)
    aided, went_to = queries.counts_by_place(loaded)

    assert engaged["KR"] == Engagement.objects.filter(countries__contains=["KR"]).count() > 0
    assert aided["JP"].both == queries.of_country(loaded, "JP").count() > 5
    assert of_country(loaded, "TR").count() == 2
    assert held["51"] == 2
    assert went_to["72"].came_in > 30


def test_a_visitor_sees_public_records_only(loaded):
    secret = AidRecord.objects.get(origin="demo:AS-014")
    secret.classify("confidential")
    secret.save()
    hidden = Engagement.objects.get(origin="demo:EN-001")
    hidden.classify("limited")
    hidden.save()

    visitor = assume(ANONYMOUS)

    assert AidRecord.objects.count() == queries.visible_to(visitor).count() == 85
    assert Engagement.objects.count() == 64
    assert not AidPartner.objects.filter(aid=secret.pk).exists()
    assert not Participant.objects.filter(engagement=hidden.pk).exists()
    shown = queries.counts_by_place(visitor)[0]["MY"].came_in
    assert shown == AidRecord.objects.filter(countries__contains=["MY"]).count()
    assume(SYSTEM)
    assert AidRecord.objects.count() == 86


def test_nobody_sees_anything_without_saying_who_they_are(loaded):
    with connection.cursor() as cursor:
        cursor.execute("select set_config('ecoop.actor', '', true)")

    assert AidRecord.objects.count() == Engagement.objects.count() == 0


def test_a_merge_moves_participations_and_aid(loaded):
    jica = Organisation.objects.get(abbreviation="JICA")
    twin = partners.register(by=loaded, kind="foreign_state", name_en="JICA twin", country="JP")
    before = of_organisations(loaded, [jica.pk]).count()

    partners.merge(duplicate=jica, into=twin, by=loaded, why="same body")

    assert of_organisations(loaded, [twin.pk]).count() == before > 0
    assert queries.of_organisations(loaded, [twin.pk]).count() == 1
    assert "JICA twin" in Engagement.objects.get(origin="demo:EN-017").partner_names


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("delivered", "delivered"),
        ("handed to PMI", "delivered"),
        ("donated to PMI", "delivered"),
        ("handed over to Foreign Minister planned", "sent"),
        ("arriving", "sent"),
        ("reported en route", "sent"),
        ("convoy of 11 trucks to be dispatched from Makassar", "sent"),
        ("being provided", "sent"),
        ("operating until 2015-10-19", "arrived"),
        ("committed over five years", "committed"),
        ("offered by phone call between presidents", "offered"),
        ("under discussion", "discussed"),
        ("planned", "discussed"),
        ("reported", "reported"),
    ],
)
def test_the_stage_is_read_from_the_words(written, stage):
    assert stage_said(written) == stage


def test_an_amount_without_currency_is_refused_by_the_database(system):
    facts = {"direction": "in", "kind": "cash", "amount": Decimal(5)}
    with pytest.raises(IntegrityError):
        actions.record_many([actions.Draft(facts=facts)], by=system)
