"""Pages of cases: where a case stands, its forms, refusals, and two people acting at once."""

from datetime import date

import pytest
from django.utils.translation import override

from ecoop.cases import actions, queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case, Mandate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.ledger.models import Entry
from tests import people
from tests.cases.endings import ready_to_end
from tests.cases.test_acts import opened, walk
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(frozen):
    """A case with a partner that has consulted the ministry, and a person of each depth."""
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        case = walk(opened(by, body), by=by, until="explore")
    return {
        "case": case, "staff": people.someone("staff", unit="HOKS"),
        "partner": people.someone("partner", scope=f"org:{body.pk}"),
    }  # fmt: skip


def address(place, more="", lang="en"):
    return f"/{lang}/cases/{place['case'].code}/{more}"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_case_says_where_it_stands_and_why_it_cannot_be_signed(place, client, lang):
    client.force_login(place["staff"])
    with at_most(8):
        shown = client.get(address(place, lang=lang)).content.decode()

    article = "UU 24/2000 pasal 5(1)" if lang == "id" else "UU 24/2000 art. 5(1)"
    assert article in shown
    assert f"/{lang}/cases/{place['case'].code}/record/request_kemlu_consultation/" in shown
    assert {"id": "Penjajakan", "en": "Exploring"}[lang] in shown


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_deadline_names_the_step_that_it_runs_from(place, client, lang):
    with acting(SYSTEM) as by:
        actions.record_step(
            case=place["case"], by=by, step="request_kemlu_consultation", on=date(2024, 2, 20),
            facts={"kemlu_letter_number": "B-1"},
        )  # fmt: skip
    client.force_login(place["staff"])

    shown = client.get(address(place, lang=lang)).content.decode()

    start = {"id": "sejak \u201cMenyurati", "en": "from \u201cWrite to Foreign Affairs"}[lang]
    assert start in shown
    assert "from Day:" not in shown
    assert "sejak Hari:" not in shown


def test_the_form_of_a_step_asks_its_evidence_and_records(place, client):
    client.force_login(place["staff"])
    form = address(place, "record/request_kemlu_consultation/")
    assert "fact_kemlu_letter_number" in client.get(form).content.decode()

    empty = client.post(form, {"on": "2024-02-20", "version": place["case"].version})
    assert empty.status_code == 422
    assert 'id="id_fact_kemlu_letter_number-error"' in empty.content.decode()

    given = {
        "on": "2024-02-20",
        "version": place["case"].version,
        "fact_kemlu_letter_number": "B-1",
    }
    with at_most(15):
        assert client.post(form, given).status_code == 302
    assert "B-1" in client.get(address(place)).content.decode()


def test_a_choice_made_in_an_earlier_act_stands_in_the_form(place, client):
    with acting(SYSTEM) as by:
        case = ready_to_end(people.instrument(by), by)
    client.force_login(place["staff"])

    form = client.get(f"/en/cases/{case.code}/record/terminate/").content.decode()

    assert '<option value="purpose_achieved" selected>' in form


def test_signing_is_refused_naming_the_article_and_keeps_what_was_typed(place, client):
    client.force_login(place["staff"])
    typed = {
        "on": "2024-12-02", "version": place["case"].version, "fact_signature_kind": "wet",
        "fact_signing_place": "Jakarta Pusat", "fact_originals_count": "2",
    }  # fmt: skip
    answer = client.post(address(place, "record/sign/"), typed)
    told = answer.content.decode()

    assert answer.status_code == 422
    assert "UU 24/2000 art. 5(1)" in told
    assert "Jakarta Pusat" in told
    assert f"/cases/{place['case'].code}/record/consult_kemlu/" in told


def test_who_comes_second_sees_what_was_recorded_and_loses_nothing(place, client):
    seen = place["case"].version
    with acting(SYSTEM) as by:
        actions.record_step(
            case=place["case"], by=by, step="request_kemlu_consultation", on=date(2024, 2, 20),
            facts={"kemlu_letter_number": "B-2"},
        )  # fmt: skip
    client.force_login(place["staff"])
    form = address(place, "record/explore/")
    answer = client.post(form, {"on": "2024-03-01", "version": seen, "why": "typed before"})
    told = answer.content.decode()

    assert answer.status_code == 422
    assert "typed before" in told
    assert "Write to Foreign Affairs for consultation" in told
    assert f'name="version" value="{seen + 1}"' in told
    again = client.post(form, {"on": "2024-03-01", "version": seen + 1, "why": "typed before"})
    assert again.status_code == 302


def test_an_act_is_corrected_and_taken_back_on_its_page(place, client):
    client.force_login(place["staff"])
    with acting(SYSTEM):
        explored = queries.log_of(place["case"]).acts[-1]
    page = address(place, f"acts/{explored.id}/")
    assert 'value="2024-02-12"' in client.get(page).content.decode()
    given = {"on": "2024-02-13", "version": place["case"].version, "why": "wrong day"}
    assert client.post(page, given).status_code == 302
    assert client.get(page).status_code == 404
    with acting(SYSTEM):
        again = queries.log_of(place["case"]).acts[-1]
    back = address(place, f"acts/{again.id}/")
    given = {"on": "2024-02-13", "version": place["case"].version + 1, "why": "x", "do": "void"}
    assert client.post(back, given).status_code == 302
    with acting(SYSTEM):
        assert len(queries.log_of(place["case"]).standing_acts) == 2


@pytest.mark.parametrize(("lang", "words"), [("id", "langkah sebelumnya"), ("en", "earlier act")])
def test_acts_before_the_newest_are_folded_and_none_is_lost(place, client, lang, words):
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of Public Safety")
        case = walk(opened(by, body), by=by, until="agree_text")
        names = [act.step for act in queries.log_of(case).acts]
    client.force_login(place["staff"])
    shown = client.get(f"/{lang}/cases/{case.code}/").content.decode()
    acts = shown.split('id="acts"')[1].split("</section>")[0]
    newest, _, earlier = acts.partition("<details")

    assert len(names) > 5
    assert newest.count("<time") == 5
    assert words in earlier
    assert acts.count("<time") == len(names)


def test_what_is_recorded_already_is_corrected_not_recorded_again(place, client):
    """A proposal without its draft: the way on leads to the correction of its act (no dead end)."""
    client.force_login(place["staff"])
    with acting(SYSTEM) as by:
        case = opened(by)
        case = actions.record_step(
            case=case, by=by, step="propose", on=date(2024, 1, 15),
            facts={"proposal_documents": ["proposal", "partner_profile", "summary"]},
        )  # fmt: skip
        act = queries.log_of(case).acts[-1]
    correction = f"/en/cases/{case.code}/acts/{act.id}/"

    refused = client.get(f"/en/cases/{case.code}/record/screen/").content.decode()
    assert f'href="{correction}"' in refused
    assert "/record/propose/" not in refused
    again = client.get(f"/en/cases/{case.code}/record/propose/")
    assert (again.status_code, again.url) == (302, correction)

    typed = {"on": "2024-01-16", "version": case.version, "fact_proposal_documents": "draft"}
    told = client.post(f"/en/cases/{case.code}/record/propose/", typed).content.decode()
    assert "This was not recorded" in told
    assert "Recorded already" in told


def test_a_unit_is_offered_only_what_it_may_record(place, client):
    client.force_login(people.someone("unit", unit="DEP-2"))
    with acting(SYSTEM) as by:
        case = opened(by, track="domestic_pks", owner_unit_id="DEP-2")
    shown = client.get(f"/en/cases/{case.code}/").content.decode()
    offered = shown.split('id="record"')[1].split("Not yet, and why")[0]

    assert "/record/propose/" in offered
    assert "/record/agree_text/" not in offered
    form = client.get(f"/en/cases/{case.code}/record/agree_text/").content.decode()
    assert "This step is recorded by Bureau of Law, Organisation and Cooperation." in form


def test_a_case_is_found_by_the_country_of_its_partner(place, client):
    client.force_login(place["staff"])
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Meteorological Agency", iso2="VN")
        case = opened(by, body)
    for word in ("Vietnam", "Viet Nam"):
        assert case.code in client.get(f"/id/cases/?q={word}").content.decode()
        assert case.code in client.get(f"/id/search/?q={word}").content.decode()


def test_sources_are_said_in_the_language_of_the_page(place, client):
    client.force_login(place["staff"])
    with acting(SYSTEM) as by:
        case = walk(
            place["case"],
            by=by,
            until="request_kemlu_consultation",
            but=("propose", "screen", "explore"),
        )
    shown = client.get(f"/id/cases/{case.code}/").content.decode()
    assert "kaidah kerja" in shown  # of the deadline that runs
    typed = {"on": "2024-12-02", "version": case.version, "fact_signature_kind": "electronic",
             "fact_signing_place": "Jakarta", "fact_originals_count": "2", "fact_duration_months": "600",
             "fact_parent_ends_on": "2030-01-01", "fact_entry_rule": "SIGNATURE"}  # fmt: skip
    told = client.post(f"/id/cases/{case.code}/record/sign/", typed).content.decode()
    for page in (shown, told):
        assert "rule of the" not in page
        assert " art. " not in page


def test_a_change_of_a_paper_is_not_opened_without_it(place, client):
    """An extension opened by hand could never be evaluated: it begins at its instrument."""
    client.force_login(place["staff"])
    form = client.get("/en/cases/new/").content.decode()
    assert 'value="domestic_mou"' in form
    for track in ("extension", "termination", "amendment_substantive", "amendment_administrative"):
        assert f'value="{track}"' not in form
    assert "is opened on the page of its instrument" in form


@pytest.mark.parametrize("track", ["extension", "amendment_substantive", "termination"])
def test_a_case_that_names_no_paper_has_its_page(place, client, track):
    client.force_login(place["staff"])
    with acting(SYSTEM) as by:
        case = opened(by, track=track)
    assert client.get(f"/en/cases/{case.code}/").status_code == 200


def test_who_names_an_unknown_partner_is_led_to_its_registration(place, client):
    client.force_login(place["staff"])
    typed = {"title_en": "A case", "track": "domestic_mou", "classification": "limited",
             "owner_unit": "HOKS", "partner_0": "Agency of Nowhere"}  # fmt: skip
    told = client.post("/en/cases/new/", typed).content.decode()

    assert "The directory knows no partner of this name." in told
    assert 'href="/en/partners/new/" target="_blank"' in told
    assert 'value="Agency of Nowhere"' in told


def test_the_board_of_a_partner_does_not_tell_what_waits_longest(place, client):
    with acting(SYSTEM) as by:
        body = queries.partners_of(place["case"])[0]
        later = opened(by, body)
        Case.objects.filter(pk=later.pk).update(since=date(2020, 1, 1), stage=place["case"].stage)
        codes = [place["case"].code, later.code]

    def shown(who):
        client.force_login(place[who])
        page = client.get("/en/cases/board/?by=track").content.decode()
        return sorted(codes, key=page.index), "wait longest" in page

    assert shown("staff") == (codes[::-1], True)
    assert shown("partner") == (codes, False)


def test_a_partner_reads_stage_turn_and_promise_and_no_act(place, client):
    client.force_login(place["partner"])
    shown = client.get(address(place)).content.decode()

    assert "Exploring" in shown
    assert "BNPB&#39;s desk" in shown or "BNPB's desk" in shown
    for hidden in ("Screen the proposal", "What is missing", "UU 24/2000", "record/"):
        assert hidden not in shown
    for more in ("edit/", "track.svg", "record/explore/"):
        assert client.get(address(place, more)).status_code == 404
    listed = client.get("/en/cases/?format=json").json()["items"][0]
    assert set(listed) == {"code", "title", "stage", "turn", "partner", "track", "promised"}
    wide = client.get("/en/cases/?format=json&cols=since,due,status,person,unit,act").json()
    assert set(wide["items"][0]) == {"code", "title"}


def test_a_case_is_opened_by_hand(place, client):
    client.force_login(place["staff"])
    assert client.get("/en/cases/new/").status_code == 200
    bad = client.post("/en/cases/new/", {"track": "domestic_mou", "classification": "limited"})
    assert bad.status_code == 422
    given = {
        "track": "domestic_mou", "title_id": "Nota baru", "classification": "limited",
        "owner_unit": "HOKS", "partner_0": "Ministry of the Interior and Safety",
    }  # fmt: skip
    made = client.post("/en/cases/new/", given)
    assert made.status_code == 302
    assert "Nota baru" in client.get(made["Location"]).content.decode()


def test_a_case_is_opened_for_a_paper_of_the_register(place, client):
    with acting(SYSTEM) as by:
        paper = people.instrument(by, partner=queries.partners_of(place["case"])[0])
    client.force_login(place["staff"])
    page = f"/en/cases/from/{paper.code}/"
    assert "international_agreement" in client.get(page).content.decode()
    made = client.post(page, {"track": "international_agreement", "owner_unit": "HOKS"})
    assert made.status_code == 302
    shown = client.get(made["Location"]).content.decode()
    assert "Entered from the register" in shown
    assert paper.code in shown
    again = client.get(page).content.decode()
    assert "Already open for this paper" in again
    assert made["Location"] in again
    twice = {"track": "international_agreement", "owner_unit": "HOKS"}
    refused = client.post(page, twice)
    assert refused.status_code == 422
    assert (
        "A case of the same track is open for this paper already: KS-" in refused.content.decode()
    )
    assert Case.objects.filter(instrument=paper).count() == 1
    assert client.post(page, twice | {"why": "A second side of it"}).status_code == 302
    assert client.post(page, twice | {"track": "termination"}).status_code == 302


def test_no_protected_archive_is_reported_of_a_domestic_paper(place, client):
    with acting(SYSTEM) as by:
        paper = people.instrument(by, partner=people.organisation(by, "A ministry", iso2="ID"))
        said = pytest.raises(NotRecorded, match="a domestic paper is not part of it")
        with override("en"), said:
            actions.open_from_instrument(instrument=paper, by=by, track="archive")
    client.force_login(place["staff"])

    shown = client.get(f"/en/cases/from/{paper.code}/").content.decode()

    assert "UU 43/2009 art. 34, 43(1)" in shown
    assert 'value="archive"' not in shown


def test_the_list_and_the_board_hold_the_case(place, client):
    client.force_login(place["staff"])
    for path in ("/en/cases/", "/id/cases/?q=korea", "/en/cases/board/", "/id/cases/board/?by=partner",
                 "/en/cases/board/?by=track", "/en/cases/?stage=exploring&turn=ours",
                 "/en/cases/?format=csv"):  # fmt: skip
        with at_most(8):
            assert place["case"].code in client.get(path).content.decode(), path
    assert place["case"].code not in client.get("/en/cases/?stage=signed").content.decode()
    assert place["case"].code not in client.get("/en/cases/?person=nobody").content.decode()


def test_the_calendar_holds_the_next_deadlines(place, client):
    with acting(SYSTEM) as by:
        actions.record_step(
            case=place["case"], by=by, step="request_kemlu_consultation", on=date(2025, 5, 30),
            facts={"kemlu_letter_number": "B-2"},
        )  # fmt: skip
    client.force_login(place["staff"])
    feed = client.get("/en/cases/?format=ics").content.decode()
    assert "DTSTART;VALUE=DATE:20250613" in feed


def test_a_case_is_edited(place, client):
    client.force_login(place["staff"])
    page = address(place, "edit/")
    assert client.get(page).status_code == 200
    given = {
        "title_en": "New title", "owner_unit": "DEP-1", "promised_on": "2025-07-01",
        "version": place["case"].version, "partner_0": "Ministry of the Interior and Safety",
    }  # fmt: skip
    assert client.post(page, given).status_code == 302
    place["case"].refresh_from_db()
    assert (place["case"].title_en, place["case"].owner_unit_id) == ("New title", "DEP-1")


def test_whoever_edits_second_sees_what_the_first_changed_and_loses_nothing(place, client):
    client.force_login(place["staff"])
    page = address(place, "edit/")
    given = {
        "title_en": "First title", "owner_unit": "DEP-1", "version": place["case"].version,
        "partner_0": "Ministry of the Interior and Safety",
    }  # fmt: skip
    client.post(page, given)

    second = client.post(page, given | {"title_en": "Second title", "owner_unit": "HOKS"})

    shown = second.content.decode()
    assert second.status_code == 422
    assert "What was changed meanwhile" in shown
    assert "<ins>First title</ins>" in shown and "<ins>Deputy for System and Strategy" in shown
    assert "Second title</textarea>" in shown
    place["case"].refresh_from_db()
    assert place["case"].title_en == "First title"


def test_search_finds_a_case_for_those_who_may_open_it(place, client):
    for who, found in (("staff", True), ("partner", True)):
        client.force_login(place[who])
        shown = client.get("/en/search/?q=korea").content.decode()
        assert (f"/en/cases/{place['case'].code}/" in shown) is found, who
    client.force_login(people.someone("partner", scope="org:0197a000-0000-7000-8000-000000000000"))
    assert place["case"].code not in client.get("/en/search/?q=korea").content.decode()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_feed_of_acts_tells_of_steps_in_words(place, client, lang):
    client.force_login(people.someone("leader", unit="SESTAMA"))
    shown = client.get(f"/{lang}/acts/?kind=case").content.decode()
    assert {"id": "mencatat langkah pada", "en": "recorded a step in"}[lang] in shown
    assert "{&#39;" not in shown


def test_the_mandate_is_read_inside_only_and_the_ledger_has_no_word_of_it(place, client):
    client.force_login(place["staff"])
    page = address(place, "mandate/")
    told = {
        "background": "why",
        "analysis": "how",
        "position": "terselubung",
        "version": place["case"].version,
    }
    assert client.post(page, told).status_code == 302
    assert client.post(page, told).status_code == 422  # somebody was quicker: the version is older
    assert "terselubung" in client.get(page).content.decode()
    with acting(SYSTEM):
        assert not Entry.objects.filter(body__icontains="terselubung").exists()

    client.force_login(place["partner"])
    assert client.get(page).status_code == 404
    with people.acting_as(place["partner"]):
        assert not Mandate.objects.exists()
    leaks = [
        path
        for path in ("/en/cases/?q=terselubung", "/en/search/?q=terselubung", address(place),
                     "/en/cases/?format=json", "/en/cases/?format=ics", "/en/cases/board/")
        if "terselubung" in client.get(path).content.decode().replace("q=terselubung", "").replace(
            'value="terselubung"', "")
    ]  # fmt: skip
    assert [path for path in leaks if "q=" not in path] == []
