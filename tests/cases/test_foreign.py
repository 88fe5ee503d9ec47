"""A foreign partner is foreign on every track: the register knows it, and nobody has to say so."""

from datetime import date

import pytest

from ecoop.cases import actions, queries
from ecoop.cases.lifecycle import NotRecorded
from ecoop.core.identity import SYSTEM, acting
from tests import people
from tests.cases.test_acts import opened

pytestmark = pytest.mark.django_db
PAPERS = {"proposal_documents": ["proposal", "partner_profile", "summary", "draft"]}
SIGNED = {
    "signature_kind": "electronic", "signing_place": "Jakarta", "originals_count": 2,
    "signatory_office": "head_of_agency",
}  # fmt: skip


def proposed(by, body, track):
    case = opened(by, body, track=track)
    return actions.record_step(
        case=case, by=by, step="propose", on=date(2024, 1, 16), facts=dict(PAPERS)
    )


@pytest.mark.parametrize("track", ["grant", "domestic_mou", "domestic_pks"])
def test_a_foreign_partner_is_not_signed_with_before_the_ministry_was_consulted(track):
    with acting(SYSTEM) as by:
        case = proposed(by, people.organisation(by), track)
        found = queries.log_of(case).standing(date(2024, 6, 1))
        assert "consult_kemlu" in found.allowed

        with pytest.raises(NotRecorded) as refused:
            actions.record_step(
                case=case, by=by, step="sign", on=date(2024, 6, 1), facts=dict(SIGNED)
            )

        reasons = {reason.rule: reason.source for reason in refused.value.reasons}
        assert "UU 24/2000 art. 5(1)" in reasons["A1.kemlu_consulted"]
        case.refresh_from_db()
        actions.record_step(case=case, by=by, step="consult_kemlu", on=date(2024, 2, 1))
        found = queries.log_of(case).standing(date(2024, 6, 1))
        assert "A1.kemlu_consulted" not in {one.rule for one in found.refused.get("sign", ())}


@pytest.mark.parametrize(
    ("iso2", "kind", "told"),
    [("ID", "agency_domestic", False), ("ID", "io_regional", True), ("KR", "university", True)],
)
def test_whether_a_partner_is_foreign_is_told_with_the_proposal(iso2, kind, told):
    with acting(SYSTEM) as by:
        case = proposed(by, people.organisation(by, iso2=iso2, kind=kind), "domestic_mou")

        assert queries.log_of(case).acts[0].facts["has_foreign_party"] is told


def test_of_a_partner_whose_country_nobody_knows_the_form_asks():
    with acting(SYSTEM) as by:
        body = people.organisation(by, kind="university")
        type(body).objects.filter(pk=body.pk).update(country=None)
        case = proposed(by, body, "domestic_mou")

        assert "has_foreign_party" not in queries.log_of(case).acts[0].facts
        assert "has_foreign_party" not in queries.supplied(case, "sign", by)
