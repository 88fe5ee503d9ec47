"""The end of a paper becomes a case: opened once, evaluated, decided."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ecoop.accounts.models import Unit
from ecoop.cases import actions, handing, queries, renewing, tasks
from ecoop.cases.lifecycle import NotRecorded
from ecoop.cases.models import Case
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.engagements import actions as engagements
from ecoop.instruments import actions as instruments
from ecoop.instruments import listing, renewals
from ecoop.instruments.queries import today
from ecoop.tasks import reminding
from ecoop.tasks.models import Mailing, Mute, Reminder, Task
from tests import people
from tests.statements import at_most

pytestmark = pytest.mark.django_db
POINTS = dict(zip(renewing.CRITERIA, (5, 4, 3, 4, 5), strict=True))


@pytest.fixture
def place(frozen):
    """A paper in force until 30 June 2026 with six months' notice, owned by a deputy's unit."""
    frozen(2025, 11, 24)
    unit = people.someone("unit", unit="DEP-2")
    with acting(SYSTEM) as by:
        actions.adopt_shipped()
        body = people.organisation(by)
        paper = people.instrument(
            by, partner=body, duration_rule="UNTIL", until=PartialDate.parse("2026-06-30"),
            notice_months=6, entry_rule="SIGNATURE", title_en="A paper on early warning",
            scope_en="Early warning and training", owner_unit=Unit.objects.get(pk="DEP-2"),
        )  # fmt: skip
    return {"paper": paper, "body": body, "unit": unit, "staff": people.someone("staff", unit="HOKS"),
            "partner": people.someone("partner", scope=f"org:{body.pk}")}  # fmt: skip


def opened(place, by):
    return renewing.open_due(instrument_id=place["paper"].pk, by=by)


def evaluated(case, by, *, on=None, recommendation="renew"):
    return renewing.evaluate(
        case=case, by=by, on=on or today(), points=POINTS, recommendation=recommendation,
        achieved="Two trainings",
    )  # fmt: skip


def run_jobs():
    """What the worker does: every waiting job that opens a renewal case."""
    jobs = ProcrastinateJob.objects.filter(task_name="cases.open_renewal", status="todo")
    for paper in [job.args["paper"] for job in jobs]:
        tasks.open_renewal(paper)


def run_hand_outs():
    """What the worker does after acts."""
    jobs = ProcrastinateJob.objects.filter(task_name="cases.hand_out", status="todo")
    for args in [job.args for job in jobs.order_by("pk")]:
        tasks.hand_out(**args)


def test_the_case_opens_by_itself_with_the_evaluation_on_the_desk_of_the_owner(place):
    with acting(SYSTEM) as by:
        tasks.open_renewals(timestamp=0)
        run_jobs()
        case = Case.objects.get()
        handing.hand_out(case.pk, by=by)
        (task,) = (one for one in queries.open_tasks(by, case) if one.kind == "case_step")

    assert (case.track, case.instrument_id) == ("extension", place["paper"].pk)
    assert (task.holder, task.due_on) == ("unit:DEP-2", date(2025, 12, 30))
    assert task.address == f"cases/{case.code}/evaluation/"
    assert "A12" in task.due_source


def notices():
    return {one.holder: one for one in Task.objects.open().filter(kind="renewal")}


@pytest.mark.parametrize(
    ("head", "desks"),
    [("", {"role:leader", "unit:HOKS"}), ("HOKS", {"role:leader"})],
)
def test_bureau_and_leadership_are_told_of_a_renewal_until_it_is_decided(place, head, desks):
    if head:
        people.someone("leader", unit=head)
    with acting(SYSTEM) as by:
        case = opened(place, by)
        for _ in range(2):
            handing.hand_out(case.pk, by=by)
        assert set(notices()) == desks
        one = notices()["role:leader"]
        assert "Rule of the house" in one.why_en and "Ketentuan internal" in one.why_id
        assert one.due_on == date(2025, 12, 30) and "art. 18" in one.due_source
        assert one.classification == "confidential"

        evaluated(case, by)
        handing.hand_out(case.pk, by=by)
        assert set(notices()) == desks
        actions.record_step(
            case=case, by=by, step="let_lapse", on=today(), facts={"reason": "the aim is reached"}
        )
        handing.hand_out(case.pk, by=by)
        assert notices() == {}


def test_whose_turn_it_is_anyway_is_told_once(place):
    with acting(SYSTEM) as by:
        bureau = Unit.objects.get(pk="HOKS")
        instruments.assign_owner(instrument=place["paper"], by=by, owner_unit=bureau)
        case = opened(place, by)
        handing.hand_out(case.pk, by=by)
        assert set(notices()) == {"role:leader"}


def test_a_notice_of_a_renewal_is_one_letter_and_can_be_muted(place):
    leader, deaf = (people.someone("leader", unit=unit) for unit in ("SESTAMA", "KEPALA"))
    with acting(SYSTEM) as by:
        handing.hand_out(opened(place, by).pk, by=by)
        Mute.objects.create(person=deaf, kind="renewal", since=timezone.now())
        type(leader).objects.update(email=F("username"))
    for _ in range(3):
        reminding.remind()
        reminding.write_letters()
    with acting(SYSTEM):
        made = Reminder.objects.filter(task__kind="renewal")
        assert set(made.values_list("recipient", "rung", "unsent")) == {
            (leader.pk, "told", ""), (deaf.pk, "told", "muted"), (place["staff"].pk, "told", ""),
        }  # fmt: skip
        (letter,) = Mailing.objects.filter(recipient=leader)
        assert letter.is_digest and not Mailing.objects.filter(recipient=deaf).exists()


def test_however_often_it_runs_there_is_one_case(place):
    with acting(SYSTEM) as by:
        first = opened(place, by)
        assert first is not None
        assert opened(place, by) is None
        tasks.open_renewals(timestamp=0)
        tasks.open_renewal(str(place["paper"].pk))
        evaluated(first, by)
        actions.record_step(
            case=first, by=by, step="let_lapse", on=today(), facts={"reason": "the aim is reached"}
        )
        assert renewing.due(by) == []
        assert opened(place, by) is None
        assert Case.objects.count() == 1


@pytest.mark.parametrize("until", range(5))
def test_a_worker_killed_between_leaves_all_of_a_case_or_nothing(place, monkeypatch, until):
    """Whatever write it dies at, the next run opens the one case."""
    writes = iter(range(100))
    ledger = actions.ledger.record

    def dying(**given):
        if next(writes) == until:
            raise KeyboardInterrupt
        return ledger(**given)

    with acting(SYSTEM) as by:
        monkeypatch.setattr(actions.ledger, "record", dying)
        try:
            made = opened(place, by)
        except KeyboardInterrupt:
            made = None
            assert not Case.objects.exists()
        monkeypatch.setattr(actions.ledger, "record", ledger)
        again = opened(place, by)

        assert (made is None) is not (again is None)
        assert [act.step for act in queries.log_of(Case.objects.get()).acts] == ["enter"]


@pytest.mark.parametrize(
    ("months", "live"), list(product((-7, -5, 0, 5, 7), ("", "extension", "termination")))
)
def test_only_what_nears_and_has_no_case_of_its_end_is_due(place, frozen, months, live):
    notice = date(2025, 12, 30)
    day = notice - timedelta(days=months * 30)
    frozen(day.year, day.month, day.day)
    with acting(SYSTEM) as by:
        if live:
            actions.open_from_instrument(instrument=place["paper"], by=by, track=live)
        nears = abs(months) <= 6
        assert len(renewing.due(by)) == int(nears and not live)


def test_nothing_is_renewed_without_an_evaluation_of_the_last_six_months(place, frozen):
    with acting(SYSTEM) as by:
        case = opened(place, by)
        for step in ("propose_extension", "sign_extension"):
            with pytest.raises(NotRecorded) as refused:
                facts = {"signature_kind": "wet", "new_ends_on": "2030-06-30"}
                actions.record_step(case=case, by=by, step=step, on=today(), facts=facts)
            assert "A12.evaluation_recent" in {each.rule for each in refused.value.reasons}
        with pytest.raises(NotRecorded):
            renewing.go_on(case=case, by=by, track="international_agreement")
        assert Case.objects.count() == 1

        evaluated(case, by)
        assert "propose_extension" in queries.log_of(case).standing(today()).allowed
    frozen(2026, 5, 25)
    with acting(SYSTEM):
        found = queries.log_of(Case.objects.get()).standing(today())
        assert "propose_extension" in found.refused


@pytest.mark.parametrize("points", [(1,) * 5, (5,) * 5, (3,) * 5, (5, 4, 3, 4, 5)])
def test_the_score_follows_from_the_points(points):
    found = renewing.score(dict(zip(renewing.CRITERIA, points, strict=True)))
    assert found == round(sum((each - 1) * 25 for each in points) / 5)


def test_a_new_instrument_is_a_case_of_its_own_linked_to_the_paper(place):
    with acting(SYSTEM) as by:
        renewals.open_tasks(by=by)
        case = evaluated(opened(place, by), by)
        assert Task.objects.open().filter(kind="expiry").count() == 1
        made = renewing.go_on(case=case, by=by, track="international_agreement")
        case.refresh_from_db()

        assert (made.renews_id, made.instrument_id) == (place["paper"].pk, None)
        assert queries.partners_of(made) == [place["body"]]
        assert (case.status, case.is_live) == ("closed", False)
        assert queries.log_of(case).acts[-1].facts["continued_by"] == made.code
        run_hand_outs()
        assert not Task.objects.open().filter(kind="expiry").exists()  # it is decided


def test_an_amendment_goes_on_with_the_same_paper(place):
    with acting(SYSTEM) as by:
        case = evaluated(opened(place, by), by, recommendation="amend")
        made = renewing.go_on(case=case, by=by, track="amendment_substantive")
        assert (made.track, made.instrument_id) == ("amendment_substantive", place["paper"].pk)


def test_at_the_end_date_the_status_turns_by_itself(place, frozen):
    with acting(SYSTEM) as by:
        opened(place, by)
    frozen(2026, 7, 1)
    tasks.turn_over(timestamp=0)
    with acting(SYSTEM) as by:
        found = queries.log_of(Case.objects.get()).standing(today())
        assert "A6.not_expired" in {each.rule for each in found.refused["propose_extension"]}
        rows = listing.rows_of(by, listing.Filters(status=("expired",)))
        assert [row.code for row in rows] == [place["paper"].code]


def test_the_owner_unit_evaluates_and_decides_on_pages(place, client):
    with acting(SYSTEM) as by:
        facts = {
            "kind": "meeting", "title_en": "A meeting",
            "starts_on": PartialDate.parse("2025-02-01"), "next_steps": ["send the invitation"],
        }  # fmt: skip
        draft = engagements.Draft(facts=facts, partners=[place["body"]])
        engagements.record_many([draft], by=by)
    client.force_login(place["unit"])
    page = f"/en/cases/renew/{place['paper'].code}/"
    assert "Open the renewal case" in client.get(page).content.decode()
    to = client.post(page)["Location"]
    with at_most(8):
        shown = client.get(to).content.decode()
    assert "send the invitation" in shown
    assert "Early warning and training" in shown
    assert client.get(page)["Location"] == to

    typed = {key: str(value) for key, value in POINTS.items()} | {
        "achieved": "Two trainings", "recommendation": "renew", "on": "2025-11-24",
    }  # fmt: skip
    refused = client.post(to, typed | {"evaluation_benefit": ""})
    assert refused.status_code == 422
    assert "Two trainings" in refused.content.decode()
    with at_most(15):
        assert client.post(to, typed).status_code == 302
    with at_most(8):
        shown = client.get(to).content.decode()
    assert "Propose the extension" in shown
    with acting(SYSTEM):
        (act,) = [
            each for each in queries.log_of(Case.objects.get()).acts if each.step == "evaluate"
        ]
        assert act.by == "UNIT"
        assert act.facts["evaluation_score"] == 80


@pytest.mark.parametrize(
    ("language", "words", "offer"),
    [("en", "not older than six months", "Go on by"), ("id", "enam bulan", "Dilanjutkan dengan")],
)
def test_going_on_shows_why_not_and_no_form_when_the_law_refuses(
    place, client, language, words, offer
):
    with acting(SYSTEM) as by:
        case = opened(place, by)
    client.force_login(place["staff"])
    page = f"/{language}/cases/{case.code}/go-on/"
    client.get(page)
    with at_most(8):
        shown = client.get(page).content.decode()
    assert words in shown and "A12" in shown and 'name="track"' not in shown
    refused = client.post(page, {"track": "international_agreement"})
    assert refused.status_code == 422
    assert Case.objects.count() == 1


@pytest.mark.parametrize("track", ["international_agreement", "amendment_substantive"])
def test_staff_go_on_by_another_case_on_a_page(place, client, track):
    with acting(SYSTEM) as by:
        case = evaluated(opened(place, by), by)
    client.force_login(place["staff"])
    page = f"/en/cases/{case.code}/go-on/"
    client.get(page)
    with at_most(8):
        assert 'name="track"' in client.get(page).content.decode()
    with at_most(15):
        answer = client.post(page, {"track": track, "version": case.version})
    made = client.get(answer["Location"]).content.decode()
    assert place["paper"].code in made


def test_what_has_ended_is_not_amended_extended_or_terminated_and_the_page_says_why(
    place, client, frozen
):
    with acting(SYSTEM) as by:
        case = evaluated(opened(place, by), by)
    frozen(2026, 7, 1)
    with acting(SYSTEM) as by:
        case = evaluated(case, by)
        with pytest.raises(NotRecorded) as refused:
            renewing.go_on(case=case, by=by, track="amendment_substantive")
    assert {each.source for each in refused.value.reasons} == {"UU 24/2000 art. 16(1)"}
    client.force_login(place["staff"])
    for page, shut in (
        (f"cases/{case.code}/go-on", ("Substantive amendment", "Administrative amendment")),
        (
            f"cases/from/{place['paper'].code}",
            ("Extension", "Termination", "Substantive amendment"),
        ),
    ):
        client.get(f"/en/{page}/")
        with at_most(8):
            shown = client.get(f"/en/{page}/").content.decode()
        for name in shut:
            assert f"{name}: why not?" in shown and f">{name}</option>" not in shown
        assert "UU 24/2000 art. 16(1)" in shown and ">International agreement</option>" in shown


def test_a_partner_is_shown_no_evaluation(place, client):
    with acting(SYSTEM) as by:
        case = evaluated(opened(place, by), by)
    client.force_login(place["partner"])
    assert client.get(f"/en/cases/{case.code}/evaluation/").status_code == 404
    assert client.get(f"/en/cases/{case.code}/go-on/").status_code == 404
    assert "Two trainings" not in client.get(f"/en/cases/{case.code}/").content.decode()
    with people.acting_as(place["partner"]):
        assert queries.log_of(Case.objects.get()).acts == ()
