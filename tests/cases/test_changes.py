"""What the signing of a renewal, an extension, an amendment and a termination leaves behind: the
papers are linked, and clock, radar and desk answer by it."""

from datetime import date

import pytest
from django.http import QueryDict

from ecoop.cases import actions as cases
from ecoop.cases import queries, renewing
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.custody import queries as custody
from ecoop.desk import queries as desk
from ecoop.instruments import actions as instruments
from ecoop.instruments import listing, renewals
from ecoop.instruments.models import Instrument, Link
from ecoop.instruments.queries import links_of, parties_of, today
from ecoop.procedures.log import VOID
from tests import people
from tests.cases.endings import (
    EXTENDED,
    ORIGINALS,
    PLACE,
    SIGNED,
    evaluated,
    ready_to_amend,
    ready_to_end,
    ready_to_extend,
    signed_in,
    told,
    typed,
    walk,
)
from tests.cases.korea import WAY
from tests.statements import at_most

pytestmark = pytest.mark.django_db


def asked(by):
    """The codes that ask for a decision: on the radar, on the desk, of the renewal job."""
    waiting = next(part for part in desk.desk(by) if part.name == "expiring")
    shown = listing.every(by, listing.Filters.read(QueryDict(waiting.query)))
    assert [row.code for row in waiting.rows] == [row.code for row in shown]
    radar = {lapse.row.code for lapse in desk.radar(by)}
    return radar, {row.code for row in waiting.rows}, {one.code for one in renewals.nearing(by)}


def test_before_anything_is_signed_the_paper_asks_for_a_decision(paper):
    with acting(SYSTEM) as by:
        assert asked(by) == ({paper.code},) * 3
        assert told(paper) == ("expiring", "2026-06-30")


def test_an_extension_moves_the_end_of_the_paper_and_asks_for_nothing_itself(paper, frozen):
    with acting(SYSTEM) as by:
        case = ready_to_extend(paper, by)
        with at_most(15):
            walk(case, by, ("sign_extension", EXTENDED))
        made = signed_in(case)

        assert [(link.kind, link.later, link.earlier) for link in links_of(paper)] == [
            ("extends", made, paper)
        ]
        assert (made.kind, made.title_en, made.classification) == (
            "amendment", "Extension of MoU on volcanoes", "public",
        )  # fmt: skip
        assert [str(p.organisation) for p in parties_of(made)] == ["Badan Geologi"]
        assert (str(made.signed_on), str(made.until), made.fields) == (
            "2025-12-01", "2030-06-30", ["early_warning"],
        )  # fmt: skip
        assert told(paper) == ("in_force", "2030-06-30")
        assert Instrument.objects.get(pk=paper.pk).last_high == date(2030, 6, 30)
        assert asked(by) == (set(),) * 3
    frozen(2029, 12, 1)
    with acting(SYSTEM) as by:  # it asks again, and its extension does not
        assert asked(by) == ({paper.code},) * 3


def test_the_originals_of_an_extension_are_its_own_and_may_be_corrected(paper):
    with acting(SYSTEM) as by:
        case = ready_to_extend(paper, by)
        given = EXTENDED | {"originals_count": 2, "signing_place": "Jakarta"}
        with at_most(13):
            case = walk(case, by, ("sign_extension", given))
        made = signed_in(case)

        assert [one.keeper for one in custody.originals_of(made)] == ["bnpb", "partner"]
        assert not custody.originals_of(paper)
        act = queries.log_of(case).standing_acts[-1]
        cases.record_step(case=case, by=by, step="sign_extension", on=today(), supersedes=act.id,
                          facts=given | {"originals_count": 3})  # fmt: skip
        assert len(custody.originals_of(made)) == 3 and not custody.originals_of(paper)


@pytest.mark.parametrize(
    ("ready", "step", "facts"),
    [
        (ready_to_extend, "sign_extension", EXTENDED | ORIGINALS),
        (ready_to_amend, "sign_amendment", SIGNED | ORIGINALS),
        (ready_to_end, "terminate", {"termination_ground": "purpose_achieved"}),
    ],
)
def test_all_of_a_signing_by_its_form_stays_within_the_bound(paper, client, ready, step, facts):
    with acting(SYSTEM) as by:
        case = ready(paper, by)
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/en/cases/{case.code}/record/{step}/"
    assert client.get(form).status_code == 200
    with at_most(15):
        assert client.post(form, typed(case, facts)).status_code == 302
    with acting(SYSTEM):
        assert step in queries.log_of(case).standing(today()).recorded
        made = Instrument.objects.filter(origin=case.code).first()
        if made:
            assert [one.keeper for one in custody.originals_of(made)] == ["bnpb", "partner"]


def test_a_correction_of_an_extension_corrects_the_end_and_taking_it_back_is_refused(paper):
    with acting(SYSTEM) as by:
        case = walk(ready_to_extend(paper, by), by, ("sign_extension", EXTENDED))
        act = queries.log_of(case).standing_acts[-1]
        corrected = {"case": case, "by": by, "on": today(), "supersedes": act.id}
        with at_most(15):
            case = cases.record_step(
                step="sign_extension", facts=EXTENDED | {"new_ends_on": "2028-06-30"}, **corrected
            )
        assert told(paper) == ("in_force", "2028-06-30")
        assert Instrument.objects.filter(origin=case.code).count() == 1

        act = queries.log_of(case).standing_acts[-1]
        back = {"case": case, "by": by, "step": VOID, "on": today(), "supersedes": act.id}
        with pytest.raises(Refused) as refused:
            cases.record_step(**back)
        assert signed_in(case).code in str(refused.value)
        instruments.withdraw(instrument=signed_in(case), by=by, why="never signed")
        assert told(paper) == ("expiring", "2026-06-30")
        assert Instrument.objects.get(pk=paper.pk).last_high == date(2026, 6, 30)
        cases.record_step(**back)
        assert asked(by) == ({paper.code},) * 3


def test_an_amendment_is_linked_and_the_paper_keeps_its_end(paper):
    with acting(SYSTEM) as by:
        case = ready_to_amend(paper, by)
        with at_most(15):
            walk(case, by, ("sign_amendment", SIGNED))
        made = signed_in(case)

        assert [(link.kind, link.earlier) for link in links_of(made)] == [("amends", paper)]
        assert made.title_id == "Perubahan Nota Kesepahaman tentang gunung api"
        assert told(paper) == ("expiring", "2026-06-30")
        assert told(made) == ("unknown", "")
        assert asked(by) == ({paper.code},) * 3  # its own end is still to be decided


def test_an_administrative_change_is_linked_when_it_is_approved(paper):
    with acting(SYSTEM) as by:
        case = cases.open_from_instrument(instrument=paper, by=by, track="amendment_administrative")
        case = walk(case, by, ("propose_amendment", {"changes_substance": False}), "obtain_consent")
        with at_most(15):
            walk(case, by, "approve_simplified")
        assert links_of(paper)[0].kind == Link.Kind.AMENDS


def test_a_termination_sets_the_end_and_the_paper_asks_for_nothing(paper):
    with acting(SYSTEM) as by:
        case = ready_to_end(paper, by)
        with at_most(15):
            walk(case, by, "terminate")
        assert told(paper) == ("terminated", "2025-12-01")
        assert asked(by) == (set(),) * 3


def test_a_new_paper_follows_the_one_it_renews_which_asks_for_nothing_more(paper, client):
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        old = people.instrument(
            by, partner=body, duration_rule="UNTIL", until=PartialDate.parse("2026-05-31"),
            notice_months=3, title_en="MoU on floods",
        )  # fmt: skip
        made = renewing.go_on(case=evaluated(old, by), by=by, track="international_agreement")
        for step, on, facts in WAY[:PLACE]:
            made = cases.record_step(
                case=made, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
        with at_most(15):
            made = cases.record_step(
                case=made, by=by, step="sign", on=date(2024, 12, 2), facts=WAY[PLACE][2]
            )
        new = signed_in(made)

        assert [(link.kind, link.earlier) for link in links_of(new)] == [("renews", old)]
        assert told(old) == ("expiring", "2026-05-31")  # it runs on to its own end
        assert asked(by) == ({paper.code},) * 3
    client.force_login(people.someone("staff", unit="HOKS"))
    for language, words in (("en", "is followed by"), ("id", "sudah ada penerusnya")):
        with at_most(10):
            shown = client.get(f"/{language}/instruments/{old.code}/").content.decode()
        assert words in shown and new.code in shown


@pytest.mark.parametrize("kind", ["renews", "replaces"])
def test_a_draft_or_a_withdrawn_paper_is_no_successor(paper, kind):
    with acting(SYSTEM) as by:
        draft = people.instrument(by, signed_on=None, status_written="draft", title_en="A draft")
        instruments.link(later=draft, earlier=paper, kind=kind, by=by)
        if kind == "renews":
            assert asked(by) == ({paper.code},) * 3
        instruments.revise(instrument=draft, by=by, signed_on=PartialDate.parse("2025-11-30"))
        assert asked(by) == (set(),) * 3

        instruments.withdraw(instrument=draft, by=by, why="by mistake")
        assert asked(by) == ({paper.code},) * 3
        assert told(paper) == ("expiring", "2026-06-30")


def test_what_a_draft_of_the_register_renews_follows_its_signing_there_and_back(paper):
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        draft = people.instrument(by, partner=body, signed_on=None, status_written="draft")
        case = cases.open_case(
            cases.Draft(track="international_agreement", title_en="MoU", partners=[body],
                        instrument=draft, renews=paper, on=date(2024, 1, 15)), by=by,
        )  # fmt: skip
        for step, on, facts in WAY[: PLACE + 1]:
            case = cases.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
        assert links_of(paper)[0].later == draft

        act = queries.log_of(case).standing_acts[-1]
        cases.record_step(case=case, by=by, step=VOID, on=today(), supersedes=act.id)
        assert links_of(paper) == []
        assert asked(by) == ({paper.code},) * 3
