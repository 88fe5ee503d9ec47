"""A text that was negotiated here is signed by its form, as a new paper or as a draft of the register."""

from datetime import date

import pytest

from ecoop.cases import actions as cases
from ecoop.core.identity import SYSTEM, acting
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import parties_of
from ecoop.negotiation import actions, queries
from ecoop.negotiation.clauses import meter
from tests import people
from tests.cases.endings import PLACE, whole_form
from tests.cases.korea import WAY
from tests.negotiation.test_table import agree_all, opened
from tests.statements import at_most

pytestmark = pytest.mark.django_db
SIGNED_ON, FACTS = date.fromisoformat(WAY[PLACE][1]), WAY[PLACE][2]


def ready(by, instrument, frozen):
    """A case whose own text is frozen, complete and cleared, and only waits for its signing."""
    draft = opened(by, instrument=instrument)
    agree_all(draft, by)
    actions.freeze(draft=draft, by=by)
    words = queries.wordings(queries.articles_of(draft), draft.languages)
    for row in meter(words, queries.situation_of(draft, draft.case), waived={}):
        if row.state != "present":
            actions.waive(draft=draft, by=by, clause=row.code, reason="Diatur kemudian")
    frozen(2025, 6, 2)
    case = draft.case
    for step, on, facts in WAY[[step for step, _, _ in WAY].index("clear_text") : PLACE]:
        given = {} if step == "clear_text" else facts
        case = cases.record_step(
            case=case, by=by, step=step, on=date.fromisoformat(on), facts=given
        )
    return case


@pytest.mark.parametrize("is_in_the_register", [False, True])
def test_all_of_the_form_that_signs_a_text_of_the_house_stays_within_the_bound(
    frozen, client, is_in_the_register
):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        people.organisation(by, "BNPB", iso2="ID", kind="agency_domestic")
        body = people.organisation(by, "Ministry of the Interior and Safety")
        draft = None
        if is_in_the_register:
            draft = people.instrument(by, partner=body, signed_on=None, status_written="draft")
        case = ready(by, draft, frozen)
    client.force_login(people.someone("staff", unit="HOKS"))
    form = f"/en/cases/{case.code}/record/sign/"
    client.get(form)
    with at_most(15):
        assert client.post(form, whole_form(case, FACTS, SIGNED_ON)).status_code == 302
    with acting(SYSTEM):
        paper = Instrument.objects.get()
        assert (str(paper.signed_on), paper.languages) == ("2024-12-02", ["id", "en"])
        assert parties_of(paper)[-1].signatory == "Menteri Contoh"
