"""The open lists of codes: every term in both languages, every reference known."""

from datetime import date

import pytest

from ecoop.core import vocabulary as module
from ecoop.core.bilingual import Text
from ecoop.core.vocabulary import Term, Vocabulary, names, vocabulary

EXPECTED = {
    "document_kinds", "levels", "partner_kinds", "fields", "phases", "hazards", "clauses",
    "termination_grounds", "engagement_kinds", "assistance_kinds", "directions", "aid_stages",
}  # fmt: skip


def test_all_vocabularies_are_there():
    assert set(names()) >= EXPECTED


@pytest.mark.parametrize("name", names())
def test_every_term_speaks_both_languages_and_has_a_known_parent(name):
    terms = vocabulary(name)

    assert len(terms) > 0
    for term in terms.values():
        assert term.label.id
        assert term.label.en
        assert len(term.code) <= 40
        assert bool(term.note.id) <= bool(term.note.id or term.note.en)
        assert term.parent in {"", *terms}
        assert terms.with_ancestors(term.code)[0] == term.code


def test_document_kinds_hold_the_codes_of_the_real_records():
    kinds = vocabulary("document_kinds")
    codes = (
        "agreement mou moc pks arrangement subsidiary_arrangement implementing_arrangement amendment "
        "plan_of_action letter_of_intent record_of_discussion grant loan programme project "
        "handover_record joint_statement joint_agreement declaration other"
    )

    assert set(codes.split()) <= set(kinds)
    assert kinds["pks"].extra["usual_parent"] == "mou"
    assert kinds["minutes"].extra["classification"] == "limited"
    assert {kind.extra["classification"] for kind in kinds.values()} == {"public", "limited"}


def test_no_written_form_means_two_document_kinds():
    written = [
        form.casefold()
        for kind in vocabulary("document_kinds").values()
        for form in dict.fromkeys(form.casefold() for form in kind.extra["written_as"].split(";"))
    ]

    assert len(written) == len(set(written))


def test_termination_grounds_are_the_eight_of_the_law():
    assert len(vocabulary("termination_grounds")) == 8


def test_a_field_of_the_second_level_begins_with_its_parent():
    fields = vocabulary("fields")

    below = [field for field in fields.values() if field.parent]
    assert below
    assert all(field.code.partition(".")[0] == field.parent for field in below)
    assert {term.code for term in fields.below("finance")} == {
        "finance.risk",
        "finance.fund",
        "finance.grant_loan",
    }


def test_an_unknown_code_is_shown_as_it_is():
    assert vocabulary("phases").label("later") == Text.same("later")


def test_a_withdrawn_term_is_offered_no_more_but_keeps_its_label():
    old = Term("old", Text(id="lama", en="old"), valid_to=date(2025, 12, 31))
    new = Term("new", Text(id="baru", en="new"))
    terms = Vocabulary("made", (old, new), "1")

    assert terms.offered(date(2026, 1, 1)) == (new,)
    assert terms.offered(date(2025, 12, 31)) == (old, new)
    assert terms.choices("id") == [("new", "baru")]
    assert terms.label("old").en == "old"


def test_a_vocabulary_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        module.vocabulary("weather")
