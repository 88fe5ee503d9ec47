"""A new agreement that replaces the old one ends it from its entry into force (UU 24/2000 art. 18(e))."""

from datetime import date

import pytest

from ecoop.cases import actions as cases
from ecoop.cases import queries, renewing
from ecoop.core.dates import PartialDate
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments import actions as instruments
from ecoop.instruments import listing
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import links_of, parties_of, today
from ecoop.procedures.log import VOID
from tests import people
from tests.cases.endings import (
    PLACE,
    evaluated,
    ready_to_end,
    signed_in,
    told,
    typed,
    walk,
    whole_form,
)
from tests.cases.korea import WAY
from tests.statements import at_most

pytestmark = pytest.mark.django_db
FACTS = WAY[PLACE][2]
REPLACES = {"replaces_earlier": True}


@pytest.fixture
def renewed(paper):
    """(the old paper, the case of the new agreement, which only waits for its signing)."""
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Ministry of the Interior and Safety")
        old = people.instrument(
            by, partner=body, duration_rule="UNTIL", until=PartialDate.parse("2026-05-31"),
            notice_months=3, title_en="MoU on floods", entry_rule="SIGNATURE",
        )  # fmt: skip
        case = renewing.go_on(case=evaluated(old, by), by=by, track="international_agreement")
        for step, on, facts in WAY[:PLACE]:
            case = cases.record_step(
                case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
            )
    return old, case


def sign(case, by, supersedes="", **facts):
    return cases.record_step(case=case, by=by, step="sign", on=date(2024, 12, 2),
                             facts=FACTS | facts, supersedes=supersedes)  # fmt: skip


def last_act(case):
    return queries.log_of(case).standing_acts[-1].id


def kinds(paper):
    return [link.kind for link in links_of(paper)]


def test_the_signing_links_the_papers_and_ends_the_old_one(renewed):
    old, case = renewed
    with acting(SYSTEM) as by:
        with at_most(15):
            case = sign(case, by, replaces_earlier=True)
        assert kinds(old) == ["replaces"]
        assert told(old) == ("replaced", "2024-12-02")
        assert Instrument.objects.get(pk=old.pk).stage == "replaced"
        rows = listing.rows_of(by, listing.Filters(status=("replaced",)))
        assert [row.code for row in rows] == [old.code]

        case = sign(case, by, supersedes=last_act(case), replaces_earlier=False)
        assert kinds(old) == ["renews"] and told(old) == ("expiring", "2026-05-31")
        sign(case, by, supersedes=last_act(case), replaces_earlier=True)
        assert kinds(old) == ["replaces"] and told(old)[0] == "replaced"


def test_all_of_the_form_that_replaces_the_old_one_stays_within_the_bound(renewed, client):
    old, case = renewed
    with acting(SYSTEM) as by:
        people.organisation(by, "BNPB", iso2="ID", kind="agency_domestic")
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/en/cases/{case.code}/record/sign/"
    client.get(form)
    with at_most(15):
        answer = client.post(form, whole_form(case, FACTS | REPLACES, date(2024, 12, 2)))
    assert answer.status_code == 302
    with acting(SYSTEM):
        assert told(old) == ("replaced", "2024-12-02")
        parties = parties_of(signed_in(case))
        assert [each.signatory for each in parties] == ["Kepala Contoh", "Menteri Contoh"]


def test_the_old_one_goes_on_until_the_new_one_is_in_force(renewed):
    old, case = renewed
    with acting(SYSTEM) as by:
        case = sign(case, by, replaces_earlier=True, entry_rule="NOTIFICATION", entry_days=30)
        assert kinds(old) == ["replaces"] and told(old) == ("expiring", "2026-05-31")

        case = cases.record_step(case=case, by=by, step="exchange_notes", on=date(2025, 1, 15))
        assert told(old) == ("replaced", "2025-02-14")
        (row,) = listing.rows_of(by, listing.Filters(status=("replaced",)))
        assert row.told_end.iso == "2025-02-14"
        cases.record_step(case=case, by=by, step=VOID, on=today(), supersedes=last_act(case))
        assert told(old) == ("expiring", "2026-05-31")


def test_a_draft_replaces_nothing(paper):
    with acting(SYSTEM) as by:
        draft = people.instrument(by, signed_on=None, status_written="draft", title_en="A draft")
        instruments.link(later=draft, earlier=paper, kind="replaces", by=by)
        assert told(paper) == ("expiring", "2026-06-30")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "It replaces the earlier paper"), ("id", "Menggantikan naskah terdahulu")],
)
def test_the_form_asks_it_of_a_case_that_renews_and_of_no_other(renewed, client, language, words):
    old, case = renewed
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/{language}/cases/{case.code}/record/sign/"
    assert words in client.get(form).content.decode()
    with acting(SYSTEM) as by:
        other = cases.open_case(
            cases.Draft(track="international_agreement", title_en="A first MoU"), by=by
        )
    assert words not in client.get(f"/{language}/cases/{other.code}/record/sign/").content.decode()

    fields = FACTS | {"replaces_earlier": "true", "ratification_required": "false"}
    given = typed(case, fields) | {"on": "2024-12-02"}
    assert client.post(form, given).status_code == 302
    with acting(SYSTEM):
        assert told(old) == ("replaced", "2024-12-02")
    shown = client.get(f"/{language}/instruments/{old.code}/").content.decode()
    with acting(SYSTEM):
        assert signed_in(case).code in shown


def test_a_termination_on_that_ground_links_the_paper_that_it_names(paper):
    with acting(SYSTEM) as by:
        new = people.instrument(by, title_en="The new agreement",
                                signed_on=PartialDate.parse("2025-11-20"))  # fmt: skip
        case = ready_to_end(paper, by)
        ground = {"termination_ground": "replaced", "replaced_by": new.code}
        with at_most(15):
            case = walk(case, by, ("terminate", ground))
        assert [(link.kind, link.later) for link in links_of(paper)] == [("replaces", new)]
        assert told(paper)[0] in ("terminated", "replaced")
        cases.record_step(case=case, by=by, step=VOID, on=today(), supersedes=last_act(case))
        assert links_of(paper) == [] and told(paper)[0] == "expiring"
