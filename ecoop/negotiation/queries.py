"""Reads of texts: as rows for pages, as wordings for the pure packages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from ecoop.negotiation.articles import Article, Wording
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING
from ecoop.negotiation.clauses import PRESENT, Situation, is_complete, meter
from ecoop.negotiation.lifecycle import CHANGE, TELLING, facts_of
from ecoop.negotiation.models import Clearance, Draft, DraftArticle, Freeze, Round

PLACE = {OPENING: -1, ARTICLE: 0, CLOSING: 1}


def articles_of(draft) -> list[DraftArticle]:
    """The articles in the order of the text: opening, numbers, closing; each with its position,
    which stays hidden from whoever is behind the narrower wall."""
    rows = DraftArticle.objects.filter(draft=draft).select_related("position").order_by("pk")
    return in_order(rows)


def in_order(articles: Iterable[DraftArticle]) -> list[DraftArticle]:
    """Opening, numbers, closing."""
    return sorted(articles, key=lambda each: (PLACE[each.kind], each.number))


def wordings(articles: Iterable[DraftArticle], languages: Iterable[str]) -> tuple[Wording, ...]:
    """The text in each language; an article without words in a language is not in that language."""
    rows = snapshot(articles)
    return tuple(wording_of(rows, lang) for lang in languages)


def snapshot(articles: Iterable[DraftArticle]) -> list[dict[str, Any]]:
    """Articles as plain values, for rounds, freezes and the ledger."""
    return [
        {"kind": each.kind, "number": each.number, "titles": each.titles, "bodies": each.bodies,
         "state": each.state}
        for each in articles
    ]  # fmt: skip


def wording_of(rows: Iterable[Mapping[str, Any]], lang: str) -> Wording:
    """One language of a snapshot."""
    said = [
        Article(
            row["kind"], row["number"], row["titles"].get(lang, ""), row["bodies"].get(lang, "")
        )
        for row in rows
    ]
    return Wording(lang, tuple(each for each in said if each.title or each.body))


def rounds_of(draft) -> list[Round]:
    rows = Round.objects.filter(draft=draft).select_related("engagement")
    return list(rows.order_by("number"))


def freezes_of(draft) -> list[Freeze]:
    """Newest first."""
    return list(Freeze.objects.filter(draft=draft).order_by("-number"))


def situation_of(draft, case) -> Situation:
    """What decides which clauses the text should have."""
    return Situation(
        draft.kind,
        foreign=any(country != "ID" for country in case.countries),
        ingo=case.track == "foreign_ngo",
    )


METERED = ("clear_text", "sign")


def facts_for(case, step: str) -> dict[str, Any]:
    """What the text of a case tells of a step; {} before there is a text with articles."""
    if step != "agree_text" and step not in METERED:
        return {}
    if step == "agree_text":
        draft = Draft.objects.filter(case=case).first()
        return {"languages": draft.languages} if draft else {}
    held = DraftArticle.objects.filter(draft__case=case).select_related("draft")
    articles = in_order(held.order_by("pk"))
    if not any(each.kind == ARTICLE for each in articles):
        return {}
    draft = articles[0].draft
    rows = meter(
        wordings(articles, draft.languages), situation_of(draft, case), waived=draft.waivers
    )
    percent = 100 * sum(row.state == PRESENT for row in rows) // max(len(rows), 1)
    is_waived = percent < 100 and is_complete(rows)
    return {"clause_meter_percent": percent, "clause_waivers_signed": is_waived}


# Void (A2): the frozen version was changed, or, where the text lies outside the house, the case says
# since that it was.
IS_VOID = RawSQL(  # noqa: S611 - a constant
    """coalesce((select f.voided_at is not null from negotiation_freeze f
                 where f.id = negotiation_clearance.freeze_id),
                exists (select 1 from core_entry e where e.record_id = negotiation_clearance.case_id
                        and e.act = 'case.step' and e.body -> 'changes' -> 'step' ->> 1 = 'change_text'
                        and e.at > negotiation_clearance.asked_at))""",
    (),
    output_field=BooleanField(),
)


# What hangs on a clearance; whoever may not see such a paper is told of none.
PAPERS = ("asked_by_letter", "letter", "file")


def with_state(rows):
    """Clearances that know whether a change of the text has voided them."""
    return rows.annotate(is_void=IS_VOID)


def clearances_of(case) -> list[Clearance]:
    """Every clearance that was asked for in a case, the newest first."""
    rows = Clearance.objects.filter(case=case).select_related(*PAPERS)
    return list(with_state(rows).order_by("-asked_at", "pk"))


def of_letter(actor, letter) -> list[Clearance]:
    """The clearances that `actor` may read and that were asked for, or answered, by a letter; the
    newest first."""
    rows = Clearance.objects.visible_to(actor).filter(Q(asked_by_letter=letter) | Q(letter=letter))
    return list(with_state(rows).order_by("-asked_at", "pk"))


def text_of(clearance) -> list[dict[str, Any]]:
    """The articles that are to be cleared, word for word; [] for a text outside the house, and once
    whoever was asked need not read it any more."""
    row = Freeze.objects.filter(pk=clearance.freeze_id).only("articles").first()
    return row.articles if row else []


def frozen_now(case) -> tuple[Draft | None, Freeze | None]:
    """(the text of a case, its freeze if it is frozen), the text held until the transaction ends."""
    draft = Draft.objects.select_for_update().filter(case=case).first()
    if draft is None or not draft.is_frozen:
        return draft, None
    return draft, Freeze.objects.get(draft=draft, number=draft.number)


def told_of_clearances(case, step: str, on) -> dict[str, Any]:
    """How the clearances of a case stand, for the steps that carry it; {} where none was asked for."""
    rows = clearances_of(case) if step in TELLING else []
    if step == CHANGE:  # none of them holds for the text as it is from now on
        return facts_of([], on) if rows else {}
    return facts_of(rows, on) if rows else {}
