"""The screening of a case: what is computed, what is judged, what stops it, who never sees it."""

import random
from datetime import date

import pytest
from django.utils import translation

from ecoop.cases import actions as cases
from ecoop.cases import handing
from ecoop.cases import queries as case_queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case
from ecoop.core import ledger, telling
from ecoop.core.dates import PartialDate
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.instruments.queries import today
from ecoop.partners import actions as partners
from ecoop.screening import actions, lifecycle, queries
from ecoop.screening.models import Diligence, Judgement, Screening
from tests import people
from tests.cases.test_acts import opened, walk
from tests.statements import at_most

pytestmark = pytest.mark.django_db
CHECK = {
    "legal_status": "public", "sanctions": "clear", "sanctions_source": "UN list of 1 June",
    "checked_on": date(2025, 6, 1),
}  # fmt: skip


@pytest.fixture
def place(frozen):
    """A proposal of a Korean ministry; papers of its parent, of the state, and of others."""
    frozen(2025, 6, 2)
    staff = people.someone("staff", unit="HOKS")
    with acting(SYSTEM) as by:
        state = people.organisation(by, "Republic of Korea")
        body = people.organisation(by, "Ministry of the Interior and Safety", parent=state)
        other = people.organisation(by, "Agency of Weather")
        far = people.organisation(by, "Ministry of Peru", iso2="PE")
        running = {"entry_rule": "SIGNATURE", "duration_rule": "EVERGREEN"}
        papers = {
            "own": people.instrument(by, partner=body, title_en="Own", **running),
            "above": people.instrument(by, partner=state, title_en="Above", **running),
            "field": people.instrument(
                by, partner=other, title_en="Field", fields=["risk.early_warning"], **running
            ),
            "elsewhere": people.instrument(
                by, partner=far, title_en="Elsewhere", fields=["risk.early_warning"], **running
            ),
            "over": people.instrument(
                by, partner=body, title_en="Over", entry_rule="SIGNATURE", duration_rule="UNTIL",
                until=PartialDate.parse("2021-01-01"),
            ),
        }  # fmt: skip
        case = walk(opened(by, body), by=by, until="propose")
    return {"case": case, "body": body, "papers": papers, "staff": staff,
            "partner": people.someone("partner", scope=f"org:{body.pk}")}  # fmt: skip


def planned(place, by, **more):
    given = {"fields": ["risk"], "goals": ["resilience"], "budget_line": "6417.001"} | more
    return actions.plan(case=place["case"], by=by, **given)


def whole(place, by, *, verdict="none", **check):
    """A screening with nothing left open."""
    cases.revise(case=place["case"], by=by, owner_unit=place["staff"].assignments.get().unit)
    planned(place, by)
    overlaps = queries.held(place["case"], by).overlaps
    actions.judge(
        case=place["case"], by=by, verdicts={paper.row: (verdict, "read") for paper in overlaps}
    )
    actions.check(case=place["case"], by=by, organisation=place["body"], **CHECK | check)


def recorded(place, by):
    return actions.conclude(case=place["case"], by=by, on=today())


def test_overlaps_are_those_of_the_partner_its_kin_and_its_country_in_the_same_field(place):
    with acting(SYSTEM) as by:
        before = queries.held(place["case"], by)
        assert {paper.row.title_en: paper.near for paper in before.overlaps} == {
            "Own": "same", "Above": "above",
        }  # fmt: skip
        planned(place, by)
        after = queries.held(place["case"], by)
        assert {paper.row.title_en: paper.near for paper in after.overlaps} == {
            "Own": "same", "Above": "above", "Field": "country",
        }  # fmt: skip
        assert after.overlaps[-1].fields == ("risk.early_warning",)
        assert [paper.row.title_en for paper in after.papers if not paper.is_live] == ["Over"]


def test_an_entry_under_the_same_name_is_kin(place):
    with acting(SYSTEM) as by:
        twin = people.organisation(by, "MOIS of Korea")
        partners.remember_alias(
            by=by, organisation=twin, text="Ministry of the Interior and Safety", source="a sheet"
        )
        people.instrument(
            by, partner=twin, title_en="Twin", entry_rule="SIGNATURE", duration_rule="EVERGREEN"
        )
        found = {p.row.title_en: p.near for p in queries.held(place["case"], by).overlaps}
        assert found["Twin"] == "namesake"


def test_a_whole_screening_becomes_the_step_with_its_facts_and_one_entry(place):
    with acting(SYSTEM) as by:
        whole(place, by)
        recorded(place, by)
        act = case_queries.log_of(place["case"]).acts[-1]

        assert act.step == "screen"
        assert act.facts == {
            "overlaps_found": 3, "overlaps_unjudged": 0, "overlaps_conflicting": 0,
            "strategic_plan_linked": True, "budget_line_named": True, "owner_unit_named": True,
            "partner_checked": True, "strategic_goals": ["resilience"], "budget_line": "6417.001",
            "sanctions_result": "clear",
        }  # fmt: skip
        lines = [line for line in case_queries.lines_of(place["case"]) if line.act == "case.step"]
        assert len(lines) == 2


@pytest.mark.parametrize(
    "lack", ["overlap", "conflict", "goals", "budget", "unit", "check", "match"]
)
def test_what_is_left_open_or_found_stops_it(place, lack):
    rules = {
        "overlap": "overlaps_judged", "conflict": "overlaps_judged", "goals": "plan_and_budget",
        "budget": "plan_and_budget", "unit": "plan_and_budget", "check": "partner_due_diligence",
        "match": "partner_due_diligence",
    }  # fmt: skip
    with acting(SYSTEM) as by:
        whole(place, by, verdict="conflicts" if lack == "conflict" else "extends",
              sanctions="match" if lack == "match" else "clear")  # fmt: skip
        if lack == "overlap":
            Judgement.objects.first().delete()
        if lack in ("goals", "budget"):
            planned(place, by, **({"goals": []} if lack == "goals" else {"budget_line": ""}))
        if lack == "unit":
            cases.revise(case=place["case"], by=by, owner_unit=None)
        if lack == "check":
            Diligence.objects.all().delete()
        with pytest.raises(NotRecorded) as refused:
            recorded(place, by)
        assert {each.rule for each in refused.value.reasons} == {rules[lack]}
        assert [act.step for act in case_queries.log_of(place["case"]).acts] == ["propose"]


def test_a_new_paper_after_the_judgement_is_an_open_overlap_again(place):
    with acting(SYSTEM) as by:
        whole(place, by)
        people.instrument(
            by, partner=place["body"], entry_rule="SIGNATURE", duration_rule="EVERGREEN"
        )
        with pytest.raises(NotRecorded):
            recorded(place, by)


@pytest.mark.parametrize("seed", range(200))
def test_the_facts_say_what_the_findings_say(seed):
    rng = random.Random(seed)  # noqa: S311 - no secret
    found = lifecycle.Findings(
        verdicts=tuple(rng.choices(("", "none", "extends", "replaces", "conflicts"), k=rng.randrange(6))),
        results=tuple(rng.choices(("", "clear", "unclear", "match"), k=rng.randrange(4))),
        goals=tuple(rng.sample(("a", "b"), rng.randrange(3))), budget_line=rng.choice(("", "1")),
        has_owner=rng.random() < 0.5,
    )  # fmt: skip
    facts = lifecycle.facts_of(found)

    assert facts["overlaps_unjudged"] == sum(each == "" for each in found.verdicts)
    assert ("match" in found.results) == (facts.get("sanctions_result") == "match")
    assert facts["partner_checked"] == all(found.results)
    assert facts["strategic_plan_linked"] == ("strategic_goals" in facts)


def test_on_paper_before_the_house_it_is_recorded_by_its_own_form(place):
    with acting(SYSTEM) as by:
        cases.record_step(case=place["case"], by=by, step="screen", on=date(2024, 1, 29))
        assert case_queries.log_of(place["case"]).acts[-1].facts == {}


def test_the_page_is_saved_part_by_part_and_recorded(place, client):
    client.force_login(place["staff"])
    page = f"/en/cases/{place['case'].code}/screening/"
    with at_most(8):
        shown = client.get(page).content.decode()
    assert place["papers"]["own"].code in shown
    assert "Over" in shown  # prior performance
    assert place["papers"]["elsewhere"].code not in shown

    with at_most(15):
        sent = {
            "do": "plan",
            "fields_chosen": ["risk"],
            "goals": ["response"],
            "budget_line": "none needed",
        }
        assert client.post(page, sent).status_code == 302
    with acting(SYSTEM) as by:
        codes = [paper.row.code for paper in queries.held(place["case"], by).overlaps]
    assert len(codes) == 3
    told = {f"verdict_{code}": "none" for code in codes} | {f"note_{codes[0]}": "another aim"}
    with at_most(15):
        assert client.post(page, {"do": "judge"} | told).status_code == 302
    slug = place["body"].slug
    lacking = client.post(page, {"do": f"check:{slug}", f"{slug}-legal_status": "verified"})
    assert lacking.status_code == 422
    assert "Name the document" in lacking.content.decode()
    checked = {f"{slug}-{name}": str(value) for name, value in CHECK.items()}
    with at_most(15):
        assert client.post(page, {"do": f"check:{slug}"} | checked).status_code == 302
    with at_most(8):
        assert "UN list of 1 June" in client.get(page).content.decode()
    refused = client.post(page, {"do": "conclude", "on": "2025-06-02"})
    assert refused.status_code == 422
    assert "owner unit" in refused.content.decode()
    with acting(SYSTEM) as by:
        cases.revise(case=place["case"], by=by, owner_unit=place["staff"].assignments.get().unit)
    with at_most(15):
        assert client.post(page, {"do": "conclude", "on": "2025-06-02"}).status_code == 302
    assert "Screened on" in client.get(page).content.decode()
    assert client.post(page, {"do": "nonsense"}).status_code == 400


def test_who_saves_second_keeps_what_was_typed(place, client):
    client.force_login(place["staff"])
    page = f"/en/cases/{place['case'].code}/screening/"
    client.post(page, {"do": "plan", "budget_line": "first", "version": "0"})
    answer = client.post(page, {"do": "plan", "budget_line": "second typed", "version": "0"})
    assert answer.status_code == 422
    assert "second typed" in answer.content.decode()
    with acting(SYSTEM) as by:
        assert Screening.objects.get().budget_line == "first"
        with pytest.raises(Conflict):
            planned(place, by, version=0)


def test_no_partner_guest_or_region_sees_a_row_a_page_or_an_act_of_it(place, client):
    with acting(SYSTEM) as by:
        whole(place, by, note="A remark about the partner")
        recorded(place, by)
        assert Diligence.objects.count() == Screening.objects.count() == 1
        lines = ledger.history(Screening.objects.get().pk)
        assert {"screening.planned", "screening.judged", "screening.checked"} == {
            line.act for line in lines
        }
        with translation.override("en"):
            (told,) = [each for each in telling.told(lines) if "judged" in each.what]
        assert "No overlap" in told.changes[0][2]
    region = people.someone("region", scope="region:33")
    for user in (place["partner"], region):
        with people.acting_as(user) as actor:
            assert not Screening.objects.exists()
            assert not Judgement.objects.exists()
            assert not Diligence.objects.exists()
            assert ledger.history(place["case"].pk) == []
            assert ledger.feed(kind="screening") == []
            with pytest.raises((Refused, Case.DoesNotExist)):
                planned(place, actor)
    with acting(ANONYMOUS):
        assert not Screening.objects.exists()
    client.force_login(place["partner"])
    assert client.get(f"/en/cases/{place['case'].code}/screening/").status_code == 404
    assert "UN list" not in client.get(f"/en/cases/{place['case'].code}/").content.decode()
    client.logout()
    assert client.get(f"/en/cases/{place['case'].code}/screening/").status_code in (302, 404)


def test_a_unit_looks_on_and_changes_nothing(place, client):
    unit = people.someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        cases.revise(case=place["case"], by=by, owner_unit=unit.assignments.get().unit)
        planned(place, by)
    client.force_login(unit)
    page = f"/en/cases/{place['case'].code}/screening/"
    shown = client.get(page)
    assert shown.status_code == 200
    assert 'value="judge"' not in shown.content.decode()
    assert client.post(page, {"do": "plan", "budget_line": "x"}).status_code == 403


def test_what_is_shelved_waits_in_the_inbox_for_its_review_day(place):
    with acting(SYSTEM) as by:
        told = {"reason": "No budget this year", "review_on": "2026-01-15"}
        cases.record_step(case=place["case"], by=by, step="shelve", on=today(), facts=told)
        handing.hand_out(place["case"].pk, by=by)
        (task,) = case_queries.open_tasks(by, place["case"])
        assert (task.due_on, task.holder) == (date(2026, 1, 15), "role:staff")
        handing.hand_out(place["case"].pk, by=by)
        assert len(case_queries.open_tasks(by, place["case"])) == 1
