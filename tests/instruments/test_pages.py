"""The register's pages: who may, what is shown, within their statements, exports alike."""

import csv
import io
import re
from datetime import date

import pytest

from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions
from ecoop.instruments.models import Instrument
from tests.people import acting_as, instrument, organisation, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return someone("staff", unit="HOKS")


@pytest.fixture
def paper():
    with acting(SYSTEM) as by:
        return instrument(by, partner=organisation(by), title_en="Early warning", kind="mou",
                          status_written="aktif", fields=["risk.research"], phases=["pre"],
                          duration_rule="FIXED", months=36, scope_en="Scope")  # fmt: skip


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("language", ["id", "en"])
def test_list_stays_within_its_statements(client, staff, rows, language):
    with acting(SYSTEM) as by:
        partner = organisation(by)
        for number in range(rows):
            instrument(by, partner=partner, title_en=f"Paper {number}")
    client.force_login(staff)
    client.get("/en/instruments/")  # names of countries are read once by each process

    with at_most(8):
        page = client.get(f"/{language}/instruments/?status=unknown&field=").content.decode()

    assert page.count("data-open") == rows
    assert f'<b class="num">{rows}</b>' in page


def test_the_list_shows_a_row_as_it_was_last_written(client, paper, staff):
    """Rows are remembered as they were rendered: under PostgreSQL's mark of their writing, and
    the whole list under the ledger's state."""
    client.force_login(staff)
    for title in ("First", "Second", "First"):
        with acting(SYSTEM) as by:
            actions.revise(instrument=paper, by=by, title_en=title)

        for _ in range(2):
            assert f">{title}</a>" in client.get("/en/instruments/").text


def test_who_sees_more_is_never_given_the_list_of_who_sees_less(client, paper, staff):
    with acting(SYSTEM) as by:
        instrument(by, partner=organisation(by), title_en="Inside", classification="confidential")
    for who, sees in ((None, False), (staff, True), (None, False), (someone("ministry"), False)):
        if who:
            client.force_login(who)
        else:
            client.logout()
        page = client.get("/en/instruments/").text
        items = client.get("/api/v1/instruments").text

        assert (">Inside</a>" in page, "Inside" in items) == (sees, sees)


def test_facets_count_what_a_click_would_show(client, paper):
    with acting(SYSTEM) as by:
        instrument(by, title_en="Other", kind="pks", level="national")
        instrument(by, title_en="Third", kind="pks", level="bilateral")

    page = client.get("/en/instruments/?kind=pks&level=national").content.decode()

    for key, value, count in (("kind", "mou", 0), ("kind", "pks", 1), ("level", "bilateral", 1)):
        shown = f'name="{key}" value="{value}"'
        if count:
            part = page[page.index(shown) :][:300]
            assert f'<span class="count">{count}</span>' in part
            listed = client.get(f"/en/instruments/?kind=pks&level={value}" if key == "level"
                                else f"/en/instruments/?level=national&kind={value}")  # fmt: skip
            assert f'<b class="num">{count}</b>' in listed.content.decode()
        else:
            assert shown not in page


def test_downloads_have_the_rows_and_columns_of_the_page(client, paper):
    with acting(SYSTEM) as by:
        instrument(by, title_en="=HYPERLINK(1)", kind="pks")

    found = lines(client.get("/en/instruments/?format=csv&cols=kind"))

    assert found[0] == ["Code", "Title", "Kind"]
    assert {row[1] for row in found[1:]} == {"Early warning", "'=HYPERLINK(1)"}
    assert client.get("/en/instruments/?format=json").json()["total"] == 2
    assert b"BEGIN:VCALENDAR" in client.get("/en/instruments/?format=ics").content
    assert client.get("/en/instruments/?format=xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    ("until", "first", "after", "words"),
    [("2031-05-10", "20310510", "20310511", "Ends: Early"),
     ("2031-05", "20310501", "20310601", "Ends (May 2031): Early"),
     ("2031", "20311231", "20320101", "Ends (2031): Early")],
)  # fmt: skip
def test_the_calendar_has_every_end_as_exactly_as_it_is_known(client, until, first, after, words):
    with acting(SYSTEM) as by:
        paper = instrument(by, title_en="Early", duration_rule="UNTIL",
                           until=PartialDate.parse(until))  # fmt: skip
        instrument(by, title_en="Without end", duration_rule="UNKNOWN")

    feed = client.get("/en/instruments/?format=ics").content.decode()

    assert feed.count("BEGIN:VEVENT") == 1
    assert f"UID:{paper.code}-end@ecoop\r\n" in feed
    assert f"DATE:{first}\r\nDTEND;VALUE=DATE:{after}\r\n" in feed
    assert f"SUMMARY:{words}\r\n" in feed


def test_plans_are_not_for_visitors(client, paper, staff):
    found = lines(client.get("/en/instruments/?format=csv&cols=next_step&cols=owner"))
    page = client.get(f"/en/instruments/{paper.code}/").content.decode()

    assert found[0] == ["Code", "Title"]
    assert "Nobody has said what comes next" not in page
    client.force_login(staff)
    assert (
        "Nobody has said what comes next"
        in client.get(f"/en/instruments/{paper.code}/").content.decode()
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_record_explains_itself_within_its_statements(client, paper, staff, language):
    client.force_login(staff)
    client.get(f"/{language}/")  # the first page of a session writes down when it began

    with at_most(8):
        page = client.get(f"/{language}/instruments/{paper.code}/").content.decode()

    assert paper.code in page and 'class="timeline"' in page
    assert {"en": "The reported status says otherwise", "id": "Status yang dilaporkan berbeda"}[
        language
    ] in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Confidential", "Until the task is done", "Earthquake", "10 April 2027"]),
        ("id", ["Rahasia", "Sampai tugas selesai", "Gempa bumi", "10 April 2027"]),
    ],
)
def test_a_history_speaks_in_words_and_not_in_codes(client, paper, staff, language, said):
    with acting(SYSTEM) as by:
        actions.revise(
            instrument=paper, by=by, classification="confidential", duration_rule="TASK_BASED",
            hazards=["earthquake"], declassify_on=date(2027, 4, 10),
        )  # fmt: skip
    client.force_login(staff)

    page = client.get(f"/{language}/instruments/{paper.code}/history/").text

    assert [words for words in said if words not in page] == []
    assert "TASK_BASED" not in page and ">confidential<" not in page


def test_hidden_and_missing_are_the_same_page(client):
    with acting(SYSTEM) as by:
        hidden = instrument(by, classification="limited")

    assert (
        client.get(f"/en/instruments/{hidden.code}/").content
        == client.get("/en/instruments/KS-NO/").content
    )


def test_staff_corrects_a_record(client, paper, staff):
    client.force_login(staff)
    address = f"/en/instruments/{paper.code}/edit/"
    facts = {"title_en": "Early warning and alerts", "kind": "mou", "entry_rule": "UNKNOWN",
             "signed_on": "April 2020", "duration_rule": "FIXED", "months": "60", "version": paper.version,
             "party_0": "Ministry of Tests", "side_0": "partner", "number_0": "KR-1"}  # fmt: skip

    response = client.post(address, facts)

    assert response.status_code == 302
    with acting_as(staff):
        mended = Instrument.objects.get(pk=paper.pk)
        assert (mended.title_en, mended.signed_on, mended.months) == (
            "Early warning and alerts", PartialDate(2020, 4), 60)  # fmt: skip
        assert [p.number for p in mended.parties.all()] == ["KR-1"]


def test_a_mistake_keeps_what_was_typed_and_says_why(client, paper, staff):
    client.force_login(staff)

    response = client.post(f"/en/instruments/{paper.code}/edit/", {
        "title_en": "", "title_id": "", "kind": "mou", "entry_rule": "UNKNOWN", "signed_on": "31/2/2020",
        "duration_rule": "FIXED", "party_0": "Nobody at all", "side_0": "partner"})  # fmt: skip

    page = response.content.decode()
    assert response.status_code == 422
    assert "31/2/2020" in page and 'class="error-summary"' in page
    assert "The directory knows no partner of this name." in page
    assert "Give a title in Indonesian or in English." in page


def test_a_stale_form_overwrites_nothing(client, paper, staff):
    client.force_login(staff)
    step = {"owner_unit": "HOKS", "next_step": "Call the embassy", "version": paper.version}
    client.post(f"/en/instruments/{paper.code}/next-step/", step)

    response = client.post(
        f"/en/instruments/{paper.code}/next-step/", step | {"next_step": "Something else"}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Somebody else saved this record meanwhile" in page
    assert "What was changed meanwhile" in page and "Call the embassy" in page
    assert 'value="Something else"' in page
    with acting_as(staff):
        assert Instrument.objects.get(pk=paper.pk).next_step == "Call the embassy"


def test_who_was_second_may_save_in_knowledge_of_the_first(client, paper, staff):
    client.force_login(staff)
    step = {"owner_unit": "HOKS", "next_step": "Call the embassy", "version": paper.version}
    client.post(f"/en/instruments/{paper.code}/next-step/", step)
    second = step | {"next_step": "Something else"}
    page = client.post(f"/en/instruments/{paper.code}/next-step/", second).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]

    again = client.post(f"/en/instruments/{paper.code}/next-step/", second | {"version": version})

    assert again.status_code == 302
    with acting_as(staff):
        assert Instrument.objects.get(pk=paper.pk).next_step == "Something else"


def test_many_records_get_an_owner_at_once(client, paper, staff):
    client.force_login(staff)
    chosen = {"do": "owner", "chosen": [paper.code, "KS-NONE"], "back": "?kind=mou"}

    asked = client.post("/en/instruments/many/", chosen)
    done = client.post("/en/instruments/many/", chosen | {"confirmed": "1", "owner_unit": "HOKS"})

    assert asked.status_code == 200 and "confirmed" in asked.content.decode()
    assert done.status_code == 302 and done.url == "/en/instruments/?kind=mou"
    with acting_as(staff):
        assert Instrument.objects.get(pk=paper.pk).owner_unit_id == "HOKS"
    history = client.get(f"/en/instruments/{paper.code}/history/").content.decode()
    assert (
        "Bureau of Law, Organisation and Cooperation"
        in history.split("<main")[1].split("</main")[0]
    )
    assert "HOKS" not in history


def test_a_contradiction_is_settled_with_a_reason(client, paper, staff):
    client.force_login(staff)

    client.post(f"/en/instruments/{paper.code}/status/", {"why": "An extension is on its way"})

    page = client.get(f"/en/instruments/{paper.code}/").content.decode()
    assert "The reported status says otherwise" not in page and "aktif" in page


def test_a_view_is_kept_and_offered_again(client, paper, staff):
    client.force_login(staff)

    response = client.post("/en/views/instruments/save/", {"name": "My MoUs", "query": "kind=mou"})

    assert response.url == "/en/instruments/?kind=mou"
    assert "My MoUs" in client.get("/en/instruments/").content.decode()


def test_the_desk_of_a_partner_is_refused_with_a_reason(client, paper):
    partner = someone("partner", scope="org:x")
    client.force_login(partner)

    response = client.get(f"/en/instruments/{paper.code}/edit/")
    assert response.status_code == 404
    response = client.get("/en/instruments/new/")
    assert response.status_code == 403
    assert "Cooperation staff" in response.content.decode()


def test_visitors_are_led_to_sign_in(client):
    response = client.get("/en/instruments/new/")

    assert response.status_code == 302 and "next=/en/instruments/new/" in response.url


def test_a_filter_that_came_by_a_link_survives_the_filter_bar(client, paper):
    page = client.get("/en/instruments/?flag=contradiction&kind=mou").content.decode()

    assert '<input type="hidden" name="flag" value="contradiction">' in page
    assert 'name="kind" value="mou" checked' in page


@pytest.mark.parametrize("page", ["instruments", "partners", "engagements", "assistance"])
def test_any_list_is_kept_under_a_name_and_thrown_away(client, staff, page):
    client.force_login(staff)
    kept = {"name": "As I like it", "query": "q=flood"}

    saved = client.post(f"/en/views/{page}/save/", kept)
    shown = client.get(f"/en/{page}/").content.decode()
    client.post(f"/en/views/{page}/remove/", {"name": "As I like it"})
    after = client.get(f"/en/{page}/").content.decode()

    assert saved.url == f"/en/{page}/?q=flood"
    assert "As I like it" in shown and "As I like it" not in after


def test_a_shared_view_is_removed_by_its_owner_only(client, staff):
    client.force_login(staff)
    client.post("/en/views/partners/save/", {"name": "Shared one", "query": "", "is_shared": "on"})
    client.force_login(someone("legal", unit="HOKS"))

    page = client.get("/en/partners/").content.decode()
    client.post("/en/views/partners/remove/", {"name": "Shared one"})

    assert "Shared one" in page and "remove/?name=Shared" not in page
    assert "Shared one" in client.get("/en/partners/").content.decode()
    assert client.get("/en/views/nothing/save/").status_code == 404


def test_visitors_keep_no_views(client):
    assert client.get("/en/views/partners/save/").status_code == 302
    assert "Save this view" not in client.get("/en/partners/").content.decode()


REPORTED = [("completed_on", "2023-05", "May 2023", ["2023-05-01", "2023-05-31"]),
            ("terminated_on", "2024-02-29", "29 Feb 2024", ["2024-02-29", "2024-02-29"])]  # fmt: skip


@pytest.mark.parametrize(("field", "on", "words", "between"), REPORTED)
def test_a_reported_end_is_told_as_it_was_reported(client, field, on, words, between):
    with acting(SYSTEM) as by:
        paper = instrument(by, title_en="Closed", duration_rule="EVERGREEN",
                           signed_on=PartialDate(2019), **{field: PartialDate.parse(on)})  # fmt: skip

    page = client.get("/en/instruments/?cols=ends").text
    rows = lines(client.get("/en/instruments/?format=csv&cols=ends"))
    machine = client.get(f"/api/v1/instruments/{paper.code}").json()
    table = lines(client.get("/api/v1/instruments.csv"))

    assert f'<time datetime="{on}" class="nowrap">{words}</time>' in page
    assert rows[1][-1] == on
    assert machine["ends_between"] == between
    assert [table[1][table[0].index(name)] for name in ("last_low", "last_high")] == between


@pytest.mark.parametrize(
    ("began", "words", "between"),
    [("2024-02-01", "1 Feb 2024", ["2024-02-01", "2024-02-01"]),
     ("2024-02", "Feb 2024", ["2024-02-01", "2024-02-29"])],
)  # fmt: skip
def test_what_was_replaced_ended_as_the_later_paper_began(client, began, words, between):
    with acting(SYSTEM) as by:
        old, new = (
            instrument(by, title_en=title, duration_rule="EVERGREEN", signed_on=PartialDate(year))
            for title, year in (("Older", 2019), ("Newer", 2024))
        )
        actions.link(earlier=old, later=new, kind="replaces", by=by)
        actions.revise(instrument=new, by=by, in_force_from=PartialDate.parse("2024-01-15"))
    client.get("/en/instruments/?cols=ends")  # rows are remembered
    with acting(SYSTEM) as by:
        new.refresh_from_db()
        actions.revise(instrument=new, by=by, in_force_from=PartialDate.parse(began))

    page = client.get("/en/instruments/?cols=ends&sort=title").text
    machine = client.get(f"/api/v1/instruments/{old.code}").json()
    rows = {row[1]: row[-1] for row in lines(client.get("/en/instruments/?format=csv&cols=ends"))}

    assert f'<time datetime="{began}" class="nowrap">{words}</time>' in page
    assert (machine["status"], machine["ends_between"]) == ("replaced", between)
    assert began in rows.values()
    assert machine["clock"]["ends"] == began


def test_what_replaced_it_stays_unseen(client):
    with acting(SYSTEM) as by:
        old, new = (
            instrument(by, title_en=title, duration_rule="EVERGREEN", signed_on=PartialDate(year))
            for title, year in (("Older", 2019), ("Newer", 2024))
        )
        actions.link(earlier=old, later=new, kind="replaces", by=by)
        actions.revise(instrument=new, by=by, in_force_from=PartialDate(2024, 2, 1))
        actions.classify(instrument=new, by=by, classification="secret", why="negotiation")

    machine = client.get(f"/api/v1/instruments/{old.code}").json()

    assert machine["ends_between"] == ["2024-01-31", "2024-01-31"]


def test_a_view_is_removed_by_a_button_that_says_so(client, staff):
    client.force_login(staff)

    page = client.get("/en/views/instruments/remove/?name=x").text

    assert re.search(r"<button[^>]*>\s*Remove\s*</button>", page)
