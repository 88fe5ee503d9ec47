"""The negotiated text in the database: edits, states, positions, rounds, freeze, initials."""

from datetime import date

import pytest

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refused
from ecoop.negotiation import actions, queries
from ecoop.negotiation.articles.model import CLOSING
from ecoop.negotiation.models import Draft, DraftArticle, Freeze, Position, State
from tests import people
from tests.cases.korea import WAY
from tests.negotiation import bank_one, generator
from tests.negotiation.texts import read

pytestmark = pytest.mark.django_db


def opened(by, *, until="negotiate", **given):
    """A case walked up to its negotiation, with a text in two languages."""
    partner = people.organisation(by, "Ministry of the Interior and Safety")
    made = cases.Draft(
        track="international_agreement", title_en="MoU with Korea", title_id="Nota dengan Korea",
        partners=[partner], on=date(2024, 1, 15), **given,
    )  # fmt: skip
    case = cases.open_case(made, by=by)
    for step, on, facts in WAY:
        case = cases.record_step(
            case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
        )
        if step == until:
            break
    draft = actions.open_draft(case=case, by=by, kind="mou")
    texts, _ = generator.agreement(4, bank_one, plants=0)
    pair = [read(texts[lang], lang) for lang in ("id", "en")]
    return actions.bring_in(draft=draft, by=by, wordings=pair)


def agree_all(draft, by):
    for row in queries.articles_of(draft):
        actions.change_article(
            article=row, by=by, version=row.version, titles={}, bodies={}, state=State.AGREED
        )


@pytest.fixture
def table(frozen):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        yield opened(by), by


def article(draft, key="1"):
    return next(row for row in queries.articles_of(draft) if row.key == key)


def acts(draft):
    return [line.act for line in ledger.history(draft.pk)]


def one_character(draft, by, key="1"):
    row = article(draft, key)
    return actions.change_article(
        article=row, by=by, version=row.version, titles={}, state=row.state,
        bodies={"en": row.bodies["en"] + "!"},
    )  # fmt: skip


def test_a_file_becomes_articles_in_both_languages(table):
    draft, _ = table

    rows = queries.articles_of(draft)

    assert rows[0].kind == "opening"
    assert rows[-1].kind == CLOSING
    assert all(set(row.bodies) == {"id", "en"} for row in rows)
    assert acts(draft) == ["text.imported", "text.opened"]


def test_bringing_the_same_file_again_changes_nothing(table):
    draft, by = table
    before = list(DraftArticle.objects.order_by("pk").values())
    pair = queries.wordings(queries.articles_of(draft), draft.languages)

    actions.bring_in(draft=draft, by=by, wordings=pair)

    assert list(DraftArticle.objects.order_by("pk").values()) == before
    assert acts(draft) == ["text.imported", "text.opened"]


def test_one_language_in_a_file_leaves_the_other_alone(table):
    draft, by = table
    home, away = queries.wordings(queries.articles_of(draft), draft.languages)

    actions.bring_in(draft=draft, by=by, wordings=[away])

    assert queries.wordings(queries.articles_of(draft), ["id"]) == (home,)


def test_two_people_at_one_article_one_wins_and_the_other_is_told(table):
    draft, by = table
    row = article(draft)
    one_character(draft, by)

    with pytest.raises(Conflict) as conflict:
        actions.change_article(
            article=row,
            by=by,
            version=row.version,
            titles={},
            bodies={"id": "lain"},
            state="agreed",
        )

    assert conflict.value.current.bodies["en"].endswith("!")
    assert article(draft).bodies["id"] != "lain"


def test_changed_words_put_an_agreed_article_back_into_brackets(table):
    draft, by = table
    agree_all(draft, by)

    one_character(draft, by)

    assert article(draft).state == State.BRACKETED
    assert article(draft, "2").state == State.AGREED


def test_freezing_waits_for_every_article_in_every_language(table):
    draft, by = table
    agree_all(draft, by)
    row = actions.add_article(
        draft=draft, by=by, number=40, titles={"id": "Baru"}, bodies={"id": "Baru."}
    )

    with pytest.raises(Refused) as refused:
        actions.freeze(draft=draft, by=by)

    assert [each.source for each in refused.value.refusals] == [
        "UU 24/2000 art. 6", "UU 24/2009 art. 31",
    ]  # fmt: skip
    assert all(row.key in str(each) for each in refused.value.refusals)
    assert not Freeze.objects.exists()


def test_freezing_before_its_time_in_the_case_is_refused_with_its_reasons(frozen):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = opened(by, until="explore")
        agree_all(draft, by)

        with pytest.raises(Refused) as refused:
            actions.freeze(draft=draft, by=by)

        assert any("UU 24/2000" in str(each) for each in refused.value.refusals)
        assert not Freeze.objects.exists()
        assert not Draft.objects.get().is_frozen


def frozen_text(draft, by):
    agree_all(draft, by)
    held = actions.freeze(draft=draft, by=by)
    for side in ("ours", "theirs"):
        actions.initial(
            draft=draft, by=by, side=side, name="Paraf", initialled_on=date(2024, 9, 11)
        )
    return held


def test_a_freeze_gives_a_digest_for_each_language_and_agrees_the_text_of_the_case(table):
    draft, by = table

    held = frozen_text(draft, by)

    assert {lang: len(digest) for lang, digest in held.digests.items()} == {"id": 64, "en": 64}
    draft.case.refresh_from_db()
    assert draft.case.stage == "text_agreed"
    held.refresh_from_db()
    assert [each["side"] for each in held.initials] == ["ours", "theirs"]


def test_one_changed_character_makes_a_new_version_and_voids_initials_and_clearances(table):
    draft, by = table
    held = frozen_text(draft, by)
    facts = {"clause_meter_percent": 100}
    cases.record_step(case=draft.case, by=by, step="clear_text", on=date(2024, 9, 11), facts=facts)

    one_character(draft, by)

    draft.refresh_from_db()
    held.refresh_from_db()
    draft.case.refresh_from_db()
    assert (draft.number, draft.is_frozen) == (2, False)
    assert held.voided_at
    assert draft.case.stage == "negotiating"
    steps = [act.step for act in case_queries.log_of(draft.case).acts]
    assert steps[-1] == "change_text"
    assert "text.voided" in acts(draft)


def test_a_state_or_a_saved_nothing_leaves_the_freeze_alone(table):
    draft, by = table
    held = frozen_text(draft, by)
    row = article(draft)

    actions.change_article(
        article=row, by=by, version=row.version, titles=row.titles, bodies=row.bodies,
        state=State.AGREED,
    )  # fmt: skip

    held.refresh_from_db()
    assert held.voided_at is None
    draft.refresh_from_db()
    assert draft.is_frozen


def test_striking_and_bringing_in_void_a_freeze_as_well(table):
    draft, by = table
    frozen_text(draft, by)
    row = article(draft, "2")

    actions.remove_article(article=row, by=by, version=row.version)

    draft.refresh_from_db()
    assert (draft.number, draft.is_frozen) == (2, False)


def test_initials_need_a_frozen_text(table):
    draft, by = table

    with pytest.raises(Refused):
        actions.initial(draft=draft, by=by, side="ours", name="x", initialled_on=date(2024, 9, 1))

    assert not Freeze.objects.exists()


def test_rounds_keep_the_text_as_it_stood(table):
    draft, by = table
    first = actions.record_round(draft=draft, by=by, held_on=date(2024, 6, 24), place="Sejong")
    one_character(draft, by)
    second = actions.record_round(draft=draft, by=by, held_on=date(2024, 9, 1))

    assert (first.number, second.number) == (1, 2)
    assert first.articles != second.articles


def test_a_position_is_kept_apart_and_has_its_own_conflict(table):
    draft, by = table
    row = article(draft)
    given = {"ours": "5 tahun", "theirs": "3 tahun", "mandate_limit": "4 tahun"}
    actions.set_position(article=row, by=by, version=0, **given)

    with pytest.raises(Conflict):
        actions.set_position(article=row, by=by, version=0, **given)

    assert Position.objects.get().class_rank >= 2


def test_waivers_need_a_reason_and_can_be_withdrawn(table):
    draft, by = table
    with pytest.raises(Refused):
        actions.waive(draft=draft, by=by, clause="region", reason="  ")

    actions.waive(draft=draft, by=by, clause="region", reason="Seluruh Indonesia")
    draft.refresh_from_db()
    assert draft.waivers == {"region": "Seluruh Indonesia"}

    actions.withdraw_waiver(draft=draft, by=by, clause="region")
    draft.refresh_from_db()
    assert draft.waivers == {}


def test_the_partner_reads_neither_text_nor_position_nor_act(table):
    draft, by = table
    actions.set_position(
        article=article(draft), by=by, version=0, ours="a", theirs="b", mandate_limit="rahasia"
    )
    frozen_text(draft, by)
    actions.record_round(draft=draft, by=by, held_on=date(2024, 6, 24))
    partner = case_queries.partners_of(draft.case)[0]
    user = people.someone("partner", scope=f"org:{partner.pk}", username="partner")

    with people.acting_as(user) as actor:
        assert case_queries.visible_to(actor).filter(pk=draft.case_id).exists()
        for model in (Draft, DraftArticle, Position, Freeze):
            assert not model.objects.exists(), model
        assert ledger.history(draft.pk) == []


def test_the_table_tells_its_case_languages_and_clauses_and_nobody_types_them(table, client):
    draft, by = table
    frozen_text(draft, by)
    told = case_queries.supplied(draft.case, "clear_text", by)
    assert 0 <= told["clause_meter_percent"] < 100
    assert told["clause_waivers_signed"] is False

    typed = {"clause_meter_percent": 100}
    cases.record_step(case=draft.case, by=by, step="clear_text", on=date(2024, 9, 11), facts=typed)
    log = case_queries.log_of(draft.case)
    (agreed,) = [act for act in log.acts if act.step == "agree_text"]
    (cleared,) = [act for act in log.acts if act.step == "clear_text"]
    assert agreed.facts["languages"] == draft.languages
    assert cleared.facts == told
    assert "A1.clauses_complete" in {each.rule for each in log.standing(date(2024, 12, 2)).missing}
