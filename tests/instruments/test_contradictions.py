"""Contradictions: one list of written statuses and differing reports, each with a way to settle."""

import json

import pytest

from ecoop.core import claims
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions, contradictions, disputes, listing, settling
from ecoop.instruments.models import Instrument
from tests.people import acting_as, instrument, organisation, someone
from tests.statements import at_most

pytestmark = pytest.mark.django_db
LIST = "/en/instruments/contradictions/"


@pytest.fixture
def staff(client):
    user = someone("staff", unit="HOKS")
    client.force_login(user)
    return user


def said(paper, field, value, *, source="a newspaper", counts=False):
    report = claims.Report(field=field, value=value, source=source, as_of="2024", is_current=counts)
    claims.report_many(paper, disputes.marked(paper, [report]), kind="instrument")


def make(number=1, **facts):
    """Papers that end in 2027 although a newspaper says 2026, and whose status is written wrongly."""
    with acting(SYSTEM) as by:
        partner = organisation(by, f"Body {number}")
        paper = instrument(
            by, partner=partner, title_en=f"Paper {number}", duration_rule="UNTIL",
            until=PartialDate(2027), **{"status_written": "expired"} | facts,
        )  # fmt: skip
        said(paper, "until", "2027", source="https://www.example.org/a", counts=True)
        said(paper, "until", "2026")
        return paper


def listed(user=None, **asked):
    with acting_as(user) if user else acting(SYSTEM) as actor:
        rows, _ = contradictions.page(actor, contradictions.Asked(listing.Filters(), **asked))
        return [(row.record.code, row.what) for row in rows]


@pytest.mark.parametrize(
    ("field", "held", "reported", "differs"),
    [
        ("until", "2027", "2026", True),
        ("until", "2026-10-09", "2026", False),  # a year does not contradict a day within it
        ("signed_on", "2015-04-10", "2015-04-11", True),
        ("signed_on", "2015-04-10", "some time in spring", True),
        ("kind", "mou", "pks", True),
        ("place_signed", "Banda Aceh", "banda  aceh", False),
        ("title_en", "One", "Another", False),  # everybody's own words
        ("status_written", "aktif", "masih berlaku", False),
        ("status_written", "aktif", "berakhir", True),
        ("months", 60, "36", True),
        ("months", None, "36", False),
    ],
)
def test_reports_differ_only_when_both_cannot_be_true(field, held, reported, differs):
    date = field in disputes.DATES
    paper = Instrument(**{field: PartialDate.parse(held) if date else held})

    assert disputes.differs(paper, field, reported) is differs


def test_an_end_that_is_counted_may_lie_a_day_aside():
    with acting(SYSTEM) as by:
        paper = instrument(by, duration_rule="FIXED", months=60)

    ends = disputes.fact(paper, "until")
    other_day = PartialDate.parse(ends).plus_months(1).iso

    assert ends.startswith("2025-0")
    assert not disputes.differs(paper, "until", "2025-03-01")
    assert not disputes.differs(paper, "until", "2025-02-28")
    assert disputes.differs(paper, "until", other_day)


@pytest.mark.parametrize("papers", [1, 3])
@pytest.mark.parametrize("query", ["", "?what=until", "?q=paper"])
def test_the_list_stays_within_its_statements(client, staff, papers, query, frozen):
    frozen(2026, 11, 21)
    for number in range(papers):
        make(number)
    client.get("/en/partners/")  # names of countries are read once by each process

    with at_most(8):
        page = client.get(LIST + query).content.decode()

    assert page.count("data-open") == papers * (1 if "what" in query else 2)
    assert page.count("Settle this") == page.count("data-open")


def test_the_desk_counts_what_the_list_shows(client, staff, frozen):
    frozen(2026, 11, 21)
    make(1)
    make(2, status_written="")

    desk = client.get("/en/desk/").content.decode()
    page = client.get(LIST).content.decode()

    assert '<b>3</b><a href="#contradictions">' in desk
    assert '<b class="num">3</b> contradictions' in page
    assert "https://www.example.org/a" in desk and "a newspaper" in desk


def test_downloads_hold_what_is_shown(client, staff, frozen):
    frozen(2026, 11, 21)
    paper = make()

    found = client.get(LIST + "?format=json&what=until&cols=partner,what,here,elsewhere,source")

    assert json.loads(found.content) == {"total": 1, "items": [{
        "code": paper.code, "title": "Paper 1", "partner": ["Body 1"], "what": "In force until",
        "here": "2027", "elsewhere": ["2026"], "source": ["a newspaper"],
    }]}  # fmt: skip


@pytest.mark.parametrize("sort", sorted(contradictions.SORTS))
@pytest.mark.parametrize("descends", [True, False])
def test_pages_meet_without_gap(sort, descends):
    for number in range(3):
        make(number)
    with acting(SYSTEM) as actor:
        asked = contradictions.Asked(listing.Filters(), sort=sort, descends=descends)
        whole = contradictions.every(actor, asked)

        walked, cursor = [], ""
        for _ in range(9):
            rows, cursor = contradictions.page(actor, asked, cursor=cursor, limit=2)
            walked += rows
            if not cursor:
                break

    assert [(r.record.code, r.what) for r in walked] == [(r.record.code, r.what) for r in whole]
    assert len(whole) == 6


def test_a_strange_cursor_is_a_bad_request(client, staff):
    assert client.get(LIST + "?cursor=zzz").status_code == 400


def test_what_may_not_be_seen_is_neither_listed_nor_counted(client, frozen):
    frozen(2026, 11, 21)
    paper = make()
    unit = someone("unit", unit="HOKS", username="a-unit")
    with acting(SYSTEM) as by:
        actions.classify(instrument=paper, by=by, classification="confidential")
    client.force_login(unit)

    assert paper.code not in client.get(LIST).content.decode()
    assert listed(unit) == []
    assert len(listed()) == 2


def test_visitors_and_partners_have_no_such_list(client):
    assert client.get(LIST).status_code == 302

    client.force_login(someone("partner", scope="org:none"))

    assert client.get(LIST).status_code == 403


def test_a_chosen_report_becomes_the_fact_and_leaves_the_list(client, staff, frozen):
    frozen(2026, 11, 21)
    paper = make(status_written="")
    with acting(SYSTEM):
        other = next(c for c in claims.of_record(paper.pk)["until"] if c.value == "2026")
    address = f"/en/instruments/{paper.code}/reports/until/?from=contradictions"

    response = client.post(address, {"chosen": other.pk, "why": "the text says so"})

    assert response.url == LIST
    assert listed() == []
    with acting(SYSTEM):
        assert str(Instrument.objects.get(pk=paper.pk).until) == "2026"


def test_keeping_the_record_needs_a_reason_and_leaves_the_list(client, staff, frozen):
    frozen(2026, 11, 21)
    paper = make(status_written="")
    with acting(SYSTEM) as by:
        actions.revise(instrument=paper, by=by, until=PartialDate(2028))
    address = f"/en/instruments/{paper.code}/reports/until/"

    page = client.get(address).content.decode()
    refused = client.post(address, {"chosen": "record", "why": ""})
    still = listed()
    client.post(address, {"chosen": "record", "why": "seen in the original"})

    assert "as it stands in the register" in page
    assert refused.status_code == 422 and still == [(paper.code, "until")]
    assert listed() == []
    history = client.get(f"/en/instruments/{paper.code}/history/").content.decode()
    assert "seen in the original" in history


def test_a_record_mended_to_the_report_needs_no_settling():
    paper = make(status_written="")
    with acting(SYSTEM) as by:
        actions.revise(instrument=paper, by=by, until=PartialDate.parse("2026-10"))

    assert listed() == []


def test_a_new_report_opens_the_question_again():
    paper = make(status_written="")
    with acting(SYSTEM) as by:
        paper.refresh_from_db()
        chosen = next(c for c in claims.of_record(paper.pk)["until"] if c.is_current)
        settling.settle_report(instrument=paper, report=chosen, by=by, why="the original")
        settled = listed()
        said(paper, "until", "2025", source="another newspaper")

    assert settled == []
    assert listed() == [(paper.code, "until")]


def test_choosing_an_end_makes_it_count_whatever_the_period_was():
    with acting(SYSTEM) as by:
        paper = instrument(by, duration_rule="FIXED", months=60)
        said(paper, "until", "2024-12-31")
        report = claims.of_record(paper.pk)["until"][0]
        settling.settle_report(instrument=paper, report=report, by=by, why="the annex")

        held = Instrument.objects.get(pk=paper.pk)

    assert (held.duration_rule, str(held.until)) == ("UNTIL", "2024-12-31")
    assert held.last_high.isoformat() == "2024-12-31"


def test_the_record_names_no_source_for_what_the_source_did_not_say(client, staff):
    paper = make(status_written="")
    with acting(SYSTEM) as by:
        actions.revise(instrument=paper, by=by, until=PartialDate(2031))

    page = client.get(f"/en/instruments/{paper.code}/").content.decode()
    fact = page[page.index("<dt>In force until</dt>"):]  # fmt: skip
    fact = fact[: fact.index("</dd>")]

    assert "2031" in fact.split("<details")[0]
    assert "example.org" not in fact.split("<details")[0]
    assert "2 other reports" in fact
