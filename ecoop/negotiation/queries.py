"""Reads of texts: as rows for pages, as wordings for the pure packages."""

from collections.abc import Iterable, Mapping
from typing import Any

from ecoop.negotiation.articles import Article, Wording
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING
from ecoop.negotiation.clauses import PRESENT, Situation, is_complete, meter
from ecoop.negotiation.models import Draft, DraftArticle, Freeze, Round

PLACE = {OPENING: -1, ARTICLE: 0, CLOSING: 1}


def articles_of(draft) -> list[DraftArticle]:
    """The articles in the order of the text: opening, numbers, closing; each with its position,
    which stays hidden from whoever is behind the narrower wall."""
    rows = DraftArticle.objects.filter(draft=draft).select_related("position").order_by("pk")
    return sorted(rows, key=lambda each: (PLACE[each.kind], each.number))


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
    draft = Draft.objects.filter(case=case).first()
    if draft is None:
        return {}
    if step == "agree_text":
        return {"languages": draft.languages}
    articles = articles_of(draft)
    if not any(each.kind == ARTICLE for each in articles):
        return {}
    rows = meter(
        wordings(articles, draft.languages), situation_of(draft, case), waived=draft.waivers
    )
    percent = 100 * sum(row.state == PRESENT for row in rows) // max(len(rows), 1)
    is_waived = percent < 100 and is_complete(rows)
    return {"clause_meter_percent": percent, "clause_waivers_signed": is_waived}
