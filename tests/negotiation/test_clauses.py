"""The clause meter: what is there, weak, missing and waived."""

import pytest

from ecoop.negotiation.articles import Article, Wording
from ecoop.negotiation.clauses import Situation, is_complete, meter
from tests.negotiation.texts import both


def row(code, home, away, *, title=("Ketentuan", "Provision"), **situation):
    rows = meter(both(home, away, title=title), Situation("mou", foreign=True, **situation))
    return next(each for each in rows if each.code == code)


CLAUSES = [
    ("duration", "Berlaku selama 5 tahun.", "Valid for five years.", "present"),
    ("duration", "Jangka waktu ditetapkan kemudian.", "Valid for a period to be fixed.", "weak"),
    ("duration", "Lain.", "Other.", "missing"),
    ("termination", "PIHAK dapat mengakhiri dengan pemberitahuan 6 bulan.",
     "A Party may terminate upon six months notice.", "present"),
    ("termination", "PIHAK dapat mengakhiri.", "A Party may terminate.", "weak"),
    ("languages", "Dalam bahasa Indonesia dan bahasa Inggris, kedua naskah sama otentik.",
     "In the Indonesian and English languages, both equally authentic.", "present"),
    ("languages", "Dalam bahasa Indonesia.", "In the Indonesian language.", "weak"),
    ("disputes", "Perselisihan diselesaikan secara musyawarah.",
     "Disputes shall be settled by consultation.", "present"),
    ("amendment", "Dapat diubah atas persetujuan tertulis.", "May be amended in writing.", "present"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "home", "away", "state"), CLAUSES)
def test_a_clause_is_present_weak_or_missing(code, home, away, state):
    found = row(code, home, away)

    assert found.state == state
    assert bool(found.why) == (state == "weak")


def test_kind_and_parties_decide_which_clauses_are_due():
    def codes(situation):
        return {row.code for row in meter([], situation)}

    assert "force_majeure" in codes(Situation("pks"))
    assert "force_majeure" not in codes(Situation("mou"))
    assert "languages" not in codes(Situation("mou"))
    assert {"languages", "partner_limits"} <= codes(Situation("mou", foreign=True))
    assert "region" in codes(Situation("mou", ingo=True))
    assert "grant" in codes(Situation("grant"))


def test_a_waiver_counts_and_is_told_apart():
    rows = meter([], Situation("mou"), waived=[row.code for row in meter([], Situation("mou"))])

    assert {row.state for row in rows} == {"waived"}
    assert is_complete(rows)
    assert not is_complete(meter([], Situation("mou")))


def test_every_clause_has_a_name_in_both_languages_and_words_to_be_known_by():
    situation = Situation("grant", foreign=True, ingo=True, university=True)
    empty = Wording("id", (Article(number=1, body="x"),))

    assert all(row.name.id and row.name.en for row in meter([empty], situation))
