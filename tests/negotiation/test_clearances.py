"""Clearances by ministries and units: asked, answered, voided, and what they stop."""

from datetime import date

import pytest
from django.db import transaction

from ecoop.cases import actions as cases
from ecoop.cases import classifying
from ecoop.cases import queries as case_queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.documents.models import File
from ecoop.instruments.queries import today
from ecoop.negotiation import actions, handing, queries
from ecoop.negotiation.clauses import meter
from ecoop.negotiation.lifecycle import state_of
from ecoop.negotiation.models import Clearance, Freeze
from ecoop.partners import actions as partners
from ecoop.tasks import actions as tasks
from ecoop.tasks.lifecycle import by_library
from ecoop.tasks.models import Task
from ecoop.tasks.queries import waiting_for
from ecoop.tasks.reminding import house_today
from tests import people
from tests.cases.korea import WAY
from tests.documents import hostile
from tests.letters import papers
from tests.negotiation.test_table import agree_all, one_character, opened
from tests.statements import at_most

pytestmark = pytest.mark.django_db
REMARK = "Pasal 5 agar menyebut tata cara penyelesaian"


@pytest.fixture
def asked(frozen):
    """A frozen text that a ministry and a unit were asked to clear."""
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = opened(by, classification="limited")
        agree_all(draft, by)
        actions.freeze(draft=draft, by=by)
        body = people.organisation(by, "Kementerian Contoh", iso2="ID", kind="ministry")
        ministry = ask(draft.case, by, f"org:{body.pk}", body.name)
    users = {
        "ministry": people.someone("ministry", scope=f"org:{body.pk}"),
        "staff": people.someone("staff", unit="HOKS"),
        "unit": people.someone("unit", unit="DEP-2"),
        "partner": people.someone("partner", scope=f"org:{partner_of(draft.case)}"),
        "other": people.someone("ministry", scope="org:0197a000-0000-7000-8000-000000000000"),
    }
    with acting(SYSTEM) as by:
        unit = ask(draft.case, by, "unit:DEP-2", Text.same("DEP-2"))
    return {"draft": draft, "case": draft.case, "row": ministry, "unit_row": unit, "body": body} | {
        "users": users
    }


def partner_of(case):
    with acting(SYSTEM):
        return case_queries.partners_of(case)[0].pk


def ask(case, by, desk, name, on=None, letter=None):
    on = on or today()
    due = by_library("clearance", on)
    request = actions.Request(asked_of=desk, name=name, asked_on=on, due=due, letter=letter)
    return actions.ask(case=case, by=by, request=request)


def letter_of(by, direction, **more):
    return papers.letter(by, **{"direction": direction, "classification": "confidential"} | more)


def answer(asked, who="ministry", row="row", opinion="cleared", **given):
    with people.acting_as(asked["users"][who]) as by:
        return actions.answer(clearance=asked[row], by=by, opinion=opinion, **given)


def refused(case, step):
    """{rule: words} of what stands against a step today."""
    with acting(SYSTEM):
        found = case_queries.log_of(case).standing(today()).refused.get(step, ())
        return {reason.rule: reason.text for reason in found}


def states(asked):
    with acting(SYSTEM):
        rows = queries.clearances_of(asked["case"])
        return {row.asked_of.split(":")[0]: state_of(row, today()) for row in rows}


def test_a_request_names_the_frozen_version_in_every_language_and_its_last_day(asked):
    row = asked["row"]
    with acting(SYSTEM):
        frozen_text = Freeze.objects.get()

    assert row.digests == frozen_text.digests
    assert set(row.digests) == {"id", "en"}
    assert row.due_on == date(2024, 9, 23)  # seven working days; the 16th is a holiday
    assert states(asked) == {"org": "waiting", "unit": "waiting"}


def test_nobody_is_asked_to_clear_a_text_that_is_not_frozen(asked):
    with acting(SYSTEM) as by:
        one_character(asked["draft"], by)
        with pytest.raises(Refused, match="Freeze the text first|Bekukan dahulu"):
            ask(asked["case"], by, "unit:DEP-3", Text.same("DEP-3"))
        assert Clearance.objects.count() == 2


def test_nobody_is_asked_twice_for_one_version(asked):
    with acting(SYSTEM) as by, pytest.raises(Refused):
        ask(asked["case"], by, asked["row"].asked_of, asked["row"].name)


def test_why_not_names_who_has_not_answered_and_who_objects(asked):
    case = asked["case"]
    told = refused(case, "clear_text")
    assert told["clearances_given"].en.endswith(": Kementerian Contoh, DEP-2.")

    answer(asked, "unit", "unit_row", "cleared")
    answer(asked, opinion="objection", remark=REMARK)

    told = refused(case, "clear_text")
    assert set(told) == {"clearances_agree"}
    assert "Kementerian Contoh" in told["clearances_agree"].id
    with acting(SYSTEM) as by, transaction.atomic(), pytest.raises(NotRecorded) as no:
        cases.record_step(case=case, by=by, step="clear_text", on=today())
    assert [reason.rule for reason in no.value.reasons] == ["clearances_agree"]
    assert "clearances_agree" in refused(case, "sign")


def test_others_are_asked_after_the_first_has_answered(asked):
    answer(asked)
    with acting(SYSTEM) as by:
        ask(asked["case"], by, "unit:DEP-3", Text.same("DEP-3"))
    assert refused(asked["case"], "clear_text")["clearances_given"].en.endswith(": DEP-2, DEP-3.")


def test_all_cleared_lets_the_text_be_cleared(asked):
    answer(asked, "unit", "unit_row")
    answer(asked, opinion="remarks", remark=REMARK)

    with acting(SYSTEM) as by:
        case = cases.record_step(case=asked["case"], by=by, step="clear_text", on=today(),
                                 facts={"clause_meter_percent": 100})  # fmt: skip
    assert case.stage == "cleared"


def test_the_turn_is_with_the_ministries_until_they_answer(asked):
    case = asked["case"]
    with acting(SYSTEM):
        case.refresh_from_db()
        assert (case.stage, case.turn_actor, case.turn_side) == (
            "clearing", "MINISTRIES", "authority",
        )  # fmt: skip
    answer(asked, "unit", "unit_row")
    answer(asked)
    with acting(SYSTEM):
        case.refresh_from_db()
        assert case.turn_actor == "HOKS"


def test_an_objection_is_overcome_by_a_new_answer_and_both_stay_in_the_ledger(asked):
    answer(asked, opinion="objection", remark=REMARK)
    answer(asked, opinion="cleared")

    with acting(SYSTEM):
        acts = [line for line in ledger.history(asked["row"].pk) if line.act == "clearance.give"]
        assert [line.changes["opinion"][1] for line in acts] == ["cleared", "objection"]
        assert [line.actor for line in acts] == ["Test ministry"] * 2
    assert states(asked)["org"] == "cleared"


def test_one_changed_character_voids_every_clearance(asked):
    answer(asked)
    with acting(SYSTEM) as by:
        one_character(asked["draft"], by)
        handing.hand_out(asked["case"].pk, by=by)

    assert states(asked) == {"org": "void", "unit": "void"}
    assert set(refused(asked["case"], "clear_text")) == {"A2.frozen_text_unchanged"}
    with acting(SYSTEM):
        assert not Task.objects.open().filter(kind="clearance").exists()
    with pytest.raises(Refused):
        answer(asked, "unit", "unit_row")


def test_a_text_outside_the_house_is_cleared_and_voided_by_the_steps_of_its_case(frozen):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = cases.Draft(track="domestic_mou", title_en="Outside", on=date(2024, 9, 2),
                            partners=[people.organisation(by, "Body", iso2="ID", kind="ministry")])  # fmt: skip
        case = cases.open_case(draft, by=by)
        papers = ["proposal", "partner_profile", "summary", "draft"]
        for step, facts in (("propose", {"proposal_documents": papers}), ("screen", {}),
                            ("agree_text", {"languages": ["id"]})):  # fmt: skip
            case = cases.record_step(case=case, by=by, step=step, on=date(2024, 9, 4), facts=facts)
        row = ask(case, by, "unit:DEP-2", Text.same("DEP-2"))
        assert row.digests == {}
        cases.record_step(case=case, by=by, step="change_text", on=today())
        assert [state_of(one, today()) for one in queries.clearances_of(case)] == ["void"]
        assert "clearances_given" not in refused(case, "clear_text")


def test_an_answer_on_paper_keeps_its_letter_and_who_recorded_it(asked):
    with people.acting_as(asked["users"]["staff"]) as by:
        letter = letter_of(by, "in")
        given = actions.Answer(opinion="remarks", remark=REMARK, answered_on=today(),
                               answered_by_name="Direktur Contoh", letter=letter)  # fmt: skip
        row = actions.record_answer(clearance=asked["row"], by=by, given=given)
    assert (row.letter_id, row.recorded_by_name) == (letter.pk, "Test staff")
    assert states(asked)["org"] == "remarks"


def test_remarks_need_words(asked):
    with pytest.raises(Refused):
        answer(asked, opinion="objection", remark=" ")
    assert states(asked)["org"] == "waiting"


def test_two_answers_at_once_one_wins(asked):
    version = asked["row"].version
    answer(asked, version=version)
    with pytest.raises(Conflict):
        answer(asked, opinion="objection", remark=REMARK, version=version)


def test_who_was_not_asked_answers_nothing(asked):
    for who in ("other", "unit", "partner", "staff"):
        with pytest.raises(Refused):
            answer(asked, who)
    assert states(asked)["org"] == "waiting"


def test_a_withdrawn_request_stands_in_nobodys_way(asked):
    answer(asked, "unit", "unit_row")
    with people.acting_as(asked["users"]["staff"]) as by:
        actions.withdraw(clearance=asked["row"], by=by, why="Tidak terkait")
    assert "clearances_given" not in refused(asked["case"], "clear_text")
    assert states(asked)["org"] == "withdrawn"


@pytest.mark.parametrize(("who", "sees", "reads"), [
    ("ministry", 1, True), ("unit", 1, True), ("other", 0, False), ("partner", 0, False),
    ("staff", 2, True),
])  # fmt: skip
def test_each_sees_what_was_asked_of_them_and_the_text_with_it(asked, who, sees, reads):
    with people.acting_as(asked["users"][who]) as by:
        assert Clearance.objects.count() == sees  # the wall alone
        assert Clearance.objects.visible_to(by).count() == sees
        assert Freeze.objects.exists() is reads


def test_whoever_is_asked_writes_no_row_past_the_house(asked):
    with people.acting_as(asked["users"]["ministry"]):
        assert Clearance.objects.filter(pk=asked["row"].pk).update(opinion="cleared") == 0


def test_the_partner_sees_the_stage_and_no_remark_anywhere(asked, client):
    answer(asked, opinion="objection", remark=REMARK)
    client.force_login(asked["users"]["partner"])
    code = asked["case"].code
    shown = client.get(f"/en/cases/{code}/").content.decode()
    assert "Being cleared" in shown
    for page in (
        f"/en/cases/{code}/",
        f"/api/v1/cases/{code}/",
        "/en/tasks/",
        "/en/search/?q=Pasal",
    ):
        assert "tata cara penyelesaian" not in client.get(page).content.decode()
    for page in (f"cases/{code}/clearances/", f"clearances/{asked['row'].pk}/"):
        assert client.get(f"/en/{page}").status_code == 404


def test_the_ministry_finds_the_request_in_its_inbox_and_is_reminded(asked):
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
        handing.hand_out(asked["case"].pk, by=by)
        assert Task.objects.filter(kind="clearance").count() == 2
        there = house_today().at(asked["row"].asked_of)
        assert [one.id for one in there] == [asked["users"]["ministry"].pk]
    with people.acting_as(asked["users"]["ministry"]) as by:
        (task,) = waiting_for(by).rows
    assert (task.due_on, task.holder_name) == (asked["row"].due_on, "Kementerian Contoh")

    answer(asked)
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
        assert Task.objects.get(pk=task.id).outcome == "done"


@pytest.mark.parametrize(("lang", "words"), [("id", "Keberatan"), ("en", "Objection")])
def test_the_ministry_answers_from_its_inbox(asked, client, lang, words):
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
    client.force_login(asked["users"]["ministry"])
    inbox = client.get(f"/{lang}/tasks/").content.decode()
    assert asked["case"].title.in_(lang) in inbox
    address = f"/{lang}/clearances/{asked['row'].pk}/"
    with at_most(8):
        shown = client.get(address).content.decode()
    assert "Ruang lingkup" in shown or "ruang lingkup" in shown.casefold()

    empty = client.post(address, {"opinion": "objection", "remark": "", "version": 1})
    with at_most(15):
        sent = client.post(address, {"opinion": "objection", "remark": REMARK, "version": 1})

    assert (empty.status_code, sent.status_code) == (422, 302)
    shown = client.get(address).content.decode()
    assert words in shown and REMARK in shown


def test_the_bureau_asks_from_the_case_and_reads_the_answers(asked, client):
    client.force_login(asked["users"]["staff"])
    code = asked["case"].code
    wrong = client.post(f"/en/cases/{code}/clearances/ask/",
                        {"body": "Nobody", "unit": "", "asked_on": "2024-09-11"})  # fmt: skip
    with people.acting_as(asked["users"]["staff"]) as by:
        letter = letter_of(by, "out")
    given = {"body": "", "unit": "DEP-3", "asked_on": "2024-09-11", "letter": letter.code.lower()}
    with at_most(15):
        sent = client.post(f"/en/cases/{code}/clearances/ask/", given)
    assert (wrong.status_code, sent.status_code) == (422, 302)
    answer(asked, opinion="objection", remark=REMARK)
    with at_most(8):
        shown = client.get(f"/en/cases/{code}/clearances/").content.decode()
    assert REMARK in shown
    page = client.get(f"/en/cases/{code}/").content.decode()
    assert "Object to the text: Kementerian Contoh." in page


def test_a_confidential_case_is_asked_of_a_ministry_by_letter_only(asked):
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
        classifying.classify(case=asked["case"], by=by, classification="confidential")
        handing.hand_out(asked["case"].pk, by=by)
    with people.acting_as(asked["users"]["ministry"]) as by:
        assert not Clearance.objects.exists() and not Freeze.objects.exists()
        assert waiting_for(by).total == 0


def test_a_merged_ministry_keeps_its_requests(asked):
    with acting(SYSTEM) as by:
        into = people.organisation(by, "Kementerian Baru", iso2="ID", kind="ministry")
        partners.merge(duplicate=asked["body"], into=into, by=by, why="sama")
        assert Clearance.objects.filter(asked_of=f"org:{into.pk}").count() == 1


def test_once_the_text_is_signed_nobody_is_offered_to_answer_or_withdraw(asked, client, frozen):
    answer(asked)
    answer(asked, who="unit", row="unit_row")
    client.force_login(asked["users"]["staff"])
    page = f"/en/clearances/{asked['row'].pk}/"
    assert "Withdraw the request" in client.get(page).content.decode()

    frozen(2025, 6, 2)
    ways = [step for step, _, _ in WAY]
    with acting(SYSTEM) as by:
        draft = asked["draft"]
        words = queries.wordings(queries.articles_of(draft), draft.languages)
        for row in meter(words, queries.situation_of(draft, asked["case"]), waived={}):
            if row.state != "present":
                actions.waive(draft=draft, by=by, clause=row.code, reason="Diatur kemudian")
        for step, on, facts in WAY[ways.index("clear_text") : ways.index("sign") + 1]:
            given = {} if step == "clear_text" else facts
            cases.record_step(
                case=asked["case"], by=by, step=step, on=date.fromisoformat(on), facts=given
            )

    shown = client.get(page).content.decode()
    assert "Withdraw the request" not in shown and "answer on paper" not in shown


@pytest.mark.parametrize(("who", "row", "status"), [
    ("ministry", "row", 200), ("staff", "row", 200), ("other", "row", 404), ("unit", "row", 404),
    ("partner", "row", 404), ("unit", "unit_row", 200), ("ministry", "unit_row", 404),
])  # fmt: skip
def test_the_file_of_an_answer_is_had_by_who_asked_and_who_was_asked(
    asked, client, who, row, status
):
    whose = {"row": "ministry", "unit_row": "unit"}[row]
    held = answer(asked, whose, row, content=hostile.HONEST["txt"], name="pendapat.txt")
    client.force_login(asked["users"][who])
    page = f"/en/clearances/{held.pk}/"

    given = client.get(f"{page}file/")
    none = client.get("/en/clearances/0197a000-0000-7000-8000-000000000000/file/")

    assert (given.status_code, none.status_code) == (status, 404)
    if status == 200:
        assert given.content == hostile.HONEST["txt"]
        assert given["Cache-Control"] == "private, no-store"
        assert "pendapat.txt" in given["Content-Disposition"]
        assert f'href="{page}file/"' in client.get(page).content.decode()
    else:
        assert given.content == none.content
        assert client.get(f"/files/{held.file_id}/").status_code == 404


def test_an_answer_without_a_file_has_none_to_give(asked, client):
    answer(asked)
    client.force_login(asked["users"]["ministry"])
    assert client.get(f"/en/clearances/{asked['row'].pk}/file/").status_code == 404


def test_the_wall_shows_whoever_was_asked_the_file_of_the_answer_only(asked):
    answer(asked, content=hostile.HONEST["txt"], name="pendapat.txt")
    answer(asked, "unit", "unit_row", content=hostile.HONEST["txt"], name="unit.txt")
    for who, names in (("ministry", ["pendapat.txt"]), ("unit", ["unit.txt"]), ("other", []),
                       ("partner", [])):  # fmt: skip
        with people.acting_as(asked["users"][who]):
            assert list(File.objects.values_list("name", flat=True)) == names


@pytest.mark.parametrize(("lang", "words"), [
    ("id", ("diminta dengan surat ini", "dijawab dengan surat ini")),
    ("en", ("asked by this letter", "answered by this letter")),
])  # fmt: skip
def test_a_request_and_its_letters_lead_to_each_other(asked, client, lang, words):
    with people.acting_as(asked["users"]["staff"]) as by:
        out, back = letter_of(by, "out"), letter_of(by, "in")
        row = ask(asked["case"], by, "unit:DEP-3", Text.same("DEP-3"), letter=out)
    client.force_login(asked["users"]["staff"])
    page = f"/{lang}/clearances/{row.pk}/"
    with at_most(15):
        sent = client.post(f"{page}paper/", {
            "opinion": "remarks", "remark": REMARK, "answered_on": "2024-09-11", "version": 1,
            "answered_by_name": "Direktur Contoh", "letter": back.code,
        })  # fmt: skip

    with at_most(8):
        shown = client.get(page).content.decode()
    assert sent.status_code == 302
    assert out.code in shown and back.code in shown
    for letter, word in zip((out, back), words, strict=True):
        assert (
            f"/clearances/letters/{letter.code}/"
            in client.get(f"/{lang}/letters/{letter.code}/").content.decode()
        )
        with at_most(8):
            of_letter = client.get(f"/{lang}/clearances/letters/{letter.code}/").content.decode()
        assert page in of_letter and word in of_letter
    with acting(SYSTEM):
        told = [line.changes.get("letter") for line in ledger.history(row.pk)]
    assert told == [["", back.code], ["", out.code]]


def test_a_letter_that_went_the_other_way_is_refused(asked):
    with people.acting_as(asked["users"]["staff"]) as by:
        incoming, outgoing = letter_of(by, "in"), letter_of(by, "out")
        with pytest.raises(Refused):
            ask(asked["case"], by, "unit:DEP-3", Text.same("DEP-3"), letter=incoming)
        given = actions.Answer(opinion="cleared", answered_on=today(), answered_by_name="X",
                               letter=outgoing)  # fmt: skip
        with pytest.raises(Refused):
            actions.record_answer(clearance=asked["row"], by=by, given=given)
    assert Clearance.objects.count() == 0  # nobody without an identity sees any
    assert states(asked) == {"org": "waiting", "unit": "waiting"}


def test_a_letter_above_the_request_is_named_to_nobody_who_may_not_open_it(asked, client):
    legal = people.someone("legal", unit="HOKS")
    with people.acting_as(legal) as by:
        out = letter_of(by, "out", classification="secret")
        row = ask(asked["case"], by, "unit:DEP-3", Text.same("DEP-3"), letter=out)
    for who, named in ((legal, True), (asked["users"]["staff"], False)):
        client.force_login(who)
        assert (out.code in client.get(f"/en/clearances/{row.pk}/").content.decode()) is named
    with acting(SYSTEM):
        assert all("letter" not in line.changes for line in ledger.history(row.pk))


def test_a_clearance_is_passed_on_within_the_unit_that_was_asked_only(asked):
    head, clerk = asked["users"]["unit"], people.someone("unit", unit="DEP-2", username="clerk")
    stranger = people.someone("unit", unit="DEP-3", username="stranger")
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
        task = Task.objects.open().get(holder="unit:DEP-2")

    with people.acting_as(head) as by:
        for other in (stranger, asked["users"]["staff"]):
            with pytest.raises(Refused, match="belong to your unit|bukan milik unit"):
                tasks.delegate(task=task, by=by, to=f"user:{other.pk}")
        tasks.delegate(task=task, by=by, to=f"user:{clerk.pk}")

    asked["users"]["clerk"] = clerk
    assert answer(asked, "clerk", "unit_row").opinion == "cleared"
    with acting(SYSTEM) as by:
        handing.hand_out(asked["case"].pk, by=by)
        assert Task.objects.get(pk=task.pk).outcome == "done"
